"""The formulas of the corridor calculator, each once, with its reference.

In Python, not as macros of the warehouse: what they work on comes out of the visitor's link, not
out of a table, they must be read backwards too, and tests put tens of thousands of values into
them. All values are figures that are known (``corridor.interval`` keeps the others away), none
below zero.
"""

from __future__ import annotations

import math

DAYS_A_YEAR = 365
WEEKS_A_YEAR = 52
#: A container of 40 feet counts as two of 20.
TEU_PER_FEU = 2


def in_eur(usd: float, usd_per_eur: float) -> float:
    """US dollars → euros at a rate of so many US dollars per euro."""
    return usd / usd_per_eur


def capital_cost(value_eur: float, rate_pct: float, days: float) -> float:
    """Cost in euros of the capital tied up in goods on the way: value · rate · days / 365.

    Reference: in-transit carrying cost in Baumol & Vinod, An Inventory Theoretic Model of Freight
    Transport Demand, Management Science 16 (7), 1970.
    """
    return value_eur * rate_pct / 100 * days / DAYS_A_YEAR


def co2_kg(km: float, g_per_tkm: float, tonnes: float) -> float:
    """Kilograms of CO₂ of one part of a way: distance · tonnes · factor per tonne-kilometre.

    Reference: activity (tonne-kilometres) times emission intensity, as in ISO 14083:2023.
    """
    return km * tonnes * g_per_tkm / 1000


def co2_cost(kg: float, eur_per_tonne: float) -> float:
    """What so much CO₂ costs in euros at a price per tonne."""
    return kg / 1000 * eur_per_tonne


def cost_at(base_eur: float, rate_pct: float, days: float, value_eur: float) -> float:
    """Total logistics cost in euros: what is paid whatever the goods, and the capital in them.

    Reference: total logistics cost as in Baumol & Vinod (1970), without safety stock.
    """
    return base_eur + capital_cost(value_eur, rate_pct, days)


def indifference_value(extra_eur: float, days_saved: float, rate_pct: float) -> float:
    """Value of goods in euros from which the faster way is the cheaper one.

    There both ways cost the same: extra = value · rate · days saved / 365. Zero when the faster
    way costs no more anyway; infinite when it saves nothing that would count.
    Reference: the break-even of ``cost_at`` for two ways, solved for the value.
    """
    if extra_eur <= 0:
        return 0.0
    worth = rate_pct / 100 * days_saved / DAYS_A_YEAR
    return extra_eur / worth if worth > 0 else math.inf


def gap_per_feu(total_eur: float, other_eur: float) -> float:
    """Euros per FEU by which one way is dearer than another; nothing when it is not."""
    return max(0.0, total_eur - other_eur)


def volume_needed(capacity_feu: float, break_even_pct: float, trains: float) -> float:
    """FEU per week with which so many trains a week pay for themselves.

    Reference: break-even load factor; a train's cost is taken as fixed, whatever it carries.
    """
    return capacity_feu * break_even_pct / 100 * trains


def subsidy_per_train(
    rate_eur: float, capacity_feu: float, break_even_pct: float, carried_feu: float
) -> float:
    """Euros that a train lacks when it carries so many FEU at a rate per FEU.

    It pays for itself at the break-even load, so its cost is rate · capacity · load; what it
    carries brings rate · FEU. Nothing is lacking from the break-even load on.
    """
    return rate_eur * max(0.0, volume_needed(capacity_feu, break_even_pct, 1) - carried_feu)


def load_pct(carried_feu: float, capacity_feu: float) -> float:
    """How full a train is, in percent of its places; a full train is no fuller than full."""
    return min(100.0, 100 * carried_feu / capacity_feu)
