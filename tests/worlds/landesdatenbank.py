"""A Landesdatenbank NRW for playbacks: tables in the documented layout about a made world.

Regions are the true ones; every figure follows a rule and means nothing.
"""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from data import paths
from tests.worlds.playback import Answer, Asked

USER, PASSWORD = "somebody", "a-password-of-this-test"
_DISTRICTS = {"051": "Düsseldorf", "053": "Köln", "055": "Münster", "057": "Detmold",
              "059": "Arnsberg"}  # fmt: skip
NATIONALITIES = {"4": "Asien", "411": "  Hongkong", "412": "  Macau (chinesisch)",
                 "442": "  Japan", "465": "  Taiwan, (China )",
                 "479": "  China (Festland)"}  # fmt: skip
_RESIDENTS = """\
Ausländische Bevölkerung nach Geschlecht und;;;;;;;
Staatsangehörigkeiten (215);;;;;;;
- kreisfreie Städte und Kreise - Stichtag;;;;;;;
Ausländerstatistik (AZR);;;;;;;
;;;;;Ausländische Bevölkerung;Ausländische Bevölkerung;Ausländische Bevölkerung
;;;;;Insgesamt;männlich;weiblich
;;;;;Anzahl;Anzahl;Anzahl
"""
_POPULATION = """\
Katasterfläche (qkm), Bevölkerung und Bevölkerungsdichte - Stichtag - Gemeinden;;;;;
;;;Fortschreibung des Bevölkerungsstandes;Flächenerhebung;Fortschreibung
;;;Bevölkerungsstand (Basis Zensus 2022 und früher);Bodenfläche in qkm;Bevölkerungsdichte
;;;Anzahl;qkm;EW pro qkm
"""
_GDP = """\
Bruttoinlandsprodukt und Bruttowertschöpfung;;;;
nach Wirtschaftsbereichen - Kreise - Jahr;;;;
Volkswirtschaftliche Gesamtrechnung der Länder;;;;
;;;Bruttoinlandsprodukt;Bruttowertschöpfung
;;;;Insgesamt
;;;Mill. EUR;Mill. EUR
"""
_EMPLOYEES = """\
Sozialversicherungspflichtige Beschäftigte (Arbeitsort) nach;;;;;
Wirtschaftsabschnitte sowie Schul- und Berufsabschluss -;;;;;
Sozialversicherungspfl. Beschäftigte (Arbeitsort) (Anzahl);;;;;
;;;;Insgesamt;ohne Schulabschluss
"""
INDUSTRIES = {"C": "Verarbeitendes Gewerbe", "G-I": "Handel, Gastgewerbe, Verkehr",
              "": "Insgesamt"}  # fmt: skip
_NOTES = """\
__________
"ab 2016:
Eine Bemerkung über zwei Zeilen; mit einem Semikolon"
© IT.NRW, Düsseldorf, 2026. Datenlizenz Deutschland - Namensnennung - Version 2.0.
Stand: {state} / 16:09:36
"""


