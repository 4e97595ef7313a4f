// The page in the document gives way as soon as the application has drawn the same below it.
(() => {
  const first = document.getElementById("cm-first");
  // The application starts once the page is painted; a tab that nobody looks at never is.
  const held = document.getElementById("cm-start");
  const start = () => held.isConnected && held.replaceWith(document.importNode(held.content, true));
  document.addEventListener("DOMContentLoaded", () => {
    requestAnimationFrame(() => setTimeout(start));
    setTimeout(start, 300);
  });
  // Who has chosen light or dark in the application's menu gets it here too.
  try {
    for (const [name, value] of Object.entries(localStorage)) {
      const theme = name.startsWith("stActiveTheme-") && /"(Light|Dark)"/.exec(value);
      if (theme && name.includes(`-${location.pathname}-`))
        first.style.colorScheme = theme[1].toLowerCase();
    }
  } catch {
    // A browser that keeps nothing has no choice kept.
  }
  const within = (selector) => document.querySelector(`#root ${selector}`);
  // What lies folded has no height, and is not drawn before it is opened.
  const inSight = (chart) => {
    const { top, height } = chart.getBoundingClientRect();
    return height > 0 && top < innerHeight + first.scrollTop;
  };
  const stands = () => {
    if (within('[data-testid="stDialog"]')) return true;
    const app = within('[data-testid="stApp"]');
    if (!app || app.dataset.testScriptState !== "notRunning" || !within("h1")) return false;
    if (within('[data-testid="stAppSkeleton"]')) return false;
    const { chart } = first.dataset;
    if (chart && !within(`.st-key-${chart} .main-svg`)) return false;
    return [...document.querySelectorAll("#root .stPlotlyChart")]
      .filter(inSight)
      .every((one) => one.querySelector(".main-svg"));
  };
  const words = (node) => node.textContent.trim();
  const giveWay = () => {
    const summaries = [...document.querySelectorAll("#root summary")];
    for (const open of first.querySelectorAll("details[open]>summary")) {
      const same = summaries.find((one) => words(one) === words(open));
      if (same) same.parentElement.open = true;
    }
    const main = within('[data-testid="stMain"]');
    if (main && first.scrollTop) main.scrollTop = first.scrollTop;
    const focused = first.contains(document.activeElement) && document.activeElement;
    const address = focused && focused.getAttribute("href");
    first.remove();
    if (address) within(`[href="${CSS.escape(address)}"]`)?.focus({ preventScroll: true });
  };
  let isAsked = false;
  const look = () => {
    isAsked = false;
    if (first.isConnected && stands()) end();
  };
  const watcher = new MutationObserver(() => {
    if (!isAsked) requestAnimationFrame(look);
    isAsked = true;
  });
  // Sizes change without a change of the document; a page that nobody looks at has no frames.
  const clock = setInterval(look, 500);
  // Whatever hinders the application says so in its own words.
  const patience = setTimeout(() => within('[data-testid="stApp"]') && end(), 40_000);
  function end() {
    watcher.disconnect();
    clearInterval(clock);
    clearTimeout(patience);
    giveWay();
  }
  watcher.observe(document.documentElement, {
    attributes: true, attributeFilter: ["data-test-script-state"], childList: true, subtree: true,
  });
})();
