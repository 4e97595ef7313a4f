"""Every number leads to its evidence, and its evidence gives the number."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import partial
from html import unescape
from urllib.parse import parse_qsl, quote

import pytest
from starlette.requests import Request
from starlette.responses import Response

import findings
from benchmarks import evidence as crawl
from charts.table import absent, figure, growth
from data import evidence
from data.ask import ask, questions
from i18n import LANGUAGES, Locale
from i18n.marked import Marked, joined, marked, parts
from pages.companies import _card
from pages.overview import _overview
from server import evidence as server_evidence
from tests import visits
from tests.each import sample
from ui import cells, html
from ui.evidence import Asked, panel

DE = Locale("de")
SEED, LINKS = 12, 60
#: Views with cards, tables, titles and sentences on claims, sums, shares and balances.
VIEWS = ["trade/nrw", "trade/partners", "investment/takeovers"]


def answered(query: str) -> tuple[int, str]:
    """Status and text of what the route answers to a query."""
    scope = {"type": "http", "query_string": query.encode(), "headers": [], "path": "/figure"}
    response: Response = server_evidence.page(Request(scope))
    return response.status_code, unescape(bytes(response.body).decode())


def test_a_marked_number_stays_marked_in_texts_lists_and_sums_and_is_a_text_elsewhere() -> None:
    number = marked("9,1", "figure?claim=a")
    assert number == "9,1"
    for text in (
        DE("qualified.about", value=number),
        DE.list(["x", number, "y"]),
        joined("; ", ["x", number]),
        "vor " + number,
        number + " danach",
    ):
        assert ("9,1", "figure?claim=a") in parts(text), text
        assert "\ue000" not in text
    assert isinstance(DE("qualified.about", value="9,1"), str)
    assert not isinstance(DE("qualified.about", value="9,1"), Marked)


def test_what_is_written_as_html_is_escaped_around_and_in_a_number() -> None:
    text = "<b>" + marked("<9>", 'figure?claim="a"&by=sum') + "&"
    assert cells.text(text) == (
        '&lt;b&gt;<a href="figure?claim=&quot;a&quot;&amp;by=sum">&lt;9&gt;</a>&amp;'
    )
    assert html.number("9", ["a", "b"], "growth") == (
        f'<a href="figure?claim={evidence.short_id("a")};{evidence.short_id("b")}&amp;by=growth">'
        "9</a>"
    )


@pytest.mark.usefixtures("warehouse")
def test_every_formula_that_a_question_names_is_known_and_gives_its_figure() -> None:
    """For each question's default rows: the column again, from the claims that it names."""
    wrong, seen = [], set()
    for name in sorted(questions()):
        answer = ask(name)
        described = {n: c for n, c in answer.columns.items() if c.formula}
        rows = random.Random(SEED).sample(answer.tuples, min(3, len(answer.tuples)))  # noqa: S311
        for column, about in described.items():
            for row in rows:
                value = absent(getattr(row, column))
                address = evidence.of_row(row, column)
                if value is None or not address:
                    continue
                seen.add(about.formula)
                link = dict(part.split("=") for part in address.split("?")[1].split("&"))
                first, _, second = link["claim"].partition(";")
                by = link.get("by", "sum")
                got = next(
                    iter(ask("evidence_result", by=by, first=first, second=second or "none"))
                )
                if abs(got.value - value) > 0.051 + 1e-9 * abs(value):
                    wrong.append(f"{name}.{column}: {value}, its claims give {got.value}")
    assert not wrong
    assert {"growth", "share", "share_full", "balance", "sum", "of", "per_10000"} <= seen


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_drawn_by_seed_from_pages_are_what_their_evidence_says(lang: str) -> None:
    found = [one for place in VIEWS for one in crawl.marked(place, lang)]
    drawn = random.Random(SEED).sample(found, min(LINKS, len(found)))  # noqa: S311
    wrong = {one.text: text for one in drawn if (text := crawl.difference(one))}
    assert len(found) > 200
    assert not wrong
    assert not crawl.says("9,2", [9.1], "de"), "it can find faults"


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_in_a_finding_are_what_their_evidence_says(lang: str) -> None:
    wrong = []
    balance = {"indicator": "investment_projects_nrw_balance", "scope": "greater_china"}
    for question, values in (("trade_series", {}), ("trade_position", {}), ("series", balance)):
        answer = ask(question, **values)  # type: ignore[arg-type]
        if question.startswith("trade"):
            answer = answer.where(flow="export")
        text = findings.finding(answer, locale=Locale(lang)).full.linked(answer)
        told = [crawl.Marked(question, lang, said, address.split("?")[1])
                for said, address in parts(text) if address]  # fmt: skip
        assert told, question
        wrong += [f"{one}: {differs}" for one in told if (differs := crawl.difference(one))]
    assert not wrong


