"""A scene as one group of shapes on a slide: vectors to be ungrouped, words that are words."""

from __future__ import annotations

from collections import Counter
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from charts.paper.items import Circle, Hatch, Paint, Path, Rect, Scene, Words
from reports.deck.text import DECORATIVE, NAMESPACES, WIDER, clean

#: Pixels of a picture as wide as a slide: its words then have some 12 points.
WIDTH = 860.0
_HATCHES = {"/": "wdUpDiag", "\\": "wdDnDiag", "x": "diagCross", "-": "horz", "|": "vert",
            "+": "cross", ".": "pct20"}  # fmt: skip
#: From the top of a line of words to the line that they stand on, in the font of the template.
_ASCENT, _LINE = 0.905, 1.15


class Drawer:
    """Items of a scene as XML, ``unit`` EMU a pixel, from ``left`` and ``top`` on; ids count up."""

    def __init__(self, scene: Scene, place: tuple[int, int, float], first: int, tag: str) -> None:
        self._left, self._top, self._unit = place
        self._next, self._tag = first, tag
        self._edges = Counter(
            edge
            for item in scene.items if isinstance(item, Words)
            for edge in {("l", round(item.x)), ("r", round(item.x + item.width))}
        )  # fmt: skip

    def xml(self, item: Any) -> str:
        """One shape."""
        if isinstance(item, Words):
            return self._words(item)
        if isinstance(item, Circle):
            box = (item.x - item.r, item.y - item.r, 2 * item.r, 2 * item.r)
            return self._shape(box, _preset("ellipse"), item.paint)
        if isinstance(item, Rect):
            if not item.radius:
                kind = _preset("rect")
            else:
                part = min(item.radius / max(min(item.width, item.height), 0.1), 0.5)
                kind = _preset("roundRect", f'<a:gd name="adj" fmla="val {round(part * 100000)}"/>')
            box = (item.x, item.y, item.width, item.height)
            return self._shape(box, kind, item.paint, item.angle)
        return self._path(item)

    def _x(self, value: float) -> int:
        return self._left + round(value * self._unit)

    def _y(self, value: float) -> int:
        return self._top + round(value * self._unit)

    def _size(self, value: float) -> int:
        return max(round(value * self._unit), 0)

    def _head(self, name: str, *, text: bool = False) -> str:
        self._next += 1
        inner = '<p:cNvSpPr txBox="1"/>' if text else "<p:cNvSpPr/>"
        return (f'<p:nvSpPr><p:cNvPr id="{self._next}" name="{name} {self._next}">{DECORATIVE}'
                f"</p:cNvPr>{inner}<p:nvPr/></p:nvSpPr>")  # fmt: skip

    def _shape(self, box: tuple[float, float, float, float], kind: str, paint: Paint,
               angle: float = 0.0, *, is_line: bool = False) -> str:  # fmt: skip
        x, y, wide, high = box
        turn = f' rot="{round(angle * 60000)}"' if angle else ""
        return (
            f'<p:sp>{self._head("shape")}<p:spPr><a:xfrm{turn}><a:off x="{self._x(x)}" '
            f'y="{self._y(y)}"/><a:ext cx="{self._size(wide)}" cy="{self._size(high)}"/></a:xfrm>'
            f"{kind}{_fill(paint, is_line=is_line)}{self._stroke(paint)}</p:spPr></p:sp>"
        )

    def _path(self, item: Path) -> str:
        xs = [x for line in item.lines for x, _ in line]
        ys = [y for line in item.lines for _, y in line]
        left, top = min(xs), min(ys)
        wide, high = max(xs) - left, max(ys) - top
        steps = []
        for line in item.lines:
            points = [
                f'<a:pt x="{self._size(x - left)}" y="{self._size(y - top)}"/>' for x, y in line
            ]
            steps.append(f"<a:moveTo>{points[0]}</a:moveTo>")
            steps += [f"<a:lnTo>{point}</a:lnTo>" for point in points[1:]]
            steps += ["<a:close/>"] if item.closed else []
        bare = "" if item.closed else ' fill="none"'
        kind = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{self._size(wide)}" h="{self._size(high)}"{bare}>'
            f"{''.join(steps)}</a:path>"
            "</a:pathLst></a:custGeom>"
        )
        return self._shape((left, top, wide, high), kind, item.paint, is_line=not item.closed)

    def _stroke(self, paint: Paint) -> str:
        if not paint.stroke or not paint.width:
            return "<a:ln><a:noFill/></a:ln>"
        width = max(round(paint.width * self._unit), 3175)
        dash = ""
        if paint.dash:
            unit = max(paint.width, 0.5)
            pairs = list(paint.dash) + list(paint.dash) * (len(paint.dash) % 2)
            stops = "".join(
                f'<a:ds d="{round(on / unit * 100000)}" sp="{round(off / unit * 100000)}"/>'
                for on, off in zip(pairs[::2], pairs[1::2], strict=True)
            )
            dash = f"<a:custDash>{stops}</a:custDash>"
        return (f'<a:ln w="{width}">{_solid(paint.stroke, paint.stroke_opacity)}{dash}'
                "<a:round/></a:ln>")  # fmt: skip

    def _words(self, item: Words) -> str:
        """A line of words: at its left edge where others begin there, else about its middle."""
        size = item.size / WIDER
        spare = size * 2
        left, right = ("l", round(item.x)), ("r", round(item.x + item.width))
        side = "ctr"
        if self._edges[left] > 1 or self._edges[right] > 1:
            side = "l" if self._edges[left] >= self._edges[right] else "r"
        shift = {"l": 0.0, "ctr": spare / 2, "r": spare}[side]
        wide, high = item.width + spare, size * _LINE
        x, y = item.x - shift, item.y - size * _ASCENT
        turn = ""
        if item.angle:
            x, y = _turned(item, x, y, wide, high)
            turn = f' rot="{round(item.angle % 360 * 60000)}"'
        halo = ""
        if item.halo:
            halo = (f'<a:effectLst><a:glow rad="{self._size(item.size / 5)}">'
                    f'<a:srgbClr val="{item.halo[1:]}"/></a:glow></a:effectLst>')  # fmt: skip
        font_size = max(round(size * self._unit / 127), 100)
        runs = "".join(
            f'<a:r><a:rPr lang="{self._tag}" sz="{font_size}" b="{int(run.bold)}">'
            f"{_solid(item.colour)}{halo}</a:rPr><a:t>{escape(clean(run.text))}</a:t></a:r>"
            for run in item.runs
        )
        return (
            f'<p:sp>{self._head("words", text=True)}<p:spPr><a:xfrm{turn}><a:off x="{self._x(x)}" '
            f'y="{self._y(y)}"/><a:ext cx="{self._size(wide)}" cy="{self._size(high)}"/></a:xfrm>'
            f"{_preset('rect')}<a:noFill/></p:spPr><p:txBody>"
            '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/>'
            f'</a:bodyPr><a:lstStyle/><a:p><a:pPr algn="{side}"><a:spcBef><a:spcPts val="0"/>'
            f"</a:spcBef></a:pPr>{runs}</a:p></p:txBody></p:sp>"
        )


