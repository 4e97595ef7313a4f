"""The list of sources: each one once, counted rightly, found by what is typed."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pandas as pd
import pytest

from data import ask as data_ask
from data import paths
from data.answer import PublisherLevel
from data.ask import ask
from i18n import Locale
from pages.evidence import _sources
from tests import visits
from tests.each import each
from ui import html

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")
FIND = DE("method.sources.place")


def listed(**link: str) -> list[str]:
    """Addresses in the list, in their order."""
    app = visits.visit("evidence/sources", **link)
    assert visits.trouble(app) == []
    tables = [piece for piece in visits.html(app) if f">{FIND}<" in piece]
    return [unescape(a) for a in re.findall(r'href="(http[^"]*)"', tables[0])] if tables else []


def test_pages_of_the_list_hold_each_source_once_and_in_order() -> None:
    every = list(ask("sources").rows["url"])
    pages = -(-len(every) // 50)

    leafed = [address for page in range(1, pages + 1) for address in listed(page=str(page))]

    assert leafed == every
    assert len(listed(page=str(pages))) == len(every) - 50 * (pages - 1)


def test_every_claim_is_counted_at_its_source() -> None:
    rows = ask("sources").rows

    assert rows["claims_count"].sum() == len(data_ask.table("claim").rows)
    assert rows["source_id"].is_unique
    assert len(rows) == len(data_ask.table("source").rows)


@each("text", ["Duisburg", "DUISBURG", "duisbur"])
def test_search_finds_part_of_a_word_in_publisher_title_or_address(text: str) -> None:
    found = list(ask("sources", text=text).rows["url"])

    assert 0 < len(found) < len(ask("sources").rows)
    assert listed(q=text) == found[:50]
    for row in ask("sources", text=text):
        assert "duisbur" in f"{row.publisher} {row.relayed_by} {row.title} {row.url}".lower()


def test_search_does_not_mind_accents_and_takes_signs_as_they_are() -> None:
    assert len(ask("sources", text="dusseldorf").rows) == len(
        ask("sources", text="Düsseldorf").rows
    )
    assert len(ask("sources", text="_").rows) < len(ask("sources").rows)
    assert listed(q="' or 1=1 --") == []


def test_subject_and_kind_narrow_together() -> None:
    both = ask("sources", subject="freight", kind="press").rows

    assert 0 < len(both) < len(ask("sources", subject="freight").rows)
    assert set(both["publisher_kind"]) == {"press"}
    assert all("freight" in subjects for subjects in both["subjects"])
    assert listed(topic="freight", publisher_kind="press") == list(both["url"])[:50]


def test_leafing_starts_over_when_the_list_is_narrowed() -> None:
    app = visits.visit("evidence/sources", page="3")
    app.text_input(key="search_de").set_value("WAZ").run()

    assert "page" not in visits.link(app)
    assert visits.link(app)["q"] == "WAZ"
    assert visits.trouble(app) == []
    assert not app.warning


def test_next_and_back_turn_the_page_in_the_link() -> None:
    app = visits.visit("evidence/sources")
    assert app.button(key="listing_back_top").disabled

    app.button(key="listing_next_bottom").click().run()
    assert visits.link(app)["page"] == "2"
    app.button(key="listing_back_top").click().run()
    assert "page" not in visits.link(app)


def test_a_page_that_does_not_exist_is_named() -> None:
    for said in ("99", "0", "-1", "x", "1.5"):
        app = visits.visit("evidence/sources", page=said)
        assert any(f"„{said}“" in warning.value for warning in app.warning), said
        assert visits.trouble(app) == []


def test_key_figures_are_those_of_the_day() -> None:

    day = date(2016, 6, 30)
    rows = ask("sources", as_of=day).rows
    cards = next(p for p in visits.html(visits.visit("evidence/sources", as_of=day.isoformat()))
                 if "cm-cards" in p)  # fmt: skip

    for number in (len(rows), rows["claims_count"].sum(), rows["publisher"].nunique()):
        assert f"<strong>{Locale('de').number(number)}</strong>" in cards
    assert len(rows) < 200


def _line(*dates: tuple[date, str]) -> str:
    """The source line of an answer that rests on sources with these dates."""
    answer = ask("sources")
    rows = answer.sources.head(len(dates)).assign(
        known_since=[day for day, _ in dates],
        known_since_precision=[precision for _, precision in dates],
    )
    return html.source_line([replace(answer, sources=rows)], Locale("de"))


def test_a_folded_source_line_is_no_more_precise_than_its_newest_source() -> None:
    day, year = (date(2023, 3, 4), "day"), (date(2025, 12, 31), "year")
    month, read = (date(2023, 5, 31), "month"), (date(2026, 11, 21), "read")

    assert "neueste: 2025</summary>" in _line(day, year, month)
    assert "neueste: Mai 2023, 2 ohne Datum</summary>" in _line(month, read, read)
    assert "alle ohne Datum</summary>" in _line(read, read, read)
    assert "31.12.2025" not in _line(day, year, month)
    assert "Datenstand ohne" not in _line(read)


def test_only_what_nobody_passed_on_counts_as_read_at_the_office() -> None:
    answer = ask("sources")
    rows = answer.rows
    official = rows[rows["publisher_level"] <= PublisherLevel.STATISTICAL_OFFICE]
    relayed = official["relayed_by"].notna()
    share = 100 * official.loc[~relayed, "claims_count"].sum() / rows["claims_count"].sum()

    figure = _sources.key_figures(answer, Locale("de"))[-1].figure

    assert official.loc[relayed, "claims_count"].sum() > 0
    assert Locale("de").value(share, "percent") == figure


def test_a_publisher_collected_under_two_names_is_one() -> None:
    names = pd.read_csv(paths.REFERENCE / "publisher_names.csv")
    shown = set(ask("sources").rows["publisher"])

    assert shown & set(names["code"]) == set()
    assert set(names["name"]) <= shown


def test_a_report_read_for_several_subjects_does_not_name_one_as_if_it_were_all() -> None:
    titles = {str(row.source_id): str(row.title) for row in ask("sources")}
    events = {one for row in ask("cooperation_events") for one in row.source_ids}
    trains = {row.source_id for row in ask("rail_ledger")}

    assert events & trains, "some reports on the train speak of the cooperation too"
    for source_id in events & trains:
        assert titles[source_id].endswith(" u. a.")


def test_english_pages_name_sources_in_english_but_tables_of_offices_as_those_do() -> None:
    german = re.compile(
        r"\b(Bericht|Mitteilung|Übersicht|Angaben|Stand|Kopie|Außenhandel|Züge)\b|u\. a\."
    )
    ours = [row for row in ask("sources") if not row.is_official_table]
    app = visits.seen("evidence/sources", lang="en", q="Schwing")

    assert not [row.title_en for row in ours if german.search(row.title_en)]
    assert not [row.title_en for row in ours if re.search(r"\d\.\d\d\.\d{4}", row.title_en)]
    assert sum(row.title_en != row.title for row in ours) > len(ours) / 2
    assert visits.tells(app, "Report on SCHWING")
    assert not visits.tells(app, "Bericht zu")


def test_publishers_stand_where_their_levels_say() -> None:
    rows = ask("sources").rows
    levels = {"official_statistics": PublisherLevel.STATISTICAL_OFFICE,
              "research": PublisherLevel.AGENCY, "company": PublisherLevel.COMPANY,
              "news_agency": PublisherLevel.NEWS_AGENCY, "press": PublisherLevel.PRESS,
              "aggregator_copy": PublisherLevel.COPY}  # fmt: skip
    unlisted = rows[rows["publisher_level"] != PublisherLevel.OFFICIAL_TABLE]
    for kind, level in levels.items():
        assert set(unlisted[unlisted["publisher_kind"] == kind]["publisher_level"]) == {level}


def test_a_row_that_rests_on_several_sources_is_counted_once() -> None:
    def rows_of(name: str) -> list[dict[str, str]]:
        with (paths.DATA / name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    names = ("companies", "entity_events", "cooperation_events", "rail_claims")
    counted = sum(len(rows_of(f"snapshots/collected_{name}/rows.csv")) for name in names)
    counted += sum(
        bool(r["source_id"]) for r in rows_of("snapshots/collected_route_points/rows.csv")
    )
    counted += sum(bool(row["source_ids"]) for row in rows_of("reference/assumptions.csv"))
    counted += sum(data_ask.table(f"{kind}_trade").rows.num_rows for kind in ("partner", "product"))
    sources = ask("sources").rows
    assert _sources.rows_resting_on(sources) == counted < sources["rows_count"].sum()
    told = DE.count("row", counted)
    assert any(told in piece for piece in visits.html(visits.visit("evidence/sources")))
