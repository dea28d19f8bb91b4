"""Recorded NMEA coming in: every line of any file, and a tear is said."""

import gzip
import tracemalloc
from pathlib import Path

import pytest

from logbook.imports.nmea import NmeaFile
from logbook.model.refusal import Refusal
from tests.recordings import recording

RMC = b"$GPRMC,092750.000,A,5321.6802,N,00630.3372,W,0.02,31.66,280511,,,A*43"


def read(path: Path) -> tuple[list[bytes], bool]:
    file = NmeaFile(path)
    lines = [line for batch in file.lines() for line in batch]
    return lines, file.torn


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\n\n"])
def test_lines_come_without_their_ends_whatever_these_are(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "log"
    path.write_bytes(RMC + end + b"\xff\x00\xfe" + end + RMC + end)
    assert read(path) == ([RMC, b"\xff\x00\xfe", RMC], False)


def test_a_gzipped_file_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "log.nmea"
    path.write_bytes(gzip.compress(RMC + b"\n"))
    assert read(path) == ([RMC], False)


def test_a_whole_last_sentence_without_line_end_is_no_tear(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(RMC + b"\n" + RMC)
    assert read(path) == ([RMC, RMC], False)


@pytest.mark.parametrize("length", [1, 8, 40, len(RMC) - 1])
def test_a_cut_last_line_is_given_and_said_to_be_torn(tmp_path: Path, length: int) -> None:
    path = tmp_path / "log"
    path.write_bytes(RMC + b"\n" + RMC[:length])
    assert read(path) == ([RMC, RMC[:length]], True)


def test_a_gzipped_file_cut_anywhere_gives_what_came_before_and_says_so(tmp_path: Path) -> None:
    whole = b"".join(b"%s %d\n" % (RMC, number) for number in range(5000))
    packed = gzip.compress(whole)
    path = tmp_path / "log.gz"
    for length in (len(packed) // 2, len(packed) - 3):
        path.write_bytes(packed[:length])
        lines, torn = read(path)
        assert torn
        assert whole.startswith(b"\n".join(lines))
        assert len(lines) > 5000 * 0.9 * length / len(packed) - 200


def test_a_damaged_gzipped_file_is_torn_and_not_an_error(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(RMC + b"\n"))
    packed[-6] ^= 1
    path = tmp_path / "log.gz"
    path.write_bytes(packed)
    assert read(path) == ([RMC], True)


def test_an_empty_file_has_no_lines_and_no_tear(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.touch()
    assert read(path) == ([], False)


def test_progress_is_told_in_bytes_on_the_disk(tmp_path: Path) -> None:
    packed = gzip.compress((RMC + b"\n") * 5000, compresslevel=1)
    path = tmp_path / "log.gz"
    path.write_bytes(packed)
    told: list[tuple[int, int]] = []
    for _ in NmeaFile(path, lambda done, total: told.append((done, total))).lines():
        pass
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (len(packed), len(packed))


def test_a_file_without_line_ends_does_not_fill_memory(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"$" * 20_000_000)
    tracemalloc.start()
    lines, torn = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert torn
    assert sum(map(len, lines)) < 10_000
    assert peak < 2_000_000


@pytest.mark.parametrize(
    ("name", "sentence"), [("nothing", "imports.missing"), ("", "imports.folder")]
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path / name)
    assert refused.value.name == sentence


@pytest.mark.parametrize(
    ("name", "count", "torn"),
    [
        ("nmea0183/rob-groix-gavres-2024-09-23.nmea.gz", 12_605, True),
        ("nmea0183/avnav-ijsselmeer-2016-08-15.nmea.gz", 69_989, False),
        ("nmea0183/irene-2015-04-29-NMEA0058.nmea", 0, False),
    ],
)
def test_real_recordings_give_all_their_lines(
    tmp_path: Path, name: str, count: int, torn: bool
) -> None:
    path = tmp_path / "log"
    path.write_bytes(recording(name))
    lines, cut = read(path)
    assert (len(lines), cut) == (count, torn)
