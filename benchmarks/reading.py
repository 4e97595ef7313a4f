"""What a reader meets on each view: words, folds, caveats, negations, pictures.

    python -m benchmarks.reading [lang]

Every view is drawn without a browser and read as a visitor does: what stands open, what stands in
tables, what unfolds. Not counted is the frame, which is the same everywhere. The aims are printed
below the table with the views that miss them. Words inside a picture are part of the picture.
"""

from __future__ import annotations

import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard
from data import paths

#: What is the same on every view.
FRAME = ("header", "views")
#: Kinds of words by the class of the piece of HTML that holds them.
KINDS = {
    "cm-badge": "caveats",
    "cm-more": "controls",
    "cm-key": "caveats",
    "cm-legend": "keys",  # colours and sizes of a picture; its marks of status are caveats
    "cm-map-key": "keys",
    "cm-guide": "terms",
    "cm-technical": "controls",
    "cm-newer": "caveats",
    "cm-empty": "caveats",
    "cm-demo": "caveats",
    "cm-hint": "controls",
    "cm-files": "controls",
    "cm-explained": "terms",
    "cm-term": "terms",
    "cm-terms": "terms",
    "cm-source": "sources",
}
#: Kinds of Streamlit's own elements; all others are text.
ELEMENTS = {"warning": "caveats", "info": "caveats", "error": "caveats"}
_WORD = re.compile(r"[^\W_](?:[^\s–]*[^\W_])?")
_NO = re.compile(
    r"\b(nicht|nichts|nie|niemals|niemand\w*|nirgends|weder|kein\w*"
    r"|not|no|none|never|nobody|nothing|neither|nor|nowhere)\b",
    re.IGNORECASE,
)
#: A finding, not a negation: the lint's "kein Zug belegt" and its kind.
_FINDING = re.compile(
    r"\bkein(e|en)? (Zug|Güterzug|Züge)( ist| sind)? (belegt|gemeldet)"
    r"|\bno train( is| was)? (documented|reported)",
    re.IGNORECASE,
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)

#: Name → at most, of what; words outside tables and folds are "open".
AIMS = {"first": 250, "open": 600, "per picture": 200, "caveats %": 15, "per no": 150}


