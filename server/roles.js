// Streamlit's field for files has a name and the role of a decoration, which contradict each other.
new MutationObserver(() => {
  document
    .querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]')
    .forEach((zone) => zone.setAttribute("role", "group"));
}).observe(document, { subtree: true, childList: true });
