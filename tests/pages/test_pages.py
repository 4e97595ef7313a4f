"""Every page, in both languages, on the true warehouse: what holds for all of them."""

from __future__ import annotations

import re
from bisect import bisect
from functools import lru_cache
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.evidence import numbers
from charts.figure import Figure
from data import ask, paths
from data.answer import named_ids
from findings import Composed
from i18n import LANGUAGES, Locale, units
from i18n.catalog import texts_of
from tests import visits
from tests.charts.printed import faults
from tests.each import each, sample, spread
from ui import offstage

pytestmark = pytest.mark.usefixtures("warehouse")

EVERY_PAGE = each("path", visits.PLACES)
EVERY_LANGUAGE = each("lang", LANGUAGES)


@lru_cache(maxsize=128)
def kept(path: str, lang: str) -> dict[str, Figure]:
    """The figures of a view by name, as a Mappe would keep them."""
    return offstage.figures(path, Locale(lang))


@EVERY_PAGE
@EVERY_LANGUAGE
def test_page_comes_up_whole_with_its_own_title(path: str, lang: str) -> None:
    app = visits.seen(path, lang=lang)

    assert visits.trouble(app) == []
    assert app.title[0].value == visits.title(path, lang)
    assert [w.value for w in app.warning] == []


@EVERY_PAGE
@EVERY_LANGUAGE
def test_every_chart_has_text_alternative_source_line_and_table_twin(path: str, lang: str) -> None:
    app = visits.seen(path, lang=lang)
    charts, pieces = visits.charts(app), visits.html(app)

    for chart in charts:
        assert len(chart.alt) > 40, f"no text alternative: {chart.alt!r}"
    assert sum('class="cm-source"' in piece for piece in pieces) >= len(charts)
    assert sum("<table" in piece for piece in pieces) >= len(charts)


@EVERY_PAGE
@EVERY_LANGUAGE
def test_numbers_on_charts_are_spelled_in_the_language_of_the_page(path: str, lang: str) -> None:
    for chart in visits.charts(visits.seen(path, lang=lang)):
        separators = re.search(r'"separators":\s*"(..)"', chart.spec)
        assert separators is not None
        assert separators[1] == Locale(lang).separators
        assert f'"locale": "{lang}"' in chart.config


@each(("path", "lang"), spread(visits.PLACES, LANGUAGES))
def test_every_chart_can_be_printed_whole_inside_its_frame(path: str, lang: str) -> None:
    for picture, alt in visits.drawn(visits.seen(path, lang=lang)):
        assert faults(picture, Locale(lang), path, alt) == []


@each(("path", "lang"), spread(visits.PLACES, LANGUAGES))
def test_every_picture_table_and_card_can_be_put_into_a_mappe(path: str, lang: str) -> None:
    app = visits.seen(path, lang=lang)
    pieces = visits.html(app)
    names = [name for piece in pieces for name in re.findall('data-figure="(.+?)"', piece)]
    figures = kept(path, lang)
    assert sorted(names) == sorted(figures), "a button without figure, or a figure without button"
    drawn = [figure for figure in figures.values() if figure.picture is not None]
    assert len(drawn) == len(visits.charts(app))


@EVERY_PAGE
@EVERY_LANGUAGE
def test_the_grammar_makes_the_heading_of_every_chart_over_figures(path: str, lang: str) -> None:
    typed = {name: figure.title for name, figure in kept(path, lang).items()
             if is_of_figures(figure) and re.search(r"\d", figure.title)
             and not isinstance(figure.title, Composed)}  # fmt: skip
    assert not typed


def is_of_figures(figure: Figure) -> bool:
    """Whether it is a chart of values that claims stand behind.

    Titles of states say how one figure moved, that of ranges how far several counts lie apart.
    """
    first = figure.answers[0]
    is_apart = first.question.endswith("_states") or figure.name == "ranges"
    is_claimed = "value" in first.rows and bool(named_ids(first.rows)[0])
    return figure.kind == "chart" and is_claimed and not is_apart


