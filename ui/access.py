"""Who may set this installation up: a visitor at this very machine, or one who has signed in.

Asked before each action, not only before something is drawn. A proxy in front makes all visitors
look as if they were here: its headers, and names that are none of this machine's, say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from data import paths
from ui import etl_process
from ui.visit import Visit, collected

#: Headers that a proxy adds to what it passes on.
FORWARDED = (
    "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port",
    "x-forwarded-server", "x-real-ip", "via", "cf-connecting-ip", "true-client-ip",
)  # fmt: skip


def refusal() -> str:
    """Why this visitor may change nothing: "read_only", "proxy", "elsewhere"; "" if he may."""
    if paths.is_read_only():
        return "read_only"
    visit: Visit | None = st.session_state.get("visit")
    if collected() is not None or (visit is not None and visit.is_off_stage):
        return "elsewhere"
    if is_signed_in():
        return ""
    return strangeness(
        {name.lower(): value for name, value in st.context.headers.to_dict().items()},
        st.context.ip_address,
        str(st.get_option("server.address") or ""),
        [paths.public_url(), f"http://{st.get_option('browser.serverAddress') or ''}"],
    )


def is_signed_in() -> bool:
    """Whether the visitor has signed in as somebody who may change things."""
    return may_edit(st.user.to_dict(), st.get_option("server.trustedUserHeaders") or {},
                    paths.editors())  # fmt: skip


def carry_out(do: Callable[[], object], key: str, *, done: str, failed: str,
              doing: str = "") -> None:  # fmt: skip
    """Let a child do something for who may, and say what it says against it.

    Once it is done the page is drawn anew, and finds ``done`` in the session under ``key``.
    """
    if refusal():
        return
    try:
        with st.spinner(doing) if doing else nullcontext():
            do()
    except etl_process.Failed as refused:
        st.error(failed)
        st.caption(refused.output)
        return
    st.session_state[key] = done
    st.rerun()


def may_edit(user: Mapping[str, object], trusted: Mapping[str, str],
             editors: Collection[str]) -> bool:  # fmt: skip
    """Whether a visitor has signed in, and is one of those who may change things.

    ``user``: what the provider said of him, or the proxy in the headers ``trusted`` (header → name
    in ``user``). ``editors``: addresses (``a@herne.example``) or domains (``@herne.example``);
    empty for everybody who can sign in.
    """
    is_known = bool(user.get("is_logged_in")) or any(user.get(name) for name in trusted.values())
    if not is_known or not editors:
        return is_known
    address = str(user.get("email") or "").casefold()
    # An address that its provider has not checked may be anybody's.
    if user.get("email_verified") in (False, "false") or "@" not in address:
        return False
    return not {address, address[address.rindex("@") :]}.isdisjoint(map(str.casefold, editors))


def strangeness(headers: Mapping[str, str], client: str | None, listening: str,
                served_as: list[str]) -> str:  # fmt: skip
    """Why a request is not of this machine: "proxy", "elsewhere"; "" if it is.

    ``headers``: by lower-case name. ``client``: None for this machine, or where nobody knows.
    ``listening``: the address that the server listens on. ``served_as``: what others call it.
    """
    names = [host for one in served_as if (host := _host(one))]
    if any(name in headers for name in FORWARDED) or not all(map(_is_here, names)):
        return "proxy"
    hosts = [_host(f"//{headers['host']}")] if "host" in headers else []
    if "origin" in headers:
        hosts.append(_host(headers["origin"]))
    # A page elsewhere may have its own name lead to this machine.
    if not all(map(_is_here, hosts)):
        return "elsewhere"
    if client is not None:
        return "" if _is_here(client) else "elsewhere"
    # Without any header nobody says who asks: then only what the server listens on tells.
    return "" if hosts or _is_here(listening) else "elsewhere"


def _host(address: str) -> str:
    """The host of an address; empty for none, and for what is no address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_here(host: str) -> bool:
    """Whether a name or number means this machine."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
