"""What people make here is written whole, by one writer at a time, and never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from data import paths
from reports import store
from reports.mappe import Mappe


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHINA_MONITOR_MAPPEN", str(tmp_path / "mappen"))
    monkeypatch.setenv("CHINA_MONITOR_CITATIONS", str(tmp_path / "citations"))


def test_who_saves_second_is_refused_and_both_versions_are_kept() -> None:
    first = store.create(Mappe("Plan"))
    mine = store.save(first.id, Mappe("Meine"), first.revision)
    with pytest.raises(store.Conflict) as refused:
        store.save(first.id, Mappe("Andere"), first.revision)
    assert store.read(first.id).mappe.title == "Meine"
    assert store.read(refused.value.kept).mappe.title == "Andere"
    assert store.save(first.id, Mappe("Neu"), mine.revision).mappe.title == "Neu"
    assert {one.mappe.title for one in store.all_mappen()} == {"Neu", "Andere"}


def test_what_many_put_in_at_once_is_all_there(pack: Mappe) -> None:
    stored = store.create(Mappe("Viele"))
    items = [entry.item for entry in pack.entries]
    with ThreadPoolExecutor(len(items)) as pool:
        list(pool.map(lambda one: store.change(stored.id, lambda m: m.added(one)), items))
    found = {entry.item.name for entry in store.read(stored.id).mappe.entries}
    assert found == {one.name for one in items}


def test_a_full_disk_leaves_the_mappe_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = store.create(Mappe("Gut"))

    def full(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        store.save(stored.id, Mappe("Neu"), stored.revision)
    assert store.read(stored.id).mappe.title == "Gut"
    assert [file.suffix for file in paths.mappen().glob("*.*")].count(".part") == 0


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "x", "0" * 13, "GGGGGGGGGGGG"])
def test_nothing_outside_the_folder_is_ever_opened(name: str) -> None:
    store.create(Mappe("x"))
    with pytest.raises(store.NoMappe):
        store.read(name)


def test_where_reading_only_is_allowed_nothing_is_stored(
    monkeypatch: pytest.MonkeyPatch, pack: Mappe
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    stored = store.create(pack)
    assert store.read(stored.id).mappe == pack
    one = pack.entries[0].item
    assert store.cite(one) == one
    assert not paths.mappen().exists()
    assert not paths.citations().exists()


def test_the_same_figure_has_the_same_code_and_another_has_another(pack: Mappe) -> None:
    one, other = (entry.item for entry in pack.entries[:2])
    cited = store.cite(one)
    assert store.cite(one) == cited
    assert store.cited(cited.code.lower()) == cited
    assert store.cite(other).code != cited.code
    assert cited.code.startswith(f"{store.installation()}-")


def test_a_code_that_is_not_known_says_which_installation_it_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_INSTALLATION", "herne")
    assert store.installation() == "HERNE"
    with pytest.raises(store.UnknownCode) as unknown:
        store.cited("BOCHUM-ABCDEFGH")
    assert unknown.value.installation == "BOCHUM"
    with pytest.raises(store.UnknownCode):
        store.cited("../installation")
    monkeypatch.setenv("CHINA_MONITOR_INSTALLATION", "Herne!")
    with pytest.raises(ValueError, match="letters"):
        store.installation()


def test_the_last_meeting_is_the_newest_day_gone_by() -> None:
    assert store.last_meeting(date(2026, 12, 1)) is None
    for day in (date(2026, 3, 1), date(2026, 11, 5), date(2027, 1, 9), None):
        store.create(Mappe("x", day=day))
    assert store.last_meeting(date(2026, 12, 1)) == date(2026, 11, 5)
