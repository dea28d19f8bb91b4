"""Files from anyone: each bad one becomes one sentence, in both languages, and nothing else."""

import bz2
import contextlib
import gzip
import re
from pathlib import Path

import pytest

from logbook.forecasts.asked import Holding
from logbook.forecasts.desk import MOST_BYTES, Desk
from logbook.forecasts.shelf import Shelf
from logbook.forecasts.unpacking import MOST_MEMBERS, unpacked
from logbook.locale import speaker
from logbook.model.observations import Position
from logbook.model.refusal import Refusal
from tests.forecasts import encoder as grib
from tests.forecasts.encoder import RUN, Encoder, field2, wind

BREST = Position(48.0, -5.0)
DAY = 86_400.0


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Shelf(tmp_path))


def refused(desk: Desk, data: bytes) -> Refusal:
    with pytest.raises(Refusal) as told:
        desk.receive(data, "x.grb", BREST, RUN, RUN + DAY)
    for language in ("en", "fr"):
        said = speaker(language).refusal(told.value)
        assert "\n" not in said
        assert re.search(r"[.?]$", said), said
        assert "{" not in said
    assert desk.shelf.kept() == []
    assert not list(desk.shelf.folder.glob("[!i.]*")), "a file of no use is not kept"
    return told.value


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"x" * 100_000, b"$GPRMC,1*00\r\n"])
def test_no_grib(desk: Desk, data: bytes) -> None:
    assert refused(desk, data).name == "forecasts.no_grib"


def test_the_word_alone_makes_no_grib(desk: Desk) -> None:
    assert refused(desk, b"This is about GRIB files." * 100).name == "forecasts.no_grib"


def test_a_file_cut_within_its_first_field(desk: Desk) -> None:
    assert refused(desk, wind(5.0, 0.0, step_h=0)[:150]).name == "forecasts.cut_short"


