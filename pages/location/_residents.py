"""People of a place: inhabitants, jobs, and who of the Ruhr area has a Chinese passport."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts import sparkline
from charts.bars import ranked
from charts.cache import cached
from charts.lines import over_time
from charts.style import Picture
from charts.table import Table, absent, figure, number, period, short, twin
from data.answer import Answer
from i18n import Locale
from ui import company_cases, components, glossary, headlines, provenance
from ui.headlines import KeyFigure
from ui.missing_data import not_fetched

_PEOPLE = "directions.people"
_TABLES = ("landesdatenbank_12521_03i",)
#: Regions that the title names, in this order.
_NAMED = ("herne", "ruhr", "de-nw")
_JOBS, _SERIES = "directions.jobs", "directions.series"
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
        told = {"day": day, "source": source}
        if absent(herne.jobs_count) is not None:
            share = number(herne, "manufacturing_pct", "percent", locale)
            made.insert(
                1,
                KeyFigure(
                    locale(f"{_PLACE}.jobs"),
                    locale.number(herne.jobs_count),
                    locale(f"{_PLACE}.jobs_detail", share=share, **told),
                ),
            )
        detail = locale(f"{_PLACE}.nationals_detail", **told)
        if land := by_region.get("de-nw"):
            each = {one: locale.number(row.per_10000_count)
                    for one, row in (("herne", herne), ("land", land))}  # fmt: skip
            detail = locale(f"{_PLACE}.nationals_beside", **each, **told)
        made.insert(2, KeyFigure(locale(f"{_PLACE}.nationals"), short(herne, locale), detail))
    for series in rates:
        rows = list(series.where(region="herne"))
        if rows:
            course = [(float(row.period_start.year), float(row.value), False) for row in rows]
            drawn = sparkline.line(course, series_title(rows, series, locale))
            label = series.labels.of("indicator", rows[-1].indicator, locale.lang)
            rated = locale(f"{_PLACE}.rate_detail", period=period(rows[-1], locale),
                          source=headlines.source(rows[-1], series, locale))  # fmt: skip
            made.append(KeyFigure(label, short(rows[-1], locale), rated, drawn))
    return made


def place_title(size: Answer, kreise: Answer, locale: Locale) -> str:
    """Where Herne lies, with its inhabitants and jobs as far as they are known."""
    people, herne = size.where(indicator="population").tuples, kreise.where(region="herne").tuples
    parts = [locale.count("inhabitant", int(row.value)) for row in people]
    parts += [locale.count("job", int(row.jobs_count)) for row in herne if absent(row.jobs_count)]
    title = locale("directions.herne.place_title")
    return f"{title}: {locale.list(parts)}" if parts else title


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
        notes=[*_own_sum(residents, locale), *_sums(kreise, locale), *_apart(others, locale)],
        missing=not_fetched(locale(f"{_PEOPLE}.missing"), _TABLES),
    )


def _own_sum(residents: Answer, locale: Locale) -> list[str]:
    """That the Ruhr area's figure is added up here, where it is."""
    is_ours = residents.where(region="ruhr", evidence_kind="computed")
    return [locale(f"{_PEOPLE}.own_sum")] if is_ours else []


def _sums(kreise: Answer, locale: Locale) -> list[str]:
    """What the Kreise add up to where it is not what the Land has, and why; else nothing."""
    whole = {row.region: int(row.value) for row in kreise.where(region="de-nw")}
    of_kreise = [int(row.value) for row in kreise.where(kind="kreis")]
    if not whole or sum(of_kreise) == whole["de-nw"]:
        return []
    told = [locale.number(one) for one in (len(of_kreise), sum(of_kreise), whole["de-nw"])]
    texts = dict(zip(("count", "sum", "land"), told, strict=True))
    return [locale(f"{_PEOPLE}.sums", **texts)]


def _apart(others: Sequence[Answer], locale: Locale) -> list[str]:
    """Nationalities that the table counts apart from China's, in NRW."""
    parts = [locale(f"{_PEOPLE}.apart_one", partner=locale(f"partner.{row.partner}"),
                    value=locale.number(row.value))
             for other in others for row in other.where(region="de-nw")]  # fmt: skip
    return [locale(f"{_PEOPLE}.apart", told=locale.list(parts))] if parts else []


