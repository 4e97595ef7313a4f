"""A GENESIS for playbacks: answers in the documented shape about a made world.

Where the project carries the official figure it is that one, so that orders of magnitude are
right; everything else follows a rule and means nothing.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

from data import paths
from tests.worlds import genesis_tables
from tests.worlds.playback import Answer, Asked

Cell = dict[str, str]
_SPECIAL = {"AUSLAND": "Ausland", "REST": "Restposition"}
_MEASURES = {
    "WERTA": ("Ausfuhr: Wert", "Tsd. EUR"),
    "WERTE": ("Einfuhr: Wert", "Tsd. EUR"),
    "GEWA": ("Ausfuhr: Gewicht", "t"),
    "GEWE": ("Einfuhr: Gewicht", "t"),
}
_LIMIT = 40_000
PRODUCTS = {"GP19-13": "Textilien", "GP19-20": "Chemische Erzeugnisse", "GP19-28": "Maschinen"}
CHAPTERS = {"WA39": "Kunststoffe", "WA84": "Maschinen", "WA85": "Elektrotechnik"}
_MONTHS = [f"MONAT{month:02}" for month in range(1, 13)]


def status(code: int, content: str, kind: str = "Fehler", method: str = "tablefile") -> Answer:
    """A status in JSON inside of HTTP 200."""
    said = {
        "Ident": {"Service": "data", "Method": method},
        "Status": {"Code": code, "Content": content, "Type": kind},
        "Parameter": {"username": "*" * 20, "password": "*" * 20},
        "Object": None,
        "Copyright": "© Statistisches Bundesamt (Destatis), 2026",
    }
    return Answer(json.dumps(said, ensure_ascii=False).encode(), kind="application/json")


TOO_LARGE = "Die Tabelle ist zu gross, um im Dialog abgerufen zu werden."
NOTHING = "Es gibt keine Objekte zum angegebenen Selektionskriterium"
JOB = "Der Bearbeitungsauftrag wurde erstellt. Abruf mit folgendem Namen: {name}"


def as_it_is(cell: Cell) -> Cell:
    """The cell unchanged."""
    return cell


@dataclass
class World:
    """What the made GENESIS holds and how it answers.

    `change` alters each cell before it is written; a cell is left out when it returns None.
    `rewrite` alters a flat file, `retell` what is said of tables and dimensions.
    """

    last_year: int = 2025
    limit: int = _LIMIT
    change: Callable[[Cell], Cell | None] = as_it_is
    rewrite: Callable[[str], str] = lambda text: text
    retell: Callable[[str], str] = lambda said: said
    pack: Callable[[bytes], bytes] | None = None
    jobs: dict[str, dict[str, str]] = field(default_factory=dict)
    polls: dict[str, int] = field(default_factory=dict)
    only_jobs: bool = False

    def __call__(self, asked: Asked) -> Answer:
        """Answer as the service does."""
        method = asked.path.partition("/rest/2020/")[2]
        if asked.headers.get("username") != TOKEN:
            said = {"Status": "Ein Fehler ist aufgetreten. Bitte prüfen Sie Ihren Nutzernamen.",
                    "Username": "x"}  # fmt: skip
            return Answer(json.dumps(said).encode(), kind="application/json")
        if method == "metadata/table":
            return self._metadata(asked.fields)
        if method == "catalogue/results":
            return self._results(asked.fields["selection"])
        if method == "catalogue/values2variable":
            return self._json("values2variable",
                              List=genesis_tables.values(asked.fields["name"]))  # fmt: skip
        return self._data(method, asked)

    def _data(self, method: str, asked: Asked) -> Answer:
        form = self.jobs[asked.fields["name"]] if method == "data/resultfile" else asked.fields
        rows = self.rows(form)
        if not rows:
            return status(104, NOTHING, "Information")
        if form["job"] == "true" and method == "data/tablefile":
            name = f"{form['name']}_{len(self.jobs) + 17000}"
            self.jobs[name] = form
            return status(99, JOB.format(name=name), "Information")
        if method == "data/tablefile" and (len(rows) > self.limit or self.only_jobs):
            return status(98, TOO_LARGE)
        return self._file(form, rows)

    def _metadata(self, fields: dict[str, str]) -> Answer:
        return self._json("table", Object=genesis_tables.structure(fields["name"]))

    def _json(self, method: str, **more: object) -> Answer:
        said = json.loads(status(0, "erfolgreich", "Information", method).body) | more
        return Answer(self.retell(json.dumps(said, ensure_ascii=False)).encode(),
                      kind="application/json")  # fmt: skip

    def _results(self, name: str) -> Answer:
        self.polls[name] = self.polls.get(name, 0) + 1
        if self.polls[name] < 3:
            return status(104, NOTHING, "Information", "results")
        return self._json("results", List=[{"Code": name, "Content": "Tabelle", "Values": "1"}])

    def _file(self, form: dict[str, str], rows: list[Cell]) -> Answer:
        # Most worlds change no cell: what these write is written once.
        text = _known_file(_key(form), self.last_year) if self.change is as_it_is else written(rows)
        name, raw = form["name"], self.rewrite(text).encode()
        packed = self.pack(raw) if self.pack else zipped(f"{name}_flat.csv", raw)
        return Answer(packed, headers={"Content-Disposition": f"attachment; filename={name}.zip"})

    def cells(self, form: dict[str, str]) -> Iterator[Cell]:
        """The cells that a question asks for, changed as told."""
        for cell in _known_cells(_key(form), self.last_year):
            changed = self.change(dict(cell))
            if changed is not None:
                yield changed

    def rows(self, form: dict[str, str]) -> list[Cell]:
        """All of these cells, to be read only."""
        if self.change is as_it_is:
            return _known_cells(_key(form), self.last_year)
        return list(self.cells(form))


TOKEN = "a-token-of-this-test-only"  # noqa: S105 - it opens the made world alone


def zipped(name: str, raw: bytes) -> bytes:
    """A zip file with one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, raw)
    return out.getvalue()


