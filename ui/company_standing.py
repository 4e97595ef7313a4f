"""What became of documented cases, and which are not shown: for titles. No Streamlit here."""

from __future__ import annotations

from charts.table import absent
from data.answer import Answer
from i18n import Words

_ROOM = "companies.standing"
#: Last reported statuses that are told together, in this order. What was forbidden, given up or
#: only announced never became a firm with a Chinese owner.
GROUPS = {
    "active": ("active",),
    "never": ("blocked", "withdrawn", "announced"),
    "doubtful": ("insolvent", "sales_suspended", "sale_agreed"),
    "ended": ("exited", "closed"),
    "unknown": ("unknown", "completed"),
}


def standing(cases: Answer, words: Words) -> str:
    """How many cases are active, with the years of these reports, and what became of the others.

    Empty where there is no case.
    """
    said = []
    for group, statuses in GROUPS.items():
        rows = [row for row in cases if row.last_known_status in statuses]
        if rows:
            years = [int(row.status_as_of) for row in rows if absent(row.status_as_of) is not None]
            when = f" ({_years(years, words)})" if group == "active" and years else ""
            said.append(words(f"{_ROOM}.{group}", count=words.number(len(rows))) + when)
    return ", ".join(said)


def _years(years: list[int], words: Words) -> str:
    first, last = str(min(years)), str(max(years))
    if first == last:
        return words(f"{_ROOM}.year", year=first)
    return words(f"{_ROOM}.years", first=first, last=last)


def in_ruhr(cases: Answer, words: Words) -> str:
    """A title on the cases in the Ruhr area: how many, and what became of them."""
    near = cases.where(in_rvr=True)
    if not near:
        return words("overview.map_none")
    count = words.count("documented_case", len(near.rows))
    return words("overview.map_title", cases=count, standing=standing(near, words))


def detail(cases: Answer, words: Words) -> str:
    """What stands below the number of cases on a card."""
    if told := standing(cases, words):
        return words("companies.counts.cases_detail", standing=told)
    return words("companies.counts.cases_detail_none")


def below(text: str, cases: Answer, every: Answer, words: Words) -> str:
    """A subtitle with what became of the cases and how many are left out as unreliable.

    ``every``: the same choice with those of low reliability.
    """
    said = [text]
    if told := standing(cases, words):
        said.append(words(f"{_ROOM}.of_these", standing=told))
    if hidden := len(every.rows) - len(cases.rows):
        said.append(words(f"{_ROOM}.hidden", cases=words.count("documented_case", hidden),
                          switch=words("filter.unsure")))  # fmt: skip
    return " ".join(said)
