"""Enterprises under foreign control: both ways, never one line across the change of the survey."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

import findings
from data.ask import ask
from etl.datasets import eurostat_fats_ctrl as source
from etl.vintages import store
from i18n import Locale
from tests import visits
from tests.each import each
from tests.etl.test_eurostat import update
from tests.etl.test_eurostat_investment import claims_of, fresh
from tests.worlds.eurostat import CODES, EMPTY, NOT_FOUND, TOO_BIG, Eurostat, said, value
from tests.worlds.playback import Answer, Asked

__all__ = ["fresh"]
NEW, OLD = "eurostat_fats_ctrl", "eurostat_fats_g1b_08"
OUT, OUT_OLD = "eurostat_fats_out_activ", "eurostat_fats_out2_r2"


def codes(**changed: tuple[str, ...] | None) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    made = {name: of for name, of in {**CODES["FATS_CTRL"], **changed}.items() if of}
    return {"FATS_CTRL": made}


def secret_in(world: Eurostat, year: str) -> Callable[[Asked], Answer]:
    """The same answers, all cells of a year kept secret."""

    def answer(asked: Asked) -> Answer:
        given = world(asked)
        if "/statistics/" not in asked.path:
            return given
        cube = json.loads(given.body)
        at = cube["dimension"]["time"]["category"]["index"][year]
        places = [one for one in cube["value"] if int(one) % cube["size"][-1] == at]
        for place in places:
            del cube["value"][place]
        cube["status"] |= dict.fromkeys(places, "c")
        return said(cube)

    return answer


def test_both_ways_come_with_two_bases_and_the_page_draws_four_lines(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = Locale("de")
    code, served = update(Eurostat(), monkeypatch, NEW, OLD, OUT, OUT_OLD)

    assert code == 0
    asked = {pair for one in served.asked for pair in one.pairs}
    assert {("c_ctrl", "CN_X_HK"), ("c_ctrl", "HK"), ("partner", "CN_X_HK")} <= asked
    assert not {("c_ctrl", "US"), ("geo", "AT"), ("nace_r2", "C")} & asked
    claims = claims_of(NEW)
    claims = claims[(claims["counterpart"] == "cn") & (claims["period_start"] == "2023-01-01")]
    rows = claims.set_index("indicator").to_dict("index")
    row = rows["fats_turnover"]
    turnover = value("A", "CN_X_HK", "B-S_X_O_S94", "NETTUR_MEUR", "DE", "2023") + 0.5
    assert float(row["value"]) == turnover
    assert (row["unit"], row["flow"], row["china_scope"]) == ("meur", "inward", "cn")
    assert rows["fats_persons"]["unit"] == "employees"
    answer = ask("affiliates_both_ways")
    assert {(row.line, row.basis, row.period_start.year) for row in answer} == {
        (f"{flow}_{line}", basis, year)
        for flow in ("inward", "outward")
        for line, basis, years in (
            ("since_2021", "eurostat_fats", (2022, 2023)),
            ("until_2020", "eurostat_fats_until_2020", (2019, 2020)),
        )
        for year in years
    }
    app = visits.visit("investment/fdi", lang=locale.lang)
    assert not visits.tells(app, locale("investment.affiliates.missing"))
    titles = " ".join(one.value for one in app.header)
    own = answer.where(line="outward_since_2021")
    assert str(findings.finding(own, "", locale).title) in titles


@pytest.mark.usefixtures("without_build")
def test_a_table_that_has_years_of_the_other_survey_gives_only_its_own(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert update(Eurostat(times=("2020", "2021")), monkeypatch, NEW)[0] == 0
    assert set(claims_of(NEW)["period_start"]) == {"2021-01-01"}


@pytest.mark.usefixtures("without_build")
def test_a_year_that_is_secret_between_others_is_no_hole_in_the_table(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = Eurostat(times=("2022", "2023", "2024"), codes=codes(c_ctrl=("CN", "US")))
    assert update(secret_in(world, "2023"), monkeypatch, NEW)[0] == 0
    assert set(claims_of(NEW)["period_start"]) == {"2022-01-01", "2024-01-01"}


@pytest.mark.usefixtures("without_build")
def test_china_goes_by_the_code_that_the_table_names(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Eurostat(codes=codes(c_ctrl=("CN", "HK")), rewrite=lambda text: text.replace(
        '{"CN": "CN"', '{"CN": "China including Hong Kong"'))  # fmt: skip
    assert update(known, monkeypatch, NEW)[0] == 0
    claims = claims_of(NEW)
    assert set(claims.loc[claims["counterpart"] == "cn", "china_scope"]) == {"cn_hk"}


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (Eurostat(codes=codes(c_ctrl=("US", "JP"))), "c_ctrl with US, JP; expected c_ctrl with"),
        (Eurostat(codes=codes(nace_r2=("C",))), "nace_r2 with C; expected nace_r2 with one of"),
        (Eurostat(codes=codes(unit=("NR",))), "the unknown dimension unit"),
        (Eurostat(codes=codes(indic_sbs=("AV_MEUR",))), "indic_sbs with AV_MEUR"),
        (lambda _: said(NOT_FOUND, 404), "404"),
        (
            lambda asked: said(EMPTY) if "/statistics/" in asked.path else Eurostat()(asked),
            "no figures",
        ),
        (Eurostat(most=0), TOO_BIG["error"][0]["label"]),
    ],
    ids=["no China", "no whole", "new dimension", "no measure", "gone", "empty", "too big"],
)
def test_what_is_not_as_declared_is_refused_and_nothing_is_kept(
    answers: object,
    told: str,
    fresh: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("etl.readers.eurostat.client.WAITS_S", (0,))

    assert update(answers, monkeypatch, NEW)[0] == 4  # type: ignore[arg-type]

    assert told in capsys.readouterr().out.replace("\n", " ")
    assert store.vintages(NEW) == []


HEAD = ("DATAFLOW,LAST UPDATE,freq,nace_r2,indic_sbs,c_ctrl,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,"
        "CONF_STATUS")  # fmt: skip
LINE = "ESTAT:FATS_CTRL(1.0),01/09/26 23:00:00,A,B-S_X_O_S94,{measure},CN_X_HK,DE,{rest}"


def table(*rests: str, measure: str = "EMP_NR") -> dict[str, bytes]:
    lines = [HEAD, *(LINE.format(measure=measure, rest=rest) for rest in rests)]
    return {"x.csv": ("\r\n".join(lines) + "\r\n").encode()}


def test_a_confidential_cell_is_a_known_gap_and_no_figure() -> None:
    parts = table("2022,1234,,F", "2023,,,C")
    (claim,) = source.parse(parts).to_dict("records")
    assert (claim["value"], claim["value_printed"], claim["flow"]) == ("1234", "1234", "inward")
    (secret,) = source.suppressed(parts).to_dict("records")
    assert (secret["indicator"], secret["period_start"], secret["basis"]) == (
        "fats_persons", "2023-01-01", "eurostat_fats")  # fmt: skip


def test_a_measure_that_is_called_otherwise_is_refused() -> None:
    said_so = '"NETTUR_MEUR": "Net turnover - thousand euro"'
    world = Eurostat(rewrite=lambda text: text.replace('"NETTUR_MEUR": "NETTUR_MEUR"', said_so))
    pairs = [("c_ctrl", "CN_X_HK"), ("nace_r2", "B-S_X_O_S94"), ("indic_sbs", "NETTUR_MEUR"),
             ("geo", "DE")]  # fmt: skip
    raw = world(Asked("x/statistics/1.0/data/fats_ctrl", pairs, {})).body
    with pytest.raises(ValueError, match="Net turnover - thousand euro"):
        source.parse({"x.json": raw})


@each("turned", [False, True])
def test_the_order_of_the_dimensions_says_nothing(turned: bool) -> None:
    parts = table("2022,1234,,F")
    frame = pd.read_csv(io.BytesIO(parts["x.csv"]), dtype="str")
    columns = list(frame)
    order = columns[:2] + columns[2:7][:: -1 if turned else 1] + columns[7:]
    raw = frame[order].to_csv(index=False, lineterminator="\r\n").encode()
    assert list(source.parse({"x.csv": raw})["value"]) == ["1234"]
