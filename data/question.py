"""Questions: one ``.sql`` file each, its head says what is asked, with what, and what comes back.

The head of the file::

    -- What the question is, in a sentence.
    -- $partner: which partner @region = cn       a value, its kind of code, its default
    -- $flow: direction in export|import          a value out of a list
    -- $sector: which one @sector in all = all    a code, or a word of the list
    -- $company: its key @core.company.company_id one that occurs in that column
    -- $partners: which ones @region list = cn,hk several codes
    -- $since: first year number = 2008           a number
    -- partner: trading partner @region           a column and its kind of code
    -- share_pct: its share @computed             a column that we worked out ourselves
    -- change_pct: … @growth(claim_id, base_claim_id)
                                               by which formula from which claims of the row:
                                               columns of one or several, claim_ids[1] the first

A column that it does not describe means what it means in the first model of the SQL that has it:
there its comment in the warehouse says the same with the same words.
"""

from __future__ import annotations

import difflib
import os
import re
import time
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.answer import Column

#: Of a number: years and counts have no more.
_DIGITS = 4
_VALUE = re.compile(
    r"\$(?P<name>[a-z_]+): (?P<meaning>.*?)"
    r"(?: @(?P<codes>[a-z_.]+))?(?: in (?P<allowed>[a-z0-9_|]+))?"
    r"(?: (?P<kind>list|number|day|text))?(?: = (?P<default>.*))?"
)
_COLUMN = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*): (?P<meaning>.*?)(?: @(?!computed)(?P<codes>[a-z_]+))?"
    r"(?P<computed> @computed)?(?: @(?P<formula>[a-z_0-9]+)\((?P<inputs>[a-z_0-9\[\], ]+)\))?"
)
_MODEL = re.compile(r"\b(?:bulk|core|reference)\.\w+")

#: Names of tables, columns and questions that old links may carry → today's.
RENAMED: Mapping[str, str] = {
    "withheld": "suppressed",
    "kept_secret": "suppressed_figures",
    "company_event": "entity_event",
    "company_events": "entity_events",
    "company_deals": "entity_events",
    "deal": "entity_event",
    "publisher_rung": "publisher_level",
    "evidence_rung": "evidence_level",
    "thing": "series_key",
    "topic": "subject_key",
    "strength": "precedence_key",
}
#: Questions that are part of another today: which, and what they asked for unless told.
MERGED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "freight_series": (
        "series",
        {"indicator": "ship_handling_tonnes", "place": "ports_nrw", "flow": "none",
         "basis": "official_statistics", "since": "2000"},
    ),
    "investment_series": (
        "series",
        {"indicator": "investment_projects_nrw_balance", "region": "de-nw", "partner": "cn",
         "basis": "nrw_balance", "scope": "greater_china"},
    ),
    "town_series": (
        "series", {"region": "herne,bochum,gelsenkirchen,dortmund", "product": "none,wz_b_f"},
    ),
    "trade_laender_series": (
        "trade_series", {"region": "de-nw,de-by,de-bw", "undefined": "no"},
    ),
    "trade_partner_series": ("trade_series", {"partner": "cn,us,nl,pl", "undefined": "no"}),
}  # fmt: skip
#: What they called the values that they took; the industry was the same in every link.
_MERGED_VALUES = {"flows": "flow", "industry": "", "partners": "partner", "regions": "region"}


