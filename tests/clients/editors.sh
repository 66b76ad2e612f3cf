#!/usr/bin/env bash
# Real editors and a protocol driver against the language server: Neovim (apt) and pytest-lsp (PyPI).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
. "$here/venv.bash"
ADDSUP="$(realpath "${ADDSUP:-$root/target/debug/addsup}")"
export ADDSUP PYTHONDONTWRITEBYTECODE=1
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache" XDG_STATE_HOME="$work/state" XDG_DATA_HOME="$work/data"

if ! command -v nvim >/dev/null; then
    as_root="$([ "$(id -u)" = 0 ] || echo sudo)"
    { $as_root apt-get update && $as_root apt-get install -y --no-install-recommends neovim; } >"$work/apt" 2>&1 || true
fi
if command -v nvim >/dev/null; then
    cp "$root/seeds/fr/planted/breakdown-part-too-large.txt" "$work/draft.txt"
    DRAFT="$work/draft.txt" timeout 120 nvim --headless --clean -n -c "luafile $here/neovim.lua"
else
    printf 'skipped: Neovim cannot be installed here: %s\n' "$(tail -n 1 "$work/apt")"
fi

venv editors pytest-lsp
timeout 300 python -m pytest -q -p no:cacheprovider "$here/test_protocol.py"
