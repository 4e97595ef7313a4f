"""The one list of faults: what can be wrong with an answer, from the status to a single figure.

Each says what may come of it: *harmless* (the same figures as before), *refused* (failed or
quarantined), *either*, by how strictly a format is read; never new figures, never a lost state.
``tests/etl/test_faults.py`` plays a sample of them for each source, ``python -m benchmarks.faults``
all of them for all.
"""

from __future__ import annotations

from tests.faulty import bodies, connection, content
from tests.faulty.kind import Fault

FAULTS: tuple[Fault, ...] = (*connection.FAULTS, *bodies.FAULTS, *content.FAULTS)
GROUPS = ("status", "headers", "pace", "body", "content")
#: What is no fault: the same in other bytes, and one figure truly revised.
REWRITTEN, REVISED = content.REWRITTEN, content.REVISED
