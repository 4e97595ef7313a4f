// Says in the language of the document what Streamlit says in English of its own accord.
// Whole texts only, looked up as they are written, before the browser paints them.
(([attributes, texts]) => {
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  const saying = (pairs) => {
    const known = new Map(pairs.filter(([said]) => !said.includes("(")));
    const shapes = pairs
      .filter(([said]) => said.includes("("))
      .map(([said, own]) => [new RegExp(`^${said}$`, "u"), own]);
    return (said) => {
      if (known.has(said)) return known.get(said);
      const [shape, own] = shapes.find(([one]) => one.test(said)) ?? [];
      return shape && said.replace(shape, own);
    };
  };
  const ofAttribute = saying([...attributes, ...texts]);
  const ofText = saying(texts);
  const mendText = (node) => {
    const own = ofText(node.nodeValue);
    if (own) node.nodeValue = own;
  };
  const mendElement = (element) => {
    for (const name of ATTRIBUTES) {
      const said = element.getAttribute(name);
      const own = said && ofAttribute(said);
      if (own) element.setAttribute(name, own);
    }
  };
  const mend = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return mendText(node);
    if (!(node instanceof HTMLElement)) return undefined; // drawings speak our words already
    mendElement(node);
    return node.childNodes.forEach(mend);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(mend);
      else if (type === "characterData") mendText(target);
      else mendElement(target);
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ATTRIBUTES,
  });
})
