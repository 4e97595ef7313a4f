"""People of a place: inhabitants, jobs, and who of the Ruhr area has a Chinese passport."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts import sparkline
from charts.bars import ranked
from charts.cache import cached
from charts.style import Picture
from charts.table import Table, absent, number, period, short, twin
from data import evidence
from data.answer import Answer
from findings import finding, ranking
from i18n import Locale
from i18n.marked import joined, marked
from ui import company_cases, components, headlines, provenance
from ui.headlines import KeyFigure
from ui.missing_data import not_fetched

_PEOPLE = "directions.people"
_TABLES = ("landesdatenbank_12521_03i",)
_JOBS = "directions.jobs"
#: What publishers say of people, staff and space beside the official tables.
SAID = (
    "chinese_students",
    "guest_arrivals_chinese",
    "chinese_residents",
    "case_employees",
    "case_revenue",
    "case_foreign_share_of_revenue",
    "share_of_logistics_takeup_chinese",
)
_KREIS_COLUMNS = ("region", "inhabitants_count", "value", "per_10000_count", "jobs_count",
                  "manufacturing_count", "manufacturing_pct")  # fmt: skip


def tiles(size: Answer, kreise: Answer, rates: Sequence[Answer],
          locale: Locale) -> list[KeyFigure]:  # fmt: skip
    """Herne in figures: inhabitants, jobs, Chinese nationals, product, then each rate's course.

    ``size``: inhabitants and product; ``kreise``: those of all NRW on one day.
    """
    made = provenance.cards(size, [row.indicator for row in size], locale)
    by_region = {row.region: row for row in kreise}
    if herne := by_region.get("herne"):
        day, source = locale.date(herne.period_start), headlines.source(herne, kreise, locale)
        origin = {"day": day, "source": source}
        if absent(herne.jobs_count) is not None:
            parts = {
                "share": number(herne, "manufacturing_pct", "percent", locale),
                "count": number(herne, "manufacturing_count", "employees", locale),
            }
            jobs = locale(f"{_PLACE}.jobs_detail", **parts, **origin)
            count = evidence.linked(locale.number(herne.jobs_count), herne, "jobs_count")
            made.insert(1, KeyFigure(locale(f"{_PLACE}.jobs"), count, jobs))
        detail = locale(f"{_PLACE}.nationals_detail", **origin)
        if land := by_region.get("de-nw"):
            each = {name: evidence.linked(locale.number(one.per_10000_count), one,
                                          "per_10000_count")
                    for name, one in (("herne", herne), ("land", land))}  # fmt: skip
            detail = locale(f"{_PLACE}.nationals_beside", **each, **origin)
        made.insert(2, KeyFigure(locale(f"{_PLACE}.nationals"), short(herne, locale), detail))
    made += (one for series in rates for one in course(series, "herne", locale))
    return made


def course(series: Answer, region: str, locale: Locale) -> list[KeyFigure]:
    """The newest figure of a measure in a region with its course; nothing where none is known."""
    own = series.where(region=region)
    if not own:
        return []
    last = own.tuples[-1]
    years = [(float(row.period_start.year), float(row.value), row.status == "provisional")
             for row in own]  # fmt: skip
    label = own.labels.name("indicator", last.indicator, locale.lang)
    if industry := absent(last.product):
        label += f" ({own.labels.name('product', industry, locale.lang)})"
    open_ = [locale.code("status", last.status)] if last.status == "provisional" else []
    detail = locale(f"{_PLACE}.rate_detail", period=", ".join([period(last, locale), *open_]),
                    source=headlines.source(last, own, locale))  # fmt: skip
    drawn = sparkline.line(years, str(finding(own, "", locale).title))
    return [KeyFigure(label, short(last, locale), detail, drawn)]


def place_title(size: Answer, kreise: Answer, locale: Locale) -> str:
    """Where Herne lies, with its inhabitants and jobs as far as they are known."""
    people, herne = size.where(indicator="population").tuples, kreise.where(region="herne").tuples
    parts = [evidence.linked(locale.count("inhabitant", int(row.value)), row) for row in people]
    parts += [evidence.linked(locale.count("job", int(row.jobs_count)), row, "jobs_count")
              for row in herne if absent(row.jobs_count)]  # fmt: skip
    title = locale("directions.herne.place_title")
    return joined(": ", [title, locale.list(parts)]) if parts else title


def chart(residents: Answer, kreise: Answer, others: Sequence[Answer], locale: Locale) -> None:
    """Residents by Kreis on the newest reference day, or what fetches them.

    ``kreise``: those of all NRW; ``others``: residents of the nationalities that stand apart.
    """
    heading = title(residents, locale)
    components.chart(
        "people",
        [residents, *others],
        picture(residents, heading, locale),
        title=heading,
        badges=[f"{_PEOPLE}.badge"],
        notes=[*_sums(kreise, locale), *_other_nationalities(others, locale)],
        missing=not_fetched(_TABLES, locale(f"{_PEOPLE}.missing")),
    )


def _sums(kreise: Answer, locale: Locale) -> list[str]:
    """What the Kreise add up to where it is not what the Land has, and why; else nothing."""
    whole, parts = kreise.where(region="de-nw").tuples, kreise.where(kind="kreis").tuples
    added = sum(int(row.value) for row in parts)
    if not whole or added == whole[0].value:
        return []
    added_from = evidence.of_claims([[row.claim_id for row in parts]], "sum")
    return [locale(f"{_PEOPLE}.sums", count=locale.number(len(parts)),
                   sum=marked(locale.number(added), added_from),
                   land=evidence.linked(locale.number(whole[0].value), whole[0]))]  # fmt: skip


def _other_nationalities(others: Sequence[Answer], locale: Locale) -> list[str]:
    """Nationalities that the table counts apart from China's, in NRW."""
    parts = [locale(f"{_PEOPLE}.apart_one", partner=locale(f"partner.{row.partner}"),
                    value=evidence.linked(locale.number(row.value), row))
             for other in others for row in other.where(region="de-nw")]  # fmt: skip
    return [locale(f"{_PEOPLE}.apart", told=locale.list(parts))] if parts else []


