from collections.abc import Sequence

from charts.bars import ranked
from charts.table import absent, figure
from data.answer import Answer
from findings import ranking
from pages.freight import _modes, _official_series
from ui import components, conflicts, filters, glossary, indicators
from ui.missing_data import Lacking, all_not_fetched
from ui.rows import Figure
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
definitions = ask("indicators", subject="freight")
gaps = ask("gaps").where(subject="freight")
against = ask("contradictions").where(subject="freight")
TEXTS = "freight.bench"
FIRST_COMPARABLE = 2011  # before, duisport counted ship and rail only


def series(indicator: str, place: str, basis: str, **more: object) -> Answer:
    """One measure of one place over the years."""
    chosen = {"flow": "none", "since": 2000, **more}
    return ask("series", indicator=indicator, place=place, basis=basis, **chosen)


def line(name: str, answer: Answer, *badges: str, notes: Sequence[str] = ()) -> None:
    """Draw it with its definition, what contradicts it, and the years that are missing."""
    indicators.line(name, answer, definitions, subject=f"{TEXTS}.{name}",
                    badges=[glossary.badge(f"{TEXTS}.badge_{badge}") for badge in badges],
                    notes=[*notes, *indicators.remarks(answer, gaps, against, locale)])  # fmt: skip


def rail() -> None:
    """China and Europe by rail: the Chinese total, the EU, Germany."""
    network = ("china_europe_network", "china_railway")
    line("network_trains", series("network_trains_incl_ru_by", *network, flow="both"), "ru_by")
    line("network_teu", series("network_teu_incl_ru_by", *network, flow="both"), "ru_by")
    eu = ("china_eu_rail_teu", "china_eu", "erai")
    line("eu_teu", series(*eu, flow="both"), "eu")
    flows, notes = "westbound,eastbound", [locale(f"{TEXTS}.note_flows")]
    line("eu_flows", series(*eu, flow=flows), "eu", notes=notes)
    germany = ("china_eu_rail_teu", "china_germany", "erai")
    line("germany_flows", series(*germany, flow=flows), "germany", notes=notes)
    missing = _official_series.rail(series, line, gaps, locale, notes)
    say_missing(missing + _official_series.regional(series, line, "rail", locale))


def say_missing(lacking: Sequence[Lacking]) -> None:
    """Say once what was not fetched, if anything."""
    if lacking:
        components.draw_html(all_not_fetched(lacking).html)


def duisburg() -> None:
    """Duisburg: the yardstick next door."""
    official = ("ship_handling_tonnes", "port_duisburg", "official_statistics")
    line("duisburg_official", series(*official, since=FIRST_COMPARABLE), "all_berths")
    _official_series.goods(ask("freight_goods", place="port_duisburg"), definitions, locale)
    group = ("container_handling_teu", "duisport_group", "operator")
    older = "; ".join(f"{row.period_start.year}: {figure(row, locale)}" for row in series(*group)
                      if row.period_start.year < FIRST_COMPARABLE)  # fmt: skip
    notes = [locale(f"{TEXTS}.note_older", figures=older)] if older else []
    line("duisport_teu", series(*group, since=FIRST_COMPARABLE), "all_modes", notes=notes)
    figures = ask("freight_figures", places=["duisport_group", "terminal_dit_duisburg"])
    order = ("china_trains_per_week", "china_trains", "share_of_europe_china_rail")
    figure_table(figures, order, "duisburg")


def figure_table(figures: Answer, order: Sequence[str], place: str, subtitle: str = "") -> None:
    """All figures of a place that make no line, in one table."""
    figures = figures.where(indicator=list(order))
    components.table(
        f"{place}_figures", indicators.table(figures, order, definitions, None, locale), figures,
        title=locale(f"{TEXTS}.figures_{place}", count=locale.number(len(figures.rows))),
        subtitle=subtitle,
    )  # fmt: skip


def ports() -> None:
    """Ports in NRW: all of them by year and half-year, single ones side by side."""
    nrw = ("ship_handling_tonnes", "ports_nrw", "official_statistics")
    line("nrw_years", series(*nrw), "all_berths")
    line("nrw_halves", series(*nrw, period="half"), "all_berths",
         notes=[locale(f"{TEXTS}.note_halves")])  # fmt: skip
    years = [str(row.year) for row in ask("freight_port_years")]
    if years:
        single(filters.one_of("port_year", years, label=str, as_list=True))
    teu = series("container_handling_teu", "ports_nrw", "official_statistics")
    line("nrw_teu", teu, "ship_only")
    say_missing(_official_series.regional(series, line, "waterway", locale))


def single(year: str) -> None:
    """Single ports of one year; Herne keeps its row when nothing is known."""
    answer = ask("freight_ports", year=year)
    title = ranking(answer, f"{TEXTS}.single_ports", locale, by="place").title.linked(answer)
    components.chart(
        "single_ports", answer, ranked, title=title, badges=[f"{TEXTS}.badge_all_berths"],
        subtitle=indicators.definition("ship_handling_tonnes", definitions, locale),
        notes=[locale(f"{TEXTS}.note_single_ports")], by="place", unit="tonnes",
        label_of=in_mtonnes, columns=("place", "value", "status"),
    )  # fmt: skip


def in_mtonnes(row: Figure) -> str:
    """What stands at the end of a bar, in the unit of the axis."""
    value = absent(row.value)
    return locale("note.not_published") if value is None else locale.number(value / 1e6, 1)


def lianyungang() -> None:
    """The Chinese end of the link."""
    figures = ask("freight_figures", places=["port_lianyungang", "lianyungang", "lianyungang_base"])
    order = (
        "seaport_teu", "seaport_tonnes", "origin_trains_europe_central_asia",
        "origin_trains_scope_open", "origin_trains_cumulative", "base_rail_teu",
        "origin_rail_teu_europe_central_asia", "sea_rail_teu",
    )  # fmt: skip
    figure_table(figures, order, "lianyungang", locale(f"{TEXTS}.note_lianyungang"))


def modes() -> None:
    """How much of Germany's trade with China goes by rail: official, every month."""
    _modes.draw(visit)


PARTS = {
    "rail": rail,
    "modes": modes,
    "duisburg": duisburg,
    "ports": ports,
    "lianyungang": lianyungang,
}
compare = filters.one_of("compare", list(PARTS), label=lambda c: locale(f"{TEXTS}.part_{c}"))
PARTS[compare]()

components.table(
    f"{TEXTS}.contradictions",
    conflicts.contradictions(against, locale),
    against,
    anchor="freight_contradictions",
    folded=True,
)
