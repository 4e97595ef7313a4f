"""Progress: what an update says while it runs: a bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TextIO

from tqdm import tqdm

_SHAPE = "{percentage:3.0f}% [{bar:20}] {n_fmt}/{total_fmt} tables, {elapsed}{postfix}"


class Progress:
    """Tells of tables under way and done; may be used by several threads."""

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._done, self._total = 0, total
        self._bar = tqdm(
            total=total,
            file=self._out,
            disable=not self._out.isatty(),
            bar_format=_SHAPE,
            ascii=" =",  # a Windows console may have no other signs
            dynamic_ncols=True,
            leave=False,
        )

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        self._bar.close()

    def tell(self, name: str, text: str) -> None:
        """Something on the way: a line in a log, on a terminal only until the next one."""
        if self._bar.disable:
            self._log(f"{name}: {text}")
        else:
            self._bar.set_postfix_str(f"{name}: {text}")

    def done(self, name: str, text: str) -> None:
        """A table is done with; stays on a terminal too."""
        self._done += 1
        line = f"[{self._done}/{self._total}] {name}: {text}"
        if self._bar.disable:
            self._log(line)
        else:
            self._bar.write(line, file=self._out)
            self._bar.update()

    def _log(self, line: str) -> None:
        # In one piece: the line of another thread may come at the same time.
        self._out.write(f"{line}\n")
        self._out.flush()
