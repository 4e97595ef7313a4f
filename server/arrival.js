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
