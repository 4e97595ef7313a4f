"""How well the number checker finds wrong figures, how seldom it marks right ones, how fast it is.

    python -m benchmarks.checker [--write] [--all]

Prints precision and recall on the corpus (benchmarks/checker_corpus.py) and on paragraphs written
by hand, then misses and false alarms, those of the templates held out only with ``--all``;
``--write`` puts the table into docs/number-checker.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from benchmarks.checker_corpus import Sample, corpus, sentences
from benchmarks.checker_facts import Facts
from data.ask import ask
from reports.checker.check import Finding, check
from reports.checker.reading import of_text

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "number-checker.md"
_TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- end -->)", re.DOTALL)
#: Words of a page of text.
_PAGE = 400


@dataclass
class Score:
    """Counts of one part of the corpus, and what went wrong in it."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    named: int = 0
    false: int = 0
    confirmed: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)
    alarms: list[tuple[str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of marks that stand at wrong figures."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of wrong figures that are marked."""
        return self.found / self.wrong if self.wrong else 1.0


def is_marked(finding: Finding) -> bool:
    """Whether a figure bears a mark: an error, or outdated."""
    return finding.is_error or finding.verdict == "outdated"


def measured(samples: Iterable[Sample]) -> Score:
    """The score of sentences of the corpus, each checked by itself."""
    score = Score()
    for sample in samples:
        findings = check(of_text(sample.text), ask).findings
        own = [f for f in findings if _is_at(f, sample)]
        others = [f for f in findings if f not in own and is_marked(f)]
        marked = [f for f in own if is_marked(f)]
        if sample.error:
            score.wrong += 1
            score.found += bool(marked)
            score.named += any(_is_named(f, sample.error) for f in marked)
            if not marked:
                score.misses.append((sample.error, sample.text))
        else:
            score.right += 1
            score.confirmed += any(f.verdict == "right" for f in own)
            others = [*marked, *others]
        score.false += len(others)
        score.alarms += [(f"{f.mention.figure.text}: {f.verdict}", sample.text) for f in others]
    return score


def _is_at(finding: Finding, sample: Sample) -> bool:
    start = finding.mention.sentence.start + finding.mention.figure.start
    end = finding.mention.sentence.start + finding.mention.figure.end
    return start < sample.end and end > sample.start


def _is_named(finding: Finding, error: str) -> bool:
    verdicts = {one.verdict for one in finding.judgements}
    return (
        error.partition("_period")[0].partition("_direction")[0].partition("_region")[0] in verdicts
    )


def by_hand() -> Score:
    """The score of the paragraphs written by hand."""
    score = Score()
    for paragraph in sentences():
        wrong = dict(paragraph.get("wrong", {}))
        for finding in check(of_text(paragraph["text"]), ask).findings:
            error = wrong.pop(finding.mention.figure.text, "")
            if error:
                score.wrong += 1
                score.found += is_marked(finding)
                score.named += any(one.verdict == error for one in finding.judgements)
                if not is_marked(finding):
                    score.misses.append((error, paragraph["text"]))
                continue
            score.right += 1
            score.confirmed += finding.verdict == "right"
            if is_marked(finding):
                score.false += 1
                score.alarms.append(
                    (f"{finding.mention.figure.text}: {finding.verdict}", paragraph["text"])
                )
        score.wrong += len(wrong)
        score.misses += [
            (error, f"{figure} not seen: {paragraph['text']}") for figure, error in wrong.items()
        ]
    return score


def seconds(samples: Iterable[Sample], pages: int = 10) -> float:
    """How long a text of so many pages takes that is as full of figures as the corpus."""
    words: list[str] = []
    for sample in samples:
        words.append(sample.text)
        if sum(len(one.split()) for one in words) >= pages * _PAGE:
            break
    while sum(len(one.split()) for one in words) < pages * _PAGE:
        words += words
    text = "\n\n".join(" ".join(words[n : n + 5]) for n in range(0, len(words), 5))
    check(of_text("NRW."), ask)
    start = process_time()
    check(of_text(text), ask)
    return process_time() - start


def table(scores: dict[str, Score], took: float) -> str:
    """The scores as a table in Markdown."""
    lines = [
        "",
        "| part | right | wrong | precision | recall | kind named | right confirmed |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, one in scores.items():
        named = f"{one.named / one.found:.0%}" if one.found else "–"
        lines.append(
            f"| {name} | {one.right} | {one.wrong} | {one.precision:.1%} | {one.recall:.1%} "
            f"| {named} | {one.confirmed / max(one.right, 1):.0%} |"
        )
    return "\n".join(
        [
            *lines,
            "",
            f"Ten pages with a figure in every sentence: {took:.1f} s of computing time.",
            "",
        ]
    )


def main(*arguments: str) -> int:
    """Measure, print, and write the table where it is asked for."""
    samples = corpus(Facts())
    seen = [one for one in samples if not one.held_out]
    hidden = [one for one in samples if one.held_out]
    scores = {
        "templates": measured(seen),
        "templates held out": measured(hidden),
        "by hand": by_hand(),
    }
    report = table(scores, seconds(samples))
    print(report)
    for name, score in scores.items():
        if name == "templates held out" and "--all" not in arguments:
            print(name, Counter(error for error, _ in score.misses), len(score.alarms))
            continue
        for what, text in (*score.misses, *((f"FALSE {w}", t) for w, t in score.alarms)):
            print(f"{name}: {what}: {text}")
    if "--write" in arguments:
        written = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(_TABLE.sub(report, written), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