@pytest.mark.usefixtures("warehouse")
def test_no_figure_on_a_card_or_in_a_column_of_figures_leads_nowhere() -> None:
    assert not bare(VIEWS)


def bare(places: Iterable[str]) -> list[tuple[str, str]]:
    """Figures of answers that lead nowhere."""
    return [one for place in places for one in crawl.unmarked(place)
            if not crawl.why_outside(place, one[1])]  # fmt: skip


@pytest.mark.usefixtures("warehouse")
def test_the_evidence_of_a_claim_names_publisher_licence_day_and_who_says_otherwise() -> None:
    answer = ask("contradictions")
    row = next(one for one in answer if one.kind == "contradiction")
    shown, other = row.claim_ids
    link = {"claim": evidence.short_id(other)}
    told = unescape(panel(Asked(link, partial(ask), DE, None)))
    sources = answer.sources.set_index("source_id")
    for claim in answer.claims.set_index("claim_id").loc[[shown, other]].itertuples():
        assert str(sources.loc[str(claim.source_id), "title"]) in told
    assert DE("panel.differs") in told
    assert DE("panel.this") in told
    assert DE("panel.cite") in told


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_change_of_what_is_worked_out_or_of_no_claim_leads_to_both_figures(lang: str) -> None:
    """Balances, each of two claims, and rows of a table of many partners."""
    balances = ask("trade_balance", region="de-nw")
    partner = ask("trade_partner_months", partners=["cn"]).where(partner="cn")
    for answer in (balances, partner):
        rows = (answer.tuples[-1], answer.tuples[0])
        sides = [evidence.of_row(row) for row in rows]
        link = evidence.of_figures(sides[0], sides[1], "growth_full").split("?")[1]
        status, text = answered(f"{link}&lang={lang}")
        assert status == 200
        assert not crawl.difference(crawl.Marked(answer.question, lang, "", link))
        change = 100 * (rows[0].value / rows[1].value - 1)
        assert crawl.says(text.split("</h2>")[0].split("<h2>")[1], [change], lang)
        for side in sides:
            assert side in text.replace("%3B", ";"), "each leads on"
            assert answered(side.split("?")[1])[0] == 200
    for wrong in (f"by=growth_full&first={quote(link)}&second={quote(link)}", f"{link}0",
                  link.replace("growth_full", "magic"), link.split("&second")[0]):  # fmt: skip
        assert answered(wrong)[0] in (400, 404), wrong


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_many_times_a_figure_that_is_worked_out_grew_has_no_unit(lang: str) -> None:
    rows = ask("trade_balance", region="de-nw").tuples
    sides = [evidence.of_row(row) for row in (rows[-1], rows[0])]
    link = evidence.of_figures(sides[0], sides[1], "fold").split("?")[1]
    told = answered(f"{link}&lang={lang}")[1].split("</h2>")[0].split("<h2>")[1]
    assert told == Locale(lang).quotient(rows[-1].value / rows[0].value, "ratio")


@pytest.mark.usefixtures("warehouse")
def test_what_is_no_number_has_no_evidence_and_goes_into_no_other() -> None:
    """Codes, days, votes, what is known within bounds alone; a side has no day of its own."""
    row = ask("trade_partner_months", partners=["cn"]).where(partner="cn").tuples[-1]
    number = evidence.of_row(row)
    code, day = (number.replace("column=value", f"column={one}") for one in
                 ("partner", "period_start"))  # fmt: skip
    vote = next(one for one in ask("cooperation_events", where="herne")
                if one.kind == "council_decision" and one.note_de)  # fmt: skip
    bounds = next(one for one in ask("assumption_others") if absent(one.value) is None)
    for alone in (code, day):
        assert answered(alone.split("?")[1])[0] == 404, alone
    for side in (code, day, evidence.of_row(vote, "note"), evidence.of_row(bounds),
                 f"{number}&as_of=2026-06-30"):  # fmt: skip
        for formula in ("growth_full", "fold", "balance"):
            link = evidence.of_figures(side, side, formula).split("?")[1]
            assert answered(link)[0] == 404, link


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_stakes_sums_and_jobs_on_the_card_of_a_firm_are_what_their_evidence_says(lang: str) -> None:
    found = []
    for row in ask("companies", unsure="yes"):
        card, events, promises = (ask(name, company=row.company_id) for name in (
            "company_card", "entity_events", "promises_kept"))  # fmt: skip
        told = _card.html(card, events, promises, Locale(lang))
        found += [crawl.Marked(row.company_id, lang, unescape(text), unescape(query))
                  for query, text in visits.LINK.findall(told)]  # fmt: skip
    columns = {query.partition("&column=")[2].partition("&")[0] for *_, query in found}
    assert {"employees", "stake_pct", "amount_meur", "jobs", "promised_value"} <= columns
    wrong = {one: text for one in sample(found, 60) if (text := crawl.difference(one))}
    assert not wrong


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(("lang", "named"), [("de", "Deutschlands "), ("en", "Germany’s ")])
def test_what_no_claim_stands_behind_is_named_with_whose_it_is(lang: str, named: str) -> None:
    links = {one.query for one in crawl.marked("trade/partners", lang) if "of=trade" in one.query}
    told = {link: answered(f"{link}&lang={lang}")[1] for link in sample(sorted(links), 20)}
    assert told
    assert not {link for link, text in told.items() if f"</h2><p>{named}" not in text
                and f" {named}" not in text.split("</h2><p>")[1].split("</p>")[0]}  # fmt: skip