def kreise_table(kreise: Answer, locale: Locale) -> None:
    """All Kreise of NRW with the Land and the Ruhr area; nothing when no day is known."""
    by_region = {row.region: row for row in kreise}
    if not {"herne", "de-nw"} <= by_region.keys():
        return
    herne, land = by_region["herne"], by_region["de-nw"]
    most = max(kreise.where(kind="kreis"), key=lambda row: absent(row.per_10000_count) or 0)
    name = kreise.labels.name("region", most.region, locale.lang)
    counts = [locale.number(row.per_10000_count) for row in (most, herne, land)]
    components.table(
        "directions.kreise", twin(kreise, locale, _KREIS_COLUMNS), kreise, anchor="kreise",
        texts=dict(zip(("count", "herne", "land"), counts, strict=True), most=name), folded=True,
    )  # fmt: skip


def land(series: Sequence[Answer], locale: Locale) -> None:
    """Labour and output of the Land, the finding on the first above; nothing when none is known."""
    if made := [one for answer in series for one in course(answer, "de-nw", locale)]:
        first = next(answer for answer in series if answer)
        with st.expander(str(finding(first, "", locale).title)):
            components.key_figures(made, series)


def jobs(industries: Answer, locale: Locale) -> None:
    """In which industries people work in Herne, beside NRW; nothing when nothing is known."""
    parts = industries.where(is_part=True)
    if not parts:
        return
    heading = ranking(parts, _JOBS, locale, by="product").title.linked(parts)
    components.chart(
        _JOBS, parts, ranked, anchor="jobs", title=heading,
        by="product", unit="employees", columns=("product", "value", "share_pct", "nrw_share_pct"),
    )  # fmt: skip


def title(residents: Answer, locale: Locale) -> str:
    """Herne's place among the Kreise of the Ruhr area on the newest reference day."""
    kreise = residents.where(kind="kreis")
    return ranking(kreise, _PEOPLE, locale, by="region", about="herne",
                   is_complete=True).title.linked(kreise)  # fmt: skip


def picture(residents: Answer, title: str, locale: Locale) -> Picture:
    """One bar for each Kreis with a figure, Herne in colour. ``title``: the title."""
    return ranked(residents.where(kind="kreis"), locale, title=title, by="region",
                  unit="inhabitants", strong=["herne"], columns=("region", "period", "value"),
                  label_of=lambda row: locale.number(row.value))  # fmt: skip


_PLACE = "directions.place"


@cached(8)
def firms(cases: Answer, home: str, locale: Locale) -> Table:
    """Documented companies as on their own page, those in one town first."""
    table = company_cases.table(cases, locale)
    ordered = sorted(
        zip(cases, table.rows, strict=True), key=lambda pair: pair[0].city_code != home
    )
    return Table(table.headers, tuple(cells for _, cells in ordered), table.numeric)