def written(rows: list[Cell]) -> str:
    """Cells as a flat file."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _key(form: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(form.items()))


@lru_cache(maxsize=200)
def _known_cells(form: tuple[tuple[str, str], ...], last_year: int) -> list[Cell]:
    return list(_cells(dict(form), last_year))


@lru_cache(maxsize=50)
def _known_file(form: tuple[tuple[str, str], ...], last_year: int) -> str:
    return written(_known_cells(form, last_year))


def _cells(form: dict[str, str], last_year: int) -> Iterator[Cell]:
    table = form["name"]
    if table in genesis_tables.TABLES:
        yield from genesis_tables.cells(form, last_year)
        return
    years = range(int(form["startyear"]), min(int(form["endyear"]), last_year) + 1)
    by_month = table in ("51000-0004", "51000-0008", "51000-0031", "51000-0033", "51000-0037")
    laender = _laender() if table >= "51000-003" else {"": ""}
    if form.get("regionalkey"):
        laender = {key: laender[key] for key in form["regionalkey"].split(",")}
    partners = {"": ""} if table in ("51000-0030", "51000-0031") else _partners()
    if form.get("classifyingkey1"):
        partners = {key: partners[key] for key in form["classifyingkey1"].split(",")}
    products = PRODUCTS if table in ("51000-0036", "51000-0037") else {"": ""}
    if table in ("51000-0007", "51000-0008"):
        products = CHAPTERS
    for year in years:
        for month in _MONTHS if by_month else [""]:
            for land in laender:
                for partner in partners:
                    for product in products:
                        for measure in form["contents"].split(","):
                            yield _cell(year, month, land, partner, measure=measure,
                                        product=product)  # fmt: skip


def _cell(year: int, month: str, land: str, partner: str, *, measure: str, product: str) -> Cell:
    dimensions = [("DLANDX", "Bundesländer mit Ausland und Restposition", land,
                   _laender().get(land, ""))]  # fmt: skip
    if not land:
        dimensions = [("DINSG", "Deutschland insgesamt", "DG", "Deutschland")]
    if product:
        dimensions.append(
            ("GP19B2", "GP2019 (2-Steller)", product, PRODUCTS[product])
            if product in PRODUCTS
            else ("WAM2", "Warenverzeichnis (2-Steller)", product, CHAPTERS[product])
        )
    if month:
        dimensions.insert(0, ("MONAT", "Monate", month, month))
    if partner:
        dimensions.append(("STLAH", "Länderverzeichnis", partner, _partners()[partner]))
    cell = {"statistics_code": "51000", "statistics_label": "Außenhandel", "time_code": "JAHR",
            "time_label": "Jahr", "time": str(year)}  # fmt: skip
    for number, (code, label, key, name) in enumerate(dimensions, 1):
        cell |= {f"{number}_variable_code": code, f"{number}_variable_label": label,
                 f"{number}_variable_attribute_code": key,
                 f"{number}_variable_attribute_label": name}  # fmt: skip
    tenths = sum(
        figure(measure, one, partner, year, month) if partner else _total(measure, one, year, month)
        for one in ([land] if land else _laender())
    )
    if product:
        group = PRODUCTS if product in PRODUCTS else CHAPTERS
        tenths = tenths // 100 * list(group).index(product)
    label, unit = _MEASURES[measure]
    value = f"{tenths // 10},{tenths % 10}" if unit == "t" else str(tenths // 10)
    flag = "p" if year == 2025 else "e"
    return cell | {"value": value if tenths else "-", "value_unit": unit,
                   "value_variable_code": measure, "value_variable_label": label,
                   "value_q": flag if tenths else ""}  # fmt: skip


@cache
def _total(measure: str, land: str, year: int, month: str) -> int:
    whole = sum(figure(measure, land, one, year, "") for one in _partners())
    return whole // 120 * 10 if month else whole


@cache
def figure(measure: str, land: str, partner: str, year: int, month: str) -> int:
    """A figure in tenths of its unit: the project's where it carries one, else by rule."""
    if "(bis " in _partners()[partner] or "bis 0" in _partners()[partner]:
        return 0
    known = _carried().get((measure, land, partner, year))
    if known is None:
        known = 10 * (zlib.crc32(f"{measure}{land}{partner}".encode()) % 900 + year - 1900)
    if not month:
        return known
    # Whole units, so that months add up to what is printed of a year or to a little less.
    return known // 120 * 10


