"""Files of a line are copied aboard once, whole, under a name that is only a name."""

import errno
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.chat.pictures import Pictures, safe_name
from logbook.model.ports import ChatAway
from tests.verbs.chat import FakeChat


def names(folder: Path, entry: int) -> Sequence[str]:
    return sorted(path.name for path in (folder / "files" / str(entry)).iterdir())


def test_a_file_is_fetched_once_and_no_more_wanted(tmp_path: Path) -> None:
    chat = FakeChat(files={"f1": ("a.jpg", b"one"), "f2": ("a.jpg", b"two")})
    kept = Pictures(tmp_path, spare=0)
    kept.want(12, ["f1", "f2"])
    kept.fetch(chat)
    kept.fetch(chat)
    assert names(tmp_path, 12) == ["a-2.jpg", "a.jpg"]
    assert kept.waiting() == []
    assert chat.asked.count("download") == 2


def test_a_file_that_the_server_never_gives_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = FakeChat(files={"f2": ("b.jpg", b"two"), "f3": ("c.jpg", b"three")})
    download = chat.download

    def broken(file_id: str, most: int) -> tuple[str, bytes]:
        if file_id == "f1":
            raise ChatAway("500")
        return download(file_id, most)

    monkeypatch.setattr(chat, "download", broken)
    kept = Pictures(tmp_path, spare=0)
    kept.want(1, ["f1", "f2"])
    kept.want(3, ["f3"])
    for _ in range(2):
        with pytest.raises(ChatAway):
            kept.fetch(chat)
    assert kept.waiting() == [1]
    assert names(tmp_path, 1) == ["b.jpg"]
    assert names(tmp_path, 3) == ["c.jpg"]


def test_a_list_that_somebody_put_there_stops_no_other(tmp_path: Path) -> None:
    chat = FakeChat(files={"f1": ("a.jpg", b"one")})
    kept = Pictures(tmp_path, spare=0)
    kept.want(12, ["f1"])
    wanted = tmp_path / "files" / "wanted"
    for name, text in {"x.json": '["f1"]', "3.json": "[" * 5000, "4.json": '["f1",' * 9000}.items():
        (wanted / name).write_text(text)
    assert kept.waiting() == [3, 4, 12]
    kept.fetch(chat)
    assert (kept.waiting(), names(tmp_path, 12)) == ([], ["a.jpg"])


def test_what_could_not_be_had_is_fetched_after_a_restart(tmp_path: Path) -> None:
    chat = FakeChat(files={"f1": ("a.jpg", b"one")}, away=True)
    kept = Pictures(tmp_path, spare=0)
    kept.want(12, ["f1"])
    with pytest.raises(ChatAway):
        kept.fetch(chat)
    assert Pictures(tmp_path).waiting() == [12]
    chat.away = False
    Pictures(tmp_path, spare=0).fetch(chat)
    assert names(tmp_path, 12) == ["a.jpg"]


def test_a_file_over_the_limit_is_left_where_it_is_and_does_not_hold_up_the_next(
    tmp_path: Path,
) -> None:
    chat = FakeChat(files={"f1": ("film.mp4", b"x" * 11), "f2": ("a.jpg", b"x" * 10)})
    kept = Pictures(tmp_path, most=10, spare=0)
    kept.want(3, ["f1", "f2"])
    kept.fetch(chat)
    assert names(tmp_path, 3) == ["a.jpg"]
    assert kept.waiting() == []


def test_a_disk_that_is_nearly_full_is_left_to_the_log(tmp_path: Path) -> None:
    chat = FakeChat(files={"f1": ("a.jpg", b"one")})
    kept = Pictures(tmp_path, spare=2**62)
    kept.want(12, ["f1"])
    kept.fetch(chat)
    assert kept.waiting() == [12]
    assert chat.asked == []


def test_a_disk_that_refuses_costs_the_copy_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    Pictures(tmp_path).want(12, ["f1"])
    assert Pictures(tmp_path).waiting() == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("IMG 0042.JPG", "IMG 0042.JPG"),
        ("été à Groix.png", "été à Groix.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\boot.ini", "boot.ini"),
        ("..", "file"),
        ("", "file"),
        (".bashrc", "bashrc"),
        ("a\x00b\n.jpg", "a_b_.jpg"),
    ],
)
def test_a_name_keeps_what_is_harmless_of_it(name: str, plain: str) -> None:
    assert safe_name(name) == plain


@given(st.text())
def test_any_name_is_one_that_a_disk_takes(name: str) -> None:
    plain = safe_name(name)
    assert 0 < len(plain.encode()) <= 120
    assert "/" not in plain
    assert plain.isprintable()
    assert not plain.startswith(".")
