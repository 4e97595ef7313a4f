"""Names of regions and trading partners in German text, from the labels and the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.checker.vocabulary import Item, german

if TYPE_CHECKING:
    from data.answer import Labels

#: Codes of regions that are countries of the world: trading partners. Germany reports.
_COUNTRY = re.compile(r"[a-z]{2}")
_REPORTING = {"de", "eu"}
#: A remark that a label adds to a name.
_REMARK = re.compile(r"\s*\(.*\)$")


@dataclass(frozen=True)
class Names:
    """Patterns of names by code; a place that has a longer name than another is found first."""

    regions: Mapping[str, str]
    partners: Mapping[str, str]
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict)

    @classmethod
    def from_labels(cls, labels: Labels) -> Names:
        """The names that the labels give, with those of the vocabulary before them."""
        regions, partners = dict(german().words("region")), dict(german().words("partner"))
        for code in labels.codes("region"):
            name = re.escape(_REMARK.sub("", labels.name("region", code, "de"))) + "s?"
            if _COUNTRY.fullmatch(code) and code not in _REPORTING:
                partners[code] = f"{partners[code]}|{name}" if code in partners else name
            elif code not in partners and not code.startswith(("de_", "eu")):
                regions[code] = f"{regions[code]}|{name}" if code in regions else name
        return cls(regions, partners)

    def regions_and_partners(self, text: str) -> tuple[list[Item], list[Item]]:
        """The regions and the partners that a text names, in order."""
        return self._items("region", self.regions, text), self._items(
            "partner", self.partners, text
        )

    def _items(self, kind: str, patterns: Mapping[str, str], text: str) -> list[Item]:
        if kind not in self._compiled:
            order = sorted(enumerate(patterns.values()), key=lambda one: -len(one[1]))
            groups = "|".join(f"(?P<c{n}>{one})" for n, one in order)
            self._compiled[kind] = re.compile(rf"(?<!\w)(?:{groups})(?!\w)")
        codes = list(patterns)
        items: list[Item] = []
        for match in self._compiled[kind].finditer(text):
            number = next(int(name[1:]) for name, matched in match.groupdict().items() if matched)
            items.append(Item(match.start(), match.end(), codes[number]))
        return items
