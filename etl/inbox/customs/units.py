"""Units, figures, directions and periods as the Chinese customs write them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from etl.inbox.customs.table import bare
from etl.inbox.issues import Invalid
from etl.inbox.read import BLANK, Cell

#: Currency → how it is written; others are named to be refused.
_CURRENCIES = (
    ("other", "欧元|日元|英镑|港元|港币|卢布|eur|€|jpy|gbp|hkd|hk\\$|rub"),
    ("usd", "美元|美金|dollar|usd|us\\$|\\$"),
    ("cny", "人民币|rmb|cny|renminbi|yuan|元"),
)
#: Words of a scale, the longest first.
_SCALES = (
    ("万亿", 12), ("trillion", 12), ("千亿", 11), ("百亿", 10), ("十亿", 9), ("billion", 9),
    ("100 ?million", 8), ("亿", 8), ("千万", 7), ("百万", 6), ("million", 6), (r"\bmn\b", 6),
    ("十万", 5), ("(?:10|ten)[ ,.]?(?:thousand|000)", 4), ("万", 4), ("thousand", 3), ("千", 3),
)  # fmt: skip
_AMOUNT = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>[^\d]*)")
_TOTAL = re.compile("进出口|total|both|turnover|importsandexports|exportsandimports")
_FLOWS = (("export", "出口|exports?|ausfuhr"), ("import", "进口|imports?|einfuhr"))
_SHORT = {"e": "export", "i": "import", "x": "export", "m": "import"}
_MONTH = r"((?:19|20)\d\d)(?:[-/.年](1[0-2]|0?[1-9])|(1[0-2]|0[1-9]))月?"
_YEAR = r"((?:19|20)\d\d)年?"
_SPAN = rf"{_MONTH}[-–—~至到]+(?:((?:19|20)\d\d)[-/.年]?)?(1[0-2]|0?[1-9])月?"
#: A day, which a part of a year could be taken for.
_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
CUMULATIVE = re.compile("累计|cumulative|accumulated|yeartodate|ytd")


@dataclass(frozen=True)
class Unit:
    """A unit as far as it is said: usd, cny or other; power of ten, None where none is said."""

    currency: str = ""
    power: int | None = None


def unit_of(text: str) -> Unit:
    """The unit that a text names."""
    text = unicodedata.normalize("NFKC", text).casefold()
    currency = next((code for code, words in _CURRENCIES if re.search(words, text)), "")
    power = next((power for words, power in _SCALES if re.search(words, text)), None)
    return Unit(currency, power)


def together(texts: Iterable[str]) -> Unit:
    """The unit that several texts name. Raises Invalid where they differ or name none."""
    stated = [text for text in texts if text]
    units = [unit_of(text) for text in stated]
    currencies = {unit.currency for unit in units if unit.currency}
    powers = {unit.power for unit in units if unit.power is not None}
    joined = " / ".join(stated) or "–"
    if len(currencies) > 1 or len(powers) > 1:
        raise Invalid("customs_units_differ", joined)
    if not currencies or "other" in currencies:
        raise Invalid("customs_unit", joined)
    return Unit(currencies.pop(), powers.pop() if powers else 0)


def amount(cell: Cell | None) -> tuple[Decimal, str] | None:
    """A figure, and the unit behind it in its cell; None where there is none. Raises Invalid."""
    if cell is None:
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not 0 <= cell < float("inf"):
            raise Invalid("customs_amount", cell)
        return Decimal(repr(cell) if isinstance(cell, int) else repr(float(cell))), ""
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if text in BLANK or text == "--":
        return None
    match = _AMOUNT.fullmatch(text.replace(" ", ""))
    if match is None or (match["unit"] and unit_of(match["unit"]) == Unit()):
        raise Invalid("customs_amount", text)
    return Decimal(match["number"].replace(",", "")), match["unit"]


def flow_of(text: str) -> str:
    """Export, import, or total where a text names both; empty where it names none."""
    words = bare(text)
    if words in _SHORT:
        return _SHORT[words]
    flows = [flow for flow, pattern in _FLOWS if re.search(pattern, words)]
    if _TOTAL.search(words) or len(flows) > 1:
        return "total"
    return flows[0] if flows else ""


@dataclass(frozen=True)
class Period:
    """A month, a year, or a part of a year from its beginning."""

    kind: str
    start: date
    end: date


def period(cell: Cell | None, *, cumulative: bool, today: date) -> Period:
    """The period that a cell names; ``cumulative``: a month stands for the year until then.

    Raises Invalid, also for what has not ended.
    """
    if isinstance(cell, date):
        cell = f"{cell:%Y%m}"
    if isinstance(cell, float):  # 2024.1 may be January or October
        cell = int(cell) if cell.is_integer() else None
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(cell or "")))
    if (span := re.fullmatch(_SPAN, text)) and not re.fullmatch(_DAY, text):
        year, first, or_first, until, last = span.groups()
        if until not in (None, year) or int(first or or_first) != 1:
            raise Invalid("customs_period", text)
        parsed = _part(int(year), 1, int(last))
    elif whole := re.fullmatch(_YEAR, text):
        parsed = _part(int(whole[1]), 1, 12)
    elif one := re.fullmatch(_MONTH, text):
        month = int(one[2] or one[3])
        parsed = _part(int(one[1]), 1 if cumulative else month, month)
    else:
        raise Invalid("customs_period", text or "–")
    if parsed.end >= today:
        raise Invalid("customs_running", text)
    return parsed


def _part(year: int, first: int, last: int) -> Period:
    kind = "year" if (first, last) == (1, 12) else "month" if first == last else "year_to_date"
    return Period(kind, date(year, first, 1), date(year, last, monthrange(year, last)[1]))