def kreise_table(kreise: Answer, locale: Locale) -> None:
    """All Kreise of NRW with the Land and the Ruhr area; nothing when no day is known."""
    by_region = {row.region: row for row in kreise}
    if not {"herne", "de-nw"} <= by_region.keys():
        return
    herne, land = by_region["herne"], by_region["de-nw"]
    most = max(kreise.where(kind="kreis"), key=lambda row: absent(row.per_10000_count) or 0)
    name = kreise.labels.of("region", most.region, locale.lang)
    counts = [locale.number(row.per_10000_count) for row in (most, herne, land)]
    components.table(
        "directions.kreise", twin(kreise, locale, _KREIS_COLUMNS), kreise, anchor="kreise",
        texts=dict(zip(("count", "herne", "land"), counts, strict=True), most=name), folded=True,
    )  # fmt: skip


def jobs(industries: Answer, kreise: Answer, locale: Locale) -> None:
    """In which industries people work in Herne, beside NRW; nothing when nothing is known."""
    of_herne, parts = list(kreise.where(region="herne")), industries.where(is_part=True)
    factories = list(industries.where(product="wz_c"))
    if not of_herne or not parts or not factories or absent(of_herne[0].jobs_count) is None:
        return
    row = factories[0]
    texts = {
        "day": locale.date(row.period_start),
        "all": locale.number(of_herne[0].jobs_count),
        "value": locale.number(row.value),
        "share": locale.value(row.share_pct, "percent"),
        "nrw": locale.value(row.nrw_share_pct, "percent"),
    }
    heading = locale(f"{_JOBS}_title", **texts)
    components.chart(
        _JOBS, [parts, kreise], ranked, anchor="jobs", title=heading,
        by="product", unit="employees", columns=("product", "value", "share_pct", "nrw_share_pct"),
    )  # fmt: skip


def long_series(series: Answer, land: Answer | None, locale: Locale) -> None:
    """A measure of Herne's economy over decades beside its neighbours; nothing without figures.

    ``land``: the newest of NRW in a series of its own, which is only named; None without one.
    """
    herne = list(series.where(region="herne"))
    if not herne:
        return
    basis = series.labels.of("basis", herne[-1].basis, locale.lang)
    notes = [locale(f"{_SERIES}_land", year=str(row.period_start.year), value=figure(row, locale))
             for row in land or ()]  # fmt: skip
    components.chart(
        _SERIES, [series, *([land] if land else [])], over_time, anchor=herne[-1].indicator,
        title=series_title(herne, series, locale), badges=[glossary.badge("basis", text=basis)],
        notes=notes, by="region", columns=("region", "period", "value"), order=("herne",),
    )  # fmt: skip


def series_title(rows: Sequence[Any], series: Answer, locale: Locale) -> str:
    """The newest and the first figure of a line."""
    first, last = rows[0], rows[-1]
    measure = series.labels.of("indicator", last.indicator, locale.lang)
    if industry := absent(last.product):
        measure += f" ({series.labels.of('product', industry, locale.lang)})"
    return locale(
        f"{_SERIES}_title", measure=measure,
        value=figure(last, locale), year=str(last.period_start.year),
        first=figure(first, locale), first_year=str(first.period_start.year),
    )  # fmt: skip


def title(residents: Answer, locale: Locale) -> str:
    """The newest reference day, and how many there are in Herne, the Ruhr area and NRW."""
    if not residents:
        return locale(f"{_PEOPLE}.none")
    by_region = {row.region: row for row in residents}  # one a region: the day is the same
    parts = [_explanation(by_region.get(region), region, locale) for region in _NAMED]
    day = locale.date(next(iter(residents)).period_start)
    return locale(f"{_PEOPLE}.title", day=day, told=locale.list(parts))


