"""How far a figure lies from what its own series lets one expect: robust, from the past alone.

Each figure is foretold from those before it, by level, drift and season in medians (the robust
kin of STL: Cleveland et al., J. Official Statistics 6 (1990), 3-73); a miss is measured in the
usual misses (Hampel identifier: Davies and Gather, JASA 88 (1993), 782-792). Breaks by moving sums
(MOSUM: Chu, Hornik and Kuan, Biometrika 82 (1995), 603-617), with medians for means. Many tests at
once: Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995), 289-300.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, cos, sin, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Median absolute deviation → standard deviation, for normally distributed values.
_SIGMA = 1.4826
#: Degrees of freedom of the t distribution that misses are held against: heavier tails than
#: normal, more so where a spread rests on few values; and its upper quartile, which scales it.
_FREEDOM = {"many": (6, 0.7176), "few": (4, 0.7407)}
#: Figures before the window of which the misses are usual.
_MEMORY_YEARS = 8


@dataclass(frozen=True)
class Score:
    """A figure against its own past: the value expected, how many usual misses it is off."""

    expected: float
    score: float
    p_value: float


def spike(logs: Floats, season: int, floor: float) -> Score | None:
    """The last of some logarithms against the rest; None without any spread.

    ``season``: periods a year. ``floor``: the smallest spread assumed.
    """
    past, x = logs[:-1], float(logs[-1])
    effects = _seasonal(past, season)
    level = past - effects[np.arange(len(past)) % season]
    foretold = _foretold(level, season)
    misses = (level[2 * season :] - foretold[:-1])[-_MEMORY_YEARS * season :]
    expected = float(foretold[-1] + effects[len(past) % season])
    return _score(x - expected, misses - np.median(misses), expected, floor, "many")


def break_(logs: Floats, season: int, floor: float) -> Score | None:
    """The level of the last half year against the year before, by earlier such differences."""
    effects = _seasonal(logs, season)
    level = logs - effects[np.arange(len(logs)) % season]
    half = season // 2
    after, before = _medians(level, half)[2 * half :], _medians(level, 2 * half)[:-half]
    steps = after - before
    usual = steps[:-half][-_MEMORY_YEARS * season :]
    if len(usual) < 2 * season:
        return None
    middle = float(np.median(usual))
    expected = float(before[-1] + middle + effects[(len(logs) - 1) % season])
    return _score(float(steps[-1]) - middle, usual - middle, expected, floor, "many")


def change(values: Floats, floor: float) -> Score | None:
    """The last change of a series of years against the changes before."""
    steps = np.diff(values)
    usual = float(np.median(steps[:-1]))
    expected = float(values[-2]) + usual
    return _score(float(steps[-1]) - usual, steps[:-1] - usual, expected, floor, "few")


def _score(miss: float, misses: Floats, expected: float, floor: float, tails: str) -> Score | None:
    spread = max(_SIGMA * float(np.median(np.abs(misses))), floor)
    if spread <= 0:
        return None
    freedom, quartile = _FREEDOM[tails]
    score = abs(miss) / spread
    return Score(expected, score, _two_sided(score * _SIGMA * quartile, freedom))


def _foretold(level: Floats, season: int) -> Floats:
    """What follows each beginning of a series without season, from two years on.

    Its last median, moved on by its drift.
    """
    half = season // 2
    years = _medians(level, season)
    drift = (years[season:] - years[:-season]) / season
    return _medians(level, half)[2 * season - half :] + drift * (half + 1) / 2


def _seasonal(logs: Floats, season: int) -> Floats:
    """What each place in the year adds, in medians, about zero on the whole."""
    half = season // 2
    rest = logs[half:-half] - _medians(logs, 2 * half + 1)
    places = np.arange(half, len(logs) - half) % season
    effects = np.array([np.median(rest[places == place]) for place in range(season)])
    return np.asarray(effects - effects.mean(), dtype=np.float64)


def _medians(values: Floats, width: int) -> Floats:
    """The median of each run of so many values."""
    runs = np.lib.stride_tricks.sliding_window_view(values, width)
    return np.asarray(np.median(runs, axis=1), dtype=np.float64)


def _two_sided(t: float, freedom: int) -> float:
    """How likely Student's t lies so far off, on either side; for even degrees of freedom."""
    angle = atan(t / sqrt(freedom))
    term = total = 1.0
    for k in range(1, freedom // 2):
        term *= (2 * k - 1) / (2 * k) * cos(angle) ** 2
        total += term
    return max(1.0 - sin(angle) * total, 0.0)


def discoveries(p_values: Floats, q: float) -> NDArray[np.bool_]:
    """Which tests to believe so that at most the share ``q`` of them is expected to be false.

    Benjamini and Hochberg (1995).
    """
    order = np.argsort(p_values)
    passed = p_values[order] <= q * np.arange(1, len(order) + 1) / max(len(order), 1)
    believed = np.zeros(len(order), dtype=bool)
    if passed.any():
        believed[order[: int(np.flatnonzero(passed)[-1]) + 1]] = True
    return believed
