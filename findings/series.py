"""What a line over time says: title, two sentences, everything, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from charts.cache import cached
from data.answer import Answer
from findings import facts, subjects, words
from findings.facts import Fact
from findings.marked import NOTHING, Figure, Part, Sentence, joined, say
from findings.points import Line, Point, line_of
from findings.subjects import Subject
from i18n import Locale

_ROOM = "findings"


@dataclass(frozen=True)
class Finding:
    """What is to be said, in three lengths; every number in it is marked.

    ``change``: on the year before, with an arrow, for tiles; empty where none is known.
    ``device``: the fact of the title, of ``ORDER``; ``position``: the row spoken of;
    ``is_old``: its figure is past the published age.
    """

    title: Sentence
    lead: Sentence
    full: Sentence
    change: Sentence = NOTHING
    device: str = ""
    position: int | None = None
    is_old: bool = False


@cached(512)
def finding(answer: Answer, subject: str | Subject = "", locale: Locale | None = None,
            **texts: str) -> Finding:  # fmt: skip
    """The finding on an answer that holds one line; SeveralLines where it holds more.

    ``subject``: a key under ``findings.subject``, filled with ``texts``, or one made otherwise; a
    name from the labels of the answer without.
    """
    locale = locale or Locale("de")
    if isinstance(subject, str):
        subject = (subjects.subject(subject, locale, **texts) if subject
                   else subjects.of_rows(answer, locale))  # fmt: skip
    line = line_of(answer)
    if not line.points:
        nothing = say(locale, f"{_ROOM}.nothing", subject=subject.name).capitalised()
        return Finding(nothing, nothing.closed(), nothing.closed())
    teller = _Ranks(line, subject, locale) if line.now.row.unit == "rank" \
        else _Values(line, subject, locale)  # fmt: skip
    return teller.finding()


class _Teller:
    """Sentences on one line."""

    def __init__(self, line: Line, subject: Subject, locale: Locale) -> None:
        self.line, self.subject, self.locale = line, subject, locale
        self.is_old = words.is_old(line.now, line.answer)

    def say(self, key: str, **values: Part) -> Sentence:
        return say(self.locale, f"{_ROOM}.{key}", **values)

    def value(self, point: Point) -> Figure:
        return words.marked_figure(point, self.line, self.subject, self.locale)

    def base(self, fact: Fact, form: str = "base", value: Figure | None = None) -> Sentence:
        return words.base_of(fact, self.line, form, self.locale, value)

    def remarks(self, point: Point) -> Sentence:
        return words.bracketed(*words.remarks(point, self.locale))

    def among(self, room: str = "among") -> dict[str, Part]:
        """Among which periods, since when: of extremes and of what never changed."""
        known = "_known" if self.line.gaps else ""
        sort = words.sort_of(self.line)
        return {"among": self.locale(f"{_ROOM}.{room}.{sort}{known}"),
                "first": words.period(self.line.points[0], "since", self.locale)}  # fmt: skip

    def finding(self) -> Finding:
        pairs = [(fact.device, pair) for fact in self.facts() if (pair := self.sentences(fact))]
        title = self.main(pairs[0][1][0] if pairs else Sentence())
        rest = [sentence for _, (_, sentence) in pairs[1:]]
        later = [self.newer(point) for point in self.line.later]
        # What is newer goes before a second fact on what is older.
        return Finding(
            title, joined([title, *(later + rest)[:1]]),
            joined([title, *later, *rest, *self.notes()]),
            self.change(),
            pairs[0][0] if pairs else "", self.line.now.position, self.is_old,
        )  # fmt: skip

    def change(self) -> Sentence:
        """The change on the year before, in brief."""
        fact = next(facts.on_year(self.line), None)
        return words.change_in_brief(fact, self.line, self.locale) if fact else Sentence()

    def facts(self) -> list[Fact]:
        raise NotImplementedError

    def sentences(self, fact: Fact) -> tuple[Sentence, Sentence] | None:
        """A fact as the end of a title and as a sentence of its own."""
        raise NotImplementedError

    def main(self, end: Sentence) -> Sentence:
        raise NotImplementedError

    def newer(self, point: Point) -> Sentence:
        """A newer figure of another kind of period, which is compared with nothing here."""
        return self.say("newer", when=words.period(point, "then", self.locale),
                        value=self.value(point), remarks=self.remarks(point))  # fmt: skip

    def notes(self) -> list[Sentence]:
        """What else belongs to the figure: its status, whose work it is, years without one."""
        now, locale = self.line.now, self.locale
        notes = [self.say(f"status.{now.status}")] if locale.has(f"{_ROOM}.status.{now.status}") \
            else []  # fmt: skip
        if getattr(now.row, "evidence_kind", "") == "computed":
            notes.append(self.say("computed"))
        if len({point.source_ids for point in self.line.points}) > 1:
            notes.append(self.say("sources"))
        if self.line.gaps and now.row.period_kind == "year":
            notes.append(self.say("gaps", years=locale.years(self.line.gaps)))
        return notes


class _Values(_Teller):
    """Of values, counts, shares and balances."""

    def __init__(self, line: Line, subject: Subject, locale: Locale) -> None:
        values = [p.high for p in line.points]
        self.own = ""
        if subject.minus and max(values) <= 0 and min(p.low for p in line.points) < 0:
            line, self.own = line.sizes(), subject.minus
        elif subject.plus and min(p.low for p in line.points) >= 0:
            self.own = subject.plus
        super().__init__(line, subject, locale)

    def facts(self) -> list[Fact]:
        return facts.of_line(self.line)

    def main(self, end: Sentence) -> Sentence:
        now = self.line.now
        is_label = self.is_old and self.subject.form == "label" and not self.own
        parts: dict[str, Part] = {
            "value": self.value(now),
            "when": words.period(now, "bare" if is_label else "when", self.locale),
            "remarks": self.remarks(now),
            "end": Sentence((", ",)) + end if end else Sentence(),
        }
        if self.own:
            return say(self.locale, self.own, **parts).capitalised()
        form = f"{self.subject.form}{'_old' if self.is_old else ''}"
        return self.say(f"main.{form}", subject=self.subject.name, **parts).capitalised()

    def sentences(self, fact: Fact) -> tuple[Sentence, Sentence] | None:
        device, base, measure = fact.device, fact.base, words.measure(self.line)
        if device in ("highest", "lowest", "constant"):
            pattern = "constant" if device == "constant" else "extreme"
            texts = self.among("among" if device == "constant" else "extreme.among")
            if device != "constant":
                texts["much"] = self.locale(f"{_ROOM}.extreme.{device}")
            return self.say(f"{pattern}.end", **texts), self.say(f"{pattern}.sentence", **texts)
        if device in ("fallen", "risen"):
            texts = {"base": self.base(fact, "since")}
            return self.say(f"{device}.end", **texts), self.say(f"{device}.sentence", **texts)
        if device.startswith("last_"):
            texts = {"base": self.base(fact, "then", self.value(base) if base else None)}
            return self.say(f"{device}.end", **texts), self.say(f"{device}.sentence", **texts)
        return self.compared(fact, measure)

    def compared(self, fact: Fact, measure: str) -> tuple[Sentence, Sentence] | None:
        """Peak, n-fold and change on the year before."""
        if fact.amount is None:
            if fact.base is None or fact.base.value is None:
                return None
            key = "it_was_one" if abs(fact.base.value) == 1 else "it_was"
            sentence = self.say(key, then=self.base(fact, "then"), value=self.value(fact.base))
            return sentence, sentence
        comparison, number = words.amount(fact, self.line, self.locale)
        texts: dict[str, Part] = {"base": self.base(fact)}
        texts |= {"amount": number} if number else {}
        key = comparison if fact.formula == "difference" or comparison in ("equal", "nearly") \
            else f"{comparison}.{measure}"  # fmt: skip
        key = f"points.{key}" if fact.formula == "difference" and number else key
        value = self.value(fact.base) if fact.base and fact.base.value is not None else None
        full = self.say(key, **texts | {"base": self.base(fact, value=value)})
        return self.say(key, **texts), self.say(f"it_is.{measure}", end=full)


class _Ranks(_Teller):
    """Of ranks, where less is better."""

    def facts(self) -> list[Fact]:
        now, before = self.line.now, self.line.before
        extremes = []
        if before:
            best = min(reversed(before), key=lambda p: p.low)
            worst = max(reversed(before), key=lambda p: p.low)
            if best.value == now.value == worst.value:
                extremes.append(Fact("constant", before[0]))
            else:
                other = best if now.above(best) else worst
                extremes.append(Fact("peak", other))
        if extremes and extremes[0].device == "constant":
            return extremes
        shown = {fact.base.position for fact in extremes if fact.base}
        return extremes + [fact for fact in facts.of_line(self.line)
                           if fact.base and fact.base.position not in shown]  # fmt: skip

    def place(self, point: Point, room: str = "") -> Figure:
        """The rank as an ordinal where there is a word for it."""
        value = int(point.value or 0)
        room = room if room and self.subject.role and self.locale.has(f"{_ROOM}.{room}.{value}") \
            else ""  # fmt: skip
        ordinal = self.locale(f"{_ROOM}.{room}.{value}") if room \
            else self.locale(f"{_ROOM}.place", place=self.locale.number(value, 0))  # fmt: skip
        return Figure(ordinal, float(value), (point.position,), claim_ids=point.claim_ids,
                      source_ids=point.source_ids)  # fmt: skip

    def main(self, end: Sentence) -> Sentence:
        now, subject = self.line.now, self.subject
        form = "_old" if self.is_old else ""
        tail: dict[str, Part] = {"end": Sentence((", ",)) + end if end else Sentence()}
        place, marks = self.place(now, "nth"), words.remarks(now, self.locale)
        if not subject.role or place.text == self.place(now).text:
            return self.say(f"rank.label{form}", subject=subject.name, place=self.place(now),
                            when=words.period(now, "bare" if self.is_old else "when", self.locale),
                            remarks=words.bracketed(*marks), **tail).capitalised()  # fmt: skip
        role = say(self.locale, subject.role, place=place)
        when = words.period(now, "base", self.locale)
        if not self.is_old:
            when, marks = words.bracketed(words.period(now, "bare", self.locale), *marks), []
        return self.say(f"rank.{subject.form}{form}", subject=subject.name, role=role, when=when,
                        remarks=words.bracketed(*marks), **tail).capitalised()  # fmt: skip

    def sentences(self, fact: Fact) -> tuple[Sentence, Sentence] | None:
        if fact.device == "constant":
            texts = self.among()
            return self.say("rank.constant", **texts), self.say("rank.constant", **texts)
        if fact.base is None:
            return None
        then = words.base_of(Fact("on_year", fact.base), self.line, "then", self.locale)
        sentence = self.say("rank.then", then=then, place=self.place(fact.base, "the_nth"))
        return sentence, sentence