@cache
def _laender() -> dict[str, str]:
    with (paths.DATA / "reference" / "regions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "land"]
    return {row["ags"]: row["name_de"] for row in sorted(rows, key=lambda r: r["ags"])} | _SPECIAL


@cache
def _partners() -> dict[str, str]:
    with (paths.DATA / "reference" / "partner_codes.csv").open(encoding="utf-8") as file:
        return {row["code"]: row["label_de"] for row in csv.DictReader(file)}


@cache
def _carried() -> dict[tuple[str, str, str, int], int]:
    """Official figures that the project carries, in tenths of the table's unit."""
    place = paths.DATA / "snapshots" / "collected_trade_claims" / "rows.csv"
    codes = {row["region"]: row["code"] for row in _codes() if row["region"]}
    keys = {name: key for key, name in _regions().items()}
    keys |= {"de_ausland": "AUSLAND", "de_rest": "REST"}
    found = {}
    with place.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            is_stated = row["source_id"] == "trade-src-001" and row["evidence_kind"] == "statistic"
            if not is_stated or row["counterpart"] not in codes or row["region"] not in keys:
                continue
            measure = {"trade_value": "WERTA", "trade_weight": "GEWA"}[row["indicator"]]
            factor = 10_000 if measure == "WERTA" else 10
            key = (measure, keys[row["region"]], codes[row["counterpart"]],
                   int(row["period_start"][:4]))  # fmt: skip
            found[key] = round(float(row["value"]) * factor)
    return found


def _codes() -> list[dict[str, str]]:
    with (paths.DATA / "reference" / "partner_codes.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _regions() -> dict[str, str]:
    with (paths.DATA / "reference" / "regions.csv").open(encoding="utf-8") as file:
        return {row["ags"]: row["code"] for row in csv.DictReader(file) if row["kind"] == "land"}


#: Few years are as good as many, where a table need not have more.
_FEW = partial(World, last_year=2013)
PLAYED = {
    **dict.fromkeys(("genesis_12411_0010", "genesis_13211_0007", "genesis_82111_0010"), World),
    **dict.fromkeys((
        "genesis_13311_0002", "genesis_46131_0010", "genesis_46131_0014", "genesis_46321_0016",
        "genesis_48131_0001", "genesis_51000_0003", "genesis_51000_0004", "genesis_51000_0007",
        "genesis_51000_0008", "genesis_51000_0032", "genesis_51000_0033", "genesis_51000_0036",
        "genesis_51000_0037", "genesis_82111_0011"), _FEW),
}  # fmt: skip
ACCOUNT = {"GENESIS_TOKEN": TOKEN}
