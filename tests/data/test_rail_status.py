"""Promises of the status of the rail link: what is said follows from the claims by the rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.answer import Answer
from data.ask import ask
from i18n import LANGUAGES, Locale
from pages.freight import _link_claims, _link_history
from pages.overview import _overview
from tests.each import each
from tests.warehouses import Row, build_small, source
from ui import link_status

pytestmark = pytest.mark.usefixtures("warehouse")

DE, EN = Locale("de"), Locale("en")
TODAY_DE = (
    "Letzter datierter Zug: 27. Dezember 2016 (Herne–Lanzhou; KTZ, ohne Datum, gelesen am "
    "21.11.2026, mittlere Verlässlichkeit). In den Monaten nach Juni 2016 "
    "weitere, ungezählte Testzüge (WAZ, etwa Mai 2017: Verkehr ruht); der Westfalenspiegel nennt "
    "mehrere Fahrten im Jahr 2017. Letzte Aussage des Hafenbetreibers WHE, berichtet am "
    "1. August 2019: derzeit kein Güterverkehr. Seither sagt keine Quelle etwas dazu."
)
TODAY_EN = (
    "Last dated train: 27 December 2016 (Herne–Lanzhou; KTZ, undated, read on 21 November 2026, "
    "medium reliability). In the months after June 2016 further "
    "test trains, not counted (WAZ, about May 2017: traffic suspended); Westfalenspiegel names "
    "several runs in 2017. Newest statement of the port operator WHE, reported on 1 August 2019: "
    "no freight traffic at present. No source has said anything since."
)
JUNE = (
    "Letzter datierter Zug: 14. Juni 2016 (Lianyungang–Herne; Stadt Herne, WAZ, Westfalenspiegel, "
    "halloherne). "
)
SERIES = "In den Monaten nach Juni 2016 weitere, ungezählte Testzüge (WAZ, etwa Mai 2017"
UNKNOWN = "Weitere Züge: nicht veröffentlicht. Aussage zum Betrieb: nicht veröffentlicht."
SINCE = "Seither sagt keine Quelle etwas dazu."
OPERATOR = (
    "Letzte Aussage des Hafenbetreibers WHE, berichtet am 1. August 2019: derzeit kein "
    "Güterverkehr. "
)
#: What the rule gives on days on which less was known.
EARLIER = {
    date(2015, 1, 1): f"Datierter Zug: nicht veröffentlicht. {UNKNOWN}",
    date(2016, 6, 20): JUNE.replace(" WAZ,", "") + UNKNOWN,  # its report is of "June"
    # The train to Lanzhou ran on 27 December, but its undated source was read only in 2026.
    date(2016, 12, 31): JUNE + UNKNOWN,
    date(2017, 6, 1): f"{JUNE}{SERIES}). Letzte Aussage zum Betrieb (WAZ, etwa Mai 2017): "
    f"Der Verkehr ruht. {SINCE}",
    date(2019, 8, 2): f"{JUNE}{SERIES}: Verkehr ruht); der Westfalenspiegel nennt mehrere Fahrten "
    f"im Jahr 2017. {OPERATOR}{SINCE}",
}


def answers(day: date | None = None) -> tuple[Answer, Answer, Answer]:
    trains, series, statement = (
        ask(name, as_of=day) for name in ("rail_trains", "rail_series", "rail_statement")
    )
    return trains, series, statement


def status(locale: Locale, day: date | None = None) -> str:
    return link_status.text(*answers(day), locale)


def claim(claim_id: str, **cells: str) -> Row:
    """A row of the ledger: the train of 14 June 2016, counted, unless told else."""
    row = {
        "claim_id": claim_id,
        "event_id": claim_id,
        "event_kind": "train",
        "evidence_kind": "report",
        "about_herne_traffic": "yes",
        "date": "2016-06-14",
        "date_precision": "day",
        "direction": "westbound",
        "origin": "lianyungang",
        "destination": "terminal_herne_cth",
        "text_de": "Ein Satz.",
        "text_en": "A sentence.",
        "source_id": "paper",
        "known_since": "2016-06-20",
        "known_since_precision": "day",
        "confidence": "high",
        "counts": "no",
        "judged_wrong": "no",
    }
    return {**row, **cells}


STATEMENT = {"event_kind": "statement_no_traffic", "evidence_kind": "operator_statement"}
MADE = [
    claim("train", counts="yes"),
    claim("wrong", event_id="train", date="2016-06-13", judged_wrong="yes", reason_de="Darum.",
          reason_en="Therefore.", known_since="2016-06-14"),
    claim("early", event_id="train", known_since="2016-06-15", confidence="low"),
    claim("elsewhere", about_herne_traffic="no", counts="yes", date="2019-01-01",
          known_since="2019-01-02"),
    claim("says", **STATEMENT, date="2017-03-01", known_since="2017-03-01"),
    claim("plan", event_kind="announcement", date="2017-05-01", known_since="2017-05-01"),
    claim("wish", event_kind="intention", date="2017-05-02", known_since="2017-05-02"),
    claim("rests", event_kind="suspension", date="2016", date_precision="year",
          known_since="2016-12-31"),
    claim("more", event_kind="series_of_trains", date="2017", date_precision="year",
          known_since="2018-02-01", contradicts="says"),
    claim("again", **STATEMENT, date="2018-03-01", known_since="2018-03-01"),
]  # fmt: skip


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warehouse with the rows above."""
    publisher = source("paper", publisher="Ein Blatt", publisher_kind="press")
    build_small(tmp_path, {"rail_claim": MADE, "source": [publisher]}, monkeypatch)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))


