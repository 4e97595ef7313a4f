"""Every command that writes, on a disk that is full or read-only: a small one of its own.

python -m benchmarks.disk            all; needs root, since it mounts a tmpfs
python -m benchmarks.disk add demo   these commands

Room is left for nothing, for some files, for nearly all; each time what is read must be as before
or as after, and the same command with room again must complete.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.etl.test_killed import CASES, kept, left, prepare
from tests.killing import WORLDS, Case, Found, Killer, Stage
from tests.worlds.playback import playback

#: Room that is left, in kilobytes; None: there is room, and nothing may be written.
_ROOM_KB = (0, 4, 40, 400, 4_000, None)
_WHOLE_KB = 400_000
_NO_ROOT = 4


def main(names: list[str]) -> int:
    """Try all and print what does not hold; 4 where nothing can be mounted."""
    wrong = tried = 0
    with tempfile.TemporaryDirectory() as folder, playback(WORLDS["first"]) as world:
        killer = Killer(world.address)

        def serve(name: str) -> None:
            world.answers = WORLDS[name]

        stage = Stage([killer], serve, Path(folder))
        disk = Path(folder) / "disk"
        disk.mkdir()
        if not _mount(disk, f"size={_WHOLE_KB}k"):
            print("A tmpfs cannot be mounted here. What to do: run it as root.")
            return _NO_ROOT
        try:
            prepare(stage)
            for name in names or CASES:
                for told in _tried(stage, CASES[name], disk):
                    wrong += bool(told)
                    tried += 1
                    print(f"{name}: {told}" if told else "", end="\n" if told else "", flush=True)
                print(f"{name:24} done", flush=True)
        finally:
            subprocess.run(["umount", str(disk)], check=False)  # noqa: S607
            killer.close()
    print(f"{tried} disks, {wrong} wrong")
    return int(wrong > 0)


def _mount(disk: Path, how: str) -> bool:
    words = ["mount", "-t", "tmpfs", "-o", how, "tmpfs", str(disk)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def _tried(stage: Stage, case: Case, disk: Path) -> list[str]:
    """What does not hold on each disk; an empty text where all does."""
    stage.serve(case.world)
    before = case.found(stage.home / case.begin)
    roomy = stage.copied(case.begin, "roomy")
    assert stage.killers[0].run(roomy, case)[0] == case.code
    after = case.found(roomy), kept(roomy)
    return [_on(stage, case, disk, room, (before, after)) for room in _ROOM_KB]


def _on(stage: Stage, case: Case, disk: Path, room: int | None,
        expected: tuple[Found, tuple[Found, object]]) -> str:  # fmt: skip
    before, (after, states) = expected
    folder, killer = disk / "run", stage.killers[0]
    _mount(disk, f"remount,rw,size={_WHOLE_KB}k")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stage.home / case.begin, folder)
    used = shutil.disk_usage(disk).used // 1024
    _mount(disk, "remount,ro" if room is None else f"remount,size={used + room}k")
    code, _ = killer.run(folder, case)
    _mount(disk, f"remount,rw,size={_WHOLE_KB}k")
    where = f"{room} KB left" if room is not None else "read-only"
    found = case.found(folder)
    if half := [part for part, one in found.items()
                if one not in (before.get(part), after.get(part))]:  # fmt: skip
        return f"{where}: half: {', '.join(half)}"
    if code not in (1, 3) and found != after:
        return f"{where}: exit code {code}, and it is not done"
    kept(folder)
    again, _ = killer.run(folder, case)
    is_done = (case.found(folder), kept(folder)) == (after, states)
    if again not in case.again | {case.code} or not is_done:
        return f"{where}: with room again it ends with {again} and is not done"
    return f"{where}: left {left(folder)}" if left(folder) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
