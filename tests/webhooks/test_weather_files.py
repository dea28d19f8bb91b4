"""Weather files over the stand-in of a real server: by the hook, by catching up, with a picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.standin.faults import Fault
from logbook.chat import waiting
from logbook.model.entries import EntryKind
from logbook.watchkeeper.forecaster import Forecaster
from tests.forecasts.encoder import wind
from tests.webhooks.test_story import Harbour, harbour


class Reading:
    """A harbour whose weather files are answered."""

    def __init__(self, at: Harbour, folder: Path) -> None:
        self.at = at
        self.forecaster = Forecaster(folder, lambda: at.bridge)
        object.__setattr__(at.ears, "weather", self.forecaster.want)

    def drop(self, name: str, data: bytes, words: str = "") -> None:
        elodie = self.at.mattermost.sailor("elodie")
        elodie.say(words, file_ids=(elodie.upload(name, data),))
        self.at.mattermost.site.settle()

    def replies(self) -> list[str]:
        """Return what stands in threads, after a round."""
        self.forecaster.round()
        posts, _ = self.at.chat.posts_since(self.at.bridge.channel_id, 0)
        return [post.message for post in posts if post.root_id]

    def kinds(self) -> list[EntryKind]:
        kinds = [entry.draft.kind for entry in self.at.ship.entries()]
        return [kind for kind in kinds if kind is not EntryKind.ROLE]


@pytest.fixture
def public(tmp_path: Path) -> Iterator[Reading]:
    with harbour(tmp_path, private=False) as found:
        found.register_hook()
        yield Reading(found, tmp_path)


def test_a_file_alone_is_answered_in_its_thread_and_is_no_line_of_its_own(
    public: Reading,
) -> None:
    data = b"".join(wind(9.0, 225.0, step_h=hours) for hours in (6, 12, 18, 24))
    public.drop("Bretagne.GRB2", data)
    [said] = public.replies()
    assert said.startswith("GFS · run du lundi 1er juin 2026 00:00 UTC")
    assert "SW 17" in said
    assert public.kinds() == [EntryKind.FORECAST]


def test_with_words_it_is_answered_too_and_found_again_by_catching_up_it_is_not(
    public: Reading,
) -> None:
    public.at.follower.round()
    public.drop("vent.grb", b"rien", "pour demain")
    public.at.follower.round()
    assert public.replies() == ["Ce n’est pas un fichier GRIB."]
    public.at.follower.round()
    assert public.replies() == ["Ce n’est pas un fichier GRIB."]
    assert public.kinds() == []


def test_a_line_with_a_weather_file_is_a_line_and_an_answer(public: Reading) -> None:
    public.drop("vent.grb", b"rien", "journal Reçu la météo")
    assert public.kinds() == [EntryKind.REMARK]
    assert len(public.replies()) == 1


def test_a_picture_is_the_line_it_always_was(public: Reading) -> None:
    public.drop("photo.jpg", b"a picture")
    assert public.kinds() == [EntryKind.REMARK]
    assert public.replies() == []


def test_where_no_hook_fires_catching_up_brings_it(tmp_path: Path) -> None:
    with harbour(tmp_path, private=True) as found:
        quay = Reading(found, tmp_path)
        found.follower.round()
        quay.drop("vent.grb", b"rien")
        found.follower.round()
        assert quay.replies() == ["Ce n’est pas un fichier GRIB."]


def test_a_file_that_the_server_can_tell_nothing_of_stops_none_that_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "FIRST_MS", 0)
    with harbour(tmp_path, private=True) as found:
        found.follower.round()
        elodie = found.mattermost.sailor("elodie")
        bad, good = elodie.upload("a.jpg", b"a"), elodie.upload("b.jpg", b"picture")
        found.mattermost.faults.plan(Fault.BROKEN, times=None, method="GET", part=f"/files/{bad}")
        elodie.say("", file_ids=(bad,))
        elodie.say("log après", file_ids=(good,))
        found.mattermost.site.settle()
        found.follower.round()
        assert found.texts() == ["après"], "the server may be well again soon"
        for _ in range(5):
            found.follower.round()
        assert found.texts() == ["après", "1 fichier joint"]
        assert [path.name for path in (tmp_path / "files").rglob("*.jpg")] == ["b.jpg"]
        assert len(found.pictures.waiting()) == 1
