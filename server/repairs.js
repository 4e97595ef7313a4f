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
