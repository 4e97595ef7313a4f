"""Tables of the made GENESIS outside of foreign trade: rail, inland ports, foreign control.

Shapes are as documented, titles as in the catalogue; codes of dimensions that are not documented
are made and spelled so that no reader can know them. Figures are round and mean nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

Cell = dict[str, str]
_MONTHS = {f"MONAT{month:02}": f"Monat {month}" for month in range(1, 13)}
_COUNTRIES = {"LAND-DE": "Deutschland", "LAND-CN": "China", "LAND-HK": "Hongkong, China",
              "LAND-PL": "Polen"}  # fmt: skip
_REGIONS = {"REG-05": "Nordrhein-Westfalen", "REG-09": "Bayern", "REG-A": "Ausland"}
_GROUPS = {"NST7-011": "Getreide", "NST7-111": "Maschinen", "NST7-191": "Nicht bestimmbar"}
PORTS = {"HAF01": "Duisburg", "HAF02": "Gelsenkirchen", "HAF03": "Herne", "HAF04": "Mannheim",
         "HAF05": "Köln"}  # fmt: skip
DIVISIONS = {"NST7-02": "Kohle", "NST7-03": "Erze", "NST7-10": "Metalle"}
#: What a port handles in a year, in tonnes; a fifth of it is coal, a half ore.
HANDLED = {"Duisburg": 50_000_000, "Gelsenkirchen": 4_000_000, "Herne": 1_000_000,
           "Mannheim": 8_000_000, "Köln": 10_000_000}  # fmt: skip
_ORIGINS = {"KONT-EU": "Europa", "KONT-AS": "Asien", "KONT-AM": "Amerika",
            "KONT-INSG": "Insgesamt"}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A table: what it is called, its dimensions (code, label, values), measures, first year."""

    title: str
    statistic: tuple[str, str]
    dimensions: tuple[tuple[str, str, dict[str, str]], ...]
    measures: tuple[tuple[str, str, str], ...]
    first_year: int
    last_year: int = 2025
    #: Of a table on reference days: what follows the year.
    day: str = ""


LAENDER = {f"X-L{number:02}": name for number, name in enumerate((
    "Schleswig-Holstein", "Hamburg", "Niedersachsen", "Bremen", "Nordrhein-Westfalen", "Hessen",
    "Rheinland-Pfalz", "Baden-Württemberg", "Bayern", "Saarland", "Berlin", "Brandenburg",
    "Mecklenburg-Vorpommern", "Sachsen", "Sachsen-Anhalt", "Thüringen"), 1)}  # fmt: skip
_INDUSTRIES = {"WZ08-C": "Verarbeitendes Gewerbe", "WZ08-10": "Nahrungsmittel",
               "INSGESAMT": "Insgesamt"}  # fmt: skip
#: What a Land has at least, by code of the measure.
OF_LANDS = {"X-BIP": 100_000, "X-BEV": 1_000_000, "X-ALO": 50_000, "X-ALQ": 5, "X-STE": 9_000,
            "X-BWS": 90_000, "X-ERW": 500}  # fmt: skip
