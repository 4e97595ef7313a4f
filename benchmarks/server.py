"""Time of each page on a true server, as a ratio to an empty page in the same frame.

    python -m benchmarks.server [runs]

A visitor on loopback asks for each page in turn over Streamlit's own websocket; measured is the
time from the request to the message that the page is finished, everything received. Medians of
warm visits, compared within one run; the aim is a ratio of 2 or less.
"""

from __future__ import annotations

import statistics
import sys
import time

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

import dashboard
from tests.serving import dashboard as serving


def main(runs: int = 15) -> None:
    """Measure and print a table; the start page without a view is the empty one."""
    names = ["overview", *(f"{entry.page}?view={entry.view}" for entry in dashboard.PAGES)]
    durations: dict[str, list[float]] = {name: [] for name in names}
    with serving(script="benchmarks/served.py") as address:
        where = address.replace("http", "ws") + "/_stcore/stream"
        with connect(where, max_size=None, subprotocols=["streamlit"]) as visitor:  # type: ignore[list-item]
            for number in range(runs + 2):
                for name in names:
                    milliseconds = visit(visitor, name)
                    if number >= 2:  # the first two warm up
                        durations[name].append(milliseconds)
    base = statistics.median(durations["overview"])
    print(f"{'page':24} {'median ms':>10} {'ratio':>6}")
    for name, times in durations.items():
        median = statistics.median(times)
        print(f"{name:24} {median:10.1f} {median / base:6.2f}")


def visit(visitor: ClientConnection, page: str) -> float:
    """Ask for a page and wait until it is finished; milliseconds taken."""
    request = BackMsg()
    request.rerun_script.page_name, _, request.rerun_script.query_string = page.partition("?")
    start = time.perf_counter()
    visitor.send(request.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(visitor.recv())
        # A page that fails is quick: what is measured must be the page.
        element = message.delta.new_element
        failed = element.HasField("exception") or element.alert.format == Alert.ERROR
        assert not failed, f"{page}: {message.delta}"
        if message.WhichOneof("type") == "script_finished":
            return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