def asked_today(question: str, values: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    """A question and its values as they are called today, whatever an old link calls them."""
    question = RENAMED.get(question, question)
    if question not in MERGED:
        return question, values
    merged, defaults = MERGED[question]
    today = {_MERGED_VALUES.get(name, name): value for name, value in values.items()}
    return merged, {name: value for name, value in {**defaults, **today}.items() if name}


class UnknownQuestion(KeyError):
    """A question that there is none of."""


class UnknownValue(ValueError):
    """A value that the question does not know; names what may be said.

    ``kind``: what is expected where no list can say it (``number``, ``day``, ``once``).
    """

    def __init__(self, name: str, value: object, allowed: list[str], kind: str = "") -> None:
        self.name, self.value, self.allowed, self.kind = name, value, allowed, kind
        some = ", ".join(allowed[:40]) + (" …" if len(allowed) > 40 else "")
        super().__init__(f"Unknown value {value!r} for {name!r}. Known: {some or kind}")

    def message(self, text_of: Callable[..., str]) -> str:
        """What was not known, and the values that are allowed."""
        return text_of("filter.unknown", name=self.name, value=str(self.value),
                       allowed=self.possible(text_of))  # fmt: skip

    def possible(self, text_of: Callable[[str], str], most: int = 20) -> str:
        """What may be said instead, those most alike first, in words of the reader."""
        if self.kind:
            return text_of(f"filter.expected_{self.kind}")
        near = difflib.get_close_matches(str(self.value), self.allowed, n=3)
        codes = list(dict.fromkeys([*near, *self.allowed]))
        return ", ".join(codes[:most]) + (" …" if len(codes) > most else "")


@dataclass(frozen=True)
class Value:
    """A value that a question takes: its meaning, kind, default and what it may be."""

    name: str
    meaning: str
    kind: str
    codes: str | None
    allowed: tuple[str, ...]
    default: str | None

    def read(self, given: object, codes: Mapping[str, tuple[str, ...]]) -> Any:
        """The value to be bound. Raises UnknownValue."""
        if self.kind == "list":
            items = given.split(",") if isinstance(given, str) else list(_many(given))
            return [self._one(str(item), codes) for item in items if item != ""]
        return self._one(given, codes)

    def _one(self, given: object, codes: Mapping[str, tuple[str, ...]]) -> Any:
        try:
            if self.kind == "number":
                return _number(str(given))
            if self.kind == "day":
                return given if isinstance(given, date) else date.fromisoformat(str(given))
        except ValueError:
            raise UnknownValue(self.name, given, [], self.kind) from None
        text = str(given)
        allowed = self.allowed + (codes[self.codes] if self.codes else ())
        if allowed and text not in allowed:
            raise UnknownValue(self.name, given, list(allowed))
        return text


def _number(text: str) -> int:
    """A year or a count. Out of a link it may be of any length; DuckDB's may not."""
    if not re.fullmatch(rf"[0-9]{{1,{_DIGITS}}}", text):
        raise ValueError(text)
    return int(text)


def _many(given: object) -> list[object]:
    if isinstance(given, list | tuple | set | frozenset):
        return list(given)
    return [given]


@dataclass(frozen=True)
class Question:
    """One question: its name, what it asks, its SQL, its values, the columns that it describes."""

    name: str
    about: str
    sql: str
    values: Mapping[str, Value]
    columns: Mapping[str, Column]

    def bind(self, given: Mapping[str, object],
             codes: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:  # fmt: skip
        """All values that the SQL takes, defaults filled in.

        Raises UnknownValue for a value that is not known, not taken, or lacking.
        """
        for name in given:
            if name not in self.values:
                raise UnknownValue(self.name, name, sorted(self.values))
        bound = {}
        for name, value in self.values.items():
            chosen = given.get(name, value.default)
            if chosen is None:
                raise UnknownValue(name, None, [value.meaning])
            bound[name] = value.read(chosen, codes)
        return bound

    def describe(self, names: Iterable[str],
                 models: Mapping[str, Mapping[str, Column]]) -> dict[str, Column]:  # fmt: skip
        """The columns of its answer, as it describes them or the models that it reads."""
        read = (dict(models.get(name, {})) for name in _MODEL.findall(self.sql))
        known = ChainMap(dict(self.columns), *read)
        return {name: known.get(name, Column(name, "")) for name in names}


class _Questions(dict[str, Question]):
    def __missing__(self, name: str) -> Question:
        raise UnknownQuestion(f"There is no question {name!r}. Known: {', '.join(sorted(self))}")


def parse_column(text: str) -> Column | None:
    """A column as a head or a comment describes it."""
    if match := _COLUMN.fullmatch(text):
        inputs = tuple(match["inputs"].replace(" ", "").split(",")) if match["inputs"] else ()
        return Column(match["name"], match["meaning"], match["codes"], bool(match["computed"]),
                      match["formula"] or "", inputs)  # fmt: skip
    return None


def parse(name: str, text: str) -> Question:
    """Parse the text of one question file."""
    about: list[str] = []
    values: dict[str, Value] = {}
    columns: dict[str, Column] = {}
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        content = line[2:].strip()
        if match := _VALUE.fullmatch(content):
            values[match["name"]] = Value(
                match["name"],
                match["meaning"],
                match["kind"] or "text",
                match["codes"],
                tuple((match["allowed"] or "").split("|")) if match["allowed"] else (),
                match["default"],
            )
        elif column := parse_column(content):
            columns[column.name] = column
        else:
            about.append(content)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return Question(name, " ".join(about), body, values, columns)


@lru_cache(maxsize=4)
def _read(folder: Path, stamp: tuple[tuple[str, int], ...]) -> _Questions:
    return _Questions(
        (Path(name).stem, parse(Path(name).stem, (folder / name).read_text(encoding="utf-8")))
        for name, _ in stamp
    )


def read_questions(folder: Path) -> Mapping[str, Question]:
    """All questions of a folder; looked at again once a second, read again when a file changed."""
    return _look(folder, int(time.monotonic()))


@lru_cache(maxsize=4)
def _look(folder: Path, _second: int) -> _Questions:
    # Not Path.glob: it takes ten times as long, each second anew.
    with os.scandir(folder) as files:
        looks = ((file.name, file.stat().st_mtime_ns) for file in files)
        return _read(folder, tuple(sorted(one for one in looks if one[0].endswith(".sql"))))