_LAND = ("X-LAND", "Bundesländer", LAENDER)
_WZ = ("X-WZ", "WZ2008: Wirtschaftszweige", _INDUSTRIES)
_ACCOUNTS = ("82111", "VGR der Länder (Entstehungsrechnung)")
_RAIL = ("46131", "Güterverkehrsstatistik der Eisenbahn")
_SHIP = ("46321", "Güterverkehrsstatistik der Binnenschifffahrt")
_CARRIED = (("X-BEF", "Beförderte Güter", "t"),)
TABLES = {
    "82111-0010": Table(
        "Bruttoinlandsprodukt zu Marktpreisen (nominal):\nBundesländer, Jahre", _ACCOUNTS, (_LAND,),
        (("X-BIP", "Bruttoinlandsprodukt zu Marktpreisen", "Mill. EUR"),), 2010,
    ),
    "82111-0011": Table(
        "Bruttowertschöpfung zu Herstellungspreisen (nominal):\nBundesländer, Jahre", _ACCOUNTS,
        (_LAND, _WZ), (("X-BWS", "Bruttowertschöpfung z.Herstellungspr.", "Mill. EUR"),), 2010,
    ),
    "12411-0010": Table(
        "Bevölkerung: Bundesländer, Stichtag", ("12411", "Fortschreibung des Bevölkerungsstandes"),
        (_LAND,), (("X-BEV", "Bevölkerungsstand", "Anzahl"),), 2010, 2024, day="-12-31",
    ),
    "13211-0007": Table(
        "Arbeitslose, Arbeitslosenquoten, Gemeldete Arbeitsstellen:\nBundesländer, Jahre",
        ("13211", "Arbeitsmarktstatistik der Bundesagentur für Arbeit"), (_LAND,),
        (("X-ALO", "Arbeitslose", "Anzahl"), ("X-STE", "Gemeldete Arbeitsstellen", "Anzahl"),
         ("X-ALQ", "Arbeitslosenquote aller zivilen Erwerbspersonen", "Prozent")), 2010,
    ),
    "13311-0002": Table(
        "Erwerbstätige (im Inland): Bundesländer, Jahre,\nWirtschaftszweige",
        ("13311", "Länderberechnung Erwerbstätige"), (_LAND, _WZ),
        (("X-ERW", "Erwerbstätige (Inlandskonzept)", "1000"),), 2010,
    ),
    "46131-0010": Table(
        "Beförderte Güter (Eisenbahngüterverkehr): Deutschland,\nMonate, Versandland, Empfangsland",
        _RAIL,
        (("MONAT", "Monate", _MONTHS), ("X-AB", "Versandland", _COUNTRIES),
         ("X-AN", "Empfangsland", _COUNTRIES), ("X-GUT", "Gütergruppen", _GROUPS)),
        _CARRIED, 2011,
    ),
    "46131-0014": Table(
        "Beförderte Güter (Eisenbahngüterverkehr): Deutschland,\nMonate, Versandregion",
        _RAIL,
        (("MONAT", "Monate", _MONTHS), ("X-VON", "Versandregion", _REGIONS),
         ("X-NACH", "Empfangsregion", _REGIONS), ("X-GUT", "Gütergruppen", _GROUPS)),
        _CARRIED, 2011,
    ),
    "46321-0015": Table(
        "Empfang, Versand, Umgeschlagene Güter (Binnenschifffahrt)",
        _SHIP,
        (("X-HAFEN", "Ausgewählte Binnenhäfen", PORTS),),
        (("X-EMPF", "Empfang von Gütern", "t"), ("X-UMG", "Umgeschlagene Güter", "t"),
         ("X-BOX", "Umgeschlagene Container", "TEU")),
        2011,
    ),
    "46321-0016": Table(
        "Umgeschlagene Güter (Binnenschifffahrt): Deutschland, Jahre,\nAusgewählte Binnenhäfen",
        _SHIP,
        (("X-HAFEN", "Ausgewählte Binnenhäfen", PORTS),
         ("X-NST", "Güterverzeichnis (Abteilungen)", DIVISIONS)),
        (("X-UMG", "Umgeschlagene Güter", "t"),),
        2011,
    ),
    "48131-0001": Table(
        "Auslandskontrollierte Unternehmen: Deutschland, Jahre,\nHerkunftskontinent",
        ("48131", "Statistik über Auslandsunternehmenseinheiten"),
        (("X-KONT", "Herkunftskontinent der Muttergesellschaft", _ORIGINS),),
        (("X-UNT", "Unternehmen", "Anzahl"), ("X-TAET", "Tätige Personen", "Anzahl"),
         ("X-UMS", "Umsatz", "Tsd. EUR"), ("X-WS", "Bruttowertschöpfung", "Tsd. EUR")),
        2009, 2020,
    ),
}  # fmt: skip


def structure(name: str) -> dict[str, Any]:
    """What the metadata say of a table: title, structure, day of the last change."""
    table = TABLES.get(name)
    if table is None:
        return {"Code": name, "Updated": "28.12.2022 17:13:16h"}

    def node(code: str, label: str, inner: object = None) -> dict[str, Any]:
        return {"Code": code, "Content": label, "Type": "Merkmal", "Values": None,
                "Selected": None, "Functions": None, "Structure": inner,
                "Updated": "see parent"}  # fmt: skip

    rows = [node(code, label) for code, label, _ in table.dimensions]
    return {
        "Code": name, "Content": table.title, "Valid": "false",
        "Time": {"From": str(table.first_year), "To": str(table.last_year)},
        "Structure": {
            "Head": node(*table.statistic, [node("DINSG", "Deutschland insgesamt", rows[:1])]),
            "Columns": [node(code, label) for code, label, _ in table.measures],
            "Rows": rows[1:], "Subtitel": node("JAHR", "Jahr"), "Subheading": None,
        },
        "Updated": "28.12.2022 17:13:16h",
    }  # fmt: skip


