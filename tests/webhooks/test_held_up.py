"""An author whom the server cannot tell of, over real HTTP: everybody else's lines are written."""

from pathlib import Path

import pytest

from demo.standin.faults import Fault
from logbook.chat import waiting
from tests.webhooks.test_story import harbour


def test_whom_the_server_cannot_tell_of_holds_up_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "FIRST_MS", 0)
    with harbour(tmp_path, private=True) as private:
        private.follower.round()
        elodie, jane = private.mattermost.sailor("elodie"), private.mattermost.sailor("jane")
        faults = private.mattermost.site.faults
        faults.plan(Fault.BROKEN, times=None, method="GET", part=f"/users/{jane.user.id}")
        jane.say("log de Jane")
        elodie.say("log d’Élodie")
        assert private.follower.round() == 15.0
        assert private.texts() == ["d’Élodie"]
        faults.clear()
        private.follower.round()
        assert private.texts() == ["d’Élodie", "de Jane"]
