"""Which codes a dataset of Eurostat holds: asked before its figures.

Codes come and go, and one unknown code spoils a whole question. The content constraint of a
dataset names, for each dimension in the order of its key, the codes that occur.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from xml.etree import ElementTree

from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.readers.eurostat import client

Codes = dict[str, tuple[str, ...]]
#: Dimensions with the codes to ask for, in the order of the key.
Key = tuple[tuple[str, tuple[str, ...]], ...]


def fetch(session: FetchSession, dataset: str, *, is_comext: bool = False) -> Codes:
    """Dimension (lower case, without time) → its codes. Raises Unreachable or Unexpected."""
    address = constraint_address(dataset, is_comext=is_comext)

    def ask() -> bytes:
        body = session.web.get(address).body
        try:
            read(body)
        except ValueError as error:
            raise Unexpected(address, str(error), "the codes of each dimension", body) from error
        return body

    return read(session.part(f"{dataset}_codes.xml", address, "", ask))


def fetch_figures(session: FetchSession, dataset: str, fixed: Mapping[str, str],
                  wanted: Mapping[str, Collection[str]], since: int, *,
                  is_comext: bool = False) -> None:  # fmt: skip
    """Ask which codes there are, then for the figures of those that are wanted. Raises Failed.

    ``fixed``: dimensions of which one code is wanted.
    """
    existing = fetch(session, dataset, is_comext=is_comext)
    all_wanted = {**{name: (code,) for name, code in fixed.items()}, **wanted}
    key = select(dataset, existing, all_wanted, {}, is_comext=is_comext)
    client.fetch(session, client.Ask(dataset, key, since, is_comext=is_comext))


def constraint_address(dataset: str, *, is_comext: bool = False) -> str:
    """Where the codes of a dataset are asked for."""
    return (
        f"{client.base_url(is_comext=is_comext)}/sdmx/2.1/contentconstraint/ESTAT/{dataset.upper()}"
    )


def read(raw: bytes) -> Codes:
    """The codes that a content constraint names. Raises ValueError."""
    # A document type could name entities of any size; Eurostat sends none.
    if b"<!DOCTYPE" in raw:
        raise ValueError("an XML with a document type")
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314 - see above
    except ElementTree.ParseError as error:
        raise ValueError(f"no whole XML ({error})") from error
    codes: Codes = {}
    for element in root.iter():
        name = element.get("id", "").lower()
        if _tag(element) == "KeyValue" and name not in ("", "time_period"):
            values = (code.text or "" for code in element if _tag(code) == "Value")
            codes[name] = tuple(value.strip() for value in values)
    if not codes:
        raise ValueError("an XML that names no codes (KeyValue)")
    return codes


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def select(dataset: str, existing: Codes, wanted: Mapping[str, Collection[str]],
           may_be_there: Mapping[str, Collection[str]], *,
           is_comext: bool = False) -> Key:  # fmt: skip
    """The codes to ask for by dimension, in the order of the key: those wanted that occur.

    Dimensions of ``wanted`` must be there with at least one of their codes, other dimensions only
    if ``may_be_there`` names them. Raises Unexpected naming what was found and expected.
    """
    address = constraint_address(dataset, is_comext=is_comext)
    names, expected = ", ".join(existing), ", ".join(wanted)
    if set(wanted) - set(existing):
        missing = ", ".join(name for name in wanted if name not in existing)
        raise Unexpected(address, f"the dimensions {names}, without {missing}",
                         f"the dimensions {expected}", b"")  # fmt: skip
    allowed = {**may_be_there, **wanted}
    if unknown := [name for name in existing if name not in allowed]:
        raise Unexpected(address, f"the unknown dimension {', '.join(unknown)}",
                         f"the dimensions {expected}", b"")  # fmt: skip
    key = []
    for name, codes in existing.items():
        occurring = frozenset(codes)
        chosen = tuple(code for code in allowed[name] if code in occurring)
        if not chosen:
            raise Unexpected(address, f"{name} with {', '.join(codes[:12])}",
                             f"{name} with one of {', '.join(allowed[name])}", b"")  # fmt: skip
        key.append((name, chosen))
    return tuple(key)
