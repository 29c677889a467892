"""
What is written is whole or not there, private, and never written through a link.
"""

import os
import stat
import threading
from pathlib import Path

import pytest

from disclint import disk
from disclint.errors import UsageError
from tests.trouble import room_for


@pytest.fixture(autouse=True)
def _open_umask() -> object:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_private_and_keeps_the_permissions_that_were_given(tmp_path: Path) -> None:
    new, shared, old = (tmp_path / each for each in ("new", "shared", "old"))
    disk.put(new, b"x")
    disk.put(shared, b"x", disk.SHARED)
    old.write_bytes(b"before")
    old.chmod(0o640)
    disk.put(old, b"after")
    assert [mode(each) for each in (new, shared, old)] == [0o600, 0o666, 0o640]
    assert old.read_bytes() == b"after"
    os.umask(0o022)
    disk.begin(tmp_path / "begun", b"x")
    assert mode(tmp_path / "begun") == 0o644


def test_nobody_else_reads_it_while_it_is_written(tmp_path: Path) -> None:
    with disk.whole(tmp_path / "report") as file:
        file.write(b"half")
        file.flush()
        (unfinished,) = tmp_path.iterdir()
        # In folders that are checked it is no report.
        assert unfinished.name.startswith(".")
        assert mode(unfinished) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("size", [0, 1, 4095, 70_000])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, size: int) -> None:
    target = tmp_path / "report"
    target.write_bytes(b"before")
    with room_for(size), pytest.raises(OSError, match="File too large"):
        disk.put(target, b"x" * 100_000)
    with room_for(size), pytest.raises(OSError, match="File too large"):
        disk.begin(tmp_path / "begun", b"x" * 100_000)
    assert target.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["report"]
    disk.put(target, b"x" * 100_000)
    assert target.stat().st_size == 100_000


@pytest.mark.parametrize("kind", [KeyboardInterrupt, ZeroDivisionError, UsageError("no", "nothing")])
def test_whatever_goes_wrong_leaves_the_old_file(tmp_path: Path, kind: type[BaseException]) -> None:
    target = tmp_path / "report"
    target.write_bytes(b"before")

    def fails() -> None:
        with disk.whole(target) as file:
            file.write(b"after")
            raise kind

    with pytest.raises(kind if isinstance(kind, type) else type(kind)):
        fails()
    assert target.read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"before")
    (tmp_path / "folder").mkdir()
    link, nowhere = tmp_path / "folder" / "link", tmp_path / "folder" / "nowhere"
    link.symlink_to(tmp_path / "secret")
    nowhere.symlink_to(tmp_path / "made")
    for each in (link, nowhere):
        with pytest.raises(UsageError) as caught:
            disk.put(each, b"after")
        assert str(each) in caught.value.said("zh")
        assert "链接" in caught.value.said("zh")
        with pytest.raises(FileExistsError):
            disk.begin(each, b"after")
    assert (tmp_path / "secret").read_bytes() == b"before"
    assert not (tmp_path / "made").exists()
    assert len(list((tmp_path / "folder").iterdir())) == 2


def test_a_name_may_be_as_long_as_names_are(tmp_path: Path) -> None:
    target = tmp_path / ("表" * 83 + "x.html")
    disk.put(target, b"x")
    assert target.read_bytes() == b"x"


def test_of_two_who_write_at_once_one_is_whole(tmp_path: Path) -> None:
    target, contents = tmp_path / "report", [bytes([each]) * 300_000 for each in range(4)]
    threads = [
        threading.Thread(target=lambda given: [disk.put(target, given) for _ in range(5)], args=(each,))
        for each in contents
    ]
    for each in threads:
        each.start()
    seen = set()
    while any(each.is_alive() for each in threads):
        if target.exists():
            seen.add(target.read_bytes())
    for each in threads:
        each.join()
    assert target.read_bytes() in contents
    assert seen <= {*contents}
    assert len(list(tmp_path.iterdir())) == 1