def test_status_of_today_is_the_agreed_text_in_both_languages() -> None:
    assert status(DE) == TODAY_DE
    assert status(EN) == TODAY_EN


@each("day", EARLIER)
def test_status_on_an_earlier_day_says_only_what_was_known_then(day: date) -> None:
    assert status(DE, day) == EARLIER[day]


@each("day", [*EARLIER, None])
def test_that_nothing_runs_is_always_somebodys_statement(day: date | None) -> None:
    for locale, sign in ((DE, "kein Güterverkehr"), (EN, "no freight traffic")):
        for sentence in status(locale, day).split(". "):
            assert sign not in sentence or "WHE" in sentence or "2019" in sentence
        assert "kein Verkehr" not in status(locale, day)
        assert "no traffic" not in status(locale, day)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_number_of_trains_or_containers_stands_in_the_status(lang: str) -> None:
    locale = Locale(lang)
    named = set(status(locale).split())
    for unit in ("trains", "teu", "containers"):
        assert locale.unit(unit) not in named
    assert locale("note.not_published") not in status(locale)


def test_status_names_the_sources_of_all_that_it_says() -> None:
    trains, series, statement = answers()
    said = {name for one in (trains, series, statement) for name in one.sources["publisher"]}
    assert {"KTZ", "WAZ", "Westfalenspiegel"} <= said


def test_the_changes_of_the_status_say_no_day_that_no_source_says() -> None:
    told = [[str(cell) for cell in row] for row in _link_history.table(ask("link_state"), DE).rows]
    lapsed, rests, ran = told[2:]
    assert [row[:2] for row in (lapsed, rests, ran)] == [
        ["Ende Mai 2018", "31.07.2019"],
        ["Ende Mai 2017", "Ende Mai 2018"],
        ["14.06.2016", "Ende Mai 2017"],
    ]
    assert not [row for row in told for cell in row if "31.12.2017" in cell or "31.05." in cell]
    for row in (lapsed, rests):
        assert row[3].endswith("neueste Quelle: 2017 (Westfalenspiegel, 01.08.2019)")
        assert row[4] == "WAZ", "the statement is the paper's, whoever told of trains later"
    assert "27.12.2016 (KTZ, ohne Datum, gelesen am 21.11.2026)" in ran[3]


@each(
    ("day", "said", "newest"),
    [(date(2015, 1, 1), "Am 1. Januar 2015 war kein Zug belegt. Ein Zug mit Datum ist nicht "
      "bekannt.", ""),
     (date(2018, 3, 1), "Am 1. März 2018 ruhte der Verkehr, nach einer Aussage vom Mai 2017. Der "
      "letzte mit Datum fuhr am 14. Juni 2016.", "vom Mai 2017"),
     (date(2018, 12, 30), "Am 30. Dezember 2018 war kein Zug belegt. Der letzte mit Datum fuhr am "
      "14. Juni 2016.", "vom Mai 2017"),
     (None, "Heute ist kein Zug belegt. Der letzte mit Datum fuhr am 27. Dezember 2016.",
      "vom 1. August 2019")],
)  # fmt: skip
def test_the_answer_is_one_line_and_dates_its_newest_source_as_that_does(
    day: date | None, said: str, newest: str
) -> None:
    states = ask("link_state", as_of=day)
    assert link_status.headline(states, ask("thresholds"), DE) == said
    assert newest in link_status.newest_word(states, DE)
    assert bool(link_status.newest_word(states, DE)) == bool(newest)


def test_the_card_on_the_last_train_names_who_tells_of_that_train_and_how_sure_it_is() -> None:
    for told in (_overview.last_train(answers()[0], DE), link_status.text(*answers(), DE)):
        assert "KTZ, ohne Datum, gelesen am 21.11.2026, mittlere Verlässlichkeit" in told


def test_the_ledger_prints_medium_reliability_as_well_as_low() -> None:
    answer = ask("rail_ledger")
    shown = dict(
        zip([row.claim for row in answer], _link_claims.ledger(answer, DE).rows, strict=True)
    )
    assert "mittlere Verlässlichkeit" in shown["rail-018"][3]
    assert "Verlässlichkeit" not in shown["rail-008"][3]


def test_two_trains_count_and_seven_reports_are_evidence_for_them() -> None:
    trains, *_ = answers()
    assert list(trains.rows["date"]) == ["2016-06-14", "2016-12-27"]
    assert list(trains.rows["evidence_count"]) == [5, 1]
    assert list(trains.rows["known_since"].dt.date) == [date(2016, 6, 14), date(2026, 11, 21)]