@EVERY_PAGE
@EVERY_LANGUAGE
def test_what_comes_up_over_a_point_has_the_unit_of_its_axis(path: str, lang: str) -> None:
    locale = Locale(lang)
    for figure in kept(path, lang).values():
        layout = figure.picture.figure["layout"] if figure.picture else {}
        axes = [layout.get(axis, {}).get("title", {}).get("text", "")
                for axis in ("xaxis", "yaxis")]  # fmt: skip
        for small, larger in units.LARGER.items():
            sizes = [small, *(unit for unit, _ in larger.values())]
            for own in (unit for unit in sizes if locale.unit(unit) in axes):
                for one in told_over(figure):
                    said = [unit for unit in sizes if re.search(spelled(unit, lang), one)]
                    assert said in ([own], []), (own, one)


@EVERY_PAGE
@EVERY_LANGUAGE
def test_what_comes_up_over_a_point_stands_in_a_table_of_the_page(path: str, lang: str) -> None:
    """Each number as it is spelled in the language, none of them missing, in whatever scale."""
    figures = kept(path, lang).values()
    read = [cell for one in figures for row in (one.table.headers, *one.table.rows) for cell in row]
    read += [text for one in figures for text in (one.title, one.subtitle, *one.notes)]
    in_tables = sorted({float(number) for text in read for number, _ in numbers(str(text), lang)})
    wrong = []
    for one in {one for figure in figures for one in told_over(figure)}:
        if re.search(r"(^|: )[·–/x](\s*$| ·)|\b(nan|None|NaT)\b", one):
            wrong.append(f"a sign for what lacks: {one}")
        for number, digits in numbers(one, lang):
            value, half = float(number), 0.5000001 * 10.0**-digits
            if all(
                bisect(in_tables, (value - half) * scale)
                == bisect(in_tables, (value + half) * scale)
                for scale in (1, 1e3, 1e6, 1e-3)
            ):
                wrong.append(f"{number}: {one}")
    assert not wrong


def told_over(figure: Figure) -> list[str]:
    """What comes up over the points of a picture, as plain text."""
    data = figure.picture.figure["data"] if figure.picture else []
    texts = [str(one) for trace in data if "customdata" in trace.get("hovertemplate", "")
             for one in trace["customdata"]]  # fmt: skip
    return [re.sub(r"<[^>]*>", " ", one) for one in texts]


def spelled(unit: str, lang: str) -> str:
    """A pattern of an amount as texts spell it in a unit."""
    before, _, behind = texts_of(lang)[f"units.{unit}.many"].partition("{}")
    return re.escape(before) + r"[0-9][0-9.,]*" + re.escape(behind)


@EVERY_PAGE
@EVERY_LANGUAGE
def test_no_sign_of_markdown_is_left_in_what_is_drawn_as_html(path: str, lang: str) -> None:
    for piece in visits.html(visits.seen(path, lang=lang)):
        read = re.sub(r"<style.*?</style>|<[^>]*>", "", piece, flags=re.DOTALL)
        assert not re.search(r"\]\(|\*\*|`", read), read[:300]


#: A sign for what lacks where a figure is expected; between words it parts two of them.
LACKING = re.compile(r"(^|[:(,;] ?)·|·\s*($|[.,;)])|\b(nan|NaT)\b|"
                     r"\b(oder|mit|um|auf|von|bei|or|with|by|to|of|at) · ")  # fmt: skip


def lacking(app: AppTest) -> list[str]:
    """Headings, sentences and text alternatives with a part that is not there."""
    texts = [one.value for one in (*app.title, *app.header, *app.subheader)]
    texts += [chart.alt for chart in visits.charts(app)]
    said = (re.findall(r"<p[^>]*>(.*?)</p>", piece, re.DOTALL) for piece in visits.html(app))
    texts += [re.sub(r"<[^>]*>", "", one) for some in said for one in some]
    return [text for text in texts if LACKING.search(text)]


@EVERY_PAGE
@EVERY_LANGUAGE
def test_no_sentence_has_a_sign_where_a_part_of_it_lacks(path: str, lang: str) -> None:
    assert lacking(visits.seen(path, lang=lang)) == []
    assert LACKING.search("… mit 720,4 Mio. € oder · der deutschen Ausfuhr")
    assert LACKING.search("Vorjahresmonat: · (Juni 2021)")


@EVERY_PAGE
def test_same_link_in_the_other_language_shows_the_same_figures(path: str) -> None:
    german, english = visits.seen(path, lang="de"), visits.seen(path, lang="en")

    assert visits.figures(german) == visits.figures(english)
    # A word that needs explaining in one language may need none in the other.
    assert len(visits.without_terms(german)) == len(visits.without_terms(english))


