"""Promises of every question in data/queries: a new one is covered before it has a test."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest
import sqlglot
from sqlglot import exp

from data import ask as data_ask
from data import paths
from data.answer import Answer, named_ids
from data.ask import UnknownValue, ask, in_full, labels, questions
from data.question import MERGED, Question, Value
from etl import modelling
from i18n import LANGUAGES, Locale
from run import ROOT
from tests.each import each, sample, spread
from tests.project.test_rooms import FILES, PAGES

pytestmark = pytest.mark.usefixtures("warehouse")

QUESTIONS = [asked for _, asked in sorted(questions().items())]
VALUES = [(asked, value) for asked in QUESTIONS for value in asked.values.values()]
LONGEST_BODY = 60
#: Days on which less was known: before anything, in between, and before the official NRW series.
DAYS = [date(1900, 1, 1), date(2016, 6, 30), date(2024, 1, 1), date(2026, 5, 20)]
#: What stands for a value that nobody declares.
STRANGE = "no_such_code"
FIGURE = re.compile(r"value|(value|.*_value)(_low|_high)?|.*_(meur|pct|teu|tonnes|trains)")
#: Tables besides core.claim with rows that were not always known: a question filters them itself.
DATED = ("company", "delivery", "entity_event", "event", "rail_claim", "route_point",
         "mode_trade", "own_sum", "partner_trade", "product_trade", "source",
         "suppressed")  # fmt: skip
#: What a question says that the project carries no figure of.
FETCHED = "Nothing until it was fetched or brought in."


def figures(asked: Question) -> list[str]:
    """Its columns that hold figures."""
    tree = sqlglot.parse_one(asked.sql, read="duckdb")
    assert isinstance(tree, exp.Query)
    return [name for name in tree.named_selects if FIGURE.fullmatch(name)]


every_question = each("asked", QUESTIONS)
question_with_figures = each("asked", [asked for asked in QUESTIONS if figures(asked)])
every_value = each(("asked", "value"), VALUES)


def of_kind(kind: str) -> list[str]:
    with data_ask._warehouse(paths.warehouse()).reading() as served:
        return list(served.codes[kind])


def ask_with(asked: Question, name: str, said: object) -> Answer:
    given: dict[str, Any] = {name: said}
    return ask(asked.name, **given)


def cells(answer: Answer, column: str) -> set[str]:
    """All codes in a column, also those in lists."""
    found: set[str] = set()
    for cell in answer.rows[column].dropna():
        found.update([cell] if isinstance(cell, str) else cell)
    return found


def tables_of(asked: Question) -> set[str]:
    tree = sqlglot.parse_one(asked.sql, read="duckdb")
    return {f"{table.db}.{table.name}" for table in tree.find_all(exp.Table) if table.db}


@cache
def on_deliveries() -> set[str]:
    """Models that deliveries feed, at once or by way of others."""
    models = modelling.models()
    found = {"core.delivery"}
    while more := {one.name for one in models if one.needs & found} - found:
        found |= more
    return found


def only_reports(asked: Question) -> bool:
    """Whether it speaks of nothing but what operators report, and nobody has reported."""
    tables = tables_of(asked)
    with data_ask._warehouse(paths.warehouse()).reading() as served:
        return tables <= on_deliveries() and not any(
            served.con.execute(f"from {table} limit 1").fetchone() for table in tables
        )


def has_value(row: Any, column: str) -> bool:
    cell = getattr(row, column)
    return bool(isinstance(cell, list) or (cell is not None and pd.notna(cell)))


@every_question
def test_it_says_what_it_asks_and_answers_with_its_defaults(asked: Question) -> None:
    assert asked.about
    answer = ask(asked.name)
    if FETCHED in asked.about:
        assert not answer, "it finds what is carried: its head says otherwise"
    else:
        assert answer or only_reports(asked), (
            f"with its defaults it finds nothing; its head may say: {FETCHED}"
        )
    assert answer.question == asked.name
    assert set(answer.values) == set(asked.values)


@every_question
def test_every_column_is_described_in_one_place(asked: Question) -> None:
    columns = ask(asked.name).columns
    assert not asked.columns.keys() - columns.keys(), "described, not in the answer"
    assert all(column.meaning for column in columns.values())
    with data_ask._connection() as served:
        inherited = replace(asked, columns={}).describe(columns, served.columns)
    assert not [name for name, column in asked.columns.items() if column == inherited[name]]


@question_with_figures
def test_every_row_that_shows_a_figure_names_its_claims(asked: Question) -> None:
    answer, shown = ask(asked.name), figures(asked)
    naming = [str(name) for name in answer.rows if any(named_ids(answer.rows[[name]]))]
    for row in answer:
        if any(has_value(row, column) for column in shown):
            named = [getattr(row, column) for column in naming]
            # An id or a list of them; what is not there has no length.
            assert any(hasattr(one, "__len__") and len(one) for one in named), row


@every_question
def test_what_rows_name_is_in_the_answer(asked: Question) -> None:
    answer = ask(asked.name)
    claim_ids, source_ids = named_ids(answer.rows)
    assert claim_ids == set(answer.claims["claim_id"])
    assert source_ids | set(answer.claims["source_id"]) == set(answer.sources["source_id"])


@every_question
def test_every_code_has_a_label_in_both_languages(asked: Question) -> None:
    answer = ask(asked.name)
    kinds = {kind for kind, _ in labels().by_kind}
    for name, column in answer.columns.items():
        if column.codes is None:
            continue
        assert column.codes in kinds, f"{name}: nothing is labelled as {column.codes}"
        assert not cells(answer, name) - set(of_kind(column.codes)), name


@each(("asked", "day"), spread(QUESTIONS, DAYS))
def test_nothing_in_an_answer_was_known_only_later(asked: Question, day: date) -> None:
    answer = ask(asked.name, as_of=day)
    for told in (answer.claims, answer.sources):
        late = told[told["known_since"] > pd.Timestamp(day)]
        assert late.empty, late.iloc[:, :2]


@question_with_figures
def test_before_anything_was_known_no_figure_is_told(asked: Question) -> None:
    rows = ask(asked.name, as_of=date(1900, 1, 1)).rows
    assert rows[figures(asked)].isna().all(axis=None)


@every_question
def test_claims_are_read_through_what_knows_the_date_asked_for(asked: Question) -> None:
    assert "core.claim" not in tables_of(asked), "read core.claim_ranked or core.best_claim"
    if "getvariable" in asked.sql:
        assert tables_of(asked) & {f"core.{noun}" for noun in DATED}, (
            "core.claim_ranked and core.best_claim know the date themselves"
        )


@every_question
def test_values_are_bound_never_formatted_in(asked: Question) -> None:
    assert not re.search(r"\{[a-z_0-9]*\}|%s|%\(", asked.sql)
    placed = set(re.findall(r"\$([a-z_]+)", asked.sql))
    assert placed == set(asked.values)


@every_question
def test_it_is_short_and_one_select(asked: Question) -> None:
    body = [line for line in asked.sql.splitlines() if line.strip()]
    assert len(body) <= LONGEST_BODY
    (tree,) = sqlglot.parse(asked.sql, read="duckdb")
    assert isinstance(tree, exp.Query)


@pytest.mark.long
@every_question
def test_its_order_leaves_no_two_rows_in_a_tie(asked: Question) -> None:
    # DuckDB works in threads: rows in a tie would change places from one visit to the next.
    tree = sqlglot.parse_one(asked.sql, read="duckdb")
    assert isinstance(tree, exp.Query)
    order = tree.args.get("order")
    if order is None:
        assert len(ask(asked.name).rows) <= 1
        return
    columns, named = tree.named_selects, []
    for number, key in enumerate(ordered.this for ordered in order.expressions):
        if key.sql() in columns:
            named.append(key.sql())
        elif key.sql().lower() == "all":
            named += columns
        else:
            tree = tree.select(exp.alias_(key.copy(), f"key_{number}"))
            named.append(f"key_{number}")
    if {*named} <= {*columns}:
        rows = ask(asked.name).rows
    else:
        tree.set("order", None)
        with data_ask._warehouse(paths.warehouse()).reading() as served:
            bound = asked.bind({}, served.codes)
            rows = data_ask._run(served.con, tree.sql("duckdb"), bound, None)
    keys = rows[named].map(str)
    assert not keys.duplicated().any(), keys[keys.duplicated(keep=False)].head()


def test_foreign_trade_is_asked_for_where_its_concepts_are_kept_apart() -> None:
    asked = ask("series", indicator="trade_value", region="de-nw", partner="cn")
    assert set(asked.rows["flow"]) == {"turnover"}, "of both directions, in no concept of trade"
    assert ask("trade_series", region="de-nw", partner="cn")


@each(("old", "values", "today"), [
    ("trade_partner_series", {"partners": ["cn", "us"], "region": "de-nw"},
     {"partner": ["cn", "us"], "undefined": "no"}),
    ("trade_laender_series", {"regions": "de-by,de-hh", "partner": "hk"},
     {"region": ["de-by", "de-hh"], "partner": "hk"}),
    ("freight_series", {"indicator": "china_eu_rail_teu", "place": "china_eu", "basis": "erai",
                        "flows": "westbound"},
     {"indicator": "china_eu_rail_teu", "place": "china_eu", "basis": "erai", "flow": "westbound"}),
    ("town_series", {"indicator": "share_of_gross_value_added", "industry": "wz_b_f",
                     "regions": "herne"},
     {"indicator": "share_of_gross_value_added", "product": "wz_b_f", "region": "herne"}),
    ("investment_series", {}, {"indicator": "investment_projects_nrw_balance", "region": "de-nw",
                               "partner": "cn", "scope": "greater_china"}),
])  # fmt: skip
def test_an_old_link_to_a_question_that_was_merged_gives_the_same_figures(
    old: str, values: dict[str, Any], today: dict[str, Any]
) -> None:
    then, now = ask(old, **values), ask(MERGED[old][0], **today)
    assert then
    assert list(then.rows["claim_id"]) == list(now.rows["claim_id"])


@every_value
def test_a_value_has_a_default_that_it_takes(asked: Question, value: Value) -> None:
    assert value.meaning
    assert value.default is not None
    assert value.codes is None or of_kind(value.codes)
    assert len(value.allowed) != 1 or value.codes, "a list of one: is the meaning read as a list?"
    value.read(value.default, {value.codes: tuple(of_kind(value.codes))} if value.codes else {})


#: Lists of short ids of claims: one that there is none of changes nothing.
OF_CLAIMS = ("claims", "first", "second")


@every_value
def test_an_unknown_value_is_refused_by_name(asked: Question, value: Value) -> None:
    limited = bool(value.allowed or value.codes or value.kind in ("number", "day"))
    if not limited:
        assert value.name in ("text", *OF_CLAIMS), "only a text or ids of claims may be anything"
        answer = ask_with(asked, value.name, STRANGE)
        assert value.name not in ("text", "claims") or not answer
        return
    for strange in (STRANGE, "", "CN'; drop table core.claim; --", "9" * 40, "12345", "-1", "1e3"):
        if strange == "" and value.kind == "list":
            continue
        with pytest.raises(UnknownValue) as refused:
            ask_with(asked, value.name, strange)
        assert refused.value.name == value.name
        assert value.name in str(refused.value)
        assert strange in str(refused.value)
        assert all(refused.value.possible(Locale(lang)) for lang in LANGUAGES)


@pytest.mark.long
@every_value
def test_every_allowed_value_and_code_can_be_asked(asked: Question, value: Value) -> None:
    known = list(value.allowed) or (of_kind(value.codes) if value.codes else [])
    for said in sample(known, 1 if value.kind != "list" else 0):
        ask_with(asked, value.name, said)
    if value.kind == "list":
        ask_with(asked, value.name, known)
        assert value.name in OF_CLAIMS or not ask_with(asked, value.name, [])
    if value.kind == "number":
        for extreme in sample((0, 1, 9999), 1):
            ask_with(asked, value.name, extreme)
    if value.kind == "day":
        for day in sample(("0001-01-01", "9999-12-31", date(2020, 2, 29)), 1):
            ask_with(asked, value.name, day)


@every_question
def test_a_value_that_it_does_not_take_is_refused_by_name(asked: Question) -> None:
    with pytest.raises(UnknownValue, match=STRANGE):
        ask_with(asked, STRANGE, "x")


def test_a_question_that_there_is_none_of_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match=STRANGE):
        ask(STRANGE)


def test_no_python_file_puts_values_into_the_sql_of_a_question() -> None:
    door = (paths.DATA / "ask.py").read_text(encoding="utf-8")
    assert not re.search(r'f"""|\.format\(|sql\s*%|\.sql\s*\+|replace\("\$', door)


def test_rows_are_read_by_columns_that_their_question_gives() -> None:
    """A protocol that names its question asks for no column that the answer lacks."""
    lacking, seen = [], 0
    for file in FILES:
        if "Protocol)" not in file.read_text("utf-8") or file in PAGES:
            continue
        module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for row in vars(module).values():
            question = re.search(r"of the question (\w+)", getattr(row, "__doc__", None) or "")
            is_here = getattr(row, "__module__", "") == module.__name__
            if not (question and is_here and getattr(row, "_is_protocol", False)):
                continue
            seen += 1
            read = {name for base in row.__mro__ for name in vars(base).get("__annotations__", ())}
            if unknown := read - in_full(questions()[question[1]]).columns.keys():
                lacking.append(f"{module.__name__}.{row.__name__}: {sorted(unknown)}")
    assert seen > 20
    assert not lacking, lacking
