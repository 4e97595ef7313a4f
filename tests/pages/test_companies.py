"""Promises of the companies section: map and table are twins, cases are never a sum or a trend."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from datetime import date
from functools import cache
from html import unescape
from math import hypot
from typing import Any

import pandas as pd
import pytest

from charts.cells import Cell
from charts.maps import companies as maps_companies
from charts.maps import company_towns
from charts.maps.companies import CLASSES, LAYERS, SHADES
from charts.maps.company_names import Mark, box_of, bubble
from charts.maps.company_towns import HOME
from charts.table import absent
from data import paths
from data.answer import Answer
from data.ask import ask, questions
from i18n import LANGUAGES, Locale
from pages.companies import _card, _register
from tests import visits
from tests.each import each, sample, spread
from tests.watching import Watched, settled, taken_over, until
from ui import company_cases

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")
COLUMN = {"sector": "sector_code", "owner": "owner_scope", "entry": "entry_mode",
          "reported": "last_known_status"}  # fmt: skip
PERIODS = {"to_2009": (0, 2009), "2010_2014": (2010, 2014), "2015_2019": (2015, 2019),
           "from_2020": (2020, 9999)}  # fmt: skip
SNAPSHOT = paths.DATA / "snapshots" / "collected_companies" / "rows.csv"


@cache
def collected() -> pd.DataFrame:
    """The companies as they lie in the snapshot, every cell a text."""
    return pd.read_csv(SNAPSHOT, dtype="str", keep_default_na=False)


def options() -> list[tuple[str, str]]:
    """Every option of every filter of the map, and some texts to search for."""
    rows = collected()
    codes = [(name, code) for name, column in COLUMN.items() for code in rows[column].unique()]
    periods = [("entered", code) for code in (*PERIODS, "unknown")]
    texts = [("text", text) for text in ("XCMG", "düsseldorf bank", "Solar", "kreis", "no such")]
    return [*sorted(codes), *periods, ("ruhr", "yes"), ("unsure", "yes"), *texts]


every_option = each(("name", "code"), sample(options(), 10))


def found_with(name: str, code: str) -> Answer:
    given: dict[str, Any] = {name: code}
    return ask("companies", **given)


def drawn(companies: Answer, lang: str = "de", **more: Any) -> dict[str, Any]:
    layers = [ask("boundaries", layer=layer) for layer in LAYERS]
    picture = maps_companies.company_map(companies, layers, Locale(lang), title="Titel", **more)
    return picture.figure


def bubbles(figure: dict[str, Any]) -> dict[str, int]:
    """Number in each bubble, by town."""
    (trace,) = (one for one in figure["data"] if one.get("name") == "towns")
    return dict(zip(trace["customdata"], map(int, trace["text"]), strict=True))


def shades(figure: dict[str, Any]) -> dict[str, tuple[int, str]]:
    """Number that each Kreis is said to have, and its shade."""
    kreise = [one for one in figure["data"] if one.get("hoveron") == "fills"]
    return {
        one["text"].split("<b>")[1].split("</b>")[0]: (
            int(re.findall(r"<br>(\d+)", one["text"])[0]),
            one["fillcolor"],
        )
        for one in kreise
    }


def by_town(companies: Answer) -> dict[str, int]:
    counted = companies.rows["city_code"].dropna().value_counts()
    return {str(town): int(count) for town, count in counted.items()}


def first(cell: str | Cell) -> str | Cell:
    """The first line of a cell."""
    return cell.parts[0] if isinstance(cell, Cell) else cell


# Map and table


@every_option
def test_map_and_table_show_the_same_rows_whatever_is_chosen(name: str, code: str) -> None:
    found = found_with(name, code)
    figure, table = drawn(found), company_cases.table(found, DE)

    assert [first(cell) for cell, *_ in table.rows] == list(found.rows["name"])
    listed = [first(row[1]) for row in table.rows]
    shown = bubbles(figure)
    for town, count in shown.items():
        assert listed.count(found.labels.name("city", town, "de")) == count
    assert sum(shown.values()) + listed.count(DE("companies.map.no_town")) == len(listed)
    assert sum(count for count, _ in shades(figure).values()) == len(listed)


@every_option
def test_numbers_in_the_bubbles_add_up_to_the_rows_with_a_town(name: str, code: str) -> None:
    found = found_with(name, code)

    assert bubbles(drawn(found)) == by_town(found)


@every_option
def test_a_filter_gives_the_rows_of_the_snapshot_that_it_names(name: str, code: str) -> None:
    if name == "text":
        return
    rows = collected()
    sure = rows["show_by_default"] == "yes"
    years = pd.to_numeric(rows["entry_year"])
    wanted = {
        **{one: rows[column] == code for one, column in COLUMN.items()},
        "ruhr": rows["in_rvr"] == "yes",
        "unsure": ~sure,
    }
    if name == "entered":
        wanted["entered"] = years.isna() if code == "unknown" else years.between(*PERIODS[code])
    chosen = wanted[name] | sure if name == "unsure" else wanted[name] & sure

    assert sorted(found_with(name, code).rows["company_id"]) == sorted(rows[chosen]["company_id"])


def test_a_search_wants_all_its_words_in_either_language_without_accents() -> None:
    def names(text: str) -> list[str]:
        return list(ask("companies", text=text).rows["name"])

    assert names("xcmg herne") == names("HERNE Xuzhou") == ["SCHWING GmbH"]
    assert names("Batterien") == names("batteries") != []
    rows = collected()
    there = rows[(rows["city_code"] == "moenchengladbach") & (rows["show_by_default"] == "yes")]
    assert sorted(names("monchengladbach")) == sorted(names("Mönchengladbach"))
    assert sorted(names("monchengladbach")) == sorted(there["name"]) != []
    assert names("xcmg bielefeld") == []


LINKS = [
    {}, {"sector": "solar"}, {"owner": "hong_kong"}, {"entry": "joint_venture"},
    {"reported": "insolvent"}, {"entered": "to_2009"}, {"ruhr": "yes"}, {"unsure": "yes"},
    {"q": "sany"}, {"ruhr": "yes", "entry": "acquisition"}, {"as_of": "2014-06-30"},
]  # fmt: skip


@pytest.mark.long
@each(("link", "lang"), spread(LINKS, LANGUAGES))
def test_page_draws_on_the_map_what_it_lists_in_the_table(link: dict[str, str], lang: str) -> None:
    app = visits.visit("companies/map", lang=lang, **link)

    assert visits.trouble(app) == []
    (chart,) = visits.charts(app)
    shown = bubbles(json.loads(chart.spec))
    table = next(piece for piece in visits.html(app) if "<table" in piece)
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)(?:<|$)", table)
    listed = [unescape(town) for _, town in rows]
    labels = ask("companies").labels
    assert rows
    assert sum(shown.values()) == len(rows) - listed.count(Locale(lang)("companies.map.no_town"))
    for town, count in shown.items():
        assert listed.count(labels.name("city", town, lang)) == count


def test_nothing_chosen_leads_to_an_empty_map_that_says_so() -> None:
    app = visits.visit("companies/map", q="no such company anywhere")

    assert visits.trouble(app) == []
    assert any(DE("companies.map.none") == one.value for one in app.header)
    (chart,) = visits.charts(app)
    assert bubbles(json.loads(chart.spec)) == {}


# The picture


def test_map_weighs_less_than_300_kilobytes() -> None:
    assert len(json.dumps(drawn(ask("companies", unsure="yes")))) < 300_000


def test_shades_have_few_classes_and_darken_with_the_number() -> None:
    alphas = [float(re.findall(r"([\d.]+)\)", shade)[0]) for shade in SHADES]
    assert alphas == sorted(set(alphas))
    assert 3 <= len(SHADES) == len(CLASSES) <= 6
    for count, shade in shades(drawn(ask("companies"))).values():
        rung = max(i for i, low in enumerate(CLASSES) if count >= low)
        assert shade == SHADES[rung]


def test_outlines_differ_without_colour_and_a_part_is_hatched() -> None:
    figure = drawn(ask("companies"))
    lines = [one for one in figure["data"] if one["line" if "line" in one else "type"]
             and isinstance(one.get("line"), dict) and "dash" in one["line"]]  # fmt: skip
    assert len({one["line"]["dash"] for one in lines}) == len(lines) == 3
    (hatched,) = (one for one in lines if "fillpattern" in one)
    assert hatched["line"]["dash"] == maps_companies.PARTLY_DASH
    assert "fill" not in next(one for one in lines if one["line"]["dash"] == "dash")


def test_home_town_has_its_own_colour_on_top_and_lies_where_it_is() -> None:
    found = company_towns.towns(ask("companies"))
    moved = company_towns.spread_apart(found, 2580 / company_towns.WIDTH)
    figure = drawn(ask("companies"))
    (trace,) = (one for one in figure["data"] if one.get("name") == "towns")

    assert trace["customdata"][-1] == HOME
    assert maps_companies.HOME_COLOUR in (
        trace["marker"]["color"][-1],
        trace["marker"]["line"]["color"][-1],
    )
    for before, after in zip(found, moved, strict=True):
        away_km = hypot(before.x - after.x, before.y - after.y) / 10
        assert away_km < (0.1 if before.code == HOME else 12), before.code


def test_a_bubble_is_hollow_where_no_firm_has_a_fresh_source() -> None:
    found = ask("companies", unsure="yes")
    fresh = {absent(row.city_code) for row in found if row.is_fresh} - {None}
    (trace,) = (one for one in drawn(found)["data"] if one.get("name") == "towns")
    filled = dict(zip(trace["customdata"], trace["marker"]["color"], strict=True))
    assert {town for town, fill in filled.items() if fill != maps_companies.HOLLOW} == fresh
    assert fresh < set(filled)
    count = sum(row.is_fresh for row in found)
    assert sum(int(row[3]) for row in company_towns.by_town(found, DE).texts) == count
    assert sum("●" in row[3] for row in company_cases.table(found, DE).texts) == count


def test_the_work_list_leads_to_the_registers_and_names_nothing_fresh_or_over() -> None:
    found, cases = ask("companies_to_check"), ask("companies", unsure="yes")
    by_id = {row.company_id: row for row in cases}
    for row in found:
        assert row.evidence_months is pd.NA or row.evidence_months > 24
        assert by_id[row.entity_id].last_known_status not in ("closed", "exited", "blocked")
    undated = [row for row in found if row.evidence_months is pd.NA]
    assert undated == list(found)[: len(undated)] != []
    years = [row.evidence_months // 12 for row in list(found)[len(undated) :]]
    assert years == sorted(years, reverse=True)
    shown = " ".join(visits.html(visits.visit("companies/check")))
    for address in ("www.handelsregister.de", "www.unternehmensregister.de", "search.gleif.org"):
        assert shown.count(f'href="https://{address}') >= len(found.rows)


def test_a_source_without_date_makes_nothing_fresh_and_old_ones_count_for_less() -> None:
    (undated,) = ask("company_card", company="gg_messtechnik")
    assert undated.evidence_day is pd.NaT or undated.evidence_day is None
    assert (undated.is_fresh, undated.quality_age) == (False, 0)
    for row in ask("register"):
        parts = (row.quality_complete, row.quality_sources, row.quality_age)
        assert all(0 <= part <= 100 for part in parts)
        weighed = sum(w * p for w, p in zip((0.4, 0.3, 0.3), parts, strict=True))
        assert abs(row.quality - weighed) <= 0.5
    (then,) = ask("company_card", company="sany_europe", as_of=date(2021, 1, 1))
    assert then.is_fresh
    assert not next(iter(ask("company_card", company="sany_europe"))).is_fresh


@pytest.mark.parametrize(("lang", "dated"), [("de", "datierte"), ("en", "dated")])
def test_the_newest_source_is_called_dated_since_one_without_date_may_be_newer(
    lang: str, dated: str
) -> None:
    found = ask("companies")
    undated = {one for one, known in found.sources_by_id.items()
               if known["known_since_precision"] == "read"}  # fmt: skip
    mixed = [row for row in found if absent(row.evidence_day) and undated & set(row.source_ids)]
    assert mixed
    for row in mixed:
        assert dated in company_cases.newest_source(row, Locale(lang)).split()


def test_a_promise_stands_beside_what_was_reported_later_or_alone() -> None:
    promises = ask("promises_kept")
    told = {row.event_id: row for row in promises if row.is_documented}
    assert told["alunna-01"].later_kind == "withdrawn"
    assert (told["sany_europe-01"].promised_value, told["sany_europe-01"].later_value) == (600, 65)
    for row in told.values():
        assert set(row.source_ids) >= set(row.later_source_ids)
    assert "Bei 3 von 7" in _register.promises_title(promises, DE)
    said = card_of("sany_europe")
    assert "600 Arbeitsplätze" in said
    assert "65 Beschäftigte" in said
    assert "ist dazu nichts gemeldet" in card_of("cambell_motor")
    assert not ask("promises_kept", as_of=date(2012, 1, 1)).where(is_documented=True)


def test_small_bubbles_lie_on_top_of_large_ones_so_that_each_can_be_clicked() -> None:
    (trace,) = (one for one in drawn(ask("companies"))["data"] if one.get("name") == "towns")
    sizes = trace["marker"]["size"][:-1]
    assert sizes == sorted(sizes, reverse=True)


@each("near", [False, True])
@each("width", [350, 490])
def test_names_of_towns_stand_clear_of_bubbles_and_of_each_other(width: int, near: bool) -> None:
    companies = ask("companies", ruhr="yes") if near else ask("companies")
    figure = drawn(companies, near=near)
    low, high = figure["layout"]["xaxis"]["range"]
    pixel = (high - low) / width
    (trace,) = (one for one in figure["data"] if one.get("name") == "towns")
    circles = [
        bubble(Mark(x, y, size), pixel)
        for x, y, size in zip(trace["x"], trace["y"], trace["marker"]["size"], strict=True)
    ]
    names = []
    for one in figure["layout"]["annotations"]:
        away = (one.get("ax", one.get("xshift")), -one["ay"] if "ay" in one else one["yshift"])
        text = one["text"].removeprefix("<b>").removesuffix("</b>")
        names.append((text, box_of(Mark(one["x"], one["y"], 0, text), away, pixel)))

    assert {"Herne", "Dortmund", "Duisburg"} <= {text for text, _ in names}
    for number, (text, box) in enumerate(names):
        assert not [one for one in circles if box.covers(one)], text
        assert not [other for other, its in names[:number] if box.covers(its)], text


# What became of them


def test_titles_say_the_years_of_the_last_reports_and_who_never_came() -> None:
    near = ask("companies", ruhr="yes")
    active = near.where(last_known_status="active")
    years = active.rows["status_as_of"]
    told = company_cases.status_summary(near, DE)

    assert told.startswith(f"{len(active.rows)} zuletzt als aktiv gemeldet (")
    assert f"({years.min()} bis {years.max()})" in told
    never = sum(near.rows["last_known_status"].isin(["blocked", "withdrawn", "announced"]))
    assert f"{never} untersagt oder nur angekündigt" in told
    assert never > 0
    cases = DE.count("documented_case", len(near.rows))
    for place in ("overview", "location/herne"):
        app = visits.visit(place)
        texts = [one.value for one in app.header] + visits.html(app)
        assert any(cases in one and told in one for one in texts), place


def test_every_status_of_a_case_is_told_once() -> None:
    told = [status for group in company_cases.GROUPS.values() for status in group]
    every = ask("companies", unsure="yes")

    assert len(told) == len(set(told))
    assert set(every.rows["last_known_status"]) <= set(told)
    counts = [
        int(one) for one in re.findall(r"(?:^|, )(\d+) ", company_cases.status_summary(every, DE))
    ]
    assert sum(counts) == len(every.rows)


# Low confidence


def test_the_page_says_how_many_cases_are_left_out_and_with_the_switch_nothing() -> None:
    hidden = collected().query("show_by_default == 'no'")
    unsure = sum(hidden["confidence"] == "low")
    counts = {"unsure_case": unsure, "mere_holding": len(hidden) - unsure}
    told = [DE.count(kind, count) for kind, count in counts.items()]

    assert 0 < unsure < len(hidden)
    page = " ".join(unescape(piece) for piece in visits.html(visits.visit("companies/map")))
    assert all(one in page for one in told)
    with_all = visits.visit("companies/map", unsure="yes")
    assert not any(one in piece for one in told for piece in visits.html(with_all))


def test_cases_of_low_confidence_and_mere_holdings_come_only_with_the_switch() -> None:
    usual, every = ask("companies"), ask("companies", unsure="yes")
    more = every.rows[~every.rows["company_id"].isin(usual.rows["company_id"])]

    assert "low" not in set(usual.rows["confidence"])
    assert set(more.loc[more["confidence"] != "low", "sector_code"]) == {"holding_company"}
    assert len(more) == (collected()["show_by_default"] == "no").sum() > 0
    usual_table, table = (
        unescape(next(p for p in visits.html(app) if "<table" in p).split("</table>")[0])
        for app in (visits.visit("companies/map"), visits.visit("companies/map", unsure="yes"))
    )
    assert not [name for name in more["name"] if name in usual_table]
    assert all(name in table for name in more["name"])
    assert table.count(DE("companies.unsure")) == sum(more["confidence"] == "low")


# The card


def card_of(company: str, lang: str = "de", as_of: date | None = None) -> str:
    card, events, promises = (
        ask(name, company=company, as_of=as_of)
        for name in ("company_card", "entity_events", "promises_kept")
    )
    return unescape(visits.LINK.sub(r"\2", _card.html(card, events, promises, Locale(lang))))


def test_card_of_schwing_names_owner_year_events_and_sources() -> None:
    said = card_of("schwing")

    assert "Xuzhou Construction Machinery Group (XCMG)" in said
    assert "Übernahme, 2012" in said
    assert "zuletzt gemeldet: aktiv (2024)" in said
    assert "19.04.2012" in said
    assert "06.07.2012" in said
    assert "WAZ 2012" in said
    assert "Institut Arbeit und Technik" in said
    assert said.count('href="http') >= 4
    assert "last reported: active (2024)" in card_of("schwing", "en")
    assert "Arbeitsplätze: −170" in said


def test_home_town_is_shown_first_with_the_card_of_its_one_company() -> None:
    app = visits.visit("companies/map")

    assert "SCHWING GmbH" in [one.value for one in app.header]
    assert any("XCMG" in piece and "cm-facts" in piece for piece in visits.html(app))


def test_every_company_has_a_card_that_says_its_last_status_with_the_year() -> None:
    for row, lang in spread(sample(ask("companies", unsure="yes"), 12), LANGUAGES):
        locale = Locale(lang)
        said = card_of(row.company_id, lang)
        assert company_cases.last_report(row, ask("companies"), locale) in said
        assert company_cases.owner(row, locale) in said
        assert "nan" not in re.findall(r"\w+", re.sub(r"<[^>]*>", " ", said)), row.company_id
        assert "<NA>" not in said


def test_company_in_a_link_opens_its_town_and_its_card() -> None:
    app = visits.visit("companies/map", company="medion")

    assert "MEDION AG" in [one.value for one in app.header]
    assert app.selectbox(key="filter_city_de").value == "essen"
    (chart,) = visits.charts(app)
    assert json.loads(chart.spec)["data"]


def test_unknown_company_in_a_link_is_named() -> None:
    app = visits.visit("companies/map", company="no-such-company")

    assert any("no-such-company" in one.value for one in app.warning)
    assert visits.trouble(app) == []


def test_choosing_a_company_and_then_another_town_writes_codes_into_the_link() -> None:
    app = visits.visit("companies/map", city="essen")
    app.radio(key="companies_of_essen_de").set_value("ista").run()
    assert visits.link(app)["company"] == "ista"
    assert "ista SE" in [one.value for one in app.header]

    app.selectbox(key="filter_city_de").set_value("duisburg").run()
    assert visits.link(app)["city"] == "duisburg"
    assert "company" not in visits.link(app)


# Never summed, never a trend


def test_employees_are_told_with_their_scope_and_never_summed() -> None:
    rows = collected()
    employees = pd.to_numeric(rows["employees"])
    totals = {int(employees.sum()), int(employees[rows["show_by_default"] == "yes"].sum())}
    totals |= {int(sum_) for sum_ in employees.groupby(rows["city_code"]).sum() if sum_ > 2000}
    totals -= {int(one) for one in employees.dropna()}
    pages = [piece for place in ("companies/map", "companies/counts")
             for link in ({}, {"ruhr": "yes"})
             for piece in visits.html(visits.visit(place, **link))]  # fmt: skip

    for total in totals:
        assert not any(DE.number(total) in piece for piece in pages), total
    for asked in questions().values():
        if asked.name.startswith("company_") or asked.name == "companies":
            assert not re.search(r"\b(sum|avg|count)\s*\(", asked.sql), asked.name
    assert "employees" not in ask("companies").rows
    assert "1.000 (2012; Herne und Memmingen zusammen, April 2012)" in card_of("schwing")


def test_cases_are_on_no_chart_but_the_map() -> None:
    for path in ("companies/map", "companies/counts"):
        for chart in visits.charts(visits.visit(path)):
            figure = json.loads(chart.spec)
            years = [x for trace in figure["data"] for x in trace.get("x") or []
                     if isinstance(x, str)]  # fmt: skip
            assert not (path == "companies" and years)


# As of a day


def test_a_company_appears_on_the_day_on_which_it_was_first_documented() -> None:
    def names(day: date) -> set[str]:
        return set(ask("companies", as_of=day, unsure="yes").rows["company_id"])

    assert "schwing" not in names(date(2012, 4, 18))
    assert "schwing" in names(date(2012, 4, 19))
    assert names(date(2012, 4, 18)) < names(date(2018, 1, 1)) < names(date(2026, 11, 21))


def test_an_earlier_day_shows_only_sources_known_then_and_says_what_is_newer() -> None:
    day = date(2012, 4, 30)
    card = ask("company_card", company="schwing", as_of=day)
    assert list(card.sources["publisher"]) == ["WAZ"]
    assert not ask("company_card", company="medion", as_of=date(2010, 1, 1))

    app = visits.visit("companies/map", as_of="2012-04-30")
    assert any(DE("companies.as_of") == one.value for one in app.info)
    assert not any("Institut Arbeit und Technik" in piece for piece in visits.html(app))

    early = visits.visit("companies/map", as_of="2012-04-18", company="schwing")
    assert any(DE("companies.card.not_known") == one.value for one in early.info)
    home = visits.visit("companies/counts", as_of="2012-04-18")
    assert any("0 in Herne" in one.value for one in home.header)


def test_codes_of_the_periods_have_words_in_both_languages() -> None:
    for lang in LANGUAGES:
        with (paths.ROOT / "i18n" / lang / "companies.toml").open("rb") as file:
            said = tomllib.load(file)["companies"]["period"]
        assert set(said) == {"all", "unknown", *PERIODS}


@pytest.mark.browser
def test_a_click_on_a_bubble_opens_the_list_of_its_town(served: str, watched: Watched) -> None:
    page = watched.page
    page.set_viewport_size({"width": 1280, "height": 1500})
    page.goto(f"{served}/companies?lang=en")
    taken_over(page)
    plot = "document.querySelector('.st-key-plot_company_places .js-plotly-plot')"
    until(page, f"{plot}?.data?.some(one => one.name === 'towns')")
    opened = "location.search.includes('city=moenchengladbach')"
    # While pieces of the page still come in, the map moves away from under the pointer.
    for _ in range(10):
        at = page.evaluate(
            f"""() => {{
                const plot = {plot}, {{xaxis, yaxis}} = plot._fullLayout;
                const towns = plot.data.find(one => one.name === 'towns');
                const one = towns.customdata.indexOf('moenchengladbach');
                const box = plot.getBoundingClientRect();
                return [box.left + xaxis._offset + xaxis.d2p(towns.x[one]),
                        box.top + yaxis._offset + yaxis.d2p(towns.y[one])];
            }}"""
        )
        page.mouse.move(*at)
        page.mouse.click(*at)
        with contextlib.suppress(TimeoutError):
            until(page, opened, timeout_s=5)
            break

    assert page.evaluate(opened)
    page.get_by_role("radiogroup").get_by_text("Wolong").first.wait_for()
    assert "lang=en" in page.url


@pytest.mark.browser
def test_beside_the_map_stands_a_card_of_about_its_height(served: str, watched: Watched) -> None:
    page = watched.page
    for width in (1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page, f"{served}/companies?view=map&company=schwing&lang=de",
                DE("page.companies_map.title"))  # fmt: skip
        columns = """[...document.querySelectorAll(
            ".st-key-chart_companies_map [data-testid=stColumn]")].map((one) =>
            one.querySelector("[data-testid=stVerticalBlock]").lastElementChild
              .getBoundingClientRect().bottom)"""
        left, right = page.evaluate(columns)
        assert abs(left - right) < 0.3 * 900, width
