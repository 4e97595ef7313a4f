"""Which codes a dataset of Eurostat holds: asked before its figures.

Codes come and go, and one unknown code spoils a whole question. The content constraint of a
dataset names, for each dimension in the order of its key, the codes that occur.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from xml.etree import ElementTree

from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.readers.eurostat.client import base_of

Codes = dict[str, tuple[str, ...]]
#: Dimensions with the codes to ask for, in the order of the key.
Key = tuple[tuple[str, tuple[str, ...]], ...]


def of(session: FetchSession, dataset: str, *, is_comext: bool = False) -> Codes:
    """Dimension (lower case, without time) → its codes. Raises Unreachable or Unexpected."""
    address = address_of(dataset, is_comext=is_comext)

    def ask() -> bytes:
        body = session.web.get(address).body
        try:
            read(body)
        except ValueError as error:
            raise Unexpected(address, str(error), "the codes of each dimension", body) from error
        return body

    return read(session.part(f"{dataset}_codes.xml", address, "", ask))


def address_of(dataset: str, *, is_comext: bool = False) -> str:
    """Where the codes of a dataset are asked for."""
    return f"{base_of(is_comext=is_comext)}/sdmx/2.1/contentconstraint/ESTAT/{dataset.upper()}"


def read(raw: bytes) -> Codes:
    """The codes that a content constraint names. Raises ValueError."""
    # A document type could name entities of any size; Eurostat sends none.
    if b"<!DOCTYPE" in raw:
        raise ValueError("an XML with a document type")
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314 - see above
    except ElementTree.ParseError as error:
        raise ValueError(f"no whole XML ({error})") from error
    found: Codes = {}
    for one in root.iter():
        name = one.get("id", "").lower()
        if _tag(one) == "KeyValue" and name not in ("", "time_period"):
            found[name] = tuple((code.text or "").strip() for code in one if _tag(code) == "Value")
    if not found:
        raise ValueError("an XML that names no codes (KeyValue)")
    return found


def _tag(one: ElementTree.Element) -> str:
    return one.tag.rpartition("}")[2]


def chosen(dataset: str, known: Codes, wanted: Mapping[str, Collection[str]],
           may_be_there: Mapping[str, Collection[str]], *,
           is_comext: bool = False) -> Key:  # fmt: skip
    """The codes to ask for by dimension, in the order of the key: those wanted that occur.

    Dimensions of ``wanted`` must be there with at least one of their codes, other dimensions only
    if ``may_be_there`` names them. Raises Unexpected naming what was found and expected.
    """
    address = address_of(dataset, is_comext=is_comext)
    there, expected = ", ".join(known), ", ".join(wanted)
    if set(wanted) - set(known):
        lacking = ", ".join(name for name in wanted if name not in known)
        raise Unexpected(address, f"the dimensions {there}, without {lacking}",
                         f"the dimensions {expected}", b"")  # fmt: skip
    both = {**may_be_there, **wanted}
    if strange := [name for name in known if name not in both]:
        raise Unexpected(address, f"the unknown dimension {', '.join(strange)}",
                         f"the dimensions {expected}", b"")  # fmt: skip
    found = []
    for name, codes in known.items():
        there_now = frozenset(codes)
        asked = tuple(code for code in both[name] if code in there_now)
        if not asked:
            raise Unexpected(address, f"{name} with {', '.join(codes[:12])}",
                             f"{name} with one of {', '.join(both[name])}", b"")  # fmt: skip
        found.append((name, asked))
    return tuple(found)