def picture(residents: Answer, title: str, locale: Locale) -> Picture:
    """One bar for each Kreis with a figure, Herne in colour. ``title``: the title."""
    return ranked(residents.where(kind="kreis"), locale, title=title, by="region",
                  unit="inhabitants", strong=["herne"], columns=("region", "period", "value"),
                  label_of=lambda row: locale.number(row.value))  # fmt: skip


def _explanation(row: Any, region: str, locale: Locale) -> str:
    number = locale(f"{_PEOPLE}.unknown") if row is None else locale.number(row.value)
    key = "about" if row is not None and row.qualifier == "about" else "exact"
    return locale(f"{_PEOPLE}.{region}", value=locale(f"qualified.{key}", value=number))


def stated(claims: Answer, locale: Locale) -> str:
    """The newest figure on each group of people from China, with place and period."""
    newest = {code: provenance.newest(claims.where(indicator=code, is_shown=True))
              for code in dict.fromkeys(row.indicator for row in claims)}  # fmt: skip
    told = [
        locale(f"{_PEOPLE}.stated", what=claims.labels.of("indicator", code, locale.lang),
               region=claims.labels.of("region", row.region, locale.lang),
               value=short(row, locale),
               period=period(row, locale, claims))
        for code, row in newest.items()
        if row is not None
    ]  # fmt: skip
    if not told:
        return locale(f"{_PEOPLE}.stated_none")
    return locale(f"{_PEOPLE}.stated_title", told="; ".join(told))


_PLACE = "directions.place"


@dataclass(frozen=True)
class Profile:
    """Key figures of a Kreis and the line that says where they were read."""

    cards: tuple[KeyFigure, ...]
    source: str


def profile(kreis: Answer, locale: Locale, *, with_people: bool = True) -> Profile:
    """What was known of a Kreis on a day; nothing before the days that its figures speak of.

    ``with_people``: with its older counts of inhabitants, where no newer one is known.
    """
    cards: list[KeyFigure] = []
    people: list[KeyFigure] = []  # the older count first
    sources: list[str] = []
    for row in kreis:
        if absent(row.population_2018) is not None:
            day = locale.date(row.population_2018_date)
            area = locale.value(row.area_km2, "km2", scale="exact")
            cards.append(
                KeyFigure(locale(f"{_PLACE}.area"), area, locale(f"{_PLACE}.state", date=day))
            )
            if with_people:
                people.append(_people(row.population_2018, "register", day, locale))
            sources.append(locale(f"{_PLACE}.source_register"))
        if with_people and absent(row.population_zensus2022) is not None:
            day = locale.date(row.population_zensus2022_date)
            people.append(_people(row.population_zensus2022, "census", day, locale))
            sources.append(locale(f"{_PLACE}.source_census"))
    line = locale(f"{_PLACE}.sources", sources="; ".join(sources)) if sources else ""
    return Profile((*cards, *reversed(people)), line)


@cached(8)
def firms(cases: Answer, home: str, locale: Locale) -> Table:
    """Documented companies as on their own page, those in one town first."""
    table = company_cases.table(cases, locale)
    ordered = sorted(
        zip(cases, table.rows, strict=True), key=lambda pair: pair[0].city_code != home
    )
    return Table(table.headers, tuple(cells for _, cells in ordered), table.numeric)


def _people(count: Any, kind: str, day: str, locale: Locale) -> KeyFigure:
    state = locale(f"{_PLACE}.state", date=day)
    return KeyFigure(locale(f"{_PLACE}.people_{kind}"), locale.number(int(count)), state)


#: Staff first: what is stated of the single case in Herne.
CASE = ("case_employees", "case_revenue", "case_foreign_share_of_revenue")


def staff(claims: Answer, locale: Locale) -> str:
    """The first and the last number of staff that is stated of a single case."""
    rows = sorted(claims.where(indicator=CASE[0]), key=lambda row: row.period_end)
    if not rows:
        return locale("directions.herne.staff_none")
    stated = []
    for row in (rows[0], rows[-1]):
        number_of = locale(f"qualified.{row.qualifier or 'exact'}", value=locale.number(row.value))
        stated.append(f"{number_of} ({period(row, locale)})")
    return locale("directions.herne.staff_title", stated=locale.list(dict.fromkeys(stated)))
