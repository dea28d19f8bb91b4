"""Recordings replayed at their own pace."""

import gzip
from pathlib import Path

import pytest

from logbook.feeds import file
from logbook.feeds.address import FileAddress
from logbook.model.refusal import Refusal
from logbook.nmea0183 import writer
from tests.feeds.harness import Alone, lines_of, running, soon
from tests.recordings import recording


def rmc(at: float, talker: str = "GP") -> bytes:
    return writer.sentence(talker, "RMC", timestamp=writer.time_of_day(at), status="A")


def replay(content: bytes, path: Path, speed: float = 1.0) -> list[tuple[float, list[bytes]]]:
    path.write_bytes(content)
    alone = Alone()
    file.listen(FileAddress("file", str(path), speed), alone.link)
    return alone.batches()


@pytest.mark.parametrize("speed", [1.0, 60.0])
def test_sentences_come_at_the_pace_of_their_times(tmp_path: Path, speed: float) -> None:
    wind = b"$WIMWV,268.0,R,11.1,N,A*1E\r\n"
    content = b"".join(rmc(43_200.0 + second) + wind for second in range(10))
    batches = replay(content, tmp_path / "log.nmea", speed)
    assert len(batches) == 10
    for second, (boot, lines) in enumerate(batches):
        assert boot == pytest.approx(second / speed)
        assert lines == [rmc(43_200.0 + second).strip(), wind.strip()]


def test_midnight_is_a_second_like_any_other(tmp_path: Path) -> None:
    batches = replay(rmc(86_399.0) + rmc(0.0) + rmc(1.0), tmp_path / "log.nmea")
    assert [boot for boot, _ in batches] == pytest.approx([0.0, 1.0, 2.0])


def test_long_silences_and_steps_back_are_not_waited_for(tmp_path: Path) -> None:
    content = rmc(0.0) + rmc(9 * 3600.0) + rmc(9 * 3600.0 + 1.0) + rmc(60.0) + rmc(61.0)
    batches = replay(content, tmp_path / "log.nmea")
    assert [boot for boot, _ in batches] == pytest.approx([0.0, 1.0, 2.0])
    assert sum(len(lines) for _, lines in batches) == 5


def test_two_receivers_do_not_pull_the_time_about(tmp_path: Path) -> None:
    content = b"".join(rmc(100.0 + n) + rmc(40.0 + n, "II") for n in range(5))
    batches = replay(content, tmp_path / "log.nmea")
    assert [boot for boot, _ in batches] == pytest.approx([0.0, 1.0, 2.0, 3.0, 4.0])


def test_a_recording_without_times_is_all_given_at_once(tmp_path: Path) -> None:
    batches = replay(b"$WIMWV,268.0,R,11.1,N,A*1E\r\n" * 1200, tmp_path / "log.nmea")
    assert [boot for boot, _ in batches] == [0.0, 0.0, 0.0]
    assert sum(len(lines) for _, lines in batches) == 1200


def test_a_last_line_without_an_end_is_given(tmp_path: Path) -> None:
    batches = replay(rmc(0.0) + b"$GPRMC,torn", tmp_path / "log.nmea")
    assert batches[-1][1][-1] == b"$GPRMC,torn"


def test_a_compressed_recording_is_read_like_a_plain_one(tmp_path: Path) -> None:
    content = rmc(0.0) + rmc(1.0)
    assert replay(gzip.compress(content), tmp_path / "log.nmea.gz") == replay(
        content, tmp_path / "log.nmea"
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.nmea", "feeds.no_file"),
        (".", "feeds.unreadable_file"),
        ("not.gz", "feeds.unreadable_file"),
        ("torn.gz", "feeds.unreadable_file"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "not.gz").write_bytes(b"not compressed")
    (tmp_path / "torn.gz").write_bytes(gzip.compress(rmc(0.0) * 100)[:-20])
    with pytest.raises(Refusal) as refused:
        file.listen(FileAddress("file", str(tmp_path / name), 1.0), Alone().link)
    assert refused.value.name == sentence


def test_a_feed_that_ends_is_down_without_an_error_and_disturbs_no_other(tmp_path: Path) -> None:
    short = tmp_path / "short.nmea"
    short.write_bytes(rmc(0.0))
    with running([f"file://{short}", "simulated://"]) as feeds:
        assert soon(lambda: feeds.states()[0].ended)
        ended = feeds.states()[0]
        assert ended.state == "down"
        assert ended.error is None
        assert len(lines_of(feeds, 1, 5)) >= 5
        assert feeds.states()[1].state == "up"


def test_a_real_passage_of_four_hours_and_a_half_takes_as_long(tmp_path: Path) -> None:
    content = recording("nmea0183/rob-groix-2023-06-23.nmea.gz")
    batches = replay(content, tmp_path / "groix.nmea", speed=60.0)
    assert sum(len(lines) for _, lines in batches) == len(list(filter(None, content.splitlines())))
    hours = batches[-1][0] * 60.0 / 3600.0
    assert hours == pytest.approx(4.55, abs=0.05)
