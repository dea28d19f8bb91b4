"""A weather file dropped into the channel is answered in its thread, once, whatever it holds."""

import bz2
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from logbook.forecasts.asked import Question
from logbook.forecasts.child import Decoder
from logbook.forecasts.desk import MOST_BYTES, Desk
from logbook.forecasts.shelf import Shelf
from logbook.model.entries import EntryKind, Origin
from logbook.model.ports import ChatAway, Post
from logbook.model.ship import ShipState
from logbook.model.standing import FACT
from logbook.watchkeeper.forecaster import Forecaster
from tests.forecasts import encoder as grib
from tests.forecasts.encoder import Area, field2, wind
from tests.verbs.aboard import NOON, Aboard, aboard
from tests.verbs.chat import CHANNEL, MARIE

Pack = Callable[[bytes], bytes]
SENT_MS = 1_780_315_200_000


def gfs(area: Area | None = None, run: tuple[int, int] = (20_260_601, 600)) -> bytes:
    """Return two days of a wind and a glass over Brittany."""
    where = area or Area()
    return b"".join(
        wind(9.26 + hours / 12, 225.0, step_h=hours, area=where, run=run)
        + field2(grib.MSL | grib.AT_SEA, lambda *_: 101_300.0, step_h=hours, area=where, run=run)
        for hours in range(0, 49, 6)
    )


class Dropped:
    """A ship with a chat, and who answers weather files."""

    def __init__(self, ship: Aboard, desk: Desk | None = None) -> None:
        self.ship = ship
        self.forecaster = Forecaster(ship.folder, lambda: self.ship.bridge, desk=desk)

    def drop(self, name: str, data: bytes, post_id: str = "p1", root_id: str = "") -> None:
        file_id = f"file-of-{post_id}"
        self.ship.chat.files[file_id] = (name, data)
        self.forecaster.want(
            Post(post_id, CHANNEL, MARIE.id, "", SENT_MS, root_id=root_id, file_ids=(file_id,))
        )

    def answers(self) -> list[str]:
        self.forecaster.round()
        return [post.message for post in self.ship.chat.posts]


@pytest.fixture
def at_quay(tmp_path: Path) -> Iterator[Dropped]:
    with aboard(tmp_path) as ship:
        ship.settle(language="en", ship_offset_s=7200)
        yield Dropped(ship)


def test_a_file_is_answered_in_its_thread_by_what_it_holds_and_the_forecast_here(
    at_quay: Dropped,
) -> None:
    at_quay.drop("Brittany.grb2", gfs())
    [said] = at_quay.answers()
    assert at_quay.ship.chat.posts[0].root_id == "p1"
    rows = said.splitlines()
    assert rows[0] == "GFS · run of Monday 1 June 2026 06:00 UTC, 6 h old"
    assert rows[1] == "44°N to 50°N, 10°W to 0° · 9 steps, every 6 h"
    assert rows[2] == "holds: wind, pressure"
    assert rows[4] == "Forecast at 48°22.41'N 004°29.90'W:"
    assert rows[6].split() == ["UTC+2", "wind", "kn", "hPa"]
    assert rows[7].split() == ["01", "14:00", "SW", "19", "1013"]
    assert rows[8].split() == ["01", "20:00", "SW", "20", "1013"]
    assert rows[-1].startswith("In the log as line ")


def test_the_forecast_stands_in_the_log_and_makes_no_post_of_its_own(at_quay: Dropped) -> None:
    at_quay.drop("Brittany.grb2", gfs())
    at_quay.answers()
    [entry] = [one for one in at_quay.ship.entries() if one.draft.kind is EntryKind.FORECAST]
    assert entry.draft.origin is Origin.AUTO
    assert entry.draft.text.startswith(
        "GFS 06Z forecast for the next 24 h · wind SW 19 kn · then up"
    )
    fact = entry.draft.facts[FACT]
    assert isinstance(fact, dict)
    assert (fact["model"], fact["run"]) == ("GFS", "2026-06-01T06:00:00Z")
    assert entry.draft.facts["post"] == "p1"
    assert len(at_quay.ship.chat.posts) == 1


def test_the_same_file_twice_is_known_kept_once_and_one_line(at_quay: Dropped) -> None:
    at_quay.drop("Brittany.grb2", gfs())
    at_quay.drop("again.grb2", gfs(), "p2")
    first, second = at_quay.answers()
    assert "This file is known" not in first
    assert second.startswith("This file is known: it was posted on Monday 1 June 2026 14:00 as")
    assert "Brittany.grb2" in second
    assert len(Shelf(at_quay.ship.folder).kept()) == 1
    kinds = [one.draft.kind for one in at_quay.ship.entries()]
    assert kinds.count(EntryKind.FORECAST) == 1


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_the_same_file_packed_is_known_too(at_quay: Dropped, pack: Pack) -> None:
    at_quay.drop("Brittany.grb2", gfs())
    at_quay.drop("packed.grb2", pack(gfs()), "p2")
    at_quay.drop("packed.grb2", pack(gfs(run=(20_260_601, 0))), "p3")
    _, second, third = at_quay.answers()
    assert second.startswith("This file is known: it was posted on")
    assert "This file is known" not in third
    assert len(Shelf(at_quay.ship.folder).kept()) == 2
    kinds = [one.draft.kind for one in at_quay.ship.entries()]
    assert kinds.count(EntryKind.FORECAST) == 2


