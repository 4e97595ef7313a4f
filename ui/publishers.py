"""Who speaks in an answer: publisher, through whom, since when; and why one goes before another.

No Streamlit here.
"""

from __future__ import annotations

from typing import Any

from charts.table import absent
from data.answer import Answer
from i18n import Locale
from ui.cells import Cell

_ROOM = "method.contradictions"
COPY = "aggregator_copy"


class Publishers:
    """Who speaks in an answer: publisher and since when it is known, as a link to the place."""

    def __init__(self, answer: Answer, locale: Locale) -> None:
        self.locale = locale
        self.claims = {row["claim_id"]: row for row in answer.claims.to_dict("records")}
        self.sources = {row["source_id"]: row for row in answer.sources.to_dict("records")}

    def by_claim(self, claim_id: str) -> Cell:
        """Who made a claim, and since when it is known."""
        return self._said(self._source(claim_id), self.claims[claim_id])

    def by_source(self, source_id: str) -> Cell:
        """Who publishes a source, and since when it is known."""
        return self._said(self.sources[source_id], self.sources[source_id])

    def kind(self, claim_id: str) -> str:
        """What kind of speaker it is, as the precedence tells them apart: "amtliche Tabelle"."""
        source = self._source(claim_id)
        if source["is_official_table"]:
            own = self.claims[claim_id]["evidence_kind"] == "computed"
            return self.locale(f"{_ROOM}.rung_{'own' if own else 'table'}")
        if source["publisher_kind"] == "official_statistics":
            return self.locale(f"{_ROOM}.rung_office")
        return self.locale.code("publisher_kind", source["publisher_kind"])

    def reason(self, decided_by: str, shown_id: str, other_id: str) -> str:
        """Why one claim is shown and the other is not, by what stands on the deciding rung."""
        key, pair = f"method.decided.{decided_by}", (shown_id, other_id)
        if decided_by == "publisher":
            shown, other = map(self.kind, pair)
            return self.locale(key, shown=shown, other=other) + self._copied(other_id, "copy_last")
        if decided_by == "evidence":
            shown, other = map(self._evidence, pair)
            return self.locale(key, shown=shown, other=other)
        if decided_by == "status":
            shown, other = (self.locale.code("status", self.claims[one]["status"]) for one in pair)
            return self.locale(key, shown=shown, other=other)
        if decided_by in ("confidence", "low_confidence"):
            return self.locale(key) + self._copied(other_id, "copy_weak")
        return self.locale(key)

    def _evidence(self, claim_id: str) -> str:
        """What kind of statement it is; of our own computation also from what."""
        kind = self.claims[claim_id]["evidence_kind"]
        if kind != "computed":
            return self.locale.code("evidence", kind)
        if self._source(claim_id)["is_official_table"]:
            return self.kind(claim_id)
        return self.locale(f"{_ROOM}.rung_own_other", kind=self.kind(claim_id))

    def _copied(self, claim_id: str, said: str) -> str:
        """What is to be said of a copy; nothing of others."""
        is_copy = self._source(claim_id)["publisher_kind"] == COPY
        return " " + self.locale(f"{_ROOM}.{said}") if is_copy else ""

    def _source(self, claim_id: str) -> dict[Any, Any]:
        return self.sources[self.claims[claim_id]["source_id"]]

    def _said(self, source: dict[Any, Any], dated: dict[Any, Any]) -> Cell:
        """Who says it, as whose copy or through whom it was read, and since when it is known."""
        known = self.locale.known(dated["known_since"], dated["known_since_precision"])
        publisher, through = source["publisher"], absent(source["relayed_by"])
        if source["publisher_kind"] == COPY:
            copy = "copied_by" if through else "copied"
            publisher = self.locale(f"{_ROOM}.{copy}", publisher=publisher, name=through)
        elif through:
            publisher = f"{publisher}, {self.locale('cite.through', name=through)}"
        return Cell(
            self.locale(f"{_ROOM}.by", publisher=publisher, known=known), href=source["url"]
        )
