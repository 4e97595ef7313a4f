"""A European Central Bank for playbacks: rates of working days by rule; they mean nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from tests.worlds.playback import Answer, Asked

FIRST, LAST = date(2025, 1, 1), date(2026, 11, 27)
_ABOUT = {"CNY": 7.5, "USD": 1.1, "HKD": 8.6}
_HEAD = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE\r\n"


def rate(currency: str, day: date) -> str:
    """A rate by rule."""
    return f"{_ABOUT[currency] + day.toordinal() % 97 / 1000:.4f}"


def days() -> list[date]:
    """The days that have a rate: working days, without two holidays."""
    every = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    return [day for day in every if day.weekday() < 5 and (day.month, day.day) not in
            ((1, 1), (12, 25))]  # fmt: skip


def csv() -> str:
    """The answer of the data portal; on a holiday in May the rate is empty."""
    return _HEAD + "".join(
        f"EXR.D.{one}.EUR.SP00.A,D,{one},EUR,SP00,A,{day},"
        + ("" if (day.month, day.day) == (5, 1) else rate(one, day)) + "\r\n"
        for one in _ABOUT for day in days()
    )  # fmt: skip


def history() -> bytes:
    """The zip file of all days: newest first, further currencies, a comma at each end."""
    lines = ["Date,USD,JPY,CNY,HKD,"] + [
        f"{day},{rate('USD', day)},N/A,{rate('CNY', day)},{rate('HKD', day)},"
        for day in reversed(days())
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("eurofxref-hist.csv", "\n".join(lines) + "\n")
    return packed.getvalue()


@dataclass
class Ecb:
    """What the made central bank answers. ``refusal`` takes the place of the data portal."""

    rewrite: Callable[[str], str] = lambda text: text
    refusal: Answer | None = None
    file: Answer | None = None

    def __call__(self, asked: Asked) -> Answer:
        """Answer as the service does."""
        if asked.path.startswith("www.ecb.europa.eu/"):
            return self.file or Answer(history())
        if self.refusal:
            return self.refusal
        return Answer(self.rewrite(csv()).encode(), kind="text/csv")


#: Without the file that takes the place of a faulty answer with good figures.
PLAYED = {"ecb_eurofxref": partial(Ecb, file=Answer(status=404))}
