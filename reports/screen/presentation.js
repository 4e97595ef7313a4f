// One figure a screen, by keys, buttons, touch and address. What is said lies in the document.
"use strict";
document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement, body = document.body;
  const items = [...document.querySelectorAll(".item")], most = items.length - 1;
  const said = document.getElementById("said"), progress = document.getElementById("progress");
  const black = document.getElementById("black"), help = document.getElementById("help");
  const name = document.title, reduced = matchMedia("(prefers-reduced-motion: reduce)");
  let at = -1;

  const now = () => items[at];
  const asked = () => {
    const hash = location.hash.slice(1);
    return /^\d{1,4}$/.test(hash) ? Number(hash) : null;
  };
  const scroller = () => [...now().querySelectorAll(".scroll")].find((one) => one.clientHeight > 0);

  // What can be scrolled must be reached by key.
  const measure = () => {
    for (const one of now().querySelectorAll(".scroll")) {
      const goesOn = one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
      if (goesOn) one.tabIndex = 0;
      else if (!one.closest(".panel")) one.removeAttribute("tabindex");
      one.toggleAttribute("data-more", one.scrollHeight - one.clientHeight - one.scrollTop > 4);
    }
  };

  const focus = () => {
    // A button that was pressed keeps the focus, so that it can be pressed again.
    if (document.activeElement && document.activeElement.closest("nav")) return;
    const one = now().querySelector("h2") || document.querySelector("h1");
    one.tabIndex = -1;
    one.focus({ preventScroll: true });
  };

  const look = (view) => {
    if (!now().dataset.view) return;
    const wanted = now().dataset.view === view ? "face" : view;
    if (wanted !== "face" && !now().querySelector(`.panel.${wanted}`)) return;
    now().dataset.view = wanted;
    measure();
    const panel = wanted === "face" ? null : now().querySelector(`.panel.${wanted} .scroll`);
    if (panel) panel.focus({ preventScroll: true });
    else focus();
    for (const one of document.querySelectorAll("nav [data-do]"))
      if (["evidence", "table"].includes(one.dataset.do))
        one.setAttribute("aria-pressed", String(one.dataset.do === wanted));
  };

  const show = (number, isFirst) => {
    const next = Math.min(Math.max(number, 0), most);
    if (next === at) return;
    if (at >= 0) now().classList.remove("now");
    at = next;
    now().classList.add("now");
    if (now().dataset.view) now().dataset.view = "face";
    body.dataset.at = String(at);
    progress.textContent = `${at} / ${most}`;
    said.textContent = body.dataset.said.replace("#", String(at)).replace("##", String(most));
    const title = now().querySelector("h2");
    document.title = title ? `${at} / ${most} · ${title.textContent}` : name;
    for (const one of now().querySelectorAll(".scroll")) one.scrollTop = 0;
    for (const one of document.querySelectorAll("nav [data-do]")) {
      const what = one.dataset.do;
      if (what === "back") one.disabled = at === 0;
      else if (what === "next") one.disabled = at === most;
      else if (what === "evidence" || what === "table") {
        one.disabled = !now().querySelector(`.panel.${what}`);
        one.setAttribute("aria-pressed", "false");
      }
    }
    try { history.replaceState(null, "", `#${at}`); } catch { /* a document without an address */ }
    scrollTo(0, 0);
    measure();
    if (!isFirst) focus();
  };

  // A screen that goes on below its edge is read to its end before the next one comes.
  const page = (direction) => {
    const one = scroller();
    const left = one ? (direction > 0 ? one.scrollHeight - one.clientHeight - one.scrollTop : one.scrollTop) : 0;
    if (left > 4) one.scrollBy({ top: direction * one.clientHeight * 0.85, behavior: reduced.matches ? "auto" : "smooth" });
    else show(at + direction);
  };

  const setBlack = (is) => {
    black.hidden = !is;
    said.textContent = is ? body.dataset.black : "";
  };

  const actions = {
    next: () => show(at + 1), back: () => show(at - 1),
    down: () => page(1), up: () => page(-1),
    first: () => show(0), last: () => show(most),
    evidence: () => look("evidence"), table: () => look("table"),
    black: () => setBlack(true),
    help: () => (help.open ? help.close() : help.showModal()),
    full: () => {
      const done = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
      if (done) done.catch(() => {});
    },
    dark: () => {
      const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = isDark ? "light" : "dark";
    },
    close: () => { if (now().dataset.view && now().dataset.view !== "face") look("face"); },
  };
  const keys = {
    ArrowRight: "next", ArrowLeft: "back", ArrowDown: "down", ArrowUp: "up", PageDown: "down",
    PageUp: "up", " ": "down", Home: "first", End: "last", q: "evidence", e: "evidence", t: "table",
    b: "black", ".": "black", h: "help", "?": "help", f: "full", d: "dark", Escape: "close",
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!black.hidden) {
      event.preventDefault();
      if (event.key !== "Shift") setBlack(false);
      return;
    }
    if (help.open && !["h", "?"].includes(event.key)) return;
    const isPressing = [" ", "Enter"].includes(event.key) && event.target.closest("a,button,summary");
    let what = keys[event.key] || keys[event.key.toLowerCase()];
    if (event.key === " " && event.shiftKey) what = "up";
    if (!what || isPressing) return;
    event.preventDefault();
    actions[what]();
  });

  body.addEventListener("click", (event) => {
    if (!black.hidden) return setBlack(false);
    const button = event.target.closest("[data-do]");
    if (button) return actions[button.dataset.do]();
    if (event.target.closest("a,button,dialog,nav,table,summary") || String(getSelection())) return;
    // The outer eighths of the screen lead back and on.
    if (event.clientX > innerWidth * 0.875) show(at + 1);
    else if (event.clientX < innerWidth * 0.125) show(at - 1);
  });

  let touch = null;
  addEventListener("touchstart", (event) => {
    touch = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  addEventListener("touchend", (event) => {
    if (!touch) return;
    const end = event.changedTouches[0];
    const across = end.clientX - touch.clientX, up = end.clientY - touch.clientY;
    const wide = event.target.closest(".scroll,.body");
    const isScrolled = wide && wide.scrollWidth > wide.clientWidth + 1;
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(up) && !isScrolled)
      show(at + (across < 0 ? 1 : -1));
  }, { passive: true });

  addEventListener("hashchange", () => { if (asked() !== null) show(asked()); });
  addEventListener("resize", measure);
  addEventListener("scroll", measure, { capture: true, passive: true });
  for (const one of document.querySelectorAll("details.panel")) one.open = true;
  show(asked() ?? Number(body.dataset.at), true);
  if (document.fonts) document.fonts.ready.then(measure);
});
