"""A disk that has given up, though its rights look good, is called out; and when it is over too."""

import errno
import os
from pathlib import Path

import pytest

from demo.standin import StandIn
from demo.standin.faults import Fault
from logbook.chat import secrets
from logbook.chat.sending import UID
from logbook.model.refusal import Refusal
from logbook.watchkeeper.distress import LASTING, Distress
from tests.chat.setting_up import SetUp
from tests.watchkeeper.harness import Aboard
from tests.watchkeeper.test_upkeep import aboard, chore

__all__ = ["aboard"]


@pytest.mark.parametrize(
    ("error", "name"), [(errno.EROFS, "store.read_only"), (errno.EIO, "store.disk_fails")]
)
def test_a_disk_that_refuses_a_touch_is_one_that_cannot_be_written(
    aboard: Aboard, monkeypatch: pytest.MonkeyPatch, error: int, name: str
) -> None:
    def refusing(path: Path) -> None:
        raise OSError(error, os.strerror(error), str(path))

    distress = chore(aboard, "distress")
    assert isinstance(distress, Distress)
    distress.look()
    monkeypatch.setattr(os, "utime", refusing)
    for _ in range(LASTING):
        with pytest.raises(Refusal) as refused:
            distress.look()
        assert refused.value.name == name
    monkeypatch.undo()
    distress.look()
    assert distress.wrong is None


def test_a_post_of_somebody_else_s_under_our_id_silences_no_call(
    aboard: Aboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with StandIn() as server:
        secrets.save(aboard.folder, SetUp(server).run())
        distress = chore(aboard, "distress")
        assert isinstance(distress, Distress)
        monkeypatch.setattr(os, "access", lambda *_: False)
        # The call fails once, so that the next look asks whether it stands.
        server.faults.plan(Fault.BROKEN, method="POST", part="posts")
        for _ in range(LASTING):
            with pytest.raises(Refusal):
                distress.look()
        vessel, inode = distress._bridge().vessel, aboard.folder.stat().st_ino
        copied = {UID: f"distress:{vessel}:{inode}:0"}
        draft = {"channel_id": server.channel.id, "message": "all is well", "props": copied}
        assert server.sailor("elodie").ask("POST", "posts", draft).status == 201
        with pytest.raises(Refusal):
            distress.look()
        posts = server.board.of_channel(server.channel.id)
        assert [post.props.get(UID) for post in posts].count(copied[UID]) == 2
        assert sum("CANNOT BE WRITTEN" in post.message for post in posts) == 1