@pytest.mark.long
@each(
    ("path", "day"),
    sample(spread(visits.PLACES, ["2012-06-30", "2023-03-01", "2026-05-20"]), 9),
)
def test_page_as_of_an_earlier_day_comes_up_and_says_so(path: str, day: str) -> None:
    app = visits.visit(path, as_of=day)

    assert visits.trouble(app) == []
    assert lacking(app) == []
    assert any(Locale("de").date(pd.Timestamp(day)) in info.value for info in app.info)


@pytest.mark.long
@each(("path", "lang"), sample(spread(visits.PLACES, LANGUAGES), 30))
def test_unknown_values_in_a_link_are_named(path: str, lang: str) -> None:
    plain = visits.seen(path, lang=lang)
    names = {
        match[1]
        for kind in ("selectbox", "button_group", "multiselect", "toggle", "text_input")
        for widget in plain.get(kind)
        if (match := re.fullmatch(rf"filter_(\w+)_{lang}", str(widget.key)))
    }
    wrong = {name: f"no-such-{name}" for name in sorted(names | {"as_of"})}
    app = visits.visit(path, lang=lang, **wrong)
    told = [w.value for w in app.warning]
    for name, value in wrong.items():
        # One may be part of another: `year` of `year_from`.
        assert any(re.search(rf"{value}(?!_)", text) for text in told), f"{name}: {told}"
    assert visits.trouble(app) == []


def test_unknown_language_is_named_and_german_is_shown() -> None:
    app = visits.visit(visits.PLACES[0], lang="fr")

    assert any("fr" in w.value for w in app.warning)
    assert app.title[0].value == visits.title(visits.PLACES[0])


@pytest.mark.long
@each("path", sample(visits.PLACES, 20))
def test_no_choice_leads_astray_and_a_filters_survives_the_change_of_language(path: str) -> None:
    app = visits.seen(path, lang="de")
    choices: list[tuple[str, int, Any]] = [
        (kind, number, widget)
        for kind in ("selectbox", "button_group")
        for number, widget in enumerate(app.get(kind))
        if not str(widget.key).startswith("views_")
    ]
    for kind, number, widget in sample(choices, 1):
        option = widget.options[-1]
        chosen = visits.visit(path, lang="de")
        changed: Any = chosen.get(kind)[number]
        if kind == "selectbox":
            changed.select(option).run()
        else:
            changed.set_value(option).run()
        assert visits.trouble(chosen) == []
        if not str(widget.key).startswith("filter_"):
            continue
        said = {**visits.link(chosen), "lang": "en"}
        english = visits.visit(path, **said)
        assert visits.trouble(english) == []
        assert visits.figures(english) == visits.figures(chosen), f"{widget.key} {option}"


def test_pages_leave_the_answers_that_they_share_as_they_were() -> None:
    for path in visits.PLACES:
        visits.seen(path, lang="de")
    with ask._warehouse(paths.warehouse()).reading() as served:
        shared = dict(served.answers)
        served.answers.clear()
        changed = [
            answer.question
            for answer in shared.values()
            if answer.question in ask.questions()  # the office's own list is asked for elsewhere
            and not answer.rows.equals(
                ask.ask(answer.question, as_of=answer.as_of, **answer.values).rows
            )
        ]
        served.answers.update(shared)  # pictures are kept by the answers that they are of

    assert len(shared) > len(visits.PLACES)
    assert changed == []


def test_without_a_warehouse_the_page_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))
    app = visits.visit(visits.PLACES[0])

    assert app.title[0].value == Locale("de")("frame.no_warehouse_title")
    assert "python run.py" in app.error[0].value


def test_no_rank_among_the_laender_is_told_while_only_some_are_known() -> None:
    app = visits.visit("trade/laender", as_of="2023-03-01")
    titles = [heading.value for heading in app.header]

    assert not any("Platz" in title for title in titles), titles
    assert "·" not in " ".join(titles)


def test_a_day_to_come_is_told_and_today_is_shown() -> None:
    app, today = visits.visit("trade/nrw", as_of="2100-01-01"), visits.visit("trade/nrw")

    assert len(app.warning) == 1
    assert [info.value for info in app.info] == [info.value for info in today.info]
