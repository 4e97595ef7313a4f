"""Mutated inputs by the thousand for every reader of what comes from outside; the tests give a few.

python -m benchmarks.mutations                                10,000 for each
python -m benchmarks.mutations genesis inbox --count 500 --seed 7
python -m benchmarks.mutations genesis --keep FOLDER          keep what does not hold, as files

Told are what does not hold, how many cases were read and refused under each oracle
(``tests.mutated.kind``), seconds of processor, and by how much memory grew at most.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.mutated.played import Result, played
from tests.mutated.readers import readers

#: Address space for all that is read, in bytes: what bursts fails instead of filling the machine.
_MOST_BYTES = 6_000_000_000
_TELL_S = 30.0


def main(words: list[str]) -> int:
    """Play all and print what does not hold; 1 when something does not."""
    known = readers()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations")
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(known))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--keep", type=Path, help="folder for inputs of which something is wrong")
    options = parser.parse_args(words)
    if unknown := sorted(set(options.readers) - known.keys()):
        parser.error(f"unknown: {', '.join(unknown)}; there is: {', '.join(known)}")
    wrong = 0
    for name in options.readers or known:
        _bound()
        start, before = time.process_time(), _most_memory()
        count = max(1, round(options.count * known[name].weight))
        result = played(known[name], count, options.seed, _progress(name, count))
        seconds, grown = time.process_time() - start, _most_memory() - before
        wrong += len(result.wrong)
        for one in result.wrong:
            print(f"  {one}")
        counts = ", ".join(f"{count} {what}" for what, count in sorted(result.counts.items()))
        print(f"{name:18} {count:,} cases ({counts}), {len(result.wrong)} wrong, "
              f"{seconds:.0f} s of processor, {grown:.0f} MB more", flush=True)  # fmt: skip
        if options.keep:
            _keep(options.keep / name, result)
    return int(wrong > 0)


def _progress(name: str, count: int) -> Callable[[Result], None]:
    """Says each half minute how far a reader is."""
    told = time.monotonic()

    def tell(result: Result) -> None:
        nonlocal told
        if time.monotonic() - told > _TELL_S:
            told = time.monotonic()
            print(f"  {name}: {result.counts.total():,} of {count:,}, {len(result.wrong)} wrong",
                  file=sys.stderr, flush=True)  # fmt: skip

    return tell


def _bound() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))


def _most_memory() -> float:
    """The most memory that was held so far, in MB; 0 on Windows."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def _keep(folder: Path, result: Result) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, (told, one) in enumerate(result.inputs.items()):
        (folder / f"{number:03}-{Path(one.name).name[-40:]}").write_bytes(one.raw)
        (folder / f"{number:03}.txt").write_text(told, encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
