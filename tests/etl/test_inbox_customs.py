"""Files of the Chinese customs' online query: read as they mean it, or refused with the reason.

All figures are made.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.ask import ask
from etl.__main__ import main
from etl.inbox import accept, cli, watch
from etl.inbox.dates import BERLIN
from etl.inbox.issues import messages
from etl.inbox.preview import preview
from etl.inbox.rows import Report
from tests import visits
from tests.each import each
from tests.operator_reports import codes, notes, workbook
from tests.warehouses import serve_copy

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)
HEAD = "数据年月,贸易伙伴编码,贸易伙伴名称,注册地编码,注册地名称,美元,"
SICHUAN = '202601,304,德国,51,四川省,"123,456,789",'
JIANGSU = '202601,304,德国,32,江苏省,"987,654,321",'


def table(*rows: str, head: str = HEAD) -> str:
    return "\r\n".join([head, *rows]) + "\r\n"


def read(text: str | bytes, name: str = "出口.csv", encoding: str = "gb18030") -> Report:
    raw = text if isinstance(text, bytes) else text.encode(encoding)
    return preview(raw, name, "auto", "", NOW).report


def values(report: Report) -> dict[tuple[str, str, str], str]:
    assert report.errors == [], messages(report.errors, report.kind, "en")
    return {
        (str(row["region"]), str(row["flow"]), f"{row['period_start']} {row['period_end']}"):
            f"{row['value']} {row['unit']}"
        for row in report.rows
    }  # fmt: skip


ONE = {("cn_sichuan", "export", "2026-01-01 2026-01-31"): "123.456789 musd"}


@each("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_download_is_read_in_every_encoding_that_it_comes_in(encoding: str) -> None:
    report = read(table(SICHUAN, JIANGSU), encoding=encoding)
    assert report.kind == "customs_trade"
    assert values(report) == ONE | {
        ("cn_jiangsu", "export", "2026-01-01 2026-01-31"): "987.654321 musd"
    }


def test_english_headings_and_a_packed_file_say_the_same() -> None:
    head = ("Date of data,Trading partner code,Trading partner,Locations of importers and "
            "exporters code,Locations of importers and exporters,US dollar,")  # fmt: skip
    text = table('202601,304,Germany,51,Sichuan Province,"123,456,789",', head=head)
    assert values(read(text, "export 2026.csv", "utf-8")) == ONE
    assert values(read(gzip.compress(text.encode()), "export.csv.gz")) == ONE


def test_a_workbook_says_the_same() -> None:
    rows: list[Sequence[Any]] = [
        ["中华人民共和国海关总署"],
        ["数据年月", "贸易伙伴编码", "贸易伙伴名称", "注册地编码", "注册地名称", "美元"],
        [202601, 304, "德国", 51, "四川省", 123456789],
    ]
    assert values(read(workbook(("Sheet1", rows)), "出口.xlsx")) == ONE


@each(
    ("heading", "cell", "said"),
    [
        ("人民币", "1234567", "1.234567 mcny"),
        ("金额(元)", "1234567", "1.234567 mcny"),
        ("金额（万元）", '"12,345.67"', "123.4567 mcny"),
        ("出口值（亿元人民币）", "1.5", "150 mcny"),
        ("美元值(千美元)", "1500", "1.5 musd"),
        ("美元", "1234.5万", "12.345 musd"),
        ("Value (USD million)", "1.000001", "1.000001 musd"),
        ("Renminbi Yuan", "1000000000", "1000 mcny"),
        ("Value (RMB 100 million)", "2", "200 mcny"),
        ("金额(万美元)", "１２３", "1.23 musd"),
        ("美元", "0", "0 musd"),
    ],
)
def test_units_are_converted_exactly(heading: str, cell: str, said: str) -> None:
    text = table(f"202601,304,德国,51,四川省,{cell},", head=HEAD.replace("美元", heading))
    assert list(values(read(text)).values()) == [said]


def test_the_unit_may_stand_above_the_table_or_in_a_column() -> None:
    plain = table("202601,304,德国,51,四川省,150,", head=HEAD.replace("美元", "金额"))
    assert list(values(read("单位：万美元\r\n" + plain)).values()) == ["1.5 musd"]
    beside = table(
        "202601,德国,四川省,150,亿元", head="数据年月,贸易伙伴名称,注册地名称,金额,货币单位"
    )
    assert list(values(read(beside)).values()) == ["15000 mcny"]


@each(
    ("said", "start", "end", "kind"),
    [
        ("202601", "2026-01-01", "2026-01-31", "month"),
        ("2026-02", "2026-02-01", "2026-02-28", "month"),
        ("2026年3月", "2026-03-01", "2026-03-31", "month"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2025年", "2025-01-01", "2025-12-31", "year"),
        ("202601-202605", "2026-01-01", "2026-05-31", "year_to_date"),
        ("2026年1-5月", "2026-01-01", "2026-05-31", "year_to_date"),
        ("2025年1-12月", "2025-01-01", "2025-12-31", "year"),
    ],
)
def test_periods_are_what_they_say(said: str, start: str, end: str, kind: str) -> None:
    report = read(table(SICHUAN.replace("202601", said)))
    assert report.errors == []
    (row,) = report.rows
    assert (row["period_start"], row["period_end"], row["period_kind"]) == (start, end, kind)


def test_a_cumulative_column_is_the_year_until_its_month() -> None:
    text = table(SICHUAN.replace("202601", "202604"), head=HEAD.replace("美元", "美元(累计)"))
    assert list(values(read(text))) == [("cn_sichuan", "export", "2026-01-01 2026-04-30")]


def test_a_total_of_both_directions_is_not_counted_beside_them() -> None:
    head = HEAD.replace("美元,", "进出口类型,美元,")
    rows = [f"202601,304,德国,51,四川省,{flow},{value}," for flow, value in
            (("出口", 30), ("进口", 12), ("进出口", 42))]  # fmt: skip
    read_values = values(read(table(*rows, head=head)))
    assert {flow: value for (_, flow, _), value in read_values.items()} == {
        "export": "0.00003 musd",
        "import": "0.000012 musd",
    }
    wide = table("202601,304,德国,51,四川省,42,30,12",
                 head="数据年月,贸易伙伴编码,贸易伙伴名称,注册地编码,注册地名称,"
                 "进出口(美元),出口(美元),进口(美元)")  # fmt: skip
    assert {flow for _, flow, _ in values(read(wide, "x.csv"))} == {"export", "import"}
    millions = [row.replace(",12,", ",12000000,") for row in rows]
    assert codes(read(table(*millions, head=head))) == ["customs_total"]


def test_empty_cells_totals_notes_and_others_are_said_and_never_zero() -> None:
    report = read(
        table(SICHUAN, "202602,304,德国,51,四川省,-,", "202603,304,德国,51,四川省,,",
              "202601,110,中国香港,51,四川省,5,", "202601,304,德国,44,广东省,7,",
              "202601,304,德国,,合计,12,", "注：数据来源于海关总署")
    )  # fmt: skip
    assert values(report) == ONE
    assert sorted(notes(report)) == [
        "customs_empty", "customs_other_partner", "customs_other_province", "skipped_note",
        "skipped_total"]  # fmt: skip


@each(
    ("text", "code"),
    [
        (table(SICHUAN, SICHUAN), "twice"),
        (table(SICHUAN.replace("四川省", "四省")), "customs_code"),
        (table(SICHUAN.replace("51,四川省", "99,火星省")), "customs_province"),
        (table(SICHUAN.replace("51,四川省", "32,四川省")), "customs_code"),
        (table(SICHUAN.replace("304,德国", "303,德国")), "customs_code"),
        (table(SICHUAN.replace("304,德国", "303,英国")), "customs_no_partner"),
        (table(SICHUAN.replace("51,四川省", "44,广东省")), "customs_no_province"),
        (table(SICHUAN.replace("304,德国", ",")), "customs_row"),
        (table(SICHUAN, head=HEAD.replace("美元", "金额")), "customs_unit"),
        (table(SICHUAN, head=HEAD.replace("美元", "金额(欧元)")), "customs_unit"),
        ("单位：万元\n" + table(SICHUAN), "customs_units_differ"),
        (table(SICHUAN.replace('"123', '"12.3')), "customs_amount"),
        (table(SICHUAN.replace('"123,456,789"', "-5")), "customs_amount"),
        (table(SICHUAN.replace('"123,456,789"', "1.234.567")), "customs_amount"),
        (table(SICHUAN.replace('"123,456,789"', "12箱")), "customs_amount"),
        (table(SICHUAN.replace("202601", "202613")), "customs_period"),
        (table(SICHUAN.replace("202601", "2026-01-06")), "customs_period"),
        (table(SICHUAN.replace("202601", "202602-202604")), "customs_period"),
        (table(SICHUAN.replace("202601", "2026")), "customs_running"),
        (table(SICHUAN.replace("202601", "202606")), "customs_running"),
        (table(), "no_rows"),
        (table("0101," + SICHUAN, head="商品编码," + HEAD), "customs_split"),
        (table(SICHUAN[7:], head=HEAD[5:]), "customs_lacks"),
        (table(SICHUAN, head=HEAD.replace("美元", "数量")), "customs_lacks"),
        (table(SICHUAN + "1,", head=HEAD + "人民币,"), "customs_currencies"),
        (table(SICHUAN + "1,", head=HEAD + "出口(美元),"), "twice"),
        (table(SICHUAN + "1,", head=HEAD + "注册地,"), "customs_column_twice"),
        (table(SICHUAN.replace(",51", ',"51')), "broken_csv"),
    ],
)
def test_what_cannot_be_read_for_sure_is_refused(text: str, code: str) -> None:
    report = read(text)
    assert set(codes(report)) == {code}
    for lang in ("de", "en"):
        assert all(len(one) > 20 for one in messages(report.errors, report.kind, lang))


@each("name", ["download.csv", "进出口.csv", "import-export.csv"])
def test_a_file_that_does_not_say_its_direction_is_refused(name: str) -> None:
    assert codes(read(table(SICHUAN), name)) == ["customs_flow"]


def test_a_file_with_nothing_but_totals_is_refused() -> None:
    text = table(SICHUAN, head=HEAD.replace("美元", "进出口总值(美元)"))
    assert codes(read(text)) == ["customs_only_total"]


@each(
    "raw",
    [
        table(SICHUAN).encode("gb18030").decode("latin-1").encode(),
        table(SICHUAN).encode("gb18030").decode("cp1252", "replace").encode(),
        table(SICHUAN).encode().decode("gb18030", "replace").encode(),
        table(SICHUAN).encode("gb18030").replace("德国".encode("gb18030"), b"\xff\xff"),
        table(SICHUAN.replace("德国", "\ufffd\ufffd")).encode(),
    ],
)
def test_spoilt_signs_are_told_as_such(raw: bytes) -> None:
    assert codes(read(raw)) == ["customs_mojibake"]


def test_other_files_are_none_and_are_told_so_when_named_as_one() -> None:
    assert codes(preview(b"a,b\n1,2\n", "x.csv", "customs_trade", "", NOW).report) == [
        "customs_none"
    ]
    assert codes(read("a,b\n1,2\n")) == ["no_kind"]


# ---- accepted


@pytest.fixture
def inbox(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    serve_copy(warehouse, tmp_path / "warehouse")
    return tmp_path / "inbox"


def test_what_was_accepted_is_on_the_page_says_who_delivered_it_and_stays_apart(
    inbox: Path,
) -> None:
    first = table(*(SICHUAN.replace("202601", f"20260{month}") for month in range(1, 5)))
    raw = first.encode("gb18030")
    accept.keep(preview(raw, "四川 出口.csv", "auto", "Stadt Herne", NOW), raw, inbox, NOW)
    again = table(SICHUAN, SICHUAN.replace("202601", "202602").replace("789", "790"))
    (inbox / "四川 出口 neu.csv").write_bytes(again.encode("gb18030"))

    assert watch.take_in(inbox / "四川 出口 neu.csv", inbox)

    answer = ask("customs_trade")
    assert [float(row.value) for row in answer] == [123.456789, 123.45679, 123.456789, 123.456789]
    assert {(row.basis, row.trade_system, row.confidence) for row in answer} == {
        ("gacc_registration", "general", "medium")
    }
    assert len(answer.claims) == 4, "what was said again is no second figure"
    sources = answer.sources
    assert set(sources["publisher"]) == {"General Administration of Customs of China (GACC)"}
    assert set(sources["relayed_by"].dropna()) == {"Stadt Herne"}
    assert set(sources["known_since"].dt.date) == {NOW.date(), datetime.now(BERLIN).date()}
    before = ask("customs_trade", as_of=NOW.date())
    assert {float(row.value) for row in before} == {123.456789}, "what was known that day"
    app = visits.visit("location/china")
    assert any("Sichuan" in one.value for one in app.header)


def test_the_command_says_what_a_file_would_change(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "出口.csv"
    file.write_bytes(table(SICHUAN).encode("gb18030"))
    assert main(["add", "auto", str(file), "--lang", "de"]) == 0
    told = capsys.readouterr().out
    assert "Chinesischer Zoll" in told
    assert cli.OFFICIAL not in told
