"""Bulk rows: fetched by name, sorted in steps that no kill loses, added up by two engines."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from benchmarks import comext_rows
from data.ask import ask, table
from etl import build, datasets, modelling
from etl.__main__ import main
from etl.bulk import months, spark, store
from etl.fetch.update import accept_download
from etl.readers.eurostat import bulk, products
from etl.validate import Refused
from etl.vintages import store as vintages
from i18n import LANGUAGES, Locale
from tests import visits
from tests.each import each
from tests.etl.test_eurostat import update
from tests.warehouses import Project
from tests.worlds import comext_files as files
from tests.worlds import eurostat as world

NAME = "eurostat_ds_045409_months"
(TABLE,) = (one for one in datasets.fetched() if one.name == NAME)
ROWS = "select * from bulk.product_month"


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with nothing fetched yet."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    return project


def rows_of(file: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as con:
        return con.execute(query).fetchall()


def month(*lines: str, head: str = files.PRODUCTS_HEAD) -> bytes:
    raw = files.packed(files.table("202607", lines or files.PRODUCTS_LINES, head))
    return bulk.cut(raw, products.LAYOUT)


def test_an_update_asks_for_large_files_by_name_then_with_all_others_and_none_becomes_a_claim(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(TABLE.module, "_MONTHS", 13)
    monkeypatch.setattr(datasets, "fetched", lambda: [TABLE])
    monkeypatch.setattr("etl.vintages.cli.datasets.fetched", lambda: [TABLE])
    _, served = update(files.Files(), monkeypatch)
    assert served.asked == [], "nobody asked for 25 archives"

    assert update(files.Files(), monkeypatch, NAME)[0] == 0, capsys.readouterr().out
    (vintage,) = vintages.vintages(NAME)
    assert len(vintage.note["part"]) == 13
    assert update(files.Files(), monkeypatch)[1].asked, "it is one of the tables now"

    newest = pd.Period(world.months_ago(2), freq="M")
    built = ask("product_months", product="850760")
    assert [row.value for row in built.where(flow="import")] == [4.5] * 13
    assert built.tuples[-1].period_start == newest.start_time
    assert built.sources["source_id"].tolist() == [f"{NAME}@{vintage.state}"]
    assert not ask("product_months", product="850760", as_of=date(2020, 1, 1))
    chapter = ask("product_months").where(flow="import")
    assert set(chapter.rows["product"]) == {"wa_85"}, "of a chapter all subheadings are added up"
    assert (chapter.rows["value"] >= built.where(flow="import").rows["value"]).all()
    partners = ask("product_partners", product="850760", flow="import")
    year = newest.year - (newest.month < 12)
    shown = {row.partner: (row.position, row.value) for row in partners
             if row.period_start.year == year}  # fmt: skip
    whole = {"pl": (1, 108.0), "cn": (2, 54.0)} if newest.month in (11, 12) else {}
    assert shown == whole, "years of which all months are known"
    assert not set(table("claim").rows["source_id"].to_pylist()) & {f"{NAME}@{vintage.state}"}


def test_lines_add_up_to_subheadings_and_what_is_masked_stays_with_its_chapter() -> None:
    found = products.rows("full_v2_202607.csv.gz", month()).to_pylist()

    of_china = {row["product"]: (row["value_eur"], row["weight_kg"]) for row in found
                if (row["counterpart"], row["flow"]) == ("cn", "import")}  # fmt: skip
    assert of_china == {"850760": (4_500_000, 520_000), "85XXXX": (250_000, 1_000),
                        "XXXXXX": (125_000, None)}  # fmt: skip
    told = products.parse({"full_v2_202607.csv.gz": month()})
    value = told.set_index(["counterpart", "flow", "indicator"])["value"]
    assert value["cn", "import", "trade_value"] == "4.875"
    assert value["world", "import", "trade_value"] == "13.875"


LINE = files.PRODUCTS_LINES[1]
BAD = {
    "other columns": (["1,2"], "A,B", "expected one REPORTER"),
    "a column more": ([LINE], f"{files.PRODUCTS_HEAD},COLOUR", "unknown column COLOUR"),
    "nothing of ours": ([files.PRODUCTS_LINES[0]], "", "no line of Germany"),
    "another month": ([LINE.replace("{month}", "202606")], "", "the period 202606"),
    "a line twice": ([LINE, LINE], "", "stated twice: CN 85076000 1"),
    "below zero": ([LINE.replace("3000000", "-1")], "", "'-1' and '500000' are no figures"),
    "words": ([LINE.replace(",500000,", ",n/a,")], "", "are no figures"),
    "an unknown flow": ([LINE.replace(",16,1,", ",16,3,")], "", "unknown flow: 3"),
    "a group of countries": ([LINE.replace(",CN,", ",WORLD,")], "", "no group of countries"),
    "another level": ([LINE.replace("85076000", "850760")], "", "unknown product: 850760"),
    "more than the total": ([LINE, files.PRODUCTS_LINES[6].replace("4875000", "9")], "",
                            "products of CN add up to"),
}  # fmt: skip


@each("name", BAD)
def test_a_month_that_is_not_as_documented_is_refused_by_name(name: str) -> None:
    lines, head, told = BAD[name]
    with pytest.raises(ValueError, match=told):
        products.parse({"full_v2_202607.csv.gz": month(*lines, head=head or files.PRODUCTS_HEAD)})


@pytest.mark.usefixtures("fresh", "without_build")
def test_a_month_brought_by_hand_is_known_by_its_name() -> None:
    raw = files.packed(files.table("202607", files.PRODUCTS_LINES, files.PRODUCTS_HEAD))
    assert accept_download(raw, "full_v2_202607.7z").outcome == "new"
    assert [one.month for one in months.newest()] == ["202607"]
    assert accept_download(raw, "full_v2_202607.7z").outcome == "unchanged"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Some thousand made rows over two years, kept as a state."""
    folder = tmp_path_factory.mktemp("bulk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHINA_MONITOR_VINTAGES", str(folder))
        patch.setattr(comext_rows, "PARTNERS", 12)
        patch.setattr(comext_rows, "IN_CHAPTER", 2)
        comext_rows.write(40_000)
        yield folder


