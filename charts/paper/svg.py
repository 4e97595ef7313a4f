"""A scene as an SVG that stands for itself: vectors, words as words, nothing fetched.

The same scene gives the same text. Patterns are named by what they look like, so that several
pictures in one document do not disturb each other.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from charts.paper import font
from charts.paper.ink import PAPER
from charts.paper.items import Circle, Hatch, Item, Paint, Path, Place, Rect, Scene, Words

#: The font by name; where it is not at hand, such as have the same signs.
_FAMILIES = f"'{font.FAMILY}','Source Sans 3','Noto Sans','Noto Sans SC',Arial,sans-serif"
#: Paths of so many points are outlines on maps: a tenth of a pixel is enough for them.
_LONG = 250


def svg(scene: Scene, *, title: str, alt: str) -> str:
    """The scene on white paper. ``title``: its name; ``alt``: what it shows, in words."""
    wide, high = (_number(side * scene.scale) for side in (scene.width, scene.height))
    box = f"0 0 {_number(scene.width)} {_number(scene.height)}"
    hatches = dict.fromkeys(
        paint.hatch
        for item in scene.items
        if not isinstance(item, Words) and (paint := item.paint).hatch
    )
    defs = "".join(_pattern(one) for one in hatches if one)
    body = "\n".join(_element(item) for item in scene.items)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide}" height="{high}" '
        f'viewBox="{box}" font-family="{_FAMILIES}" stroke-linejoin="round">\n'
        f"<title>{escape(_plain(title))}</title>\n<desc>{escape(_plain(alt))}</desc>\n"
        + (f"<defs>{defs}</defs>\n" if defs else "")
        + f'<rect width="100%" height="100%" fill="{PAPER}"/>\n{body}\n</svg>\n'
    )


def _plain(text: str) -> str:
    """Without the signs that XML does not allow."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _number(value: float, digits: int = 2) -> str:
    """So many digits behind the point at most, and no minus before zero."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _element(item: Item) -> str:
    if isinstance(item, Words):
        return _words(item)
    areas = isinstance(item, Path) and not item.closed
    if item.paint.hatch and item.paint.fill:
        ground = Paint(item.paint.fill, item.paint.fill_opacity)
        return _shape(item, _style(ground)) + _shape(item, _style(item.paint, is_line=areas))
    return _shape(item, _style(item.paint, is_line=areas))


def _shape(item: Path | Circle | Rect, style: str) -> str:
    n = _number
    if isinstance(item, Circle):
        return f'<circle cx="{n(item.x)}" cy="{n(item.y)}" r="{n(item.r)}"{style}/>'
    if isinstance(item, Rect):
        radius = f' rx="{n(item.radius)}"' if item.radius else ""
        turn = _turn(item.angle, (item.x + item.width / 2, item.y + item.height / 2))
        box = f'x="{n(item.x)}" y="{n(item.y)}" width="{n(item.width)}" height="{n(item.height)}"'
        return f"<rect {box}{radius}{turn}{style}/>"
    digits = 2 if sum(map(len, item.lines)) < _LONG else 1
    data = "".join(
        "M"
        + "L".join(f"{n(x, digits)} {n(y, digits)}" for x, y in line)
        + ("Z" if item.closed else "")
        for line in item.lines
    )
    return f'<path d="{data}"{style}/>'


def _turn(angle: float, about: Place) -> str:
    if not angle:
        return ""
    return f' transform="rotate({_number(angle)} {_number(about[0])} {_number(about[1])})"'


def _style(paint: Paint, *, is_line: bool = False) -> str:
    if paint.hatch and not is_line:
        markup = f' fill="url(#{_name(paint.hatch)})"'
    elif paint.fill and not is_line:
        markup = f' fill="{paint.fill}"'
        markup += f' fill-opacity="{_number(paint.fill_opacity)}"' if paint.fill_opacity < 1 else ""
    else:
        markup = ' fill="none"'
    if paint.stroke and paint.width:
        markup += f' stroke="{paint.stroke}" stroke-width="{_number(paint.width)}"'
        if paint.stroke_opacity < 1:
            markup += f' stroke-opacity="{_number(paint.stroke_opacity)}"'
        if paint.dash:
            markup += f' stroke-dasharray="{" ".join(map(_number, paint.dash))}"'
    return markup


def _words(words: Words) -> str:
    spans = "".join(
        f'<tspan font-weight="bold">{escape(_plain(run.text))}</tspan>'
        if run.bold
        else escape(_plain(run.text))
        for run in words.runs
    )
    halo = ""
    if words.halo:
        halo = (f' stroke={quoteattr(words.halo)} stroke-width="{_number(words.size / 4)}"'
                ' paint-order="stroke"')  # fmt: skip
    at = f'x="{_number(words.x)}" y="{_number(words.y)}" font-size="{_number(words.size)}"'
    turn = _turn(words.angle, words.about)
    if words.opacity < 1:
        turn += f' opacity="{_number(words.opacity)}"'
    return f'<text {at} fill="{words.colour}" xml:space="preserve"{turn}{halo}>{spans}</text>'


_SIGNS = {
    "/": "rise",
    "\\": "fall",
    "x": "cross",
    "-": "lie",
    "|": "stand",
    "+": "grid",
    ".": "dot",
}


def _name(hatch: Hatch) -> str:
    size, width = (_number(part).replace(".", "_") for part in (hatch.size, hatch.width))
    return f"h-{_SIGNS[hatch.shape]}-{hatch.colour[1:]}-{size}-{width}"


def _pattern(hatch: Hatch) -> str:
    size, half = hatch.size, hatch.size / 2
    n = _number
    far = size + half / 2
    near, end = half / 2, size - half / 2
    lines = {  # a stroke from corner to corner, and the ends of its neighbours
        "/": f"M{n(-near)} {n(near)}L{n(near)} {n(-near)}M0 {n(size)}L{n(size)} 0"
             f"M{n(end)} {n(far)}L{n(far)} {n(end)}",
        "\\": f"M{n(-near)} {n(end)}L{n(near)} {n(far)}M0 0L{n(size)} {n(size)}"
              f"M{n(end)} {n(-near)}L{n(far)} {n(near)}",
        "-": f"M0 {n(half)}H{n(size)}",
        "|": f"M{n(half)} 0V{n(size)}",
    }  # fmt: skip
    lines["x"] = lines["/"] + lines["\\"]
    lines["+"] = lines["-"] + lines["|"]
    if hatch.shape == ".":
        middle = f'cx="{n(half)}" cy="{n(half)}" r="{n(hatch.width)}"'
        inner = f'<circle {middle} fill="{hatch.colour}"/>'
    else:
        inner = (f'<path d="{lines[hatch.shape]}" stroke="{hatch.colour}" '
                 f'stroke-width="{n(hatch.width)}" fill="none"/>')  # fmt: skip
    return (f'<pattern id="{_name(hatch)}" width="{n(size)}" height="{n(size)}" '
            f'patternUnits="userSpaceOnUse">{inner}</pattern>')  # fmt: skip
