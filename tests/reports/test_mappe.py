"""A Mappe: what goes in comes out, for years, and what is none is refused with a reason."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.ask import ask
from i18n import Locale
from reports import mappe as mappen
from reports.comparing import differences, renewed
from reports.item import Item, Origin, Rows, freeze, freeze_answer
from reports.mappe import Entry, Mappe, NotAMappe, pack, unpack
from tests.each import each, sample
from tests.reports.conftest import GATHERED, item
from ui import offstage


def test_a_mappe_comes_back_as_it_was_and_the_same_one_is_the_same_file(pack: Mappe) -> None:
    raw = mappen.pack(pack)
    assert unpack(raw) == pack
    assert mappen.pack(unpack(raw)) == raw


def test_its_contents_can_be_read_by_people(pack: Mappe) -> None:
    with zipfile.ZipFile(io.BytesIO(mappen.pack(pack))) as archive:
        contents = archive.read("mappe.toml").decode()
    for entry in pack.entries:
        assert entry.item.title in contents
        assert f'question = "{entry.item.answers[0].question}"' in contents
    assert 'agenda_item = "Ö 4"' in contents


@pytest.mark.usefixtures("warehouse")
@each("place", sample(offstage.places(), 6))
def test_every_figure_of_a_view_can_be_frozen_and_says_who_says_it(place: str) -> None:
    for lang in ("de", "en"):
        for name, figure in offstage.figures(place, Locale(lang)).items():
            one = freeze(figure, Origin(place, lang, date(2026, 11, 28)))
            assert unpack(pack_of(one)).entries[0].item == one
            assert one.title, name
            assert one.source, f"{place}, {name}: no source"
            assert one.picture is None or one.alt


@pytest.mark.usefixtures("warehouse")
@each("place", sample(offstage.places(), 5))
def test_every_view_gives_its_figures_as_of_an_early_day_too(place: str) -> None:
    for figure in offstage.figures(place, Locale("de"), date(2010, 1, 1)).values():
        assert figure.table.headers


def pack_of(*items: object) -> bytes:
    whole = Mappe("x")
    for one in items:
        whole = whole.added(one)  # type: ignore[arg-type]
    return pack(whole)


@pytest.mark.usefixtures("warehouse")
def test_a_figure_is_the_one_of_the_page_with_its_filters() -> None:
    one = item("trade/partners", "partners", year="2023")
    assert "2023" in one.title
    assert one.answers[0].values["year"] == 2023
    earlier = item("trade/nrw", "nrw_flows", as_of=date(2024, 3, 1))
    assert earlier.as_of == date(2024, 3, 1)
    assert earlier.result_hash != item("trade/nrw", "nrw_flows").result_hash


def test_a_mappe_opens_and_is_shown_without_warehouse(
    pack: Mappe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = mappen.pack(pack)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "none"))
    one = unpack(raw).entries[0].item
    assert one.picture is not None
    assert one.picture.table.rows == pack.entries[0].item.table.rows


def test_figures_are_moved_commented_and_taken_out(pack: Mappe) -> None:
    first, second = (entry.item for entry in pack.entries[:2])
    moved = pack.moved(0, 1)
    assert [entry.item for entry in moved.entries[:2]] == [second, first]
    assert pack.moved(0, -5) == pack
    assert pack.without(0).entries == pack.entries[1:]
    assert pack.commented(1, "neu").entries[1].comment == "neu"
    assert pack.added(first) == pack, "the same figure twice"
    other = replace(first, as_of=date(2020, 1, 1))
    assert len(pack.added(other).entries) == len(pack.entries) + 1


def rewritten(raw: bytes, **files: bytes | None) -> bytes:
    """The zip with some files replaced, or left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            given = files.get(name.split(".")[0].split("/")[0], old.read(name))
            if given is not None:
                new.writestr(name, given)
    return target.getvalue()


@pytest.mark.parametrize("fault", ["text", "empty", "zip", "toml", "missing", "changed", "newer"])
def test_what_is_no_mappe_is_refused_with_a_reason(pack: Mappe, fault: str) -> None:
    raw = mappen.pack(pack)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    contents = zipfile.ZipFile(io.BytesIO(raw)).read("mappe.toml")
    files = {
        "text": b"Keine Mappe",
        "empty": b"",
        "zip": other.getvalue(),
        "toml": rewritten(raw, mappe=b"= ["),
        "missing": rewritten(raw, answers=None),
        "changed": rewritten(raw, answers=b'{"title": "42,4 Mrd."}'),
        "newer": rewritten(raw, mappe=contents.replace(b"format = 1", b"format = 99")),
    }
    with pytest.raises(NotAMappe, match=r"\w+ .*\w"):
        unpack(files[fault])


