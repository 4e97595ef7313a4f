"""What a figure is drawn on: its measures, its axes with their places, its language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from charts.paper.axis import Axis
from charts.paper.clip import Room
from i18n import Locale

#: A picture is printed so wide; its smallest words then have so many points.
PRINTED_CM, LEAST_PT = 17.0, 9.0
#: Width of a picture in pixels where nobody asks for another, and the smallest words at it.
WIDTH = 600
LEAST = LEAST_PT / 72 * 2.54 / PRINTED_CM * WIDTH


@dataclass
class Sheet:
    """A figure with its measures; ``area``: where its axes span, in pixels."""

    figure: Mapping[str, Any]
    locale: Locale
    width: float
    height: float
    axes: dict[str, Axis]
    area: Room = field(default_factory=lambda: Room(0, 0, 1, 1))

    @property
    def data(self) -> Sequence[Mapping[str, Any]]:
        """The traces."""
        traces: Sequence[Mapping[str, Any]] = self.figure["data"]
        return traces

    @property
    def layout(self) -> Mapping[str, Any]:
        """What holds for all of it."""
        layout: Mapping[str, Any] = self.figure["layout"]
        return layout

    @property
    def has_axes(self) -> bool:
        """Whether anything is drawn on axes; areas by value stand on none."""
        return any(trace.get("type") != "treemap" for trace in self.data) or not self.data

    @property
    def paper(self) -> Room:
        """The whole of it."""
        return Room(0.0, 0.0, self.width, self.height)

    def pair(self, trace: Mapping[str, Any]) -> tuple[Axis, Axis]:
        """The axes of a trace."""
        return self.axes[str(trace.get("xaxis", "x"))], self.axes[str(trace.get("yaxis", "y"))]

    def room(self, trace: Mapping[str, Any]) -> Room:
        """The part of the plot that a trace is drawn in."""
        across, up = self.pair(trace)
        (left, right), (top, bottom) = (
            sorted((across.start, across.end)),
            sorted((up.start, up.end)),
        )
        return Room(left, top, right, bottom)

    def colour_of(self, number: int) -> str:
        """The colour of a trace that names none."""
        colours = self.layout["colorway"]
        return str(colours[number % len(colours)])

    @staticmethod
    def size(wanted: float) -> float:
        """The size of words: as wanted, but never smaller than print allows."""
        return max(float(wanted), LEAST)


def at_index(value: Any, index: int) -> Any:
    """One of several values, or the one that holds for all."""
    if isinstance(value, list | tuple):
        return value[index] if index < len(value) else None
    return value
