"""Known figures that the checker's corpus is made of, as German texts print them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from data.ask import ask
from i18n import Locale

LANDS = {"de-nw": ("NRW", "Nordrhein-Westfalen"), "de": ("Deutschland",)}
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
          "Oktober", "November", "Dezember")  # fmt: skip
_WORDS = {
    "verb": ("stiegen", "sanken"), "verb_since": ("stiegen", "sanken"), "gain": ("Plus", "Minus"),
    "above": ("über", "unter"), "more": ("mehr", "weniger"), "changed": ("erhöht", "verringert"),
    "moved": ("gestiegen", "gesunken"), "fell": ("stieg", "sank"),
    "verb_inf": ("steigen", "sinken"),
}  # fmt: skip
#: Which change each word goes with.
_CHANGE_OF = {"verb_since": "since", "moved": "since", "fell": "points"}
_DE = Locale("de")


class Facts:
    """Figures by region, flow and year, with their earlier states."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str, str], dict[int, float]] = defaultdict(dict)
        self._older: dict[tuple[str, str, str, int], list[float]] = defaultdict(list)
        self._others: dict[tuple[str, str, str, int], list[float]] = defaultdict(list)
        self._since: dict[tuple[str, str, str, int], Any] = {}
        self._months: dict[tuple[str, int, int], float] = {}
        self._counts: dict[str, dict[int, float]] = defaultdict(dict)
        self._shares: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        self._ranks: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        indicators = ["trade_value", "share_of_region_trade", "rank_among_partners", "ma_deals_ey",
                      "investment_projects_nrw_balance"]  # fmt: skip
        for row in ask("claims_about", indicators=indicators):
            self._take(row)

    def _take(self, row: Any) -> None:
        if row.region not in LANDS or row.value != row.value or row.confidence == "low":
            return
        year = row.period_start.year if row.period_kind in ("year", "month") else 0
        is_fine = row.china_scope != "undefined" and row.evidence_level <= 2
        place = (row.region, row.flow, row.partner)
        if row.indicator == "trade_value" and row.period_kind == "year" and is_fine:
            if row.precedence == 1:
                self._values[place][year] = float(row.value)
                self._since[*place, year] = row.known_since
            elif row.known_since < self._since.get((*place, year), row.known_since):
                self._older[*place, year].append(float(row.value))
            else:
                self._others[*place, year].append(float(row.value))
        elif row.indicator == "trade_value" and row.period_kind == "month" and row.region == "de":
            if row.precedence == 1 and row.partner == "cn":
                self._months[row.flow, year, row.period_start.month] = float(row.value)
        elif row.precedence == 1 and row.period_kind == "year" and row.partner == "cn":
            tables = {"share_of_region_trade": self._shares, "rank_among_partners": self._ranks}
            if row.indicator in tables and is_fine:
                tables[row.indicator][row.region, row.flow][year] = float(row.value)
            elif row.indicator in ("ma_deals_ey", "investment_projects_nrw_balance"):
                self._counts[row.indicator][year] = float(row.value)

    def drawn(self, template: Mapping[str, Any], draw: random.Random) -> dict[str, Any] | None:
        """Figures for one template; None where there is none."""
        kind, flow = template["kind"], template.get("flow", "")
        if kind in ("deals", "projects"):
            table = self._counts[
                "ma_deals_ey" if kind == "deals" else "investment_projects_nrw_balance"
            ]
            year = draw.choice(sorted(table))
            return {"year": year, kind: table[year], "table": table}
        if kind == "month":
            return self._month(flow, draw)
        region = "de-nw" if kind == "total" else draw.choice(["de-nw", "de"])
        partner = "world" if kind == "total" else "cn"
        series = self._values[region, flow, partner]
        needs = {"course", "change", "points"}
        years = [y for y in series if y >= 2010 and (kind not in needs or y - 1 in series)]
        values: dict[str, Any] = {"region": region, "flow": flow, "partner": partner}
        if kind in ("share", "points", "rank"):
            table = (self._ranks if kind == "rank" else self._shares)[region, flow]
            years = [y for y in years if y in table and (kind != "points" or y - 1 in table)]
            values["table"] = table
        if kind == "since":
            years = [y for y in years if y >= 2015]
        if not years:
            return None
        year = draw.choice(sorted(years))
        values |= {"year": year, "meur": series[year], "before_year": year - 1,
                   "before": series.get(year - 1, 0.0)}  # fmt: skip
        if kind in ("share", "points"):
            values["share"] = values["table"][year]
        if kind == "points":
            values["points"] = round(values["share"] + 1e-9, 1) - round(
                values["table"][year - 1] + 1e-9, 1
            )
        if kind == "rank":
            values["rank"] = int(values["table"][year])
        return self._with_changes(kind, values, series, draw)

    def _with_changes(self, kind: str, values: dict[str, Any], series: Mapping[int, float],
                      draw: random.Random) -> dict[str, Any] | None:  # fmt: skip
        """Changes worked out from figures known to the thousand euros, so that a digit is safe."""
        year = values["year"]
        if kind == "change":
            if any(series[y] % 100 == 0 for y in (year, year - 1)):
                return None
            values["pct"] = 100 * (series[year] / series[year - 1] - 1)
        if kind == "since":
            first = draw.choice([y for y in sorted(series) if 2008 <= y <= year - 3])
            if any(series[y] % 100 == 0 for y in (year, first)):
                return None
            values |= {"first_year": first, "since": 100 * (series[year] / series[first] - 1)}
        changed = values.get({"change": "pct", "since": "since", "points": "points"}.get(kind, ""))
        return None if changed is not None and abs(changed) < 0.3 else values

    def _month(self, flow: str, draw: random.Random) -> dict[str, Any] | None:
        known = [
            (y, m) for f, y, m in self._months if f == flow and 2010 <= y <= 2024 and 2 <= m <= 11
        ]
        year, month = draw.choice(sorted(known))
        parts = [self._months.get((flow, year, m)) for m in range(1, month + 1)]
        if None in parts:
            return None
        return {"year": year, "month": month, "flow": flow, "meur": self._months[flow, year, month],
                "sum": sum(one for one in parts if one is not None)}  # fmt: skip

    def other(
        self, error: str, values: Mapping[str, Any], draw: random.Random
    ) -> dict[str, Any] | None:
        """What stands in place of the right one: of another year, direction, region, or older."""
        year = values["year"]
        if error == "elsewhere_period":
            if "table" in values:
                name = next(n for n in ("share", "rank", "deals", "projects") if n in values)
                others = [v for y, v in values["table"].items() if y != year]
                return {name: draw.choice(sorted(others))}
            series = self._values[values["region"], values["flow"], values["partner"]]
            return {"meur": series[draw.choice([y for y in sorted(series) if y != year])]}
        if error == "outdated":
            place = (values["region"], values["flow"], values["partner"], year)
            newer = [values["meur"], *self._others[place]]
            apart = [v for v in self._older[place] if all(abs(v - one) > 100 for one in newer)]
            return {"meur": draw.choice(sorted(apart))} if apart else None
        flow, region = values["flow"], values["region"]
        flow = (
            {"export": "import", "import": "export"}[flow]
            if error == "elsewhere_direction"
            else flow
        )
        region = {"de": "de-nw", "de-nw": "de"}[region] if error == "elsewhere_region" else region
        meur = self._values[region, flow, values["partner"]].get(year)
        return None if meur is None else {"meur": meur}

    def scaled(self, target: str, values: dict[str, Any], factor: float) -> str | None:
        """A figure of the wrong size, as it would be printed."""
        if target in ("rank", "ordinal"):
            return None if target == "ordinal" else str(values["rank"] + (2 if factor > 1 else 1))
        if target in ("deals", "projects"):
            return _DE.number(max(round(values[target] * factor), 1), 0)
        if target in ("points", "signed_points"):
            factor = 1.6 if factor > 1 else 0.3  # a tenth is within the rounding of both shares
        name = {"signed": "pct", "signed_points": "points", "share": "share", "since": "since",
                "pct": "pct", "points": "points", "sum_mrd": "sum"}.get(target, "meur")  # fmt: skip
        if factor != 10.0 or target not in ("signed", "pct", "share"):
            return self.printed(target, {**values, name: values[name] * factor})
        return self.printed(
            target, {**values, name: values[name] * (10.0 if abs(values[name]) < 9 else 0.1)}
        )

    def printed(self, name: str, values: Mapping[str, Any]) -> str:
        """One placeholder as a German text prints it."""
        if name in _WORDS:
            changed = values.get(
                _CHANGE_OF.get(name, "pct"), values.get("since", values.get("points", 0))
            )
            return _WORDS[name][0 if changed > 0 else 1]
        money = {"before_mrd": "before", "sum_mrd": "sum"}.get(name, "meur")
        if name in ("mrd", "before_mrd", "sum_mrd"):
            return _DE.number(values[money] / 1000, 1) + " Mrd. Euro"
        if name == "milliarden":
            return _DE.number(values[money] / 1000, 1) + " Milliarden Euro"
        if name == "mio":
            return _DE.number(values[money], 0) + " Mio. Euro"
        if name == "rund":
            return "rund " + _DE.number(values[money] / 1000, 0) + " Mrd. Euro"
        return self._counted(name, values)

    def _counted(self, name: str, values: Mapping[str, Any]) -> str:
        """What is no money: percentages without sign or with it, counts, years."""
        if name in ("pct", "since", "points", "share"):
            return _DE.number(abs(values[name]), 1)
        if name in ("signed", "signed_points"):
            number = values["pct" if name == "signed" else "points"]
            return ("+" if number > 0 else "\N{MINUS SIGN}") + _DE.number(abs(number), 1)
        is_count = name in ("deals", "projects")
        return _DE.number(values[name], 0) if is_count else str(values.get(name, ""))
