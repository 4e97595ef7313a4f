"""How well names of firms are matched on the pairs made by hand, beside cleanco and splink.

    python -m benchmarks.matching

``cleanco`` and ``splink`` are measured where they are installed (``pip install cleanco splink``);
the program does not need them. Splink links the left side to the right side of the pairs by name
and town, learns from these very pairs and is told how many of them are one, which flatters it.
"""

from __future__ import annotations

import importlib
import importlib.util
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from matching import forms
from matching.names import analysed
from matching.pairs import match
from matching.score import candidates
from tests.matching import worked
from tests.matching.worked import Pair

#: Endings that names in NRW have, each behind one and the same name.
ENDINGS = ("GmbH & Co. KG", "GmbH i. L.", "GmbH i.L.", "UG (haftungsbeschränkt)", "AG & Co. KGaA",
           "Co., Ltd.", "SE", "e.K.", "有限公司", "S.à r.l.", "Kommanditgesellschaft", "B.V.",
           "Aktiengesellschaft", "Gesellschaft mit beschränkter Haftung", "GmbH")  # fmt: skip


def main() -> None:
    """Print precision and recall of each way, and what it costs."""
    pairs = list(worked.pairs())
    held_out = list(worked.pairs(worked.HELD_OUT))
    for name, some in (("matching", pairs), ("matching, held out", held_out)):
        _told(name, some, [match(pair.left, pair.right) == "sure" for pair in some])
    _candidates()
    kept = sum(forms.split(f"müller {one.lower()}")[0] == "müller" for one in ENDINGS)
    print(f"legal forms taken off: matching {kept} of {len(ENDINGS)}")
    if importlib.util.find_spec("cleanco"):
        basename = importlib.import_module("cleanco").basename
        kept = sum(basename(f"Müller {one}") == "Müller" for one in ENDINGS)
        print(f"legal forms taken off: cleanco {kept} of {len(ENDINGS)}")
    if importlib.util.find_spec("splink"):
        for least in (0.5, 0.9, 0.99):
            _told(f"splink, from {least} on", pairs, _by_splink(pairs, least))


def _told(name: str, pairs: Iterable[Pair], is_sure: list[bool]) -> None:
    same = [pair.is_same for pair in pairs]
    right = sum(one and sure for one, sure in zip(same, is_sure, strict=True))
    precision, recall = right / max(sum(is_sure), 1), right / sum(same)
    print(f"{name}: precision {precision:.3f}, recall {recall:.3f} of {len(same)} pairs")


def _candidates() -> None:
    lefts = [pair.left for pair in worked.pairs()]
    many = [replace(one, names=(f"{one.names[0]} {n}",)) for n in range(50) for one in lefts]
    analysed.cache_clear()
    for name in ("first", "again"):
        start = time.process_time()
        candidates("Hanfeng Europe GmbH", many)
        print(f"{len(many):,} candidates, {name}: {time.process_time() - start:.2f} s")


def _by_splink(pairs: list[Pair], least: float) -> list[bool]:
    splink: Any = importlib.import_module("splink")
    library: Any = importlib.import_module("splink.comparison_library")
    sides = [_side(pairs, side) for side in ("left", "right")]
    settings = splink.SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=sum(one.is_same for one in pairs) / len(pairs),
        comparisons=[library.JaroWinklerAtThresholds("name", [0.95, 0.88]),
                     library.ExactMatch("town")],
        blocking_rules_to_generate_predictions=["l.pair = r.pair"],
    )  # fmt: skip
    engine = splink.DuckDBAPI()
    linker = splink.Linker(
        [
            engine.register(side, dataset_display_name=name)
            for side, name in zip(sides, ("ours", "theirs"), strict=True)
        ],
        settings,
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e5)
    linker.training.estimate_parameters_using_expectation_maximisation("l.pair = r.pair")
    found = linker.inference.predict(threshold_match_probability=least).as_pandas_dataframe()
    sure = {int(one[1:]) for one in found["unique_id_l"]}
    return [n in sure for n in range(len(pairs))]


def _side(pairs: list[Pair], side: str) -> pd.DataFrame:
    entities = [getattr(pair, side) for pair in pairs]
    return pd.DataFrame({
        "unique_id": [f"{side[0]}{n}" for n in range(len(pairs))],
        "pair": range(len(pairs)),
        "name": [" ".join(analysed(one.names[0]).sounds[0]) for one in entities],
        "town": [one.town.lower() for one in entities],
    })  # fmt: skip


if __name__ == "__main__":
    main()
