// Shows what stands behind a number in one panel beside the page, asked for when it is pressed.
((texts) => {
  const LINK = 'a[href*="figure?"]';
  let panel, content, said, backward, origin, asked = 0;
  const trail = [];
  // The link of a number knows neither language nor day: both stand in the page's own address.
  const root = () => (window.__streamlit?.BACKEND_BASE_URL ?? location.origin).replace(/\/$/, "");
  const address = (link) => {
    const query = link.getAttribute("href").split("figure?")[1];
    const url = new URL(`figure?${query}`, `${root()}/`);
    const here = new URLSearchParams(location.search);
    for (const name of ["lang", "as_of"]) {
      if (here.get(name)) url.searchParams.set(name, here.get(name));
      else url.searchParams.delete(name);
    }
    return url.href;
  };
  const button = (text, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  };
  const close = () => {
    panel.close();
    trail.length = 0;
    const again = origin?.isConnected
      ? origin
      : document.querySelector(`a[href="${CSS.escape(origin?.getAttribute("href") ?? "")}"]`);
    again?.focus();
  };
  const build = () => {
    panel = document.createElement("dialog");
    panel.className = "cm-panel";
    panel.setAttribute("aria-label", texts.title);
    said = document.createElement("p");
    said.setAttribute("role", "status");
    said.className = "cm-unseen";
    content = document.createElement("div");
    const head = document.createElement("div");
    head.className = "cm-panel-head";
    backward = button(texts.back, () => {
      trail.pop();
      show(...trail.pop());
    });
    head.append(backward, button(texts.close, close));
    panel.append(head, said, content);
    document.body.append(panel);
  };
  // Who cites a number gets a code under which it is found again; who only looks leaves nothing.
  const cite = async (url, sentence) => {
    const answer = await fetch(`${root()}/mappe/cite`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ path: "figure", query: new URL(url).search }),
    });
    if (!answer.ok) return;
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    sentence.textContent = told.querySelector(".cm-citation").textContent;
  };
  const copy = async (pressed, url) => {
    const sentence = pressed.closest("p").previousElementSibling;
    if (url) await cite(url, sentence).catch(() => {});
    try {
      await navigator.clipboard.writeText(sentence.textContent);
    } catch {
      // Without https the browser has no clipboard for us: the old way, by selecting.
      getSelection().selectAllChildren(sentence);
      if (!document.execCommand("copy")) return;
    }
    said.textContent = texts.copied;
    pressed.textContent = texts.copied;
  };
  const bare = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();
  // First the number as the page says it, then exactly; a bare one of a table has its unit there alone.
  const leadWith = (text, section) => {
    const head = section.querySelector("h2");
    const pressed = bare(text);
    if (!head || !/\d/.test(pressed) || !/[^\d\s.,+−-]/.test(pressed)) return;
    if (pressed === bare(head.textContent)) return;
    const exactly = document.createElement("p");
    exactly.textContent = `${texts.exactly}: ${head.textContent}`;
    head.textContent = pressed;
    head.after(exactly);
  };
  const show = async (url, text = "") => {
    const turn = (asked += 1);
    let found;
    try {
      const answer = await fetch(url);
      const told = new DOMParser().parseFromString(await answer.text(), "text/html");
      found = told.querySelector("main.cm-evidence");
    } catch {
      found = null;
    }
    if (turn === asked) display(found, url, text); // else another number was pressed meanwhile
  };
  const display = (found, url, text = "") => {
    if (!panel) build();
    // The page's light or dark is Streamlit's choice; the panel stands outside of it.
    const app = document.querySelector(".stApp");
    if (app) panel.style.colorScheme = getComputedStyle(app).colorScheme;
    if (!found) {
      found = document.createElement("main");
      found.innerHTML = "<p></p>";
      found.firstChild.textContent = texts.failed;
    }
    const section = document.createElement("section");
    section.className = "cm-evidence";
    section.append(...found.childNodes);
    leadWith(text, section);
    content.replaceChildren(section);
    said.textContent = "";
    trail.push([url, text]);
    backward.hidden = trail.length < 2;
    section.querySelectorAll("button").forEach((pressed) => {
      pressed.hidden = false;
      pressed.addEventListener("click", () => copy(pressed, url));
    });
    if (!panel.open) panel.show();
    panel.scrollTop = 0;
    const first = section.querySelector("h2, p");
    first.tabIndex = -1;
    first.focus();
  };
  // A panel whose contents somebody else has asked for: server/mappen.js.
  window.cmPanel = (text) => {
    asked += 1;
    origin = document.activeElement;
    trail.length = 0;
    const told = new DOMParser().parseFromString(text, "text/html");
    display(told.querySelector("main.cm-evidence"), "");
  };
  // Opened in a tab of its own it says the same, so the whole address is written in time.
  for (const kind of ["pointerdown", "focusin"])
    document.addEventListener(kind, ({ target }) => {
      const link = target.closest?.(LINK);
      if (link) link.href = address(link);
    });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINK);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (!panel?.contains(link)) {
      origin = link;
      trail.length = 0;
    }
    show(address(link), link.textContent);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel?.open) close();
  });
  // On another view it would stand beside figures that it does not speak of; a filter leaves it.
  const place = ({ pathname, searchParams }) => `${pathname}?${searchParams.get("view") ?? ""}`;
  window.navigation?.addEventListener("navigate", ({ destination }) => {
    if (panel?.open && place(new URL(destination.url)) !== place(new URL(location.href)))
      panel.close();
  });
})
