// On a telephone each row of a table that would slide sideways, or is higher than wide, becomes a card:
// its cells below each other, each with the heading of its column. Of a long list the first stand.
const FIRST = 6;
const more = (box, rest) => {
  const press = box.appendChild(document.createElement("button"));
  press.className = "cm-file";
  press.textContent = document.body.dataset.more.replace("{n}", rest.length);
  rest.forEach((row) => (row.hidden = true));
  press.addEventListener("click", () => {
    rest.forEach((row) => (row.hidden = false));
    rest[0].tabIndex = -1;
    rest[0].focus();
    press.remove();
  });
};
const asCards = (box) => {
  const table = box.querySelector("table:not(.cm-rows)");
  const isTight = () => [...table.tBodies[0].rows].some((row) => row.offsetHeight > row.offsetWidth / 2);
  if (!table || (table.scrollWidth <= box.clientWidth + 1 && !isTight())) return;
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
  table.classList.add("cm-rows");
  table.setAttribute("role", "table");
  [...table.tBodies[0].rows].forEach((row) => {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, at) => {
      cell.setAttribute("role", "cell");
      cell.dataset.label = heads[at];
      const content = document.createElement("div");
      content.append(...cell.childNodes);
      cell.append(content);
    });
  });
  const rest = [...table.tBodies[0].rows].slice(FIRST);
  if (rest.length > 2 && box.matches(".cm-whole")) more(box, rest);
};
let waiting = 0;
const allAsCards = () => {
  // Of a document that is still being read a table may lack rows, or all of them.
  if (innerWidth > 600 || document.readyState === "loading") return;
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => document.querySelectorAll(".cm-scroll").forEach(asCards));
};
new MutationObserver(allAsCards).observe(document, { subtree: true, childList: true });
document.addEventListener("DOMContentLoaded", allAsCards);
addEventListener("toggle", allAsCards, true);
addEventListener("resize", allAsCards);
