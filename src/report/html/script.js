"use strict";
// Sorting, filtering, and showing what hangs together. Without it the page is whole, only less handy.

const language = document.documentElement.lang || undefined;
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

/** Sorts a table by a column; the rows of equal cells stay in their order. */
function sort(table, head, column) {
  const falling = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const key = (row) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  const order = (one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === "" || b === "") return (a === "") - (b === ""); // what is empty goes last either way
    const [x, y] = [Number(a), Number(b)];
    const compared = Number.isNaN(x) || Number.isNaN(y) ? collator.compare(a, b) : x - y;
    return falling ? -compared : compared;
  };
  const rows = [...table.tBodies[0].rows].map((row) => [row, key(row)]);
  table.tBodies[0].append(...rows.map(([row]) => row).sort(order));
}

/** Shows the rows that hold the words and have one of the verdicts. */
function filter(controls, table) {
  const words = controls.querySelector("input[type=search]").value.toLowerCase();
  const boxes = [...controls.querySelectorAll("input[type=checkbox]")];
  const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    const kinds = (row.dataset.kinds ?? "").split(" ");
    const fits = boxes.length === 0 || kinds.some((kind) => wanted.has(kind));
    row.hidden = !(fits && row.textContent.toLowerCase().includes(words));
    if (!row.hidden) shown += 1;
  }
  const status = controls.querySelector("[role=status]");
  status.textContent = status.dataset.form.replace("{shown}", shown).replace("{all}", table.tBodies[0].rows.length);
}

for (const table of document.querySelectorAll("table.sheet")) {
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, head, column));
    head.append(button);
  }
  const controls = document.getElementById(`${table.id}-controls`);
  if (controls) {
    controls.hidden = false;
    controls.addEventListener("input", () => filter(controls, table));
    filter(controls, table);
  }
}

// What hangs together is lit together.
const tied = (element) => {
  const names = (element.dataset.ties ?? "").split(" ").filter(Boolean);
  return names.flatMap((name) => [...document.querySelectorAll(`.claim[data-ties~="${CSS.escape(name)}"]`)]);
};
for (const element of document.querySelectorAll("[data-ties]")) {
  for (const [event, lit] of [["mouseenter", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
    element.addEventListener(event, () => tied(element).forEach((other) => other.classList.toggle("tied", lit)));
  }
}

// On paper nothing can be opened.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => (one.open = true)));
