"""Where a Chromium lies on this machine, and how to get one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOW_TO_GET = (
    "no Chromium, Chrome or Edge found. "
    "Debian: sudo apt install chromium | Fedora: sudo dnf install chromium | "
    "macOS: brew install --cask chromium | Windows: Edge, or winget install Google.Chrome | "
    "elsewhere: CHROMIUM=<its path>"
)
SKIPPED = f"Browser tests were skipped: {HOW_TO_GET}"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
LINUX = ("/snap/bin/chromium", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge")
MACOS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_chromium(
    environment: Mapping[str, str] = os.environ,
    system: str = sys.platform,
    root: Path = Path("/"),
) -> Path | None:
    """Return the path of Chromium, Chrome or Edge, None when there is none.

    CHROMIUM (a path or a name on PATH) goes first; FileNotFoundError when it names nothing.
    `root` is where the system's folders begin.
    """
    search = environment.get("PATH", "")
    if wish := environment.get("CHROMIUM"):
        if found := shutil.which(wish, path=search):
            return Path(found)
        raise FileNotFoundError(
            f'CHROMIUM is "{wish}"; expected the path of a program or a name on PATH. '
            "Mend it, or unset it to have the usual places searched."
        )
    for name in NAMES:
        if found := shutil.which(name, path=search):
            return Path(found)
    return next((path for path in _usual_places(environment, system, root) if path.is_file()), None)


def _usual_places(environment: Mapping[str, str], system: str, root: Path) -> Iterator[Path]:
    if system == "win32":
        for name in WINDOWS_FOLDERS:
            if folder := environment.get(name):
                yield from (Path(folder, place) for place in WINDOWS)
    elif system == "darwin":
        homes = [Path(environment["HOME"])] if "HOME" in environment else []
        for home in (root, *homes):
            yield from (home / "Applications" / place for place in MACOS)
    else:
        yield from (root / place.lstrip("/") for place in LINUX)