def values(dimension: str) -> list[dict[str, Any]]:
    """The values of a dimension, as the catalogue lists them."""
    named = next(values for table in TABLES.values()
                 for code, _, values in table.dimensions if code == dimension)  # fmt: skip
    return [{"Code": code, "Content": label, "Variables": "1", "Information": "false"}
            for code, label in named.items()]  # fmt: skip


def cells(form: dict[str, str], last_year: int) -> Iterator[Cell]:
    """The cells that a question asks for."""
    table = TABLES[form["name"]]
    chosen = {form[f"classifyingvariable{n}"]: form[f"classifyingkey{n}"].split(",")
              for n in range(1, 6) if f"classifyingvariable{n}" in form}  # fmt: skip
    first = max(int(form["startyear"]), table.first_year)
    years = range(first, min(int(form["endyear"]), table.last_year, last_year) + 1)
    sets = [
        [(code, label, key, name) for key, name in named.items()
         if key in chosen.get(code, [*named])]
        for code, label, named in table.dimensions
    ]  # fmt: skip
    for year, measure in itertools.product(years, table.measures):
        for keys in itertools.product(*sets):
            yield _cell(table, year, measure, keys)


def _cell(table: Table, year: int, measure: tuple[str, str, str],
          keys: tuple[tuple[str, str, str, str], ...]) -> Cell:  # fmt: skip
    cell = {"statistics_code": table.statistic[0], "statistics_label": table.statistic[1],
            "time_code": "JAHR", "time_label": "Jahr", "time": f"{year}{table.day}"}  # fmt: skip
    dimensions = [("DINSG", "Deutschland insgesamt", "DG", "Deutschland"), *keys]
    for number, (code, label, key, name) in enumerate(dimensions, 1):
        cell |= {f"{number}_variable_code": code, f"{number}_variable_label": label,
                 f"{number}_variable_attribute_code": key,
                 f"{number}_variable_attribute_label": name}  # fmt: skip
    code, label, unit = measure
    value = figure(code, year, tuple(name for *_, name in keys))
    sign = "p" if year == table.last_year else "e"
    return cell | {"value": str(value) if value else "-", "value_unit": unit,
                   "value_variable_code": code, "value_variable_label": label,
                   "value_q": sign if value else ""}  # fmt: skip


@cache
def figure(measure: str, year: int, names: tuple[str, ...]) -> int:
    """A round figure by rule: it grows with the year, and differs by what is named."""
    if measure in OF_LANDS:
        place = [*LAENDER.values()].index(names[0])
        part = {"Verarbeitendes Gewerbe": 5, "Nahrungsmittel": 50}.get(names[-1], 1)
        return OF_LANDS[measure] * (100 + 5 * place + year - 2010) // 100 // part
    if measure == "X-BEF":
        month = int(names[0].rpartition(" ")[2])
        goods = [*_GROUPS.values()].index(names[3])
        scale = 100 if "China" in names else 10_000
        # More comes than goes.
        scale += scale * (names[1] in ("China", "Ausland"))
        # No grain goes by rail here: nothing, which is no hidden figure.
        return scale * goods * (year - 2000 + month)
    if measure in ("X-UMG", "X-EMPF", "X-BOX"):
        whole = HANDLED[names[0]] + 100_000 * (year - 2020)
        share = {"Kohle": 0.2, "Erze": 0.5, "Metalle": 0.3}.get(names[1], 1) if names[1:] else 1
        return round(whole * share) // (100 if measure == "X-BOX" else 1)
    part = {"Europa": 20, "Asien": 3, "Amerika": 5, "Insgesamt": 28}[names[0]]
    each = {"X-UNT": 100, "X-TAET": 10_000, "X-UMS": 5_000_000, "X-WS": 1_000_000}[measure]
    return part * each + 10 * part * (year - 2009)
