// Streamlit's field for files has a name and the role of a decoration, which contradict each other.
new MutationObserver(() => {
  document
    .querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]')
    .forEach((zone) => zone.setAttribute("role", "group"));
}).observe(document, { subtree: true, childList: true });
// On a telephone Streamlit leaves the menu open over the page that was just chosen in it.
document.addEventListener("click", (event) => {
  if (innerWidth < 768 && event.target.closest('[data-testid="stSidebarNavLink"]'))
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
});
