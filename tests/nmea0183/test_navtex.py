"""NRX: what a NAVTEX receiver says, field by field, and what is refused of it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.intake import Intake
from logbook.model.navtex import BulletinReport, Part
from logbook.nmea0183 import writer
from logbook.nmea0183.fields import Bad
from tests.navtex import GALE, bulletin, nrx
from tests.nmea0183.sentences import report_of, sealed

HEADING = "FA05,2,135600.00,27,06,2026,241,3,A"


def part_of(body: str) -> Part:
    report = report_of(body)
    assert isinstance(report, BulletinReport)
    return report.part


def test_the_first_sentence_says_all_that_is_known_of_a_bulletin() -> None:
    assert part_of(f"CRNRX,007,001,42,{HEADING},HIGH SEA") == Part(
        total=7,
        number=1,
        sequence=42,
        words="HIGH SEA",
        code="FA05",
        frequency=2,
        received=dt.datetime(2026, 6, 27, 13, 56, tzinfo=dt.UTC).timestamp(),
        characters=241,
        unreadable=3,
        valid=True,
    )


def test_a_later_one_may_say_nothing_but_its_number_and_its_words() -> None:
    assert part_of("CRNRX,007,002,42,,,,,,,,,,OF 5 M") == Part(7, 2, 42, "OF 5 M")
    assert part_of("CRNRX,7,2,0,,,,,,,,,,") == Part(7, 2, 0, "")


def test_a_receiver_without_a_clock_leaves_its_time_out() -> None:
    assert part_of("CRNRX,001,001,00,FA05,2,,,,,9,0,V,ALL").received is None
    assert part_of("CRNRX,001,001,00,FA05,2,120000,31,02,2026,9,0,A,ALL").received is None
    assert part_of("CRNRX,001,001,00,FA05,2,,,,,9,0,V,ALL").valid is False


def test_escaped_characters_are_decoded_and_what_navtex_cannot_send_is_marked() -> None:
    body = "A^2CB^0D^0AC^2A^5E^24^21 ^7E^5c"
    assert part_of(f"CRNRX,1,1,00,,,,,,,,,,{body}").words == "A,B\r\nC*^$! ~\\"
    strange = "\N{REPLACEMENT CHARACTER}"
    assert part_of("CRNRX,1,1,00,,,,,,,,,,^00^1B^07^E9^80^7F^09.").words == f"{strange * 6} ."
    # Not one of them: left as it came.
    assert part_of("CRNRX,1,1,00,,,,,,,,,,2^ND ^G0 ^").words == "2^ND ^G0 ^"


@pytest.mark.parametrize(
    "body",
    [
        "CRNRX,0,0,00,,,,,,,,,,X",
        "CRNRX,2,3,00,,,,,,,,,,X",
        "CRNRX,1000,1,00,,,,,,,,,,X",
        "CRNRX,,1,00,,,,,,,,,,X",
        "CRNRX,1,,00,,,,,,,,,,X",
        "CRNRX,1,1,,,,,,,,,,,X",
        "CRNRX,1,1,100,,,,,,,,,,X",
        "CRNRX,-1,1,00,,,,,,,,,,X",
        "CRNRX,1.5,1,00,,,,,,,,,,X",
        "CRNRX,1,1,00,FA5,,,,,,,,,X",
        "CRNRX,1,1,00,F*05,,,,,,,,,X",
        "CRNRX,1,1,00,FA05,X,,,,,,,,X",
        "CRNRX,1,1,00,FA05,2,256000,,,,,,,X",
        "CRNRX,1,1,00,FA05,2,,XX,,,,,,X",
        "CRNRX,1,1,00,FA05,2,,,,,-3,,,X",
        "CRNRX,1,1,00,FA05,2,,,,,,,B,X",
        "CRNRX,1,1,00,FA05,2,,,,,,,A",
        "CRNRX,1,1,00,FA05,2,,,,,,,A,X,Y",
        # The layout of an older receiver: another sentence by the same name.
        "NXNRX,TA21,1,4,518,10,01,2026,102000,2.2,SPARE ANCHOR",
    ],
)
def test_what_is_no_such_sentence_is_refused(body: str) -> None:
    with pytest.raises(Bad, match="format"):
        report_of(body)


def test_a_bad_one_is_counted_and_every_other_is_used_by_the_intake() -> None:
    feed = Intake().feed("a feed", 0)
    lines = [*bulletin("FB31", GALE), nrx(3, 2, "NO"), sealed("CRNRX,1"), b"$CRNRX,1,1,00*00"]
    reports = list(feed.take_many(lines, 1.0))
    assert len(reports) == len(lines) - 3
    assert all(isinstance(report, BulletinReport) for report in reports)
    assert feed.counters.used == len(reports)
    assert feed.counters.bad == {"format": 2, "checksum": 1}


def test_the_same_sentence_heard_again_is_told_again() -> None:
    feed = Intake().feed("a feed", 0)
    line = bulletin("FB31", "GALE")[0]
    assert feed.take(line, 1.0) is not None
    assert feed.take(line, 2.0) is not None


@given(st.binary(max_size=90))
def test_whatever_bytes_stand_in_it_it_is_used_or_counted(body: bytes) -> None:
    clean = bytes(one for one in body if 0x20 <= one < 0x7F and one not in b"$*!")
    feed = Intake().feed("a feed", 0)
    feed.take(sealed("CRNRX," + clean.decode("ascii")), 1.0)
    assert feed.counters.used + feed.counters.bad.get("format", 0) == 1


def test_we_write_it_by_the_same_layout() -> None:
    made = writer.sentence("CR", "NRX", sentences="1", number="1", sequence="00", body="HIGH SEA")
    report = Intake().feed("a feed", 0).take(made.rstrip(), 1.0)
    assert isinstance(report, BulletinReport)
    assert report.part.words == "HIGH SEA"
