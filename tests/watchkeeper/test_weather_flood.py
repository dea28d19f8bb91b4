"""Weather files made to do harm, or too many of them: nobody else waits for long, nor is misled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.forecasts import child
from logbook.forecasts.asked import Answer, Holding, Question, Run
from logbook.forecasts.child import Decoder
from logbook.forecasts.desk import Desk
from logbook.forecasts.shelf import AHEAD_S, Shelf
from logbook.guard.pace import Allowance, Pace
from logbook.model.observations import Position
from logbook.model.ports import ChatAway, Post
from logbook.model.refusal import Refusal
from logbook.verbs.forecast import LONGEST_ANSWER_S, PATIENCE_S, desk
from logbook.watchkeeper import forecaster
from tests.forecasts.test_shelf import EUROPE
from tests.verbs.aboard import NOON, aboard
from tests.verbs.chat import CHANNEL, LEO, PAUL
from tests.watchkeeper.test_forecaster import SENT_MS, Dropped, gfs

BAD = b"no grib"
HERE = Position(48.0, -5.0)


@pytest.fixture
def at_quay(tmp_path: Path) -> Iterator[Dropped]:
    with aboard(tmp_path) as ship:
        ship.settle(language="en", ship_offset_s=7200)
        yield Dropped(ship)


def drop(quay: Dropped, post_id: str, author: str, data: bytes = BAD) -> None:
    quay.ship.chat.files[f"f{post_id}"] = ("a.grb", data)
    quay.forecaster.want(Post(post_id, CHANNEL, author, "", SENT_MS, file_ids=(f"f{post_id}",)))


def roots(quay: Dropped) -> list[str]:
    quay.forecaster.round()
    return [post.root_id for post in quay.ship.chat.posts]


@pytest.mark.parametrize("run", [(99_991_231, 1800), (10_101, 0), (21_000_101, 0)])
def test_a_run_of_a_time_that_no_calendar_tells_is_of_no_use_and_stops_no_other(
    at_quay: Dropped, run: tuple[int, int]
) -> None:
    drop(at_quay, "p1", LEO.id, gfs(run=run))
    drop(at_quay, "p2", PAUL.id, gfs())
    said = at_quay.answers()
    assert "make no sense" in said[0]
    assert said[1].startswith("GFS · run of Monday 1 June 2026 06:00 UTC")


def test_a_file_that_makes_its_reader_fail_is_answered_and_stops_no_other(
    at_quay: Dropped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecaster, "answered", lambda *_: 1 / 0)
    drop(at_quay, "p1", LEO.id)
    assert "made the decoder fail" in at_quay.answers()[0]
    assert at_quay.forecaster.waiting() == []


def test_a_file_that_the_server_never_gives_stops_no_other(
    at_quay: Dropped, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = at_quay.ship.chat.described

    def broken(file_id: str) -> tuple[str, int]:
        if file_id == "fp1":
            raise ChatAway("500")
        return described(file_id)

    monkeypatch.setattr(at_quay.ship.chat, "described", broken)
    for post_id in ("p1", "p2", "p3"):
        drop(at_quay, post_id, LEO.id)
    at_quay.forecaster.round()
    assert roots(at_quay) == ["p2", "p3"]
    assert len(at_quay.forecaster.waiting()) == 1


def test_the_authors_are_answered_in_turn(at_quay: Dropped) -> None:
    for number in range(5):
        drop(at_quay, f"a{number}", LEO.id)
    drop(at_quay, "b0", PAUL.id)
    drop(at_quay, "b1", PAUL.id)
    assert roots(at_quay) == ["a0", "b0", "a1", "b1", "a2", "a3", "a4"]


def test_one_author_has_so_many_files_read_a_day_and_the_others_theirs(
    at_quay: Dropped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_quay.forecaster, "_read_a_day", Pace(Allowance(2, 86_400.0)))
    for number in range(4):
        drop(at_quay, f"a{number}", LEO.id)
    drop(at_quay, "b0", PAUL.id)
    assert roots(at_quay) == ["a0", "b0", "a1"]
    at_quay.ship.pass_time(86_400.0)
    assert roots(at_quay)[3:] == ["a2", "a3"]


def test_what_waits_of_one_author_is_bounded_and_the_rest_must_come_again(
    at_quay: Dropped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecaster, "MOST_OF_ONE", 2)
    drop(at_quay, "a0", LEO.id)
    drop(at_quay, "a1", LEO.id)
    with pytest.raises(Refusal, match=r"forecasts\.busy"):
        drop(at_quay, "a2", LEO.id)
    drop(at_quay, "b0", PAUL.id)
    assert len(at_quay.forecaster.waiting()) == 3


def test_who_waits_for_an_answer_is_told_in_time_that_another_file_is_being_read(
    tmp_path: Path,
) -> None:
    with aboard(tmp_path) as ship:
        decoder = desk(ship.bridge).decoder
    assert (decoder.longest_s, decoder.patience_s) == (LONGEST_ANSWER_S, PATIENCE_S)
    assert LONGEST_ANSWER_S + PATIENCE_S < 30.0
    with child._ONE_AT_A_TIME, pytest.raises(Refusal, match=r"forecasts\.busy"):
        Decoder(patience_s=0.01).ask(Question("/nowhere"))


def run_of(at: float) -> Holding:
    return Holding((Run(7, 96, at, EUROPE, (NOON - 3600.0, NOON + 86_400.0), ("u", "v")),), {})


def test_a_run_of_a_time_to_come_is_believed_after_all_others_and_leaves_first(
    tmp_path: Path,
) -> None:
    shelf = Shelf(tmp_path, most_files=2)
    shelf.keep(b"forged", "forged.grb", run_of(NOON + AHEAD_S + 3600.0), NOON)
    shelf.keep(b"true", "true.grb", run_of(NOON - 3600.0), NOON)
    found = Desk(shelf)._candidates(HERE, NOON, NOON + 3600.0)
    assert [one.name for one in found] == ["true.grb", "forged.grb"]
    shelf.keep(b"newer", "newer.grb", run_of(NOON), NOON + 60.0)
    assert [one.name for one in shelf.kept()] == ["newer.grb", "true.grb"]


class Slow(Decoder):
    """Gives up on one file, and answers of no other."""

    def ask(self, question: Question) -> Answer:
        asked.append(question.path)
        raise Refusal("forecasts.too_slow", seconds=18.0)


asked: list[str] = []


def test_a_file_that_is_too_slow_to_be_read_comes_last_the_next_time(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    slow = shelf.keep(b"slow", "slow.grb", run_of(NOON - 60.0), NOON)
    good = shelf.keep(b"good", "good.grb", run_of(NOON - 3600.0), NOON)
    table = Desk(shelf, Slow())
    for expected in (slow, good, slow):
        asked.clear()
        with pytest.raises(Refusal, match="too_slow"):
            table.at(HERE, NOON, NOON + 3600.0)
        assert asked == [str(shelf.path(expected))]


def test_a_run_of_a_time_to_come_is_said_to_be_one(at_quay: Dropped) -> None:
    drop(at_quay, "p1", LEO.id, gfs(run=(20_260_603, 0)))
    assert "is yet to come" in at_quay.answers()[0]
