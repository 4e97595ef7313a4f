"""A UN Comtrade for playbacks: records in the documented shape about a made world."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.worlds.playback import Answer, Asked

EMPTY: dict[str, Any] = {"elapsedTime": "0.09 secs", "count": 0, "data": [], "error": ""}
CLOSED = b'{"statusCode": 403, "message": "All calls are rejected by policy."}'
LIMITED = b'{"statusCode": 429, "message": "Rate limit is exceeded. Try again in 2 seconds."}'
#: China has not reported this year yet.
LATE = ("156", "2025")


def value(reporter: str, flow: str, year: str) -> int:
    """A figure by rule, in US dollars; it means nothing."""
    return 80_000_000_000 + zlib.crc32(f"{reporter}{flow}{year}".encode()) % 10_000_000_000


def record(reporter: str, partner: str, flow: str, year: str) -> dict[str, Any]:
    """One record."""
    figure = value(reporter, flow, year)
    return {
        "typeCode": "C", "freqCode": "A", "refYear": int(year), "refMonth": 52, "period": year,
        "reporterCode": int(reporter), "flowCode": flow, "partnerCode": int(partner),
        "partner2Code": 0, "classificationCode": "H6", "cmdCode": "TOTAL", "customsCode": "C00",
        "mosCode": "0", "motCode": 0, "qty": None, "netWgt": None,
        "cifvalue": figure if flow == "M" else None, "fobvalue": figure if flow == "X" else None,
        "primaryValue": figure, "isReported": False, "isAggregate": True,
    }  # fmt: skip


@dataclass
class Comtrade:
    """What the made Comtrade answers. ``change`` alters each answer before it is written."""

    change: Callable[[dict[str, Any]], Any] = lambda answer: answer

    def __call__(self, asked: Asked) -> Answer:
        """Answer as the service does: wrong questions with "200" and nothing."""
        fields = asked.fields
        whole = {"cmdCode": "TOTAL", "partner2Code": "0", "motCode": "0", "customsCode": "C00"}
        rows = [
            record(fields["reporterCode"], fields["partnerCode"], flow, year)
            for year in fields["period"].split(",")
            for flow in fields["flowCode"].split(",")
            if (fields["reporterCode"], year) != LATE
        ]
        is_wrong = any(fields.get(name) != code for name, code in whole.items())
        answer = EMPTY if is_wrong else {**EMPTY, "count": len(rows), "data": rows}
        return Answer(json.dumps(self.change(answer)).encode(), kind="application/json")


PLAYED = {"comtrade_mirror": Comtrade}