@pytest.fixture(scope="module")
def served(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the made rows."""
    build.build(folder := tmp_path_factory.mktemp("warehouse"))
    return folder


@pytest.mark.usefixtures("made")
def test_a_run_that_ends_in_the_middle_is_gone_on_with_and_its_rows_are_sorted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "_AT_ONCE", 9_000)
    home = vintages.as_read(NAME)
    sorts: list[str] = []
    before: list[str] = []
    sort = store.sort_step

    def stopped(con: duckdb.DuckDBPyConnection, *step: Any) -> None:
        if len(sorts) == 2 and not before:
            raise KeyboardInterrupt
        sorts.append(step[-1][0])
        sort(con, *step)

    monkeypatch.setattr(store, "sort_step", stopped)
    with pytest.raises(KeyboardInterrupt):
        store.rows_file()
    assert not list(home.glob("rows-*")), "no half of one"
    before += sorts
    file = store.rows_file()

    assert file is not None
    assert len(sorts) == len(set(sorts)) > 3, "no step twice"
    at_once = rows_of(file, f"{ROWS} order by counterpart, flow, product, month")
    assert rows_of(file, ROWS) == at_once
    read = rows_of(
        file, f"select count(*), sum(value_eur) from read_parquet('{home}/month-*.parquet')"
    )
    assert rows_of(file, "select count(*), sum(value_eur) from bulk.product_month") == read
    levels = "select digits, sum(value_eur) from bulk.product_year group by 1 order by 1"
    assert rows_of(file, levels) == [(digits, read[0][1]) for digits in (2, 4, 6)]
    assert [one.name for one in home.glob("*.duckdb*")] == [file.name]


def test_every_roll_up_is_plain_sql_that_spark_can_say_and_another_is_refused_by_name() -> None:
    rollups = [one for one in store.models() if one.is_rollup]
    assert [one.name for one in rollups] == ["bulk.product_year"]
    for one in rollups:
        sql, order = spark.translated(one)
        assert "FROM product_month" in sql
        assert order == ["digits", "flow", "year", "product", "counterpart"]
    ours = modelling.parse("bulk.x", "select formula.share(1, 2) from bulk.product_month")
    with pytest.raises(Refused, match=r"it calls formula\.SHARE|it calls formula\.share"):
        spark.translated(ours)
    unknown = modelling.parse(
        "bulk.x", "select regexp_extract_all(flow, 'x', 0, 'g') from bulk.product_month"
    )
    with pytest.raises(Refused, match=r"bulk/x\.sql was refused"):
        spark.translated(unknown)


def test_without_pyspark_java_or_a_master_the_build_says_what_to_do_and_leaves_what_is_served(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.state()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    build_with = ["build", "--engine", "spark", "--master", f"spark://127.0.0.1:{port}"]
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert main(build_with) == 1
    assert "pip install -r requirements-spark.txt" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "pyspark.sql", SimpleNamespace(SparkSession=None))
    monkeypatch.setenv("JAVA_HOME", str(project.root))
    assert main(build_with) == 1
    assert "no Java in" in capsys.readouterr().err
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/java")
    assert main(build_with) == 1
    assert "no master at 127.0.0.1" in capsys.readouterr().err
    assert project.state() == before


def bundled_month(folder: Path) -> Path:
    """The bundled years of raw materials by partner, in the shape of months."""
    vintage = vintages.bundled("eurostat_ds_045409_cn8")
    assert vintage is not None
    from etl.readers.eurostat import claims

    cells = claims.read(vintage.parts())
    cells = cells[cells["partner"] != "WORLD"]
    with duckdb.connect() as con:
        con.register("cells", cells)
        con.execute(f"""copy (select lower(partner) as counterpart, 'import' as flow,
            left(product, 6) as product, make_date(time::int, 1, 1) as month,
            sum(printed::double)::bigint as value_eur, null::bigint as weight_kg
          from cells where printed is not null group by all order by all)
          to '{folder}/bundled.parquet' (format parquet)""")  # fmt: skip
    return folder / "bundled.parquet"


def test_spark_and_duckdb_add_up_the_same_row_by_row(made: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pip install -r requirements-spark.txt")
    known = months.newest()
    sets = {"made": list(months.read(known)), "bundled": [bundled_month(tmp_path)]}
    with spark.engine("local[2]") as by_spark:
        for name, parquet in sets.items():
            found: list[list[tuple[Any, ...]]] = []
            for engine in (store.in_duckdb, by_spark):
                file = tmp_path / f"{name}-{len(found)}.duckdb"
                store._write(file, known[:1], parquet, engine)
                found.append(rows_of(file, "select * from bulk.product_year"))
            assert found[0] == found[1], name
            assert len(found[0]) > 500, name


def choices(app: AppTest) -> set[str]:
    """What can be chosen by buttons in a row."""
    return {option.content for row in app.get("button_group") for option in row.proto.options}


@each("lang", LANGUAGES)
def test_the_page_shows_chinas_place_once_fetched_and_nothing_before(
    lang: str, served: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = Locale(lang)
    choice = locale("trade.product_ranks.of_6")
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(warehouse))
    assert choice not in choices(visits.visit("trade/products", lang=lang))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(served))
    app = visits.visit("trade/products", lang=lang, digits="4")
    assert visits.trouble(app) == []
    assert choice in choices(app)
    titles = " ".join(one.value for one in app.header)
    first = ask("product_ranks", flow="import", digits="4")
    said = sum(row.position == 1 for row in first)
    title = locale("trade.product_ranks.import_title", year="2025", shown="20", firsts=str(said))
    assert title in titles
