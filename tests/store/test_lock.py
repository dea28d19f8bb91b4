"""The lock on a data folder: one holder, whose process is named; free when it dies."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store.lock import FolderLock, is_held
from tests.store.places import not_writable, public_folder

REPOSITORY = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from logbook.store.lock import FolderLock
with FolderLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_holder_is_told_who_the_first_is(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        assert is_held(tmp_path)
        with pytest.raises(Refusal) as refused:
            FolderLock(tmp_path)
        assert refused.value.name == "store.locked"
        assert refused.value.facts == {"folder": tmp_path, "pid": str(first.pid)}
        first.kill()
    with FolderLock(tmp_path):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"


def test_a_killed_holder_leaves_the_folder_free(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        first.send_signal(signal.SIGKILL)
    assert not is_held(tmp_path)
    FolderLock(tmp_path).close()


def test_the_folder_is_made_and_let_go(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert not is_held(folder)
    lock = FolderLock(folder)
    with pytest.raises(Refusal):
        FolderLock(folder)
    lock.close()
    lock.close()
    assert not is_held(folder)
    FolderLock(folder).close()


def test_asking_whether_it_is_held_never_makes_a_holder_fail(tmp_path: Path) -> None:
    FolderLock(tmp_path).close()
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            is_held(tmp_path)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(200):
            FolderLock(tmp_path).close()
    finally:
        done.set()
        asking.join()


def test_a_folder_that_cannot_be_written_is_refused_in_a_sentence() -> None:
    with public_folder() as folder, not_writable(folder):
        for place in (folder, folder / "below"):
            with pytest.raises(Refusal) as refused:
                FolderLock(place)
            assert refused.value.name == "store.read_only"


def test_a_file_in_the_folders_place_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(Refusal) as refused:
        FolderLock(tmp_path / "data")
    assert refused.value.name == "store.disk_fails"
