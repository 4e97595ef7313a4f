// Puts a figure into the Mappe or cites it: the buttons below each picture and table.
((texts) => {
  const root = () => (window.__streamlit?.BACKEND_BASE_URL ?? location.origin).replace(/\/$/, "");
  const kept = {
    get id() {
      try { return localStorage.getItem("mappe") ?? ""; } catch { return ""; }
    },
    set id(id) {
      try { localStorage.setItem("mappe", id); } catch { /* a browser that keeps nothing */ }
    },
  };
  const ask = (what, figure) =>
    fetch(`${root()}/mappe/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        path: location.pathname, query: location.search, figure, mappe: kept.id,
      }),
    });
  const meeting = (id) => {
    const link = new URL(`${root()}/meeting`);
    link.searchParams.set("mappe", id);
    const here = new URLSearchParams(location.search);
    for (const name of ["lang", "as_of"])
      if (here.get(name)) link.searchParams.set(name, here.get(name));
    return link.href;
  };
  let note, fading;
  const tell = (text, id) => {
    if (!note) {
      note = document.createElement("div");
      note.className = "cm-told";
      note.setAttribute("role", "status");
      document.body.append(note);
    }
    const app = document.querySelector(".stApp");
    if (app) note.style.colorScheme = getComputedStyle(app).colorScheme;
    note.textContent = `${text} `;
    if (id) {
      const link = document.createElement("a");
      link.href = meeting(id);
      link.textContent = texts.open;
      note.append(link);
    }
    note.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => (note.hidden = true), 12000);
  };
  const collect = async (figure) => {
    const answer = await ask("collect", figure);
    const { mappe, told, error } = await answer.json();
    if (error) return tell(error);
    kept.id = mappe;
    move();
    tell(told, mappe);
  };
  const cite = async (figure) => {
    const answer = await ask("cite", figure);
    if (!answer.ok) return tell((await answer.json()).error);
    window.cmPanel(await answer.text());
  };
  document.addEventListener("click", async (event) => {
    const pressed = event.target.closest?.("[data-collect]");
    const figure = pressed?.closest("[data-figure]")?.dataset.figure;
    if (!figure) return;
    pressed.disabled = true;
    try {
      await (pressed.dataset.collect === "cite" ? cite : collect)(figure);
    } catch {
      tell(texts.failed);
    }
    pressed.disabled = false;
  });
  // Whoever comes by a citation is told what became of the figure since.
  const cited = async () => {
    const here = new URLSearchParams(location.search);
    if (!here.get("cite")) return;
    const query = new URLSearchParams({ code: here.get("cite"), lang: here.get("lang") ?? "" });
    const answer = await fetch(`${root()}/mappe/cited?${query}`);
    if (answer.ok) window.cmPanel(await answer.text());
  };
  addEventListener("load", () => cited().catch(() => {}));
  // Links to the Mappe that this browser gathers; it alone knows which. The page for the meeting
  // says which one is open, else which there are: one that was thrown away is forgotten.
  const move = () => {
    const open = document.querySelector("[data-mappe-open]")?.dataset.mappeOpen;
    const there = document.querySelector("[data-mappen]")?.dataset.mappen.split(" ");
    if (open ? open !== kept.id : there && kept.id && !there.includes(kept.id)) kept.id = open ?? "";
    document.querySelectorAll(".cm-own-mappe").forEach((link) => {
      if ((link.dataset.mappe ?? "") === kept.id) return;
      link.dataset.mappe = kept.id;
      link.href = meeting(kept.id);
      link.hidden = !kept.id;
    });
  };
  new MutationObserver(move).observe(document, { subtree: true, childList: true });
})
