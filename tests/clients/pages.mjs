// The HTML report in a real Chromium: sorting, filtering, jumping, printing, an accessibility audit, and
// hostile drafts. Arguments: the folder of a report, the folder of playwright-core and axe-core, and the
// folder for pictures; TASKS says which pages are for what.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import assert from "node:assert/strict";

const [report, modules, pictures] = process.argv.slice(2).map((name) => path.resolve(name));
const require = createRequire(path.join(modules, "node_modules", "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

/** A page of the report, with all that it asks for and says watched. */
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.on("request", (request) => request.url().startsWith("file:") || page.wrong.push(request.url()));
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("dialog", (dialog) => { page.wrong.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(`file://${path.join(report, file)}`);
  return page;
}

/** No rule of axe-core is broken. (It is given to the page from outside: the page's policy lets nothing in.) */
async function audit(page, name) {
  const context = await page.context().newCDPSession(page);
  const evaluated = await context.send("Runtime.evaluate", { expression: axe, returnByValue: false });
  assert.equal(evaluated.exceptionDetails, undefined, "axe-core runs");
  const found = await context.send("Runtime.evaluate", {
    expression: "axe.run().then((all) => JSON.stringify(all.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])))",
    awaitPromise: true, returnByValue: true,
  });
  assert.deepEqual(JSON.parse(found.result.value), [], `${name}: axe-core`);
}

const cells = (page, table, column) =>
  page.$$eval(`#${table} tbody tr:not([hidden]) td:nth-child(${column})`, (all) => all.map((cell) => cell.textContent));

async function documentPage(file) {
  const page = await open(file);
  // From a part to its total, and from the note to the text.
  const jump = page.locator(".claim.contradicted + .jump").first();
  const target = (await jump.getAttribute("href")).slice(1);
  await jump.click();
  assert.equal(await page.evaluate(() => location.hash.slice(1)), target);
  assert.equal(await page.locator(`#${target}`).evaluate((one) => one.matches(":target") && one.matches(".claim.contradicted")), true);
  const card = page.locator(".card.error").first();
  const member = card.locator("ul a").last();
  await member.click();
  assert.equal(await page.evaluate(() => location.hash), await member.getAttribute("href"));
  await page.locator(".claim.contradicted").first().click();
  assert.match(await page.evaluate(() => location.hash), /^#f\d+$/);
  // What hangs together is lit together, by the pointer and by the keyboard.
  await card.hover();
  assert.ok((await page.locator(".claim.tied").count()) > 1);
  await page.locator(".claim.contradicted").last().focus();
  assert.ok((await page.locator(".claim.tied").count()) > 1);
  // The keyboard reaches everything that a pointer does: the first stop passes over the head.
  await page.goto(`file://${path.join(report, file)}`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => location.hash), "#text");
  // The ledger is sorted by value, up and down, with the keyboard.
  const head = page.locator("#claims thead th").nth(3);
  await head.locator("button").focus();
  const values = async () =>
    (await page.$$eval("#claims tbody td:nth-child(4)", (all) => all.map((cell) => cell.dataset.sort))).filter(Boolean).map(Number);
  await page.keyboard.press("Enter");
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const rising = await values();
  assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
  await page.keyboard.press("Enter");
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  assert.deepEqual(await values(), rising.reverse());
  // It is filtered by words and by verdict.
  const all = (await cells(page, "claims", 2)).length;
  const word = (await cells(page, "claims", 2))[0].trim();
  await page.fill("#claims-controls input[type=search]", word);
  const some = await cells(page, "claims", 2);
  assert.ok(some.length >= 1 && some.length < all && some.every((cell) => cell.includes(word)));
  await page.fill("#claims-controls input[type=search]", "");
  for (const box of ["unchecked", "consistent"]) await page.uncheck(`#claims-controls input[value=${box}]`);
  assert.ok((await cells(page, "claims", 2)).length < all);
  assert.match(await page.locator("#claims-controls [role=status]").textContent(), new RegExp(`${all}`));
  for (const box of ["unchecked", "consistent"]) await page.check(`#claims-controls input[value=${box}]`);
  await audit(page, file);
  assert.deepEqual(page.wrong, []);
  // On paper: no controls, and what was folded is open.
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("#claims-controls").isVisible(), false);
  assert.equal(await page.locator("details:not([open])").count(), 0);
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  await page.context().close();
}

async function looks(file, name) {
  const views = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, narrow: { viewport: { width: 390, height: 844 } } };
  for (const [view, options] of Object.entries(views)) {
    const page = await open(file, options);
    await page.screenshot({ path: path.join(pictures, `${name}-${view}.png`), fullPage: true });
    await audit(page, `${file}, ${view}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${file}, ${view}: the page is ${wide} pixels too wide`);
    await page.context().close();
  }
}

async function indexPage(documents) {
  const page = await open("index.html");
  const rows = (await cells(page, "documents", 1)).length;
  assert.equal(rows, documents);
  await page.locator("#documents thead th").nth(6).locator("button").click();
  const claims = (await cells(page, "documents", 7)).map(Number);
  assert.deepEqual(claims, [...claims].sort((a, b) => a - b));
  const first = (await cells(page, "documents", 1))[0];
  await page.fill("#documents-controls input[type=search]", first);
  assert.ok((await cells(page, "documents", 1)).length >= 1);
  await audit(page, "index.html");
  await page.locator("#documents tbody tr:not([hidden]) a").first().click();
  await page.waitForLoadState();
  await page.locator(".back a").click();
  await page.waitForURL(/index\.html$/);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

/** Nothing of a hostile draft becomes an element, runs, or asks for anything. */
async function hostile(file) {
  const page = await open(file);
  await page.waitForTimeout(200);
  assert.deepEqual(page.wrong, [], file);
  const strange = await page.evaluate(() => {
    const known = new Set(("HTML HEAD META TITLE STYLE BODY SCRIPT A HEADER NAV H1 P SPAN MAIN SECTION H2 H3 svg rect UL LI B " +
      "DIV ARTICLE DETAILS SUMMARY LABEL INPUT FIELDSET LEGEND TABLE CAPTION THEAD TBODY TR TH TD BUTTON FIGURE title text line " +
      "circle FOOTER BLOCKQUOTE DEL INS BR").split(" "));
    const all = [...document.querySelectorAll("*")];
    const odd = all.filter((one) => !known.has(one.tagName) || [...one.attributes].some((at) => at.name.startsWith("on")));
    return odd.map((one) => one.outerHTML.slice(0, 200));
  });
  assert.deepEqual(strange, [], file);
  assert.equal(await page.evaluate(() => document.scripts.length), 1, file);
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined, file);
  const links = await page.$$eval("a[href]", (all) => all.map((one) => one.getAttribute("href")));
  assert.ok(links.every((link) => /^(#[a-z]+\d*|(\.\.\/)*[\w.%/-]+\.html)$/.test(link)), `${file}: ${links}`);
  await audit(page, file);
  await page.context().close();
}

async function speed(most) {
  const page = await open("index.html");
  const times = [];
  for (let turn = 0; turn < 5; turn += 1) {
    await page.reload({ waitUntil: "load" });
    times.push(await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd));
  }
  times.sort((a, b) => a - b);
  console.log(`the index opens in ${times[2].toFixed(0)} ms (median of 5)`);
  assert.ok(times[2] < most);
  await page.context().close();
}

const tasks = JSON.parse(process.env.TASKS);
try {
  if (tasks.documents) await indexPage(tasks.documents);
  for (const file of tasks.page ?? []) await documentPage(file);
  for (const [file, name] of Object.entries(tasks.looks ?? {})) await looks(file, name);
  for (const file of tasks.hostile ?? []) await hostile(file);
  if (tasks.speed) await speed(tasks.speed);
} finally {
  await browser.close();
}
console.log("pages: all well");