@pytest.mark.usefixtures("warehouse")
def test_what_is_not_there_or_not_known_yet_is_said_with_404() -> None:
    row = ask("trade_series").tuples[-1]
    known, grown = (evidence.of_row(row, name).split("?")[1] for name in ("value", "growth_pct"))
    assert answered(known)[0] == 200
    assert figure(row, DE) in answered(known)[1]
    assert growth(row, DE) in answered(grown)[1]
    status, text = answered(f"{known}&as_of=2016-01-01")
    assert (status, "01.01.2016" in text) == (404, True)
    for query, expected in {
        "claim=nothing": 404, "": 404, "claim=;": 404, "of=nothing": 404,
        "of=trade_series&column=nothing": 400, "of=trade_series&region=nothing": 400,
        "claim=a&claim=b": 400, f"{known}&as_of=soon": 400, f"{known}&by=magic": 400,
    }.items():  # fmt: skip
        status, text = answered(query)
        assert status == expected, query
        assert '<main class="cm-evidence"><p>' in text


@pytest.mark.usefixtures("warehouse")
def test_evidence_is_told_in_the_language_and_as_of_the_day_of_the_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_PUBLIC_URL", "https://monitor.example")
    row = ask("trade_series").tuples[-1]
    told = answered(f"{evidence.of_row(row).split('?')[1]}&lang=en&as_of=2026-06-30")[1]
    assert '<html lang="en">' in told
    assert "https://monitor.example/figure?" in told
    assert "lang=en&as_of=2026-06-30" in told


@pytest.mark.usefixtures("warehouse")
def test_a_short_id_is_the_same_here_and_in_the_warehouse() -> None:
    claim_ids = ask("trade_series").rows["claim_id"].tolist()
    rows = ask("evidence", claims=[evidence.short_id(one) for one in claim_ids[:3]])
    assert set(rows.rows.loc[rows.rows["is_asked"], "claim_id"]) == set(claim_ids[:3])


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_calculator_shows_how_it_is_worked_out(lang: str) -> None:
    found = crawl.marked("corridor", lang)
    assert bare(["corridor"]) == []
    assert [f"{one.text}: {told}" for one in found if (told := crawl.difference(one))] == []
    assert sum("of=corridor_" in one.query for one in found) > 50


@pytest.mark.usefixtures("warehouse")
def test_what_the_visitor_entered_goes_into_the_figure_and_is_said_to_be_his() -> None:
    link = "of=corridor_days&column=days&only.corridor=rail_herne&reach=door"
    assert answered(link)[0] == 200
    status, text = answered(f"{link}&rail_herne_days=20-22")
    assert status == 200
    assert DE.interval(20, 22, "days") in text
    assert DE("panel.calculated.entered") in text
    assert "; ." not in text, "nobody has published what was entered"
    assert DE("panel.published_by") not in text
    assert answered(f"{link}&rail_herne_days=two")[0] == 400
    assert answered(link.replace("column=days", "column=age"))[0] == 400
    assert answered(link.replace("rail_herne", "rail_mars"))[0] == 404


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_votes_of_the_council_lead_to_their_evidence(lang: str) -> None:
    events = ask("cooperation_events", where="herne")
    told = cells.text(_overview.luzhou(events, Locale(lang)))
    [(query, votes)] = visits.LINK.findall(told)
    link = dict(parse_qsl(unescape(query)))
    shown = server_evidence.panel(Asked(link, partial(ask), Locale(lang), None))
    about = Locale(lang)("panel.of.cooperation_events.note", place="Herne", counterpart="Luzhou")
    assert shown.startswith(f"<h2>{votes}</h2><p>{about}</p>")
    (decision,) = [one for one in events if one.kind == "council_decision" and one.note_de]
    assert Locale(lang).date(decision.date) in shown
    assert len(crawl.numbers(unescape(votes), lang)) == 3
