"""Cubes of Eurostat as cells: JSON-stat 2.0 and SDMX-CSV, the same columns from both."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from datetime import date

import pandas as pd

from etl.readers import numerals, sdmx_csv

#: Flags of Eurostat that say how sure a figure is; e is *estimated* here. The first that a figure
#: bears counts: "ep" is estimated. A break, another definition, a note say nothing of that.
_STATUS = {"e": "estimated", "u": "estimated", "s": "estimated", "p": "provisional",
           "r": "revised", "b": "unknown", "d": "unknown", "i": "unknown"}  # fmt: skip
#: Flags of figures that are not given; c: kept secret.
_HIDDEN = frozenset(":cCzn")
_SECRET = frozenset("cC")
_KNOWN = _HIDDEN | _STATUS.keys()
#: What a file says of the dataset: SDMX-CSV 1.0 and 2.0.
_OF_DATASET = {"DATAFLOW", "LAST UPDATE", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION"}
_IN_CSV = _OF_DATASET | {"TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS"}


def cells(raw: bytes) -> pd.DataFrame:
    """Cells of one answer: its dimensions (lower case), ``time``, ``printed``, ``flag``.

    Cells without a figure have none in ``printed`` (missing). Raises ValueError naming what
    differs from the documented shape.
    """
    text = raw.decode("utf-8-sig")
    frame = _of_json(text) if text.lstrip().startswith("{") else _of_csv(raw)
    strange = sorted(flag for flag in frame["flag"].unique() if set(flag) - _KNOWN)
    if strange:
        raise ValueError(f"unknown flag: {', '.join(map(repr, strange))}")
    hidden = frame["flag"].map(lambda flag: bool(set(flag) & _HIDDEN)).astype(bool)
    if (hidden & frame["printed"].notna()).any():
        raise ValueError("a figure that its flag says is not given")
    numerals.check(frame["printed"].dropna())
    return frame


def statuses(flags: pd.Series) -> pd.Series:
    """What each figure's flag says of how sure it is, in our words."""
    status_of = {flag: next((status for sign, status in _STATUS.items() if sign in flag), "unknown")
            for flag in flags.unique()}  # fmt: skip
    return flags.map(status_of)


def is_secret(flags: pd.Series) -> pd.Series:
    """Whether a figure is kept secret: known to be there, and not given."""
    return flags.map(lambda flag: bool(set(flag) & _SECRET)).astype(bool)


def labels(raw: bytes) -> dict[str, dict[str, str]]:
    """Dimension (lower case) → code → label, as a JSON-stat says them; a CSV says none."""
    text = raw.decode("utf-8-sig")
    if not text.lstrip().startswith("{"):
        return {}
    try:
        dimensions = json.loads(text)["dimension"]
        return {name.lower(): one["category"].get("label", {}) for name, one in dimensions.items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it is no whole JSON-stat: {error!r}") from error


def dataset_of(raw: bytes) -> str:
    """The dataset that an SDMX-CSV names in its first line of data; empty when it is none."""
    head = raw[:4000].decode("utf-8-sig", "replace")
    match = re.match(r'"?(?:DATAFLOW|STRUCTURE"?,"?STRUCTURE_ID)"?,[^\n]*\n'
                     r'(?:"?dataflow"?,)?"?(?:ESTAT:)?([A-Za-z0-9_-]+)', head)  # fmt: skip
    return match[1] if match else ""


def stated(parts: Mapping[str, bytes]) -> date | None:
    """The day of the last change that the answers state, the newest of several."""
    return max((day for raw in parts.values() if (day := _updated(raw))), default=None)


def _updated(raw: bytes) -> date | None:
    text = raw[:100_000].decode("utf-8-sig", "replace")
    if match := re.search(r'"updated":\s*"(\d{4})-(\d{2})-(\d{2})', text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    # The time may lack: then it is said to the day.
    if match := re.search(r'^[^,\n]+,"?(\d\d)/(\d\d)/(?:20)?(\d\d)[ ,"]', text, re.MULTILINE):
        return date(2000 + int(match[3]), int(match[2]), int(match[1]))
    return None


def _of_json(text: str) -> pd.DataFrame:
    try:
        answer = json.loads(text)
        names, sizes = answer["id"], answer["size"]
        codes = [_codes(answer["dimension"][name]["category"]["index"]) for name in names]
        values, flags = _by_index(answer["value"]), _by_index(answer.get("status", {}))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it is no whole JSON-stat: {error!r}") from error
    if "time" not in map(str.lower, names):
        raise ValueError(f"its dimensions are {', '.join(map(str, names))}; expected one of time")
    if [len(one) for one in codes] != sizes:
        raise ValueError(f"dimensions have {[len(one) for one in codes]} codes, not {sizes}")
    rows = [
        (*key, _plain(values.get(place)), flags.get(place, ""))
        for place, key in enumerate(itertools.product(*codes))
        if place in values or place in flags
    ]
    return pd.DataFrame(rows, columns=[*map(str.lower, names), "printed", "flag"], dtype="str")


def _plain(value: object) -> str | None:
    """A number in plain decimals: its shortest text may be 1e+06."""
    if value is None:
        return None
    if isinstance(value, float) and "e" in repr(value):
        return f"{value:.6f}"
    return str(value)


def _codes(index: dict[str, int] | list[str]) -> list[str]:
    return list(index) if isinstance(index, list) else sorted(index, key=lambda code: index[code])


def _by_index(values: dict[str, object] | list[object]) -> dict[int, object]:
    pairs = enumerate(values) if isinstance(values, list) else values.items()
    return {int(place): value for place, value in pairs if value is not None}


def _of_csv(raw: bytes) -> pd.DataFrame:
    frame = sdmx_csv.read(raw)
    strange = [name for name in frame.columns if name.isupper() and name not in _IN_CSV]
    if strange:
        raise ValueError(f"unknown column {', '.join(strange)}")
    if "ACTION" in frame and (frame["ACTION"] == "D").any():
        raise ValueError("it deletes figures (ACTION D); expected a table of figures")
    # Names beside the codes, where they were asked for, say nothing more.
    is_named = "STRUCTURE_NAME" in frame
    dimensions = [name for name in frame.columns if name not in _IN_CSV
                  and (not is_named or re.fullmatch("[a-z][a-z0-9_]*", name))]  # fmt: skip
    cells = frame[dimensions].rename(columns=str.lower)
    cells["time"] = frame["TIME_PERIOD"]
    cells["flag"] = frame.get("OBS_FLAG", "")  # a file without the column flags nothing
    if "CONF_STATUS" in frame:
        # F is free for publication, N not for publication.
        cells["flag"] = cells["flag"].where(frame["CONF_STATUS"].isin(["", "F"]), "c")
    cells["printed"] = frame["OBS_VALUE"].where(frame["OBS_VALUE"] != "")
    return cells
