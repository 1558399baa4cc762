"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0], rows = [...body.rows];
  if (rows.length < 5) continue;
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  // A number at the start of a cell counts; a cell without one comes last either way.
  const value = (row, at) => {
    const cell = row.cells[at], first = cell.firstChild;
    const text = (first && first.nodeType === 3 ? first.data : cell.querySelector("small") ? "" : cell.textContent).trim();
    const number = /^[~<]?\d/.test(text) ? parseFloat(text.replace(/^[~<]/, "")) : NaN;
    return isNaN(number) ? (heads[at].classList.contains("number") || text === "\u2013" ? null : text || null) : number;
  };
  const order = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const numbers = head.classList.contains("number");
      const first = numbers ? "descending" : "ascending", second = numbers ? "ascending" : "descending";
      const now = before === null ? first : before === first ? second : null;
      heads.forEach(other => other.removeAttribute("aria-sort"));
      if (now) head.setAttribute("aria-sort", now);
      const sign = now === "descending" ? -1 : 1;
      const sorted = now === null ? rows : [...rows].sort((a, b) => {
        const x = value(a, at), y = value(b, at);
        return x === null || y === null ? (x === null) - (y === null) : sign * order(x, y);
      });
      body.append(...sorted);
    });
  });
  if (table.classList.contains("crowd")) {
    const label = document.createElement("label"), field = document.createElement("input"), found = document.createElement("output");
    field.type = "search";
    label.className = "find";
    label.append("Find teams ", field, " ", found);
    const hint = document.createElement("p");
    hint.className = "hint";
    hint.textContent = "Press a title to sort by it, once more to turn the order round, and once more to restore it.";
    table.parentElement.before(hint);
    table.parentElement.before(label);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let count = 0;
      for (const row of rows) {
        row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
        count += !row.hidden;
      }
      found.textContent = wanted ? `${count} of ${rows.length}` : "";
    });
  }
}
