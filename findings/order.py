"""The published order and limits: what is said first of a line, and when it is said at all."""

from __future__ import annotations

#: Device → said only if … The first that holds makes the title, the next the second sentence.
ORDER = (
    "constant",  # all figures are equal
    "highest",  # above all others, of at least EXTREME_LEAST
    "peak",  # at least PEAK_LEAST below the one highest (a share or small count: then and now)
    "fold",  # at least FOLD_LEAST times the first, at most FOLD_MOST times
    "lowest",  # below all others, of at least EXTREME_LEAST
    "last_lower",  # higher in each of at least SINCE_LEAST years between, without a gap
    "last_higher",
    "fallen",  # in each of at least RUN_LEAST years, without a gap
    "risen",
    "on_year",  # change on the year before, as the answer states it
)

EXTREME_LEAST = 4
PEAK_LEAST_PCT = 10.0
FOLD_LEAST, FOLD_MOST = 2.0, 20.0
SINCE_LEAST = 3
RUN_LEAST = 3
#: A rate needs so many digits that say something, at both ends.
RATE_DIGITS = 2
#: Of a smaller count a percentage says nothing: both counts are named.
SMALL_COUNT = 20
#: A figure whose period ended longer ago is old: its year comes first.
OLD_MONTHS = 36