def test_a_bomb_is_not_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mappe.toml", "format = 1\n")
        archive.writestr("answers/x.json", bytes(80 * 1024 * 1024))
    with pytest.raises(NotAMappe, match="64 MB"):
        unpack(target.getvalue())


def test_a_damaged_mappe_never_ends_otherwise_than_refused_or_right(pack: Mappe) -> None:
    raw = mappen.pack(pack)
    step = len(raw) // 60
    for place in range(0, len(raw), step):
        harmed = raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]
        try:
            assert unpack(harmed) == pack
        except NotAMappe as error:
            assert str(error)  # noqa: PT017 - either is right


@pytest.mark.usefixtures("warehouse")
@each("number", range(len(GATHERED)))
def test_a_figure_compared_with_itself_is_unchanged(number: int) -> None:
    one = item(*GATHERED[number], as_of=None)
    again = renewed(one, offstage.figures)
    assert again is not None
    assert differences(one, again) == []
    assert again.result_hash == one.result_hash


@pytest.mark.usefixtures("warehouse")
def test_a_figure_of_a_question_that_was_merged_since_is_compared_with_todays() -> None:
    today = ask("trade_series", partner=["cn", "us"], undefined="no")
    new = replace(item(*GATHERED[0], as_of=None), answers=(freeze_answer(today, "de"),))
    frozen = new.answers[0]
    at = frozen.rows.columns.index("value")
    rows = tuple((*row[:at], 1.0, *row[at + 1 :]) for row in frozen.rows.rows)
    revised = Rows(frozen.rows.columns, rows)
    before = replace(frozen, question="trade_partner_series", rows=revised,
                     values={"region": "de-nw", "partners": ["cn", "us"]})  # fmt: skip
    assert differences(replace(new, answers=(before,)), new)
    before = replace(before, values={"region": "de-nw", "partners": ["cn", "hk"]})
    assert not differences(replace(new, answers=(before,)), new)


def test_a_figure_told_more_finely_is_no_revision(pack: Mappe) -> None:
    one = pack.entries[0].item
    answer = one.answers[0]
    columns = answer.rows.columns

    def with_value(value: float, step: float | None) -> Item:
        row = dict(zip(columns, answer.rows.rows[-1], strict=True)) | {"value": value, "step": step}
        rows = Rows(tuple(row), (tuple(row.values()),))
        words = Rows(answer.words.columns, answer.words.rows[-1:])
        return replace(one, answers=(replace(answer, rows=rows, words=words),))

    printed, exact, other = with_value(9600, 100), with_value(9596.2, None), with_value(9700, 100)
    assert differences(printed, exact) == []
    (found,) = differences(printed, other)
    assert found.kind == "revised"
    assert (found.old, found.new) == ("9,6\xa0Mrd.\xa0€", "9,7\xa0Mrd.\xa0€")


def test_a_mappe_takes_no_more_figures_than_are_read_again(pack: Mappe) -> None:
    one = pack.entries[0].item
    full = replace(pack, entries=tuple(Entry(one) for _ in range(mappen.MOST_ITEMS)))
    assert len(unpack(mappen.pack(full)).entries) == mappen.MOST_ITEMS
    with pytest.raises(mappen.FullMappe):
        full.added(replace(one, as_of=date(2020, 1, 1)))


@pytest.mark.parametrize("fault", ["property", "layout", "place", "lang"])
def test_a_figure_that_was_not_frozen_here_is_refused(pack: Mappe, fault: str) -> None:
    one = pack.entries[0].item
    assert one.drawing is not None
    layout = one.drawing.figure["layout"]
    changed = {
        "property": replace(one, drawing=replace(one.drawing, figure={
            "data": [], "layout": layout | {"evil": 1}})),
        "layout": replace(one, drawing=replace(one.drawing, figure={"data": "x", "layout": []})),
        "place": replace(one, place="../../etc/passwd"),
        "lang": replace(one, lang="xx"),
    }  # fmt: skip
    raw = mappen.pack(replace(pack, entries=(Entry(changed[fault]),)))
    with pytest.raises(NotAMappe, match="figure of ours"):
        unpack(raw)
