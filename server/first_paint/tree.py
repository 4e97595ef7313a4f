"""What a page sends to the browser, as a tree: Streamlit's messages in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation


@dataclass
class Node:
    """A block with what stands in it, or an element."""

    block: Block = field(default_factory=Block)
    element: Element | None = None
    children: dict[int, Node] = field(default_factory=dict)

    def within(self) -> Iterator[Node]:
        """What stands in it, in order."""
        return (self.children[number] for number in sorted(self.children))


@dataclass
class Tree:
    """A page: its title, its menu, its style, its content; whether it says that it failed."""

    title: str = ""
    menu: Navigation | None = None
    style: str = ""
    main: Node = field(default_factory=Node)
    is_failed: bool = False


def tree(messages: Iterable[ForwardMsg]) -> Tree:
    """What stands at last where the messages have put it."""
    page = Tree()
    for message in messages:
        kind = message.WhichOneof("type")
        if kind == "page_config_changed":
            page.title = message.page_config_changed.title
        elif kind == "navigation":
            page.menu = message.navigation
        elif kind == "delta":
            _put(page, message)
    return page


def _put(page: Tree, message: ForwardMsg) -> None:
    root, *path = message.metadata.delta_path
    delta = message.delta
    kind = delta.WhichOneof("type")
    element = delta.new_element if kind == "new_element" else None
    if root != 0:  # beside the page: styles alone
        page.style += element.html.body if element is not None else ""
        return
    if kind not in ("new_element", "add_block"):
        return
    node = page.main
    for number in path:
        node = node.children.setdefault(number, Node())
    node.block, node.element = delta.add_block, element
    node.children.clear()
    if element is not None:
        page.is_failed |= element.HasField("exception") or element.alert.format == Alert.ERROR
