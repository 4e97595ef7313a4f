"""What deserves to be said about an answer, by rule: sentences whose numbers know their rows.

``finding`` speaks of one line over time (values, shares, ranks, balances), ``ranking`` of many at
one time, ``passed`` of who overtook whom: each gives a title, two sentences and all there is to
say. ``both`` sets two directions side by side.
"""

from findings.both import both
from findings.marked import Composed, Figure, Sentence
from findings.order import ORDER
from findings.points import SeveralLines
from findings.rankings import passed, ranking
from findings.series import Finding, finding
from findings.subjects import Subject

__all__ = ["ORDER", "Composed", "Figure", "Finding", "Sentence", "SeveralLines", "Subject",
           "both", "finding", "passed", "ranking"]  # fmt: skip
