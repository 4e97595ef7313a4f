"""What a drawn figure is made of, once it has places: paths, circles, rectangles and words.

All in pixels of the picture, y growing downwards; colours are ``#RRGGBB``. ``part`` says of what an
item is drawn: the trace by its number and what of it (``data[2].marker[5]``), an axis, a note.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Across and down.
Place = tuple[float, float]


class UnknownDrawing(ValueError):
    """A figure asks for something that cannot be drawn: ``name`` says what."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is neither drawn nor known as a property of the screen alone: "
            "draw it in charts/scene_*.py, or name it in charts/paper/known.py"
        )
        self.name = name


@dataclass(frozen=True)
class Hatch:
    """Lines or dots instead of a fill: shape, colour, pixels of a field, width of a line."""

    shape: str
    colour: str
    size: float
    width: float


@dataclass(frozen=True)
class Paint:
    """How an item is filled and outlined; no fill and no outline where None."""

    fill: str | None = None
    fill_opacity: float = 1.0
    stroke: str | None = None
    stroke_opacity: float = 1.0
    width: float = 1.0
    dash: tuple[float, ...] = ()
    hatch: Hatch | None = None


@dataclass(frozen=True)
class Path:
    """Lines, or where ``closed`` areas (holes run the other way round)."""

    lines: tuple[tuple[Place, ...], ...]
    paint: Paint
    closed: bool = False
    part: str = ""


@dataclass(frozen=True)
class Circle:
    """A circle by its middle and radius."""

    x: float
    y: float
    r: float
    paint: Paint
    part: str = ""


@dataclass(frozen=True)
class Rect:
    """A rectangle by its upper left corner, turned by ``angle`` degrees about its middle."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    radius: float = 0.0
    angle: float = 0.0
    part: str = ""


@dataclass(frozen=True)
class Run:
    """A stretch of words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Words:
    """One line of words from the left end of its base line.

    ``width``: as measured in our font; ``angle``: clockwise about ``about``; ``halo``: colour of a
    rim that sets the words off.
    """

    x: float
    y: float
    runs: tuple[Run, ...]
    size: float
    colour: str
    width: float
    angle: float = 0.0
    about: Place = (0.0, 0.0)
    halo: str | None = None
    part: str = ""
    opacity: float = 1.0

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


Item = Path | Circle | Rect | Words


@dataclass(frozen=True)
class Scene:
    """A figure with a place for everything, ready for any renderer; the first item lies lowest.

    ``axes``: of each axis that is linear in what it shows (numbers, days, logarithms), from
    pixel to pixel: ``{"yaxis": ((value, pixel), (value, pixel))}``, so that what is drawn can be
    read back.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    axes: dict[str, tuple[Place, Place]] = field(default_factory=dict)
    scale: float = 1.0