def test_a_file_cut_later_tells_what_came_before_and_says_so(desk: Desk) -> None:
    data = wind(5.0, 0.0, step_h=0) + wind(6.0, 0.0, step_h=3)
    got = desk.receive(data[:-40], "x.grb", BREST, RUN, RUN + DAY)
    assert got.answer.holding.cut
    assert got.answer.rows[0].v == pytest.approx(-5.0, abs=1e-3)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_packed_file_is_read_and_cut_is_still_of_use_or_refused(desk: Desk, pack: object) -> None:
    assert callable(pack)
    packed = pack(b"".join(wind(5.0, 0.0, step_h=hours) for hours in range(12)))
    assert desk.receive(packed, "x.grb.gz", BREST, RUN, RUN + DAY).answer.rows[0].u is not None
    other = Desk(Shelf(desk.shelf.folder))
    assert refused(other, packed[:60]).name.startswith("forecasts.")
    assert refused(other, packed[:3] + b"\xff" * 200).name == "forecasts.broken_packing"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_bomb_is_refused(desk: Desk, pack: object) -> None:
    assert callable(pack)
    inner = pack(b"GRIB" + b"\0" * 4_000_000)
    # A chain of members unpacks to 100 MB from some kilobytes.
    assert refused(desk, inner * 25).name == "forecasts.bomb"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_file_of_very_many_pieces_is_refused_at_once(desk: Desk, pack: object) -> None:
    assert callable(pack)
    piece = pack(b"G")
    assert refused(desk, piece * (MOST_BYTES // len(piece))).name == "forecasts.too_many_members"
    assert unpacked(piece * MOST_MEMBERS) == (b"G" * MOST_MEMBERS, True)


def test_two_hundred_megabytes_are_refused_unread(desk: Desk) -> None:
    class Huge(bytes):
        def __len__(self) -> int:
            return 200 * 1024 * 1024

    found = refused(desk, Huge())
    assert (found.name, found.facts) == ("forecasts.too_large", {"size": 200, "most": 20})
    assert MOST_BYTES < 200 * 1024 * 1024


@pytest.mark.parametrize(
    ("sample", "grid"),
    [
        ("lambert_bf_grib2", "number 63 of GRIB 2"),
        ("polar_stereographic_sfc_grib2", "polar"),
        ("polar_stereographic_sfc_grib1", "polar"),
        ("rotated_ll_sfc_grib2", "rotated lat"),
        ("rotated_ll_sfc_grib1", "rotated lat"),
        ("regular_gg_sfc_grib2", "Gaussian"),
        ("reduced_gg_pl_32_grib2", "Gaussian"),
        ("reduced_ll_sfc_grib2", "reduced"),
        ("sh_sfc_grib2", "harmonics"),
    ],
)
def test_a_grid_that_cannot_be_read_is_named(desk: Desk, sample: str, grid: str) -> None:
    settings = grib.MSL if sample.endswith("2") else {"table2Version": 2, "indicatorOfParameter": 2}
    level = grib.AT_SEA if sample.endswith("2") else {"indicatorOfTypeOfLevel": 102}
    refusal = refused(desk, Encoder().message(sample, {**settings, **level}, None))
    assert refusal.name == "forecasts.unreadable_grid"
    assert grid in speaker("en").refusal(refusal)


def test_nothing_for_a_sailor_in_it(desk: Desk) -> None:
    soil = {"discipline": 2, "parameterCategory": 0, "parameterNumber": 2}
    assert refused(desk, field2(soil, lambda *_: 280.0)).name == "forecasts.nothing_known"


def test_a_constant_field_of_a_thousand_million_points_is_left_alone(desk: Desk) -> None:
    data = bytearray(field2(grib.MSL | grib.AT_SEA, lambda *_: 101_000.0))
    # Section 3 of a GRIB 2 message: the count of points, then Ni and Nj, big-endian.
    section = 16 + int.from_bytes(data[16:20], "big")
    assert data[section + 4] == 3
    data[section + 6 : section + 10] = (1_000_000_000).to_bytes(4, "big")
    data[section + 30 : section + 34] = (100_000).to_bytes(4, "big")
    data[section + 34 : section + 38] = (10_000).to_bytes(4, "big")
    assert refused(desk, bytes(data)).name == "forecasts.unreadable_grid"


def test_a_lambert_grid_is_named(desk: Desk) -> None:
    lambert = {"gridDefinitionTemplateNumber": 30, **grib.MSL, **grib.AT_SEA}
    refusal = refused(desk, Encoder().message("regular_ll_sfc_grib2", lambert, None))
    assert "Lambert" in speaker("en").refusal(refusal)


def test_any_one_byte_wrong_never_escapes(desk: Desk) -> None:
    data = wind(5.0, 200.0, step_h=3)
    for at in range(0, len(data), len(data) // 7):
        wrong = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        with contextlib.suppress(Refusal):
            desk.receive(wrong, "x.grb", BREST, RUN, RUN + DAY)


def test_what_the_decoder_says_is_believed_in_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.keep(b"x", "../../etc/passwd", Holding((), {}), RUN).digest.isalnum()
    assert [path.name for path in tmp_path.iterdir()] == ["forecasts"]


def test_a_newer_run_that_broke_off_does_not_hide_the_whole_one(desk: Desk) -> None:
    whole = b"".join(wind(5.0, 0.0, step_h=hours) for hours in (0, 12, 24))
    newer = wind(9.0, 0.0, step_h=0, run=(20_260_601, 600)) + wind(9.0, 0.0, step_h=3)
    desk.receive(whole, "whole.grb", BREST, RUN, RUN + DAY)
    desk.receive(newer[:-40], "cut.grb", BREST, RUN, RUN + DAY)
    now = RUN + 6 * 3600.0
    found = desk.at(BREST, now, now + DAY / 2)
    assert (found.run.at, found.cut) == (RUN, False)
    alone = Desk(Shelf(desk.shelf.folder / "alone"))
    alone.receive(newer[:-40], "cut.grb", BREST, RUN, RUN + DAY)
    assert alone.at(BREST, now, now + DAY / 2).cut