@dataclass
class Landesdatenbank:
    """What the made database answers. `rewrite` alters a table's text before it is sent."""

    days: tuple[str, ...] = ("31.12.2024",)
    years: tuple[str, ...] = ("2022", "2023")
    state: str = "09.02.2026"
    encoding: str = "latin-1"
    rewrite: Callable[[str], str] = lambda text: text
    tables: tuple[tuple[str, str, str], ...] = ()
    by_get: bool = False
    areas: tuple[str, ...] = ("all", "free")

    def __call__(self, asked: Asked) -> Answer:
        """Answer as the service does."""
        if asked.path.endswith("/rest/2020/catalogue/tables"):
            return self._catalogue(asked)
        table = asked.path.rsplit("/", 1)[1].removesuffix("_00.csv")
        makers = {
            "12521-03i": self.residents,
            "12411-15i": self.population,
            "82711-01i": self.gdp,
            "13111-54i": self.employees,
        }
        if "/downloader/00/tables/" not in asked.path or table not in makers:
            return Answer(b"<html><title>404</title></html>", 404, "text/html")
        return Answer(self.file(makers[table]()), kind="text/csv;charset=ISO-8859-1")

    def file(self, text: str) -> bytes:
        """A table as it is sent."""
        return self.rewrite(text).encode(self.encoding)

    def residents(self) -> str:
        """Table 12521-03i."""
        lines = [
            f"{day};{ags};{name};{key};{label};{total};{total};-"
            for day in self.days
            for ags, name in _places()
            for key, label in NATIONALITIES.items()
            for total in [_residents(ags, key, day)]
        ]
        return self._table("12521-03i", _RESIDENTS, lines)

    def population(self) -> str:
        """Table 12411-15i, with a municipality."""
        lines = []
        for day in self.days:
            for ags, name in _places():
                lines.append(f"{day};{ags};{name};{_sum(ags, 'people', day) or '-'};217,41;2845,7")
                if ags == "05154":
                    lines.append(f"{day};05154036;      Kleve, Stadt;53028;97,76;542,4")
        return self._table("12411-15i", _POPULATION, lines)

    def gdp(self) -> str:
        """Table 82711-01i."""
        lines = [f"{year};{ags};{name};{_sum(ags, 'gdp', year) or '-'};1234,5"
                 for year in self.years for ags, name in _places()]  # fmt: skip
        return self._table("82711-01i", _GDP, lines)

    def employees(self) -> str:
        """Table 13111-54i, whose lines have no keys."""
        lines = [
            f"{day};{name};{key};{label};{_sum(ags, f'jobs{key}', day) or '-'};-"
            for day in self.days
            for ags, name in _places()
            for key, label in INDUSTRIES.items()
        ]
        return self._table("13111-54i", _EMPLOYEES, lines)

    def _table(self, table: str, head: str, lines: list[str]) -> str:
        body = "\n".join(lines)
        return f"Tabelle: {table}\n{head}{body}\n{_NOTES.format(state=self.state)}"

    def _catalogue(self, asked: Asked) -> Answer:
        if self.by_get == bool(asked.headers.get("content-type")):
            return Answer(b"<html><title>405</title></html>", 405, "text/html")
        if (asked.headers.get("username"), asked.headers.get("password")) != (USER, PASSWORD):
            return _said({"Status": "Ein Fehler ist aufgetreten. Bitte prüfen Sie Ihr Passwort."})
        chosen = asked.fields["selection"].rstrip("*")
        is_area = asked.fields["area"] in self.areas
        found = [{"Code": code, "Content": title, "Time": time}
                 for code, title, time in self.tables if code.startswith(chosen)]  # fmt: skip
        status = (0, "erfolgreich") if found and is_area else (104, "Es gibt keine Objekte")
        return _said({"Ident": {"Service": "catalogue", "Method": "tables"},
                      "Status": {"Code": status[0], "Content": status[1], "Type": "Information"},
                      "List": found if is_area and found else None})  # fmt: skip


def _said(said: dict[str, object]) -> Answer:
    return Answer(json.dumps(said, ensure_ascii=False).encode(), kind="application/json")


@cache
def kreise() -> dict[str, str]:
    """Key → name of the Kreise as the office writes it."""
    with (paths.DATA / "reference" / "kreise.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["ags"]: _written(row) for row in rows}


def _written(row: dict[str, str]) -> str:
    if row["kind"] == "independent_city":
        return f"{row['name_de']}, krfr. Stadt"
    if row["kind"] == "city_region":
        return f"{row['name_de']} (einschl. Stadt Aachen)"
    bare = row["name_de"].removeprefix("Kreis ")
    return bare if bare == row["name_de"] else f"{bare}, Kreis"


def _places() -> Iterator[tuple[str, str]]:
    """Keys and indented names: the Land, its Regierungsbezirke, their Kreise, what is gone."""
    yield "05", "Nordrhein-Westfalen"
    for district, name in _DISTRICTS.items():
        yield district, f"  {name}, Regierungsbezirk"
        gone = {"05313": "Aachen, krfr. Stadt", "05354": "Aachen, Kreis"}
        for ags, kreis in sorted((kreise() | gone).items()):
            if ags.startswith(district):
                yield ags, f"    {kreis}"


def people(ags: str, key: str, day: str) -> int:
    """Residents of a Kreis by rule, a multiple of 5; no one from Macau."""
    if ags not in kreise() or key == "412":
        return 0
    return 5 * (zlib.crc32(f"{ags}{key}".encode()) % 300 + int(day[-4:]) % 9 + 1)


def figure(ags: str, what: str, time: str) -> int:
    """A figure of a Kreis by rule."""
    if ags not in kreise():
        return 0
    return zlib.crc32(f"{ags}{what}".encode()) % 90_000 + 50_000 + zlib.crc32(time.encode()) % 999


def _residents(ags: str, key: str, day: str) -> str:
    whole = sum(people(one, key, day) for one in kreise() if one.startswith(ags))
    return str(whole) if whole else "-"


def _sum(ags: str, what: str, time: str) -> int:
    return sum(figure(one, what, time) for one in kreise() if one.startswith(ags))


PLAYED = dict.fromkeys(("landesdatenbank_12411_15i", "landesdatenbank_12521_03i",
                        "landesdatenbank_13111_54i", "landesdatenbank_82711_01i"),
                       Landesdatenbank)  # fmt: skip