class Reading(HTMLParser):
    """The words of a view, each with its kind and where it stands.

    That is open, in a table, in a fold, or in a table inside a fold (the twin of a picture).
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: Counter[tuple[str, str]] = Counter()
        self.said: list[tuple[str, str]] = []
        self.pictures = self.tables = self.folds = self.first = 0
        self._stack: list[tuple[str, str]] = []
        self._kinds: list[str] = []

    def say(self, text: str, kind: str = "text") -> None:
        """Count a text where the reading stands now."""
        kind = next((one for one in reversed(self._kinds) if one), kind)
        tags = [tag for tag, _ in self._stack]
        folded = any(
            tag == "details" and tags[at + 1 : at + 2] != ["summary"] for at, tag in enumerate(tags)
        )
        in_table = "table" in tags
        place = ("twin" if in_table else "fold") if folded else "table" if in_table else "open"
        if {"script", "style"} & set(tags):
            return
        count = len(_WORD.findall(text))
        self.words[place, kind] += count
        self.said.append((place, text))
        if place == "open" and not self.folds:
            self.first += count

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        if tag in _VOID:
            return
        classes = (dict(attrs).get("class") or "").split()
        kind = next((KINDS[name] for name in classes if name in KINDS), "")
        if tag == "summary":
            self.folds += "caveats" not in self._kinds
            kind = "" if "caveats" in self._kinds else "controls"
        self.tables += tag == "table"
        self._stack.append((tag, kind))
        self._kinds.append(kind)

    def handle_endtag(self, tag: str) -> None:
        """Come out of an element, whatever was left open inside."""
        if tag not in (name for name, _ in self._stack):
            return
        while self._stack.pop()[0] != tag:
            self._kinds.pop()
        self._kinds.pop()

    def handle_data(self, data: str) -> None:
        """Read a text."""
        self.say(data)

    def total(self, *, place: str = "", kind: str = "") -> int:
        """Words in a place, of a kind; everywhere and of every kind unless said."""
        return sum(count for (where, what), count in self.words.items()
                   if place in ("", where) and kind in ("", what))  # fmt: skip

    def text(self, *places: str) -> str:
        """Everything that is said in some places."""
        return " ".join(text for place, text in self.said if place in places)

    def negations(self) -> int:
        """How often something is denied in what stands open."""
        return len(_NO.findall(_FINDING.sub("", self.text("open"))))

    def figures(self) -> dict[str, float]:
        """What the table says of a view."""
        visible = self.total(place="open")
        every = self.total() or 1
        return {
            "first": self.first,
            "open": visible,
            "folds": self.total(place="fold"),
            "tables": self.total(place="table"),
            "twins": self.total(place="twin"),
            **{f"{kind} %": 100 * self.total(kind=kind) / every
               for kind in ("terms", "sources", "controls")},
            "keys %": 100 * self.total(place="open", kind="keys") / (visible or 1),
            "caveats %": 100 * self.total(place="open", kind="caveats") / (visible or 1),
            "no": self.negations(),
            "per no": visible / self.negations() if self.negations() else float("inf"),
            "pictures": self.pictures,
            "grids": self.tables,
            "per picture": visible / self.pictures if self.pictures else float("inf"),
        }  # fmt: skip


def read(app: AppTest) -> Reading:
    """Read a drawn view from top to bottom."""
    reading = Reading()
    for _ in _walk(app._tree[0], reading):
        pass
    return reading


def _walk(block: Any, reading: Reading) -> Iterator[None]:
    for node in block.children.values():
        proto: Any = getattr(node, "proto", None)
        if hasattr(node, "children"):
            if any(
                f"st-key-{name}" in str(proto)
                or f'"{name}"' in str(proto)
                or str(getattr(proto, "id", "")).endswith(f"-{name}")
                for name in FRAME
            ):
                continue
            if node.type == "expander":
                reading.feed(f"<details><summary>{proto.label}</summary>")
                if proto.expanded:  # open from the start: its words are met
                    reading.feed("</details>")
            yield from _walk(node, reading)
            if node.type == "expander" and not proto.expanded:
                reading.feed("</details>")
        elif node.type == "plotly_chart":
            reading.pictures += 1
        elif node.type == "html":
            reading.feed(proto.body)
            reading.close()
        elif node.type in ("arrow_data_frame", "table"):
            reading.tables += 1
        else:
            for text, kind in _said(node):
                reading.say(text, kind)
        yield


def _said(node: Any) -> Iterator[tuple[str, str]]:
    """What one of Streamlit's own elements says, and what kind of words that are."""
    proto = node.proto
    if node.type in ("markdown", "title", "header", "subheader", "caption", *ELEMENTS):
        body = re.sub(r"\]\([^)]*\)|[*#`\[]", " ", str(getattr(proto, "body", "")))
        yield body, ELEMENTS.get(node.type, "text")
        return
    yield str(getattr(proto, "label", "")), "controls"
    if node.type in ("button_group", "segmented_control"):
        yield " ".join(str(one.content) for one in proto.options), "controls"


def views() -> list[Any]:
    """All that there is to see."""
    return list(dashboard.PAGES)


def drawn(entry: Any, lang: str) -> AppTest:
    """A view, as somebody sees it who follows a link to it."""
    app = AppTest.from_file(str(paths.ROOT / "dashboard.py"), default_timeout=120)
    app._page_hash = calc_hash(entry.page)
    app.query_params["lang"] = lang
    if entry.view != entry.page:
        app.query_params["view"] = entry.view
    return app.run()


def main(lang: str = "de") -> None:
    """Print what each view says, the whole, and where the aims are missed."""
    logging.disable(logging.WARNING)
    readings = {}
    for entry in views():
        app = drawn(entry, lang)
        assert not app.exception, (entry, app.exception)
        readings[getattr(entry, "place", None) or entry.path] = read(app)
    names = list(Reading().figures())
    print(f"{'view':26}", *(f"{name:>11}" for name in names))
    for place, reading in readings.items():
        _line(place, reading.figures())
    whole = Reading()
    for reading in readings.values():
        whole.words += reading.words
        whole.said += reading.said
        whole.pictures += reading.pictures
        whole.tables += reading.tables
        whole.first += reading.first
    _line(f"all {len(readings)} views", whole.figures())
    for name, most in AIMS.items():
        missed = [place for place, reading in readings.items()
                  if _misses(name, reading.figures(), most)]  # fmt: skip
        print(f"{name} (aim {most}): missed by {len(missed)}: {', '.join(missed)}")


def _misses(name: str, figures: dict[str, float], aim: int) -> bool:
    if name == "per no":
        return figures["no"] > 1 and figures[name] < aim
    if name == "per picture":
        return figures["open"] > aim * (figures["pictures"] + 1)
    return figures[name] > aim


def _line(place: str, figures: dict[str, float]) -> None:
    print(f"{place:26}", *(f"{value:>11.0f}" for value in figures.values()))


if __name__ == "__main__":
    main(*sys.argv[1:])