def _turned(item: Words, x: float, y: float, wide: float, high: float) -> tuple[float, float]:
    """Where the box of turned words lies before it is turned about its own middle."""
    from math import cos, radians, sin  # noqa: PLC0415 - few words are turned

    angle = radians(item.angle)
    middle_x, middle_y = x + wide / 2 - item.about[0], y + high / 2 - item.about[1]
    new_x = item.about[0] + middle_x * cos(angle) - middle_y * sin(angle)
    new_y = item.about[1] + middle_x * sin(angle) + middle_y * cos(angle)
    return new_x - wide / 2, new_y - high / 2


def _preset(kind: str, more: str = "") -> str:
    return f'<a:prstGeom prst="{kind}"><a:avLst>{more}</a:avLst></a:prstGeom>'


def _solid(colour: str, opacity: float = 1.0) -> str:
    seen = f'<a:alpha val="{round(opacity * 100000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}">{seen}</a:srgbClr></a:solidFill>'


def _fill(paint: Paint, *, is_line: bool) -> str:
    if is_line:
        return "<a:noFill/>"
    if paint.hatch:
        return _hatched(paint.hatch, paint.fill)
    return _solid(paint.fill, paint.fill_opacity) if paint.fill else "<a:noFill/>"


def _hatched(hatch: Hatch, ground: str | None) -> str:
    colour = ground or "#FFFFFF"
    return (
        f'<a:pattFill prst="{_HATCHES[hatch.shape]}"><a:fgClr><a:srgbClr val="{hatch.colour[1:]}"/>'
        f'</a:fgClr><a:bgClr><a:srgbClr val="{colour[1:]}"/></a:bgClr></a:pattFill>'
    )


def group(scene: Scene, box: tuple[int, int, int, int], *, first: int, name: str, alt: str,
          tag: str) -> Any:  # fmt: skip
    """The scene within a box (left, top, width, height in EMU), in its middle, as one group."""
    left, top, wide, high = box
    unit = min(wide / scene.width, high / scene.height)
    width, height = round(scene.width * unit), round(scene.height * unit)
    x, y = left + (wide - width) // 2, top + (high - height) // 2
    drawer = Drawer(scene, (x, y, unit), first, tag)
    shapes = "".join(drawer.xml(item) for item in scene.items)
    place = (f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
             f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/>')  # fmt: skip
    return parse_xml(
        f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{first}" name={quoteattr(name)} '
        f"descr={quoteattr(clean(alt))}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
    )
