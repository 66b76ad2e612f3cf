-- Neovim's own client opens a draft, sees the finding where it is, applies a repair and sees it go.
--
--   ADDSUP=… DRAFT=… nvim --headless --clean -n -c "luafile tests/clients/neovim.lua"

local function check(holds, what)
  if not holds then
    io.stderr:write("neovim: " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end

local function wait(what, holds)
  check(vim.wait(20000, holds, 20), "waited in vain: " .. what)
end

vim.cmd("edit " .. vim.fn.fnameescape(vim.env.DRAFT))
local client = vim.lsp.start_client({
  name = "addsup",
  cmd = { vim.env.ADDSUP, "lsp" },
  root_dir = vim.fn.fnamemodify(vim.env.DRAFT, ":p:h"),
})
check(client, "the server does not start")
vim.lsp.buf_attach_client(0, client)

local function found()
  return vim.diagnostic.get(0)
end

wait("a finding", function() return #found() == 1 end)
local one = found()[1]
check(one.code == "breakdown-sum" and one.severity == vim.diagnostic.severity.ERROR, "not the finding: " .. vim.inspect(one))
local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, true)[1]
local words = line:sub(one.col + 1, one.end_col)
check(words == "1.400 soldats", "underlined is: " .. words)

vim.api.nvim_win_set_cursor(0, { one.lnum + 1, one.col })
local params = vim.lsp.util.make_range_params(0, "utf-16")
params.context = { diagnostics = {} }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
local repair
for _, action in ipairs(answers[client].result) do
  if action.title:find("1.700", 1, true) then repair = action end
end
check(repair, "there is no repair: " .. vim.inspect(answers))
vim.lsp.util.apply_workspace_edit(repair.edit, "utf-16")
check(vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, true)[1]:find("1.700 soldats", 1, true), "the repair was not applied")
wait("the finding to go", function() return #found() == 0 end)

vim.cmd("undo")
wait("the finding to come back", function() return #found() == 1 end)
vim.lsp.stop_client(client)
wait("the server to end", function() return vim.lsp.client_is_stopped(client) end)
print("neovim: all well\n")
vim.cmd("qall!")
