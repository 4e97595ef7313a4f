"""A row of the office's own list, completed and checked; what is worth knowing of the whole list.

Names stay as they are written, in simplified or traditional characters or both; what a row is
compared by stands in columns of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from etl.inbox.cells import Entry
from etl.inbox.dates import parse_partial_date
from etl.inbox.issues import Invalid, Issue
from etl.inbox.own import personal
from etl.inbox.schema import normalized, own_places, spellings
from matching.entities import is_lei

Row = Mapping[str, str | None]

_TEXTS = ("name", "name_zh", "owner", "town", "postcode", "register_court", "register_number",
          "lei", "sector", "remark")  # fmt: skip
_TOTALS = {"summe", "summen", "gesamt", "gesamtsumme", "insgesamt", "total", "totals", "sum",
           "zusammen", "anzahl", "合计", "总计"}  # fmt: skip
_LIQUIDATION = re.compile(
    r"\bi\.\s*(L|Liqu|Abw)\b\.?|\b(in Liquidation|in liquidation|in Abwicklung)\b"
)
_INSOLVENT = re.compile(r"\bi\.\s*(I|Ins)\b\.?|\b(in Insolvenz|insolvent)\b")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]")
_REGISTER = re.compile(r"(HRA|HRB|GnR|PR|VR)?\W*(\d{1,7})\W*([A-Z]{1,3})?", re.IGNORECASE)
#: How many are named in a note.
_NAMED = 10


def check_row(entry: Entry, today: date) -> tuple[str, list[Issue]]:
    """A firm at a place: what it is compared by, where that is, what contradicts itself."""
    values, issues = entry.values, []
    for name in _TEXTS:
        if name in values and _is_spoilt(values[name]):
            issues.append(Issue("own_mojibake", None, name, values[name]))
    issues += personal.cells(values, _TEXTS)
    issues += _read_days(entry, today)
    issues += _check_codes(values)
    if normalized(values.get("name", "")) in _TOTALS:
        issues.append(Issue("own_total", None, "name", values["name"]))
    entry.invalid |= {issue.column for issue in issues}
    if "name" not in values:
        return "", issues
    _say_where(values)
    values["sector_code"] = _only(values.get("sector"), "sector")
    values["status"] = values.get("status") or _status_of(values["name"])
    values |= _identity(values)
    place = values.get("postcode") or normalized(values.get("town", "")) or values["kreis_ags"]
    key = f"{values['firm_key']}|{place}"
    values["own_id"] = f"own-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
    for name in [name for name, value in values.items() if not value]:
        del values[name]
    where = values.get("town") or values.get("postcode") or ""
    return ", ".join(filter(None, (values["name"], where))), issues


def _read_days(entry: Entry, today: date) -> list[Issue]:
    issues = []
    for name in ("jobs_date", "since"):
        if name not in entry.dates:
            continue
        try:
            entry.values[name] = parse_partial_date(entry.dates[name])[0]
        except Invalid as error:
            issues.append(error.at(None, name))
            continue
        # A planned firm comes in a year to come; a count was never made in one.
        if name == "jobs_date" and entry.values[name] > today.isoformat():
            issues.append(Issue("in_the_future", None, name, entry.values[name]))
    return issues


def _check_codes(values: dict[str, str]) -> list[Issue]:
    issues = []
    if "postcode" in values:
        values["postcode"] = re.sub(r"^D[- ]?(?=\d)|\s", "", values["postcode"])
        if not re.fullmatch(r"\d{5}", values["postcode"]):
            issues.append(Issue("own_postcode", None, "postcode", values["postcode"]))
    if "lei" in values:
        values["lei"] = re.sub(r"\s", "", values["lei"]).upper()
        if not is_lei(values["lei"]):
            issues.append(Issue("own_lei", None, "lei", values["lei"]))
    if "name_zh" in values and not _HAN.search(values["name_zh"]):
        issues.append(Issue("own_no_han", None, "name_zh", values["name_zh"]))
    if "owner_country" in values:
        values["owner_country"] = values["owner_country"].lower()
    return issues


def _say_where(values: dict[str, str]) -> None:
    """Town and Kreis as codes, where they are known; a Kreis that is named goes first."""
    town = values.get("town", "")
    values["city_code"] = _only(town, "town")
    values["kreis_ags"] = (
        values.pop("kreis", "") or own_places().get(values["city_code"], "") or _only(town, "kreis")
    )


def _only(text: str | None, vocabulary: str) -> str:
    """The code that a spelling means; empty where it means none or several."""
    codes = spellings(vocabulary).get(normalized(text or ""), ()) if text else ()
    return codes[0] if len(codes) == 1 else ""


def _status_of(name: str) -> str:
    """What the name itself says of the firm, where the list does not."""
    if _LIQUIDATION.search(name):
        return "in_liquidation"
    return "insolvent" if _INSOLVENT.search(name) else "unknown"


def _identity(values: Mapping[str, str]) -> dict[str, str]:
    court, number = normalized(values.get("register_court", "")), ""
    court = re.sub("^(amtsgericht|ag|registergericht)", "", court)
    if match := _REGISTER.fullmatch(values.get("register_number", "").strip()):
        number = f"{(match[1] or '').upper()}{int(match[2])}{(match[3] or '').upper()}"
    register = f"{court} {number}" if court and number else ""
    lei = values.get("lei", "")
    return {
        "register_key": register,
        "firm_key": lei or register or normalized(values["name"]) or values["name"],
    }


def _is_spoilt(text: str) -> bool:
    """Whether a text was read in a wrong encoding somewhere on its way."""
    if "\ufffd" in text:
        return True
    if text.isascii():
        return False
    for wrong in ("cp1252", "latin-1"):
        try:
            mended = text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        if mended != text:
            return True
    return False


def notes(rows: Sequence[Row], labels: Mapping[str, str], before: Iterable[Row],
          day: str) -> list[Issue]:  # fmt: skip
    """Notes for the person before a list replaces the one of a day.

    ``before``: its rows, none where there was no list.
    """
    issues = [Issue("own_kept")]
    seats: dict[str, list[str]] = {}
    for row in rows:
        if row["register_key"] or row["lei"]:
            seats.setdefault(str(row["firm_key"]), []).append(str(row["row_number"]))
    several = [f"{', '.join(numbers)}" for numbers in seats.values() if len(numbers) > 1]
    by_code: dict[str, list[Any]] = {
        "own_two_seats": several,
        "own_no_kreis": [row["town"] or row["postcode"] or labels[str(row["own_id"])]
                         for row in rows if not row["kreis_ags"]],
        "own_no_sector": [row["sector"] for row in rows
                          if row["sector"] and not row["sector_code"]],
        "own_liquidation": [row["name"] for row in rows
                            if _status_of(str(row["name"])) not in ("unknown", row["status"])],
    }  # fmt: skip
    keys = {row["own_id"] for row in rows}
    gone = [str(row["name"]) for row in before if row["own_id"] not in keys]
    for code, values in by_code.items():
        if values:
            issues.append(Issue(code, found=_some(values), high=str(len(values))))
    if gone:
        issues.append(Issue("own_gone", found=_some(gone), expected=day, high=str(len(gone))))
    return issues


def _some(values: Sequence[Any]) -> str:
    distinct = list(dict.fromkeys(str(one) for one in values))
    return "; ".join(distinct[:_NAMED]) + (" …" if len(distinct) > _NAMED else "")
