"""Declarations of the corridor calculator: its corridors, and the assumptions that it starts with.

An assumption that rests on claims carries no figure of its own: it spans what they say, and is
worked out when it is asked for, so that it follows them and knows the day asked for.
"""

from etl.schema import column, table

MODES = ("rail", "sea", "air", "barge", "truck")
QUANTITIES = ("days", "freight", "km", "factor", "goods_value", "interest", "exchange", "load",
              "co2_price", "capacity", "break_even", "trains", "volume")  # fmt: skip

ASSUMPTIONS = table(
    {
        "number": column("its place in the list", kind="count", required=True, unique=True),
        "code": column("code, also its name in a link", required=True, unique=True),
        "leg": column("part of a corridor, or group, that it belongs to", required=True),
        "quantity": column("what it says of it", required=True, allowed=QUANTITIES),
        "unit": column("unit", required=True, codes="units.code"),
        "low": column("lower end, where no claim says it", kind="number", low=0),
        "high": column("upper end, where no claim says it", kind="number", low=0),
        "least": column("lowest figure that may be entered", kind="number", required=True),
        "most": column("highest figure that may be entered", kind="number", required=True),
        "is_single": column("takes one figure, no range: the same for all corridors",
                            kind="yes_no", required=True),
        "basis": column("where it is from; open = no source was found, so there is no figure",
                        required=True, allowed=("sourced", "own", "open")),
        "claim_ids": column("claims that it spans", kind="list", codes="claim.claim_id"),
        "rail_claim_ids": column("claims on the rail link that it spans", kind="list",
                                 codes="rail_claim.claim_id"),
        "source_ids": column("where its own figures were read", kind="list",
                             codes="source.source_id"),
        "other_claim_ids": column("claims that say otherwise or something near it", kind="list",
                                  codes="claim.claim_id"),
        "stated": column("when it was said", kind="when"),
        "label_de": column("label in German", required=True),
        "label_en": column("label in English", required=True),
        "note_de": column("remark in German", required=True),
        "note_en": column("remark in English", required=True),
    }
)  # fmt: skip

CORRIDORS = table(
    {
        "number": column("its place in the list", kind="count", required=True, unique=True),
        "code": column("code", required=True, unique=True),
        "reach": column("as far as a hub, to the door in Herne, or the same for both",
                        required=True, allowed=("hub", "door", "both")),
        "main_leg": column("long part of the way", required=True, codes="assumptions.leg"),
        "main_mode": column("means of transport on it", required=True, allowed=MODES),
        "last_leg": column("way from the hub to Herne", codes="assumptions.leg"),
        "last_mode": column("means of transport on it", allowed=MODES),
        "label_de": column("label in German", required=True),
        "label_en": column("label in English", required=True),
    }
)  # fmt: skip
