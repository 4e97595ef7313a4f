"""Publishers for playbacks. A world that plays a data set names it in its ``PLAYED``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from tests.worlds.playback import Answers

#: Name of a data set → makes what answers when it is fetched.
Played = dict[str, Callable[[], Answers]]


def played() -> Played:
    """All data sets that a world plays, from the ``PLAYED`` of each module here."""
    return {name: made for module in _modules()
            for name, made in getattr(module, "PLAYED", {}).items()}  # fmt: skip


def accounts() -> dict[str, str]:
    """Settings that open the worlds: name → value, from the ``ACCOUNT`` of each module here."""
    return {name: value for module in _modules()
            for name, value in getattr(module, "ACCOUNT", {}).items()}  # fmt: skip


def _modules() -> list[object]:
    return [importlib.import_module(f"{__name__}.{one.name}")
            for one in pkgutil.iter_modules(__path__)]  # fmt: skip
