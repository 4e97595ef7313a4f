"""Everything found claimed about freight trains between Herne and China."""

from etl.readers.collected import CONFIDENCE, PRECISION, by_hand
from etl.schema import column, table

DATASET = by_hand(
    title="Claims on the rail link Herne–Lianyungang",
    feeds="rail_claim",
    rows=(28, 1000),
    schema=table(
        {
            "claim_id": column("key of the claim", required=True, unique=True),
            "event_id": column("event that it is evidence for", required=True),
            "event_kind": column(
                "kind of event",
                required=True,
                allowed=(
                    "train",
                    "series_of_trains",
                    "suspension",
                    "statement_no_traffic",
                    "announcement",
                    "intention",
                    "agreement",
                    "context",
                ),
            ),
            "evidence_kind": column(
                "kind of statement",
                required=True,
                allowed=(
                    "observation",
                    "report",
                    "operator_statement",
                    "announcement",
                    "plan",
                    "context",
                ),
            ),
            "about_herne_traffic": column(
                "whether it speaks of trains at Herne", kind="yes_no", required=True
            ),
            "date": column(
                "when (year, year-month, day, or span of two)", kind="when", required=True
            ),
            "date_precision": column(
                "how exactly that is known", required=True, allowed=("day", "month", "year", "span")
            ),
            "direction": column(
                "direction", required=True, allowed=("westbound", "eastbound", "both", "none")
            ),
            "trains": column("trains named", kind="count", low=0, high=10000, unit="trains"),
            "containers": column(
                "containers named", kind="count", low=0, high=100000, unit="containers"
            ),
            "teu": column("TEU named", kind="number", low=0, high=100000, unit="TEU"),
            "transit_days": column("days on the way", kind="number", low=0, high=365, unit="days"),
            "distance_km": column("distance named", kind="number", low=0, high=50000, unit="km"),
            "origin": column("from where", codes="places.code"),
            "destination": column("to where", codes="places.code"),
            "text_de": column("what is claimed, in German", required=True),
            "text_en": column("what is claimed, in English", required=True),
            "source_id": column("who says so", required=True, codes="source.source_id"),
            "known_since": column("day from which it was known", kind="day", required=True),
            "known_since_precision": column(
                "how exactly that day is known", required=True, allowed=PRECISION
            ),
            "confidence": column(
                "our confidence in the reading", required=True, allowed=CONFIDENCE
            ),
            "counts": column("counts as a dated train of its own", kind="yes_no", required=True),
            "contradicts": column(
                "claims that it contradicts", kind="list", codes="rail_claim.claim_id"
            ),
            "judged_wrong": column("judged wrong, with a reason", kind="yes_no", required=True),
            "reason_de": column("that reason, in German"),
            "reason_en": column("that reason, in English"),
        }
    ),
)
