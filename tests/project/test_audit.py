"""What is told of known holes in packages: unknown is never taken for safe."""

from __future__ import annotations

import pytest

from tests.each import each
from tools import audit

SAFE = {"name": "a", "version": "1", "vulns": []}
HOLED = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "c", "version": "4", "skip_reason": "not found"}


@each(
    ("found", "code", "said"),
    [
        ([SAFE], 0, "1 of 1 packages"),
        ([SAFE, HOLED], 1, "b 2: CVE-1 (mended in: 3)"),
        ([SAFE, UNKNOWN], 0, "Nothing is known of: c"),
        ([UNKNOWN], 4, "0 of 1 packages"),
        ([], 4, "0 of 0 packages"),
    ],
)
def test_holes_are_named_and_what_nobody_knows_of_is_counted(
    found: list[dict[str, object]], code: int, said: str
) -> None:
    exit_code, lines = audit.report(found)
    assert exit_code == code
    assert said in "\n".join(lines)


def test_without_a_network_it_says_so_and_is_no_clean_bill(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "run_audit", lambda: (2, "", "error: no route"))
    assert audit.main() == 4
    assert "nothing was looked up" in capsys.readouterr().out