def test_what_contradicts_the_series_is_named_beside_the_status() -> None:
    series = answers()[1]
    said = link_status.contradiction(series, DE)
    assert "WAZ, 2017" in said
    assert "nicht zustande gekommen" in said
    assert link_status.contradiction(answers(date(2016, 12, 31))[1], DE) == ""


@pytest.mark.usefixtures("made")
def test_train_is_known_as_soon_as_any_row_on_it_is_that_was_not_judged_wrong() -> None:
    assert not answers(date(2016, 6, 14))[0], "only the row judged wrong is known"
    trains = answers(date(2016, 6, 16))[0]
    assert list(trains.rows["date"]) == ["2016-06-14"]
    assert list(trains.rows["evidence_count"]) == [1]


@pytest.mark.usefixtures("made")
def test_trains_elsewhere_and_rows_judged_wrong_never_enter() -> None:
    trains, series, statement = answers()
    assert list(trains.rows["event_id"]) == ["train"]
    assert "wrong" not in trains.rows["claims"].iloc[0]
    assert "2019" not in link_status.text(trains, series, statement, DE)


@pytest.mark.usefixtures("made")
def test_operator_speaks_before_a_report_that_traffic_rests_and_plans_never_count() -> None:
    assert list(answers(date(2016, 12, 31))[2].rows["claim"]) == ["rests"]
    assert list(answers(date(2017, 3, 2))[2].rows["claim"]) == ["says"]
    assert status(DE, date(2017, 3, 2)) == status(DE, date(2017, 6, 1)), "a plan changed it"


@pytest.mark.usefixtures("made")
def test_closing_sentence_falls_when_something_may_lie_after_the_statement() -> None:
    assert SINCE in status(DE, date(2018, 1, 1))
    assert SINCE not in status(DE, date(2018, 2, 2)), "trains of 2017 may have run after March"
    assert SINCE in status(DE, date(2018, 3, 2)), "the operator spoke once more"


def test_key_figures_name_first_train_its_containers_and_both_transit_times() -> None:
    cards = link_status.first_train(answers()[0], ask("rail_train_facts"), DE)
    figures = [card.figure.replace("\N{NO-BREAK SPACE}", " ") for card in cards]
    assert figures == ["14. Juni 2016", "etwa 40 Container", "17 Tage"]
    assert "1 Quelle" in cards[1][2].replace("\N{NO-BREAK SPACE}", " ")
    assert "15" in cards[2][2]
    assert link_status.first_train(answers(date(2015, 1, 1))[0], ask("rail_train_facts"), DE) == []


def test_missing_figures_of_the_first_train_are_not_published_and_never_zero() -> None:
    day = date(2016, 6, 14)
    cards = link_status.first_train(answers(day)[0], ask("rail_train_facts", as_of=day), DE)
    assert cards[1][1] == DE("note.not_published")


def test_ledger_shows_every_claim_in_the_order_of_time_with_reasons_for_the_rejected() -> None:
    answer = ask("rail_ledger")
    assert len(answer.rows) == 28
    ends = pd.to_datetime(answer.rows["date"].str.split("/").str[-1], format="mixed")
    days = answer.rows["date"].str.len().eq(10)
    assert ends[days].is_monotonic_increasing
    shown = _link_claims.ledger(answer, DE)
    rejected = [row for row in shown.texts if row[-1].startswith("verworfen")]
    assert len(rejected) == 2
    assert all("Delegationsbesuch" in row[-1] for row in rejected)


def test_contradictions_stand_side_by_side() -> None:
    shown = _link_claims.contradictions(ask("rail_train_facts"), ask("rail_ledger"), DE)
    by_question = {row[0]: row for row in shown.texts}
    arrival = by_question["Wann kam der erste Zug an?"]
    assert arrival[1].startswith("14.06.2016")
    assert arrival[2].startswith("21.06.2016")
    assert arrival[3].startswith("verworfen")
    days = by_question["Wie lange war er unterwegs?"]
    assert (days[1][:2], days[2][:2], days[3]) == ("17", "15", "offen")
    distance = by_question["Wie weit war der Weg?"]
    assert distance[1].startswith("11.300")
    assert distance[2].startswith("mehr als 11.000")
    assert distance[3].startswith("vereinbar")
    came = by_question["Kam die Verbindung zustande?"]
    assert "Testzug" in came[1]
    assert "nicht zustande gekommen" in came[2]


@each("day", [*EARLIER, None])
@each("lang", LANGUAGES)
def test_tables_can_be_made_on_every_day(day: date | None, lang: str) -> None:
    locale = Locale(lang)
    claims, facts = ask("rail_ledger", as_of=day), ask("rail_train_facts", as_of=day)
    assert len(_link_claims.ledger(claims, locale)) == len(claims.rows)
    assert len(_link_claims.contradictions(facts, claims, locale)) <= 7
