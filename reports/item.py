"""A figure as it was on a day, frozen: plain values that need neither warehouse nor page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pandas as pd

from charts.figure import Figure, Label, Source
from charts.paper.items import UnknownDrawing
from charts.paper.known import refuse_unknown
from charts.style import Picture
from charts.table import Table
from data import export
from data.answer import Answer
from i18n import LANGUAGES
from i18n.marked import parts

if TYPE_CHECKING:
    from pydantic import TypeAdapter

#: A view: page/view, or the page alone.
_PLACE = re.compile(r"[a-z]+(/[a-z]+)?")
#: Cells as JSON says them: text, number, yes or no, a list of them, None for what is not there.
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Number:
    """A number in a text of the figure, and the address of its evidence (``data.evidence``).

    ``place``: ``title``, ``subtitle``, ``note.<n>`` or ``table.<row>.<column>``.
    """

    place: str
    text: str
    address: str


@dataclass(frozen=True)
class Rows:
    """Rows as they stood: names of the columns, and a cell for each (days as 2024-12-31)."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FrozenAnswer:
    """An answer with its rows, claims and sources, and the same rows in words for people.

    ``only``: what the rows were narrowed to by values; None where values cannot say it.
    """

    question: str
    values: dict[str, Any]
    only: dict[str, Any] | None
    rows: Rows
    words: Rows
    claims: Rows
    sources: Rows


@dataclass(frozen=True)
class Drawing:
    """The description of the picture: a plotly figure as a plain dict, and its marks."""

    figure: dict[str, Any]
    marks: tuple[str, ...]
    drawn_as: dict[str, str]


@dataclass(frozen=True)
class Cells:
    """The table twin: heads and cells as words; which columns are figures."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True)
class Item:
    """A figure of a page as it was known on a day, in one language.

    ``place`` and ``parameters`` say where it stood and with which filters; ``as_of`` whose
    knowledge it shows, ``version`` which warehouse. ``code``: under which it is cited.
    The other fields are those of ``charts.figure.Figure``.
    """

    code: str
    place: str
    parameters: dict[str, str]
    lang: str
    as_of: date
    version: str
    name: str
    kind: str
    title: str
    subtitle: str
    labels: tuple[Label, ...]
    drawing: Drawing | None
    alt: str
    table: Cells
    notes: tuple[str, ...]
    source: str
    sources: tuple[Source, ...]
    changed: str
    numbers: tuple[Number, ...]
    answers: tuple[FrozenAnswer, ...]
    is_demo: bool = False

    @cached_property
    def fault(self) -> str:
        """What shows that somebody else wrote it; empty for what was frozen here."""
        if self.lang not in LANGUAGES or not _PLACE.fullmatch(self.place):
            return f"language {self.lang!r}, place {self.place!r}"
        figure = self.drawing.figure if self.drawing is not None else {"data": [], "layout": {}}
        traces, layout = figure.get("data"), figure.get("layout")
        if not isinstance(layout, dict) or not isinstance(traces, list) or not all(
            isinstance(trace, dict) for trace in traces
        ):  # fmt: skip
            return "its picture has no traces and layout"
        try:
            refuse_unknown(figure)
        except UnknownDrawing as error:
            return f"its picture has {error}"
        return ""

    @cached_property
    def picture(self) -> Picture | None:
        """The picture, for whoever draws it."""
        if self.drawing is None:
            return None
        table = Table(self.table.headers, self.table.rows, self.table.numeric)
        one = self.drawing
        return Picture(one.figure, self.alt, table, one.marks, {}, one.drawn_as)

    def to_json(self) -> bytes:
        """The item as JSON; equal items give equal bytes."""
        return _adapter().dump_json(self, indent=None)

    @cached_property
    def result_hash(self) -> str:
        """What tells whether the same questions still give the same rows."""
        return digest(b"".join(_rows().dump_json(answer.rows) for answer in self.answers))


def from_json(raw: bytes | str) -> Item:
    """Read an item again. Raises ValueError (pydantic's) for what is none."""
    return _adapter().validate_json(raw)


def digest(raw: bytes) -> str:
    """Short name of some contents."""
    return sha256(raw).hexdigest()[:32]


@dataclass(frozen=True)
class Origin:
    """Where a figure stands: view, filters, language, the day whose knowledge it shows."""

    place: str
    lang: str
    as_of: date
    parameters: Mapping[str, str] = field(default_factory=dict)


def freeze(figure: Figure, origin: Origin, code: str = "") -> Item:
    """The figure as it is now, frozen."""
    texts = {"title": figure.title, "subtitle": figure.subtitle}
    texts |= {f"note.{number}": note for number, note in enumerate(figure.notes)}
    texts |= {
        f"table.{row}.{column}": cell
        for row, cells in enumerate(figure.table.texts)
        for column, cell in enumerate(cells)
    }
    picture = figure.picture
    return Item(
        code=code,
        place=origin.place,
        parameters=dict(origin.parameters),
        lang=origin.lang,
        as_of=origin.as_of,
        version=figure.answers[0].version if figure.answers else "",
        name=figure.name,
        kind=figure.kind,
        title=str(figure.title),
        subtitle=str(figure.subtitle),
        labels=figure.labels,
        drawing=_drawing(picture) if picture else None,
        alt=str(picture.alt) if picture else "",
        table=Cells(
            figure.table.headers,
            tuple(tuple(map(str, row)) for row in figure.table.rows),
            figure.table.numeric,
        ),
        notes=tuple(map(str, figure.notes)),
        source=figure.source,
        sources=figure.sources,
        changed=figure.changed,
        numbers=tuple(
            Number(place, part, address)
            for place, text in texts.items()
            for part, address in parts(text)
            if address
        ),
        answers=tuple(freeze_answer(answer, origin.lang) for answer in figure.answers),
        is_demo=any(answer.is_demo for answer in figure.answers),
    )


def _drawing(picture: Picture) -> Drawing:
    return Drawing(_plain(picture.figure), picture.marks, dict(picture.drawn_as))


def freeze_answer(answer: Answer, lang: str) -> FrozenAnswer:
    """An answer as it is now, frozen."""
    words = export.in_words(export.with_sources(answer, lang), lang)
    return FrozenAnswer(
        question=answer.question,
        values=_plain(dict(answer.values)),
        only=None if answer.only is None else _plain(dict(answer.only)),
        rows=freeze_rows(answer.rows),
        words=freeze_rows(words),
        claims=freeze_rows(answer.claims),
        sources=freeze_rows(answer.sources),
    )


def freeze_rows(frame: pd.DataFrame) -> Rows:
    """A frame as plain values."""
    return Rows(
        tuple(map(str, frame.columns)),
        tuple(tuple(map(_plain, row)) for row in frame.itertuples(index=False, name=None)),
    )


def _plain(value: Any) -> Any:
    """A value as JSON says it: None for what is not there, days and moments as ISO text."""
    value = value.tolist() if hasattr(value, "tolist") else value  # numpy: a number or an array
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN is not itself
        return None
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, str):
        return str(value)  # marks are no part of it
    return value if isinstance(value, bool | int | float) else float(value)


@cache
def _adapter() -> TypeAdapter[Item]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - the server's start does without it

    return TypeAdapter(Item)


@cache
def _rows() -> TypeAdapter[Rows]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - see above

    return TypeAdapter(Rows)
