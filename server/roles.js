// Streamlit's field for files has a name and the role of a decoration, which contradict each other.
new MutationObserver(() => {
  document
    .querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]')
    .forEach((zone) => zone.setAttribute("role", "group"));
}).observe(document, { subtree: true, childList: true });
// On a telephone the menu is two arrows; ui/style.css shows the name that they are given here.
new MutationObserver(() => {
  document.querySelectorAll('[data-testid="stExpandSidebarButton"]').forEach((button) => {
    button.setAttribute("aria-label", document.body.dataset.menu);
  });
}).observe(document, { subtree: true, childList: true });
// There Streamlit leaves it open over the page that was just chosen in it.
document.addEventListener("click", (event) => {
  if (innerWidth < 768 && event.target.closest('[data-testid="stSidebarNavLink"]'))
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
});
// The day of the last visit stays in this browser; a link to what is new since then is shown by it.
try {
  const before = localStorage.getItem("last-visit");
  const today = new Date().toISOString().slice(0, 10);
  const since = sessionStorage.getItem("since") ?? (before !== today ? before : null);
  localStorage.setItem("last-visit", today);
  if (since) {
    sessionStorage.setItem("since", since);
    new MutationObserver(() => {
      document.querySelectorAll(".cm-since:not(.cm-shown)").forEach((link) => {
        link.classList.add("cm-shown");
        link.href += since;
        link.append(` (${new Date(since).toLocaleDateString(document.documentElement.lang)})`);
      });
    }).observe(document, { subtree: true, childList: true });
  }
} catch {
  // A browser that keeps nothing shows no such link.
}
// A link to a part of a page (#company) leads there, however late it and what is above it are drawn.
const part = location.hash.slice(1);
if (part) {
  let place, still = 0;
  const clock = setInterval(() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const there = document.querySelector(`#root [id="${CSS.escape(part)}"]`);
    if (!there || app?.dataset.testScriptState !== "notRunning") return;
    if (document.getElementById("cm-first")) return;
    if (there.tagName === "DETAILS") there.open = true;
    there.scrollIntoView();
    const before = place;
    place = there.offsetTop;
    still = place === before ? still + 1 : 0;
    if (still > 5) clearInterval(clock);
  }, 200);
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"])
    addEventListener(kind, () => clearInterval(clock), { once: true });
  setTimeout(() => clearInterval(clock), 30000);
}
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
// Streamlit's cleaning of our HTML takes a field's name away that is also a property of forms: lang.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.matches(".cm-search, .cm-code") && !formData.has("lang"))
    formData.set("lang", document.documentElement.lang);
});
// At each size a map shows more of the land, so that it fills its room. Once it is drawn its layout
// says again what it shows at least, or the map would become smaller with each new size.
new MutationObserver(() => {
  document.querySelectorAll(".js-plotly-plot").forEach(({ layout }) => {
    for (const [axis, range] of Object.entries(layout?.meta ?? {})) layout[axis].range = [...range];
  });
}).observe(document, { subtree: true, childList: true });
// Pages are printed as they stand, their pictures drawn anew at the width of the sheet: shrunk to it,
// their words would be too small. However printing is asked for, the browser waits for nothing; so
// Plotly draws there and then. On paper the sources of all are notes at the end, each once.
document.addEventListener("click", (event) => {
  if (!event.target.closest(".cm-print")) return;
  event.preventDefault();
  print();
});
const drawings = () => document.querySelectorAll(".js-plotly-plot .svg-container");
const onScreen = new Map();
// Drawn a tenth smaller than its room and enlarged to it, a word of 12 pixels has 10 pt.
const PIXEL = 0.9;
const drawForSheet = () => {
  document.documentElement.classList.add("cm-paper");
  document.querySelectorAll(".stPlotlyChart").forEach((room) => {
    const plot = room.querySelector(".js-plotly-plot");
    if (!plot?.layout || !room.clientWidth) return;
    const { width, height, sliders, margin } = plot.layout;
    const sheet = { width: room.clientWidth * PIXEL, height: room.clientHeight * PIXEL };
    const screen = { width, height };
    if (sliders) {
      // Nobody moves it on paper: its room is the map's.
      Object.assign(sheet, { "sliders[0].visible": false, "margin.b": 0 });
      Object.assign(screen, { "sliders[0].visible": true, "margin.b": margin.b });
    }
    onScreen.set(plot, screen);
    Plotly.relayout(plot, sheet);
  });
};
// One note a licence, in it each publisher once, without whose copy was read. An open licence asks for
// the table's name; of many reports, and of figures only quoted, it says how many: their titles stand
// at the address.
const notes = () => {
  const told = new Map();
  const unseen = ".st-key-beyond *, .cm-fold:not([open]) *";
  document.querySelectorAll(`.cm-source li:not(${unseen})`).forEach((one) => {
    const copy = one.cloneNode(true);
    const [by, licence] = [...copy.querySelectorAll(":scope > span")].map((part) => {
      part.remove();
      return part.innerHTML;
    });
    const publisher = by?.replace(/ \(.*\)$/, "");
    const publishers = told.get(licence) ?? new Map();
    const titles = publishers.get(publisher) ?? new Set();
    told.set(licence, publishers.set(publisher, titles.add(copy.innerHTML.slice(1))));
  });
  const said = ([licence, publishers]) =>
    [...publishers].map(([by, titles]) => {
      if (licence?.includes("www.") && titles.size < 4) return by + [...titles].join("; ");
      return titles.size > 1 ? `${by} (${titles.size})` : by;
    }).join("; ") + licence;
  // An address of this machine alone leads nobody anywhere.
  const isOurs = /^(localhost|127\.|\[::1)/.test(location.hostname);
  const here = told.size && !isOurs ? location.href : [];
  return [...told].map(said).concat(here).map((note) => `<li>${note}</li>`);
};
addEventListener("beforeprint", () => {
  drawForSheet();
  drawings().forEach((drawing) => {
    const { width, height } = drawing.getBoundingClientRect();
    drawing.dataset.style = drawing.getAttribute("style") ?? "";
    drawing.style.cssText += `;width:100%;height:auto;aspect-ratio:${width}/${height}`;
    drawing.querySelectorAll("svg.main-svg").forEach((svg) => {
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.style.cssText += ";width:100%;height:100%";
    });
  });
  const list = document.createElement("ul");
  list.className = "cm-notes";
  list.innerHTML = notes().join("");
  if (list.innerHTML) document.querySelector('[data-testid="stMainBlockContainer"]')?.append(list);
});
addEventListener("afterprint", () => {
  drawings().forEach((drawing) => {
    drawing.setAttribute("style", drawing.dataset.style);
    drawing.querySelectorAll("svg.main-svg").forEach((svg) => {
      svg.removeAttribute("viewBox");
      svg.style.width = svg.style.height = "";
    });
  });
  document.querySelectorAll(".cm-notes").forEach((list) => list.remove());
  document.documentElement.classList.remove("cm-paper");
  onScreen.forEach((size, plot) => Plotly.relayout(plot, size));
  onScreen.clear();
});
