"""Declarations of the reference tables: codes and their labels in both languages."""

from __future__ import annotations

from collections.abc import Mapping

import pandera.pandas as pa

from etl.areas import CITIES, KREISE, NRW_HEX_LAYOUT, PLACES, REGIONS
from etl.corridors import ASSUMPTIONS, CORRIDORS
from etl.readers.collected import CHINA_SCOPE, FLOW, TRADE_SYSTEM
from etl.schema import column, table

_CODE = {"code": column("code", required=True, unique=True)}
_LABELS = {
    "label_de": column("label in German", required=True),
    "label_en": column("label in English", required=True),
}
_EXPLAINED = {
    **_CODE,
    **_LABELS,
    "explanation_de": column("explanation in German", required=True),
    "explanation_en": column("explanation in English", required=True),
}
#: Reference table → its declaration; the file is ``data/reference/<table>.csv``.
TABLES: Mapping[str, pa.DataFrameSchema] = {
    "assumptions": ASSUMPTIONS,
    "alert_rates": table(
        {
            **_CODE,
            "rule": column("alert rule", required=True,
                           allowed=("silence", "outlier", "revision", "overdue", "spike", "break",
                                    "change")),
            **_LABELS,
            "years": column("years generated", kind="count", required=True, low=1, high=100_000),
            "false_per_year": column("false alarms per year and series", kind="number",
                                     required=True, low=0, high=100),
            "found_pct": column("share of planted faults found; empty where none were planted",
                                kind="number", low=0, high=100, unit="percent"),
        }
    ),
    "bases": table({**_CODE, **_LABELS}),
    "cities": CITIES,
    "coverages": table(_EXPLAINED),
    "descriptive_names": table(
        {
            "code": column("what a source calls somebody whom it describes rather than names",
                           required=True, unique=True),
            **_LABELS,
        }
    ),
    "entry_modes": table(_EXPLAINED),
    "exception_reasons": table(_EXPLAINED),
    "corridors": CORRIDORS,
    "event_kinds": table(
        {
            **_CODE,
            **_LABELS,
            "phase": column("phase of life that it belongs to", required=True,
                            codes="event_phases.code"),
            "status": column("what it says of the company", codes="statuses.code"),
            "deal_status": column("what it says of its deal", codes="statuses.code"),
        }
    ),
    "event_phases": table(
        {
            **_CODE,
            "position": column("place in a firm's life", kind="count", required=True, unique=True,
                               low=1, high=9),
            **_LABELS,
        }
    ),
    "expected": table(
        {
            **_CODE,
            **_LABELS,
            "indicator": column("what is measured", required=True, codes="indicators.code"),
            "region": column("whose figure", required=True, codes="regions.code"),
            "counterpart": column("partner; empty leaves it open", codes="regions.code"),
            "place": column("port or terminal; empty leaves it open", codes="places.code"),
            "flow": column("direction; empty leaves it open", allowed=FLOW),
            "trade_system": column("trade concept; empty leaves it open", allowed=TRADE_SYSTEM),
            "china_scope": column("what counts as China; empty leaves it open",
                                  allowed=CHINA_SCOPE),
            "basis": column("who counts what; empty leaves it open", codes="bases.code"),
            "period_kind": column("kind of period; empty: any, once a year",
                                  allowed=("year", "half", "quarter", "month")),
            "from_year": column("first year expected", kind="count", required=True,
                                low=1990, high=2100),
            "to_year": column("last year expected; empty: the last that is over", kind="count",
                              low=1990, high=2100),
            "why_de": column("why it is expected and what can close gaps, in German",
                             required=True),
            "why_en": column("why it is expected and what can close gaps, in English",
                             required=True),
        }
    ),
    "indicators": table(
        {
            "subject": column(
                "subject", required=True, allowed=("trade", "investment", "freight", "region")
            ),
            **_CODE,
            **_LABELS,
            "definition_de": column("definition in German", required=True),
            "definition_en": column("definition in English", required=True),
            "unit": column("unit", required=True, codes="units.code"),
            "may_be_summed": column("may be added up", kind="yes_no", required=True),
            "comparable_with": column("indicator it may stand beside", codes="indicators.code"),
            "min_value": column("lowest believable value; empty: that of its unit", kind="number"),
            "max_value": column("highest believable value; empty: that of its unit", kind="number"),
        }
    ),
    "kreise": KREISE,
    "meanings": table(
        {
            "meaning": column(
                "meaning of a column or table, in English, as described in the warehouse",
                required=True,
                unique=True,
            ),
            "meaning_de": column("the same in German", required=True),
        }
    ),
    "nrw_hex_layout": NRW_HEX_LAYOUT,
    "nst2007": table({**_CODE, **_LABELS}),
    "owner_scopes": table(_EXPLAINED),
    "ownership_relations": table(_EXPLAINED),
    "partner_codes": table(
        {
            "code": column("code of a country in the German foreign trade statistic",
                           required=True, unique=True),
            "label_de": column("its name there, in German", required=True),
            "region": column("the partner shown for it", codes="regions.code"),
            "is_partner": column("a country, not a line for what belongs to none", kind="yes_no",
                                 required=True),
            "is_current": column("valid today", kind="yes_no", required=True),
        }
    ),
    "places": PLACES,
    "products": table(
        {
            "scheme": column("classification", required=True),
            **_CODE,
            **_LABELS,
        }
    ),
    "publisher_names": table(
        {
            "code": column("publisher as a source was collected", required=True, unique=True),
            "name": column("name under which it is counted and shown", required=True),
            "why": column("why it is the same publisher", required=True),
        }
    ),
    "rates": table(
        {
            "code": column("measure that states a change", required=True, unique=True,
                           codes="indicators.code"),
            "indicator": column("measure whose change it states", required=True,
                                codes="indicators.code"),
        }
    ),
    "regions": REGIONS,
    "report_fields": table(
        {
            **_CODE,
            "kind": column("kind of report", required=True, codes="report_kinds.code"),
            "field": column("column of the report", required=True),
            "type": column("what its cells hold", required=True),
            "is_required": column("must be filled in", kind="yes_no", required=True),
            "unit": column("unit of its figures"),
            **_LABELS,
            "aliases": column("other spellings in reports, joined by semicolons"),
            "help_de": column("what to fill in, in German", required=True),
            "help_en": column("what to fill in, in English", required=True),
        }
    ),
    "report_issues": table({**_CODE, **_LABELS}),
    "report_kinds": table(
        {
            **_CODE,
            **_LABELS,
            "help_de": column("what to fill in, in German", required=True),
            "help_en": column("what to fill in, in English", required=True),
        }
    ),
    "report_values": table(
        {
            **_CODE,
            "type": column("what it is a value of", required=True),
            "value": column("value as it is stored", required=True),
            **_LABELS,
            "aliases": column("other spellings in reports, joined by semicolons"),
        }
    ),
    "sectors": table({**_CODE, **_LABELS, "nace_section": column("section of NACE Rev. 2")}),
    "stake_texts": table({**_CODE, **_LABELS}),
    "statuses": table(_EXPLAINED),
    "terminals": table(
        {
            **_CODE,
            **_LABELS,
            "country": column("country (ISO alpha-2)", required=True),
            "aliases": column("other spellings in reports, joined by semicolons"),
        }
    ),
    "themes": table(
        {
            **_CODE,
            **_LABELS,
            "label_zh": column("label in Chinese"),
            "what_de": column("what belongs to it, in German", required=True),
            "what_en": column("what belongs to it, in English", required=True),
            "source_id": column("where it was read", codes="source.source_id"),
        }
    ),
    "thresholds": table(
        {
            **_CODE,
            "value": column("threshold", kind="number", required=True, low=0, high=10_000),
            "unit": column("its unit", required=True, codes="units.code"),
            **_LABELS,
            "why_de": column("why this high, in German", required=True),
            "why_en": column("why this high, in English", required=True),
        }
    ),
    "ultimate_reasons": table(_EXPLAINED),
    "units": table(
        {
            **_CODE,
            **_LABELS,
            "symbol_de": column("symbol in German", required=True),
            "symbol_en": column("symbol in English", required=True),
            "min_value": column("lowest believable value", kind="number", required=True),
            "max_value": column("highest believable value", kind="number", required=True),
        }
    ),
    "unnamed_owners": table(
        {
            "code": column("owner as collected, who is not named", required=True, unique=True),
            "reason": column("why nobody is named", required=True,
                             codes="exception_reasons.code"),
        }
    ),
    "value_bases": table({**_CODE, **_LABELS}),
}  # fmt: skip
