"""The HTTP client over real HTTP: tries, waits, limits, redirects, and secrets that stay inside."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from etl.fetch.errors import Denied, Failed, Unexpected, Unreachable
from etl.fetch.exchange import Limits, Reply
from etl.fetch.http import Web
from tests.worlds.playback import Answer, Answers, Asked, Playback, playback, slow

PLACE = "https://office.example/tables/1"
QUICK = Limits(connect_s=2, read_s=2, total_s=6, first_wait_s=0.001, body_bytes=10_000)
SECRET = "a-secret-that-nobody-may-see"  # noqa: S105 - made for this test
TABLE = b"year;value\n2024;1\n" * 100


@pytest.fixture
def served() -> Iterator[Playback]:
    with playback(lambda asked: Answer(TABLE)) as one:
        yield one


def client(served: Playback, limits: Limits = QUICK, waits: list[float] | None = None) -> Web:
    sleep = (lambda seconds: None) if waits is None else waits.append
    return Web("somebody@example.org", limits, served.address, sleep)


def in_turn(*answers: Answer) -> Answers:
    """Each answer once, the last one for good."""
    left = list(answers)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


def test_an_answer_comes_whole_and_the_publisher_knows_whom_to_write_to(served: Playback) -> None:
    reply = client(served).get(PLACE, [("geo", "DEA"), ("geo", "DEA1")])

    assert reply == Reply(200, "application/zip", TABLE, PLACE)
    assert "somebody@example.org" in served.asked[0].headers["user-agent"]
    assert served.asked[0].path == "office.example/tables/1"


def test_a_packed_answer_is_unpacked(served: Playback) -> None:
    served.answers = lambda asked: Answer(TABLE, how="gzip")

    assert client(served).get(PLACE).body == TABLE


@pytest.mark.parametrize(
    "trouble",
    [Answer(status=status) for status in (429, 500, 502, 503, 504)]
    + [Answer(TABLE, how=how) for how in ("reset", "break off", "half gzip")],
    ids=lambda answer: f"{answer.status} {answer.how}",
)
def test_what_passes_is_tried_again(served: Playback, trouble: Answer) -> None:
    served.answers = in_turn(trouble, trouble, Answer(TABLE))

    assert client(served).get(PLACE).body == TABLE
    assert len(served.asked) == 3


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=429), "status 429"),
        (Answer(status=503), "status 503"),
        (Answer(TABLE, how="reset"), "broke off"),
        (Answer(TABLE, how="break off"), "broke off"),
        (Answer(TABLE, how="half gzip"), "gzip stream is cut short"),
    ],
    ids=lambda value: getattr(value, "how", ""),
)
def test_what_does_not_pass_is_given_up_after_four_tries(
    served: Playback, answer: Answer, said: str
) -> None:
    served.answers = lambda asked: answer

    with pytest.raises(Unreachable, match=f"{said}.*after 4 tries.*What to do"):
        client(served).get(PLACE)
    assert len(served.asked) == 4


def test_waits_grow_and_differ_from_run_to_run(served: Playback) -> None:
    runs = []
    for _ in range(2):
        waits: list[float] = []
        served.answers = lambda asked: Answer(status=503)
        with pytest.raises(Unreachable):
            client(served, waits=waits).get(PLACE)
        runs.append(waits)

    for waits in runs:
        assert len(waits) == 3
        assert all(0.0005 * 2**n <= wait <= 0.0015 * 2**n for n, wait in enumerate(waits))
    assert runs[0] != runs[1]


@pytest.mark.parametrize("is_date", [False, True])
def test_the_server_says_how_long_to_wait(served: Playback, is_date: bool) -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(seconds=3600), usegmt=True)
    stated = in_an_hour if is_date else "7"
    waits: list[float] = []
    busy = Answer(status=429, headers={"Retry-After": stated})
    served.answers = in_turn(busy, Answer(TABLE))
    limits = Limits(longest_wait_s=4000)

    assert client(served, limits, waits).get(PLACE).body == TABLE
    assert len(waits) == 1
    assert 3000 < waits[0] <= 3600 if is_date else waits == [7]


def test_a_server_that_asks_to_wait_for_hours_is_left_alone(served: Playback) -> None:
    waits: list[float] = []
    served.answers = lambda asked: Answer(status=429, headers={"Retry-After": "7200"})

    with pytest.raises(Unreachable, match="7200 s"):
        client(served, waits=waits).get(PLACE)
    assert (waits, len(served.asked)) == ([], 1)


@pytest.mark.parametrize("status", [400, 404, 406, 410, 413])
def test_what_is_wrong_for_good_is_asked_once_and_its_answer_kept(
    served: Playback, status: int
) -> None:
    served.answers = lambda asked: Answer(b"no such table", status)

    with pytest.raises(Unexpected, match=f"status {status}") as raised:
        client(served).get(PLACE)
    assert raised.value.body == b"no such table"
    assert len(served.asked) == 1


def test_a_caller_may_read_an_error_status_itself(served: Playback) -> None:
    served.answers = lambda asked: Answer(b"{}", 413)

    assert client(served).get(PLACE, accepted=(413,)).status == 413


def test_a_refused_account_is_never_tried_again(served: Playback) -> None:
    served.answers = lambda asked: Answer(status=401)

    with pytest.raises(Denied, match="account"):
        client(served).post(PLACE, {"name": "x"}, {"password": SECRET})
    assert len(served.asked) == 1


def test_a_server_that_drips_is_cut_off_when_its_time_is_over(served: Playback) -> None:
    served.answers = lambda asked: Answer(TABLE, how="drip")
    limits = Limits(connect_s=2, read_s=2, total_s=0.5)

    with pytest.raises(Unreachable, match=r"within 0\.5 s"):
        client(served, limits).get(PLACE)
    assert len(served.asked) == 1


def test_more_bytes_than_bearable_are_refused(served: Playback) -> None:
    served.answers = lambda asked: Answer(b"x" * 10_001)
    with pytest.raises(Unexpected, match=r"more than 10,000 bytes"):
        client(served).get(PLACE)

    # A small answer that unpacks to a large one is no better, tried again or not.
    served.answers = lambda asked: Answer(b"x" * 10_000_000, how="gzip")
    with pytest.raises(Unreachable, match=r"larger than 10,000 bytes"):
        client(served, Limits(first_wait_s=0, body_bytes=10_000, tries=1)).get(PLACE)


def to(where: str, status: int = 302) -> Callable[[Asked], Answer]:
    return lambda asked: Answer(status=status, headers={"Location": where})


def test_a_redirect_is_followed(served: Playback) -> None:
    served.answers = in_turn(to("/tables/2")(Asked("", [], {})), Answer(TABLE))

    assert client(served).get(PLACE).body == TABLE
    assert [asked.path for asked in served.asked] == ["office.example/tables/1",
                                                      "office.example/tables/2"]  # fmt: skip


def test_a_redirect_in_a_circle_ends(served: Playback) -> None:
    served.answers = to("/tables/1")
    with pytest.raises(Unexpected, match="redirect loop"):
        client(served).get(PLACE)

    numbers = iter(range(100))

    def further(asked: Asked) -> Answer:
        return to(f"/tables/{next(numbers) + 2}")(asked)

    served.answers = further
    with pytest.raises(Unexpected, match="redirect loop"):
        client(served).get(PLACE)
    assert len(served.asked) < 10


def test_a_form_is_not_sent_where_it_would_be_lost(served: Playback) -> None:
    served.answers = to("/tables/2", 302)

    with pytest.raises(Unexpected, match="moved to"):
        client(served).post(PLACE, {"name": "x"}, {})
    assert len(served.asked) == 1


def test_an_account_goes_to_no_other_host(served: Playback) -> None:
    served.answers = to("https://another.example/steal", 307)
    with pytest.raises(Unexpected, match="the host"):
        client(served).post(PLACE, {"name": "x"}, {"password": SECRET})
    assert [asked.path for asked in served.asked] == ["office.example/tables/1"]
    assert served.asked[0].headers["password"] == SECRET


def test_an_answer_without_encryption_is_not_followed(served: Playback) -> None:
    served.answers = to("http://office.example/tables/2")
    with pytest.raises(Unexpected, match="by https"):
        client(served).get(PLACE)
    assert len(served.asked) == 1


@pytest.mark.parametrize("status", [200, 302, 401, 404, 429, 500])
def test_no_error_names_a_secret(served: Playback, status: int) -> None:
    served.answers = lambda asked: Answer(b"", status, headers={"Location": "https://x.example/"})
    try:
        said = repr(client(served).post(PLACE, {"name": "x"}, {"password": SECRET}))
    except Failed as failed:
        said = "".join(traceback.format_exception(failed)) + repr(vars(failed))

    assert said
    assert SECRET not in said.replace('{"password": SECRET}', "")


def test_nobody_listening_is_told_without_the_words_of_a_library() -> None:
    with playback(lambda asked: Answer(TABLE)) as gone:
        pass
    with pytest.raises(Unreachable, match="the connection failed"):
        client(gone).get(PLACE)


def test_two_requests_at_once_and_never_three(served: Playback) -> None:
    served.answers = slow(lambda asked: Answer(TABLE), 0.05)
    one = client(served)
    threads = [threading.Thread(target=one.get, args=(PLACE,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(served.asked) == 8
    assert served.at_once == 2


def test_a_playback_is_only_ever_on_this_machine() -> None:
    with pytest.raises(Failed, match="another machine"):
        Web(playback="http://playback.example")
