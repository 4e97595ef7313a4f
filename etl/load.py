"""Load: every source's snapshot and every reference table, checked, into DuckDB."""

from __future__ import annotations

import duckdb
import pandas as pd
import pandera.pandas as pa
from pyarrow import Table

from data import match_choices, paths
from etl import boundaries, cross_checks, datasets, release_rules, validate
from etl.alerts.series import SERIES_ALERTS
from etl.bulk.store import FED
from etl.inbox import load
from etl.inbox.load import LoadedTable
from etl.matches import found
from etl.matches.found import ENTITY_MATCH
from etl.matches.unsure import ENTITY_PAIR
from etl.readers.collected import (
    CLAIMS,
    MODE_TRADE,
    PARTNER_TRADE,
    PRODUCT_NAMES,
    PRODUCT_TRADE,
    RECEIVED,
    SOURCES,
    SUPPRESSED,
)
from etl.readers.collected import read as read_collected
from etl.reference import TABLES
from etl.release_rules import RELEASE_RULES
from etl.schema import DUCKDB_TYPES, DatasetFile, frame_of, kinds
from etl.typesetting import notes_set
from etl.validate import Refused
from etl.vintages import claims as vintages_claims
from etl.vintages import mode_trade, records


def read_all() -> tuple[dict[str, pd.DataFrame], list[LoadedTable]]:
    """Read and check everything that the project carries, that was fetched and that people brought.

    Returns reference tables and fed rows, as text. Raises Refused.
    """
    tables = {name: reference(name) for name in TABLES}
    collected = [_snapshot_table(declared) for declared in datasets.collected()]
    fed = list(collected)
    for published in datasets.published():
        fed += _published_tables(published)
    fed += supplementary_tables(
        vintages_claims.suppressed(),
        vintages_claims.product_names(),
        vintages_claims.partner_trade(),
        mode_trade.rows(),
        vintages_claims.received(),
    )
    fed += load.count_trains_once(load.loaded_tables(), collected)
    fed.append(matched(tables["cities"], fed))
    cross_checks.check(tables, fed, collected)
    return tables, fed


def matched(cities: pd.DataFrame, fed: list[LoadedTable]) -> LoadedTable:
    """Which of the companies that are fed are which legal entity that is. Raises Refused."""
    companies, entities = (
        pd.concat([part.frame for part in fed if part.noun == noun])
        for noun in ("company", "gleif_entity")
    )
    towns = dict(zip(cities["code"], cities["name_de"], strict=True))
    pairs = found.pairs(found.firms(companies, towns), found.entities(entities))
    choices = match_choices.read()
    part = LoadedTable("matches", "entity_match", ENTITY_MATCH,
                       found.matches(pairs, choices, entities["lei"]))  # fmt: skip
    validate.rows(part.place, part.frame, part.schema)
    return part


def reference(name: str) -> pd.DataFrame:
    """A reference table, checked, as text. Raises Refused."""
    place = f"data/reference/{name}.csv"
    file = paths.REFERENCE / f"{name}.csv"
    if not file.is_file():
        raise Refused(place, ["it is missing"], "restore it (git checkout -- data/reference).")
    return _checked(place, file.read_bytes(), TABLES[name])


def loaded_table(declared: DatasetFile, frame: pd.DataFrame) -> LoadedTable:
    """Rows of a source with what is needed to check and load them."""
    dataset = declared.dataset
    return LoadedTable(snapshot_place(declared), dataset.feeds, dataset.schema, frame)


def snapshot_place(declared: DatasetFile) -> str:
    """Where a source's rows lie, as a person in the project folder sees it."""
    return f"data/snapshots/{declared.name}/rows.csv"


def _snapshot_table(declared: DatasetFile) -> LoadedTable:
    raw = validate.snapshot(declared)
    schema, bounds = declared.dataset.schema, declared.dataset.rows
    place = snapshot_place(declared)
    return loaded_table(declared, _checked(place, raw, schema, bounds))


