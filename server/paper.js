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
// Drawn a tenth smaller than their room and enlarged to it, pictures have words of 10 pt (12 pixels).
const PIXEL = 0.9;
// In half a sheet a long word beside a row may need more room than on the screen.
const cutOff = (plot) => {
  const edge = plot.getBoundingClientRect().left;
  const starts = [...plot.querySelectorAll(".ytick text")].map((one) => one.getBoundingClientRect().left);
  return Math.max(0, edge - Math.min(...starts, edge));
};
const drawForSheet = () => {
  document.documentElement.classList.add("cm-paper");
  document.querySelectorAll(".stPlotlyChart").forEach((room) => {
    const plot = room.querySelector(".js-plotly-plot");
    if (!plot?.layout || !room.clientWidth) return;
    const { width, height, sliders, margin } = plot.layout;
    const sheet = { width: room.clientWidth * PIXEL, height: room.clientHeight * PIXEL };
    const screen = { width, height, "margin.l": margin?.l };
    if (sliders) {
      // Nobody moves it on paper: its room is the map's.
      Object.assign(sheet, { "sliders[0].visible": false, "margin.b": 0 });
      Object.assign(screen, { "sliders[0].visible": true, "margin.b": margin.b });
    }
    onScreen.set(plot, screen);
    Plotly.relayout(plot, sheet);
    const lacking = cutOff(plot);
    if (lacking) Plotly.relayout(plot, { "margin.l": plot._fullLayout._size.l + lacking + 2 });
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
