"""A deck: read back, it says what its figures say, in charts that people go on editing."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from pptx import Presentation

from i18n import Locale
from reports import embedded, mappe
from reports.deck import deck
from reports.deck.label import spread
from reports.deck.template import TEMPLATE, BadTemplate, opened
from reports.item import Cells, Item
from reports.mappe import Entry, Mappe
from reports.wording import EmptyMappe

if TYPE_CHECKING:
    from pathlib import Path

DE = Locale("de")
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstellenleiterin"


def opened_deck(raw: bytes) -> Any:
    return Presentation(io.BytesIO(raw))


@pytest.fixture(scope="module")
def built(pack: Mappe) -> bytes:
    return deck.build(pack, DE)


@pytest.fixture(scope="module")
def slides(built: bytes) -> list[Any]:
    return list(opened_deck(built).slides)


def of(slides: list[Any], item: Item) -> list[Any]:
    """The slides of an item, in order."""
    return [one for one in slides if one.shapes.title.text.startswith(item.title)]


def named(pack: Mappe, name: str) -> Item:
    return next(entry.item for entry in pack.entries if entry.item.name == name)


def words(slide: Any) -> str:
    return "\n".join(node.text or "" for node in slide._element.iter(f"{MAIN}t"))


def drawn(slide: Any) -> Any:
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


@pytest.mark.parametrize("name", ["nrw_flows", "partners_ranks"])
def test_a_native_chart_holds_every_value_of_its_picture_to_the_last_digit(
    pack: Mappe, slides: list[Any], name: str
) -> None:
    item = named(pack, name)
    assert item.drawing is not None
    chart = drawn(of(slides, item)[0])
    told = {
        (trace["name"], str(x)[:4], y)
        for trace in item.drawing.figure["data"]
        for x, y in zip(trace["x"], trace["y"], strict=True)
        if y is not None
    }
    found = set()
    for series in chart.plots[0].series:
        name_of = re.sub(r" \(\d\)$", "", series.name)
        found |= {
            (name_of, str(year), value)
            for year, value in zip([day.year for day in days_of(chart)], series.values, strict=True)
            if value is not None
        }
    assert found == told


def days_of(chart: Any) -> list[date]:
    start = date(1899, 12, 30).toordinal()
    return [date.fromordinal(start + int(one)) for one in chart.plots[0].categories]


def test_the_workbook_behind_a_chart_holds_what_the_chart_shows(
    pack: Mappe, slides: list[Any]
) -> None:
    chart = drawn(of(slides, named(pack, "nrw_flows"))[0])
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert sheet is not None
    columns = list(zip(*sheet.iter_rows(values_only=True), strict=True))
    assert [one.date() for one in columns[0][1:]] == days_of(chart)
    drawn_of = [series for series in chart.plots[0].series if not is_white(series)]
    for series, column in zip(drawn_of, columns[1:], strict=True):
        assert column == (series.name, *series.values)


def test_labels_in_a_chart_read_as_on_the_screen(pack: Mappe, slides: list[Any]) -> None:
    item = named(pack, "nrw_flows")
    assert item.drawing is not None
    notes = item.drawing.figure["layout"]["annotations"]
    screen = {re.sub("<[^>]*>", "", one["text"]) for one in notes
              if one.get("name") not in ("newer", "event")}  # fmt: skip
    screen |= {text for trace in item.drawing.figure["data"] for text in trace.get("text", ())}
    chart = drawn(of(slides, item)[0])
    told = set()
    for series in chart.plots[0].series:
        for label in series._element.iter(f"{CHART}dLbl"):
            index = int(label.find(f"{CHART}idx").get("val"))
            own = "".join(node.text for node in label.iter(f"{MAIN}t"))
            if not own:
                code = label.find(f"{CHART}numFmt").get("formatCode").split(";")[0]
                own = said(code, series.values[index])
                if label.find(f"{CHART}showSerName").get("val") == "1":
                    own = f"{series.name} {own}"
            told.add(own)
    assert told == screen - {""}


def said(code: str, value: float) -> str:
    """A value as a number format says it in a German Office."""
    match = re.fullmatch(r'\[\$-407\]#,##0(?:\.(0+))?(?:"([^"]*)")?', code)
    assert match, code
    return DE.number(value, len(match[1] or "")) + (match[2] or "")


def test_what_is_missing_is_a_gap_and_what_is_provisional_is_hollow(
    pack: Mappe, slides: list[Any]
) -> None:
    chart = drawn(of(slides, named(pack, "nrw_flows"))[0])
    space = chart._chartSpace
    assert space.find(f".//{CHART}dispBlanksAs").get("val") == "gap"
    assert space.find(f"{CHART}lang").get("val") == "de-DE"
    series = chart.plots[0].series
    last = series[0]._element.findall(f"{CHART}dPt")[-1]
    assert int(last.find(f"{CHART}idx").get("val")) == len(days_of(chart)) - 1
    assert last.find(f".//{CHART}marker/{CHART}spPr/{MAIN}noFill") is not None
    # LibreOffice fills what has no fill: in each hollow sign lies a white one of the same cell.
    hollow, white = (
        sorted(
            (one._element.find(f"{CHART}val//{CHART}f").text, index)
            for one in series
            for index, value in enumerate(one.values)
            if value is not None and is_white(one) == is_within
            if (sign := signs(one).get(index, one._element.find(f"{CHART}marker"))) is not None
            if sign.find(f"{CHART}spPr/{MAIN}{fill}") is not None
        )
        for is_within, fill in ((False, "noFill"), (True, "solidFill"))
    )
    assert white == hollow != []


def signs(series: Any) -> dict[int, Any]:
    """The signs at single points of a series."""
    return {
        int(point.find(f"{CHART}idx").get("val")): point.find(f"{CHART}marker")
        for point in series._element.findall(f"{CHART}dPt")
    }


def is_white(series: Any) -> bool:
    """Whether a series has no figures of its own: it is the white within the signs of another."""
    usual = series._element.find(f"{CHART}marker/{CHART}symbol")
    return usual is not None and usual.get("val") == "none" and bool(signs(series))


def test_every_figure_has_its_finding_source_state_code_labels_and_comment(
    pack: Mappe, slides: list[Any]
) -> None:
    for entry in pack.entries:
        item, shown = entry.item, of(slides, entry.item)
        assert shown, item.title
        for slide in shown:
            text = words(slide)
            for one in (item.source, DE("documents.state", day=DE.date(item.as_of)), item.code,
                        entry.comment, *(label.text for label in item.labels)):  # fmt: skip
                assert one in text, (item.name, one)
            assert "sldNum" in slide._element.xml
            spoken = slide.notes_slide.notes_text_frame.text
            for source in item.sources:
                assert source.title in spoken
                assert source.url in spoken
            assert all(label.meaning in spoken for label in item.labels)


def test_every_shape_says_what_it_is_or_that_it_is_for_the_eye_only(
    slides: list[Any], pack: Mappe
) -> None:
    for slide in slides:
        for shape in slide.shapes:
            properties = shape._element._nvXxPr.cNvPr
            assert properties.get("descr") or "decorative" in shape._element.xml, shape.name
        assert {run.get("lang") for run in slide._element.iter(f"{MAIN}rPr")} == {"de-DE"}
    alts = {shape._element._nvXxPr.cNvPr.get("descr") for s in slides for shape in s.shapes}
    assert {entry.item.alt for entry in pack.entries if entry.item.drawing} - alts == set()


def test_a_table_is_native_and_says_what_it_leaves_out(pack: Mappe, slides: list[Any]) -> None:
    item = named(pack, "partnerships")
    slide = of(slides, item)[0]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert table.first_row
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    wide = len(rows[0])
    assert rows[0] == item.table.headers[:wide]
    assert rows[1:] == [row[:wide] for row in item.table.rows[: len(rows) - 1]]
    left = len(item.table.rows) - len(rows) + 1
    assert (DE.count("further_row", left) in words(slide)) == (left > 0)


def test_key_figures_are_shown_as_such(pack: Mappe, slides: list[Any]) -> None:
    item = named(pack, "cards_1")
    text = words(of(slides, item)[0])
    assert all(cell in text for row in item.table.rows for cell in row)


def test_a_picture_that_no_chart_can_show_is_drawn_as_vectors_in_one_group(
    pack: Mappe, slides: list[Any]
) -> None:
    parts = of(slides, named(pack, "ranges"))
    groups = [shape for slide in parts for shape in slide.shapes if shape.shape_type == 6]
    assert len(groups) == len(parts) > 1
    text = " ".join(words(slide) for slide in parts)
    for row in named(pack, "ranges").table.rows:
        number = re.search(r"[\d.]+", row[1])
        assert number is not None
        assert number[0] in text


def test_a_picture_that_nothing_here_can_draw_is_shown_as_its_table(pack: Mappe) -> None:
    item = named(pack, "ranges")
    assert item.drawing is not None
    figure = {**item.drawing.figure, "data": [{"type": "sankey"}]}
    entry = Entry(replace(item, drawing=replace(item.drawing, figure=figure)))
    shown = opened_deck(deck.build(Mappe(entries=(entry,)), DE)).slides
    assert len(shown) == 3
    assert any(shape.has_table for shape in shown[1].shapes)


def test_two_decks_of_one_mappe_are_one_and_hold_the_mappe(pack: Mappe, built: bytes) -> None:
    assert deck.build(pack, DE) == built
    assert embedded.get(built) == mappe.pack(pack)
    assert len(built) < 1_000_000
    told = opened_deck(built).core_properties
    assert (told.title, told.language) == (pack.title, "de-DE")
    assert told.created.date() == pack.as_of


def test_a_deck_with_a_public_address_links_to_each_figure(pack: Mappe) -> None:
    one = replace(pack, entries=pack.entries[:1])
    slide = opened_deck(deck.build(one, DE, public_url="https://zahlen.example/")).slides[1]
    links = {rel.target_ref for rel in slide.part.rels.values() if rel.is_external}
    assert links == {f"https://zahlen.example/z/{one.entries[0].item.code}"}


def hostile(item: Item, **changes: Any) -> Item:
    table = Cells((LONG, "=1+1"), (("\x00" + LONG * 3, "<b>"),) * 9, (False, True))
    return replace(item, drawing=None, kind="table", table=table, **changes)


def test_a_deck_of_sixty_hostile_figures_cuts_no_title_and_loses_none(pack: Mappe) -> None:
    one = hostile(named(pack, "cards_1"), title=f"{LONG} & <Titel> " * 4 + "Ende", is_demo=True)
    entries = tuple(Entry(replace(one, name=f"n{n}"), "=1+1\n" + LONG * 4) for n in range(60))
    shown = opened_deck(deck.build(Mappe(entries=entries), DE)).slides
    assert len(shown) == 62
    assert shown[1].shapes.title.text == entries[0].item.title
    assert DE("demo.mark") in words(shown[1])
    assert "None" not in words(shown[0])


def test_an_empty_mappe_is_refused() -> None:
    with pytest.raises(EmptyMappe, match="no figure"):
        deck.build(Mappe(title="leer"), DE)


def test_a_template_without_a_placeholder_is_refused_by_its_name(tmp_path: Path) -> None:
    own = opened(None)
    layout = next(one for one in own.slide_layouts if one.name == "chart")
    box = next(one for one in layout.placeholders if one.name == "source")
    box._element.getparent().remove(box._element)
    own.save(file := tmp_path / "haus.pptx")
    with pytest.raises(BadTemplate, match="'chart' has no placeholder 'source'"):
        opened(file)
    layout._element.cSld.set("name", "anders")
    own.save(file)
    with pytest.raises(BadTemplate, match="no layout 'chart'"):
        opened(file)
    file.write_text("kein Deck")
    with pytest.raises(BadTemplate, match=r"haus\.pptx cannot be opened"):
        opened(file)


def test_a_house_can_give_its_own_template(pack: Mappe, tmp_path: Path) -> None:
    (file := tmp_path / "haus.pptx").write_bytes(TEMPLATE.read_bytes())
    one = replace(pack, entries=pack.entries[:1])
    assert deck.build(one, DE, template=file) == deck.build(one, DE)


def test_words_at_the_ends_of_lines_keep_their_order_and_do_not_cover_each_other() -> None:
    moved = spread([100.0, 101.0, 102.0, 200.0], 15, 0, 300)
    assert all(b - a >= 14.9 for a, b in pairwise(moved))
    assert moved[3] == 200