def collected_claims() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Claims and sources that the project carries in its snapshots, as text. Raises Refused."""
    nouns = ("claim", "source")
    fed = [_snapshot_table(one) for one in datasets.collected() if one.dataset.feeds in nouns]
    claims, sources = (
        pd.concat([part.frame for part in fed if part.noun == noun]) for noun in nouns
    )
    return claims, sources


def published_place(published: DatasetFile) -> str:
    """How a published table is called where it is refused."""
    return f"published table {published.name}"


def _published_tables(published: DatasetFile) -> list[LoadedTable]:
    """What all states of a published table feed and its sources, bundled or fetched."""
    has_records = published.dataset.has_records
    read = records.rows_and_sources if has_records else vintages_claims.claims_and_sources
    frames = read(published)
    if frames is None:
        return []
    place = published_place(published)
    noun = published.dataset.feeds
    schema = PRODUCT_TRADE if noun == "product_trade" else CLAIMS
    schema = published.dataset.schema if has_records else schema
    parts = [
        LoadedTable(place, noun, schema, frames[0]),
        LoadedTable(place, "source", SOURCES, frames[1]),
    ]
    for part in parts:
        validate.rows(part.place, part.frame, part.schema)
    return parts


def supplementary_tables(
    suppressed: pd.DataFrame,
    product_names: pd.DataFrame,
    partner_trade: pd.DataFrame,
    by_mode: pd.DataFrame,
    received: pd.DataFrame,
) -> list[LoadedTable]:
    """What published tables tell besides claims; the nouns are there also without any state.

    Raises Refused.
    """
    place = "published tables"
    parts = [
        LoadedTable(place, "suppressed", SUPPRESSED, suppressed),
        LoadedTable(place, "product_name", PRODUCT_NAMES, product_names),
        LoadedTable(place, "product_trade", PRODUCT_TRADE, frame_of(PRODUCT_TRADE)),
        LoadedTable(place, "partner_trade", PARTNER_TRADE, partner_trade),
        LoadedTable(place, "mode_trade", MODE_TRADE, by_mode),
        LoadedTable(place, "received", RECEIVED, received),
        LoadedTable(place, "release_rule", RELEASE_RULES, release_rules.rows(datasets.published())),
        # Found in the figures and in the register themselves, once the models are built.
        LoadedTable(place, "entity_pair", ENTITY_PAIR, frame_of(ENTITY_PAIR)),
        LoadedTable(place, "series_alert", SERIES_ALERTS, frame_of(SERIES_ALERTS)),
    ]
    parts += [LoadedTable(place, one.dataset.feeds, one.dataset.schema,
                          frame_of(one.dataset.schema))
              for one in datasets.published() if one.dataset.has_records]  # fmt: skip
    for part in parts:
        validate.rows(f"{part.noun} of {place}", part.frame, part.schema)
    return parts


def _checked(place: str, raw: bytes, schema: pa.DataFrameSchema,
             bounds: tuple[int, int] | None = None) -> pd.DataFrame:  # fmt: skip
    try:
        frame = read_collected(raw)
    except ValueError as error:
        remedy = "correct the file, restore it or fetch it again."
        raise Refused(place, [str(error)], remedy) from error
    validate.rows(place, frame, schema, bounds)
    return frame[list(schema.columns)]


def load_all(con: duckdb.DuckDBPyConnection) -> None:
    """Read, check and load everything: ``reference.<table>`` and ``fed.<noun>``, cast."""
    tables, fed = read_all()
    con.begin()  # written to the disk once, not after every comment
    con.execute("create schema if not exists reference")
    boundaries.load(con)
    for name, frame in tables.items():
        _create(con, f"reference.{name}", frame, TABLES[name])
        _describe(con, f"reference.{name}", TABLES[name])
    con.commit()
    load_fed(con, fed)


def load_fed(con: duckdb.DuckDBPyConnection, fed: list[LoadedTable]) -> None:
    """Load what sources, tables and deliveries feed as ``fed.<noun>``, which no warehouse keeps."""
    con.execute("attach ':memory:' as fed")
    con.execute(FED)
    for whole in load.by_noun(fed):
        _create(con, f"fed.{whole.noun}", whole.frame, whole.schema)


def _create(con: duckdb.DuckDBPyConnection, name: str,
            frame: pd.DataFrame, schema: pa.DataFrameSchema) -> None:  # fmt: skip
    """Create a table from a frame of text, cast by declaration, in the order given."""
    # As pandas holds text already: to hand over Python's strings takes three times as long.
    con.register("rows", Table.from_pandas(notes_set(frame), preserve_index=False))
    columns = ", ".join(_cast(column, kind) for column, kind in kinds(schema).items())
    con.execute(f"create table {name} as select {columns} from rows")  # noqa: S608 - declared names
    con.unregister("rows")


def _cast(column: str, kind: str) -> str:
    quoted = f'"{column}"'
    if kind == "yes_no":
        return f"{quoted} = 'yes' as {quoted}"
    return f"cast({quoted} as {DUCKDB_TYPES[kind]}) as {quoted}"


def _describe(con: duckdb.DuckDBPyConnection, name: str, schema: pa.DataFrameSchema) -> None:
    con.execute(f"comment on table {name} is 'Codes and their labels: {name.split('.')[1]}'")
    for column, declaration in schema.columns.items():
        text = str(declaration.description).replace("'", "''")
        con.execute(f"comment on column {name}.\"{column}\" is '{text}'")