def test_the_same_post_by_hook_and_by_catching_up_is_answered_once(at_quay: Dropped) -> None:
    at_quay.drop("Brittany.grb2", gfs())
    at_quay.drop("Brittany.grb2", gfs())
    assert len(at_quay.answers()) == 1
    at_quay.drop("Brittany.grb2", gfs())
    assert len(at_quay.answers()) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no grib", "This is no GRIB file."),
        (gfs, "The boat is beyond this file’s edge, at 48°22.41'N 004°29.90'W"),
        (lambda: gfs(run=(20_260_501, 0)), "It ended on Sunday 3 May 2026 02:00 UTC+2"),
        (
            lambda: field2(grib.MSL | grib.AT_SEA, lambda *_: 101_300.0, step_h=12),
            "There is no wind in it.",
        ),
    ],
    ids=["no grib", "another ocean", "last month", "no wind"],
)
def test_what_is_of_no_use_is_told_and_not_logged(
    at_quay: Dropped, data: object, said: str
) -> None:
    if "edge" in said:
        data = gfs(Area(lat=-15.0, last_lat=-25.0, lon=170.0, last_lon=-170.0))
    at_quay.drop("file.grb", data() if callable(data) else data)  # type: ignore[arg-type]  # bytes
    [told] = at_quay.answers()
    assert said in told
    assert EntryKind.FORECAST not in [one.draft.kind for one in at_quay.ship.entries()]


def test_200_megabytes_are_refused_before_they_are_fetched(at_quay: Dropped) -> None:
    class Huge(bytes):
        def __len__(self) -> int:
            return 200 * 1024 * 1024

    at_quay.drop("world.grb2", Huge())
    [told] = at_quay.answers()
    assert told.startswith("The file has 200 MB; more than 20 MB is not read aboard.")
    assert "download" not in at_quay.ship.chat.asked
    assert MOST_BYTES == 20 * 1024 * 1024


def test_twenty_at_once_are_answered_one_by_one_in_order(at_quay: Dropped) -> None:
    for number in range(20):
        at_quay.drop(f"{number}.grb", b"no grib %d" % number, f"p{number:02d}")
    assert at_quay.answers() == ["This is no GRIB file."] * 20
    assert [post.root_id for post in at_quay.ship.chat.posts] == [f"p{n:02d}" for n in range(20)]


def test_a_decoder_that_crashes_costs_one_sentence(tmp_path: Path) -> None:
    with aboard(tmp_path) as ship:
        ship.settle(language="fr")
        crashing = Desk(Shelf(tmp_path), Decoder(("/bin/false",)))
        quay = Dropped(ship, crashing)
        quay.drop("file.grb", b"GRIB")
        [said] = quay.answers()
        assert said.startswith("La lecture de ce fichier a fait échouer le décodeur")


def test_other_files_are_left_alone(at_quay: Dropped) -> None:
    at_quay.drop("photo.jpg", b"a picture")
    assert at_quay.answers() == []
    assert "download" not in at_quay.ship.chat.asked


def test_a_reply_s_file_is_answered_in_the_thread_that_it_stands_in(at_quay: Dropped) -> None:
    at_quay.drop("file.grb.bz2", b"no grib", "p9", root_id="p1")
    at_quay.answers()
    assert at_quay.ship.chat.posts[0].root_id == "p1"


def test_what_waits_is_answered_after_a_restart_and_a_chat_that_was_away(
    at_quay: Dropped,
) -> None:
    at_quay.drop("file.grb", b"no grib")
    at_quay.ship.chat.away = True
    assert at_quay.answers() == []
    at_quay.ship.chat.away = False
    restarted = Dropped(at_quay.ship)
    assert restarted.answers() == ["This is no GRIB file."]
    assert restarted.forecaster.waiting() == []


def test_an_answer_that_arrived_unheard_is_not_given_twice(
    at_quay: Dropped, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_quay.drop("file.grb", b"no grib")
    chat = at_quay.ship.chat
    post = chat.post

    def unheard(*given: object, **more: object) -> None:
        post(*given, **more)  # type: ignore[arg-type]  # as it was called
        raise ChatAway("the connection was cut")

    monkeypatch.setattr(chat, "post", unheard)
    at_quay.answers()
    monkeypatch.setattr(chat, "post", post)
    assert at_quay.answers() == ["This is no GRIB file."]


def test_a_post_of_somebody_else_s_under_our_id_is_no_answer(at_quay: Dropped) -> None:
    copied = {"logbook_uid": "forecast:file-of-p1"}
    posts = at_quay.ship.chat.posts
    posts.append(Post("theirs", CHANNEL, MARIE.id, "no wind", SENT_MS, props=copied))
    at_quay.drop("file.grb", b"no grib")
    assert at_quay.answers() == ["no wind", "This is no GRIB file."]


def test_without_a_position_the_file_is_kept_and_a_place_asked_for(at_quay: Dropped) -> None:
    ship = at_quay.ship
    ship.ship.heard = ShipState()
    at_quay.drop("Brittany.grb2", gfs())
    [said] = at_quay.answers()
    assert "position is not known" in said
    assert len(Shelf(ship.folder).kept()) == 1


def test_the_desk_answers_from_what_was_kept(at_quay: Dropped) -> None:
    at_quay.drop("Brittany.grb2", gfs())
    at_quay.answers()
    desk = Desk(Shelf(at_quay.ship.folder))
    [kept] = desk.shelf.kept()
    answer = Decoder().ask(Question(str(desk.shelf.path(kept)), here=(47.0, -5.0), since=NOON))
    assert answer.rows[0].u is not None
