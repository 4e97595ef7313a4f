"""A scene as an SVG that stands for itself: vectors, words as words, nothing fetched.

The same scene gives the same text. Patterns are named by what they look like, so that several
pictures in one document do not disturb each other.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from charts import font
from charts.scene_ink import PAPER
from charts.scene_items import Circle, Hatch, Item, Paint, Path, Place, Rect, Scene, Words

#: The font by name; where it is not at hand, such as have the same signs.
_FAMILIES = f"'{font.FAMILY}','Source Sans 3','Noto Sans','Noto Sans SC',Arial,sans-serif"


def svg(scene: Scene, *, title: str, alt: str) -> str:
    """The scene on white paper. ``title``: its name; ``alt``: what it shows, for those who listen."""
    wide, high = (_number(side * scene.scale) for side in (scene.width, scene.height))
    box = f"0 0 {_number(scene.width)} {_number(scene.height)}"
    hatches = dict.fromkeys(
        paint.hatch
        for item in scene.items
        if not isinstance(item, Words) and (paint := item.paint).hatch
    )
    defs = "".join(_pattern(one) for one in hatches if one)
    body = "\n".join(_drawn(item) for item in scene.items)
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


def _number(value: float) -> str:
    return f"{round(value, 2):.2f}".rstrip("0").rstrip(".").replace("-0", "0", 1) \
        if abs(value) < 0.005 else f"{round(value, 2):.2f}".rstrip("0").rstrip(".")  # fmt: skip


def _drawn(item: Item) -> str:
    if isinstance(item, Words):
        return _words(item)
    areas = isinstance(item, Path) and not item.closed
    if item.paint.hatch and item.paint.fill:
        ground = Paint(item.paint.fill, item.paint.fill_opacity)
        return _shape(item, _style(ground)) + _shape(item, _style(item.paint, is_line=areas))
    return _shape(item, _style(item.paint, is_line=areas))


def _shape(item: Path | Circle | Rect, style: str) -> str:
    if isinstance(item, Circle):
        return f'<circle cx="{_number(item.x)}" cy="{_number(item.y)}" r="{_number(item.r)}"{style}/>'
    if isinstance(item, Rect):
        radius = f' rx="{_number(item.radius)}"' if item.radius else ""
        middle = (item.x + item.width / 2, item.y + item.height / 2)
        return (f'<rect x="{_number(item.x)}" y="{_number(item.y)}" width="{_number(item.width)}" '
                f'height="{_number(item.height)}"{radius}{_turn(item.angle, middle)}{style}/>')  # fmt: skip
    data = "".join(
        "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in line) + ("Z" if item.closed else "")
        for line in item.lines
    )
    return f'<path d="{data}"{style}/>'


def _turn(angle: float, about: Place) -> str:
    if not angle:
        return ""
    return f' transform="rotate({_number(angle)} {_number(about[0])} {_number(about[1])})"'


def _style(paint: Paint, *, is_line: bool = False) -> str:
    if paint.hatch and not is_line:
        said = f' fill="url(#{_name(paint.hatch)})"'
    elif paint.fill and not is_line:
        said = f' fill="{paint.fill}"'
        said += f' fill-opacity="{_number(paint.fill_opacity)}"' if paint.fill_opacity < 1 else ""
    else:
        said = ' fill="none"'
    if paint.stroke and paint.width:
        said += f' stroke="{paint.stroke}" stroke-width="{_number(paint.width)}"'
        if paint.stroke_opacity < 1:
            said += f' stroke-opacity="{_number(paint.stroke_opacity)}"'
        if paint.dash:
            said += f' stroke-dasharray="{" ".join(map(_number, paint.dash))}"'
    return said


def _words(words: Words) -> str:
    said = "".join(
        f'<tspan font-weight="bold">{escape(_plain(run.text))}</tspan>'
        if run.bold
        else escape(_plain(run.text))
        for run in words.runs
    )
    halo = ""
    if words.halo:
        halo = (f' stroke={quoteattr(words.halo)} stroke-width="{_number(words.size / 4)}"'
                ' paint-order="stroke"')  # fmt: skip
    return (f'<text x="{_number(words.x)}" y="{_number(words.y)}" font-size="{_number(words.size)}" '
            f'fill="{words.colour}" xml:space="preserve"{_turn(words.angle, words.about)}{halo}>'
            f"{said}</text>")  # fmt: skip


_SIGNS = {"/": "rise", "\\": "fall", "x": "cross", "-": "lie", "|": "stand", "+": "grid", ".": "dot"}


def _name(hatch: Hatch) -> str:
    size, width = (_number(part).replace(".", "_") for part in (hatch.size, hatch.width))
    return f"h-{_SIGNS[hatch.shape]}-{hatch.colour[1:]}-{size}-{width}"


def _pattern(hatch: Hatch) -> str:
    size, half = hatch.size, hatch.size / 2
    n = _number
    lines = {
        "/": f"M{n(-half / 2)} {n(half / 2)}L{n(half / 2)} {n(-half / 2)}M0 {n(size)}L{n(size)} 0"
             f"M{n(size - half / 2)} {n(size + half / 2)}L{n(size + half / 2)} {n(size - half / 2)}",
        "\\": f"M{n(-half / 2)} {n(size - half / 2)}L{n(half / 2)} {n(size + half / 2)}"
              f"M0 0L{n(size)} {n(size)}"
              f"M{n(size - half / 2)} {n(-half / 2)}L{n(size + half / 2)} {n(half / 2)}",
        "-": f"M0 {n(half)}H{n(size)}",
        "|": f"M{n(half)} 0V{n(size)}",
    }  # fmt: skip
    lines["x"] = lines["/"] + lines["\\"]
    lines["+"] = lines["-"] + lines["|"]
    if hatch.shape == ".":
        inner = f'<circle cx="{n(half)}" cy="{n(half)}" r="{n(hatch.width)}" fill="{hatch.colour}"/>'
    else:
        inner = (f'<path d="{lines[hatch.shape]}" stroke="{hatch.colour}" '
                 f'stroke-width="{n(hatch.width)}" fill="none"/>')  # fmt: skip
    return (f'<pattern id="{_name(hatch)}" width="{n(size)}" height="{n(size)}" '
            f'patternUnits="userSpaceOnUse">{inner}</pattern>')  # fmt: skip
