"""A line to its sentences: what is stripped, what is refused, and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.nmea0183.framer import Framed, frame
from tests.nmea0183.sentences import sealed

DEPTH = sealed("SDDPT,3.9,0.4,")
WATER = sealed("SDMTW,18.1,C")


def test_a_sentence_stands_alone() -> None:
    assert frame(DEPTH) == Framed((DEPTH,))
    assert frame(b"  " + DEPTH + b"\r\n") == Framed((DEPTH,))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (DEPTH[:-1] + b"0", "checksum"),
        (DEPTH[:-2] + b"ZZ", "checksum"),
        (DEPTH[:-3], "no checksum"),
        (b"$", "no checksum"),
        (sealed("SDDPT,3.9,\xe9,"), "binary"),
        (sealed("SDDPT,3.9,\x00,"), "binary"),
        (b"\xb5b\x01\x02\xff\xfe", "binary"),
        (sealed("SDDPT," + "3" * 120), "too long"),
        (b"$" + b"U" * 4095, "too long"),
        (b"$SDDPT," + b"3" * 120, "too long"),
    ],
)
def test_what_is_no_sentence_is_one_bad_one_with_its_reason(line: bytes, reason: str) -> None:
    assert frame(line) == Framed((), (reason,))


def test_a_checksum_of_one_digit_is_that_with_a_zero_before_it() -> None:
    small = sealed("SDMTW,18.0,C")
    assert small.endswith(b"*0D")
    for line in (small[:-2] + b"D", small[:-2] + b"d\r\n"):
        (sentence,) = frame(line).sentences
        assert sentence.upper() == small
    assert frame(small[:-2] + b"E") == Framed((), ("checksum",))
    # Torn within its checksum, it is not taken for one of these.
    assert frame(DEPTH[:-1]) == Framed((), ("checksum",))


def test_102_bytes_are_tolerated_and_103_are_not() -> None:
    assert frame(sealed("GPXXX," + "1" * 92)).sentences
    assert frame(sealed("GPXXX," + "1" * 93)).bad == ("too long",)


def test_two_whole_sentences_on_one_line_are_both_taken() -> None:
    assert frame(DEPTH + WATER).sentences == (DEPTH, WATER)


def test_a_sentence_cut_by_another_is_merged_and_the_other_is_taken() -> None:
    assert frame(DEPTH[:9] + WATER) == Framed((WATER,), ("merged",))
    assert frame(b"$" + DEPTH) == Framed((DEPTH,))


def test_a_nested_sentence_with_a_checksum_over_all_of_it_gives_nothing() -> None:
    framed = frame(b"$SDVLW,$SDVLW,,N,322.0,N,$SDVLW,,N,322.0,N,2328.9,N*59")
    assert framed == Framed((), ("merged", "merged", "checksum"))


@pytest.mark.parametrize("text", [b"Initializing..", b"", b"# a comment", b"!!VER:1.9,UID:MEGA"])
def test_a_text_without_any_sentence_is_not_bad(text: bytes) -> None:
    assert frame(text) == Framed()


def test_an_exclamation_mark_within_a_text_sentence_begins_nothing() -> None:
    text = sealed("GPTXT,01,01,02,hello! there")
    assert frame(text) == Framed((text,))


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        (b"\\s:GP1,c:1466000000*5F\\", 1466000000.0),
        (b"\\c:1466000000250\\", 1466000000.25),
        (b"\\c:1466000000*00\\", None),
        (b"\\g:1-2-34*59\\", None),
        (b"2016-06-15T14:13:20Z ", 1466000000.0),
        (b"2016-06-15T14:13:20.500Z;", 1466000000.5),
        (b"[2016-06-15 16:13:20+02:00] ", 1466000000.0),
        (b"2016-06-15 14:13:20,25 ", 1466000000.25),
        (b"1466000000 ", 1466000000.0),
        (b"1466000000.5,", 1466000000.5),
        (b"1466000000500;N;", 1466000000.5),
        (b"2016-13-45T99:00:00Z ", None),
        (b"rubbish ", None),
    ],
)
def test_what_stands_before_a_sentence_is_stripped_and_its_time_is_read(
    stamp: bytes, at: float | None
) -> None:
    if stamp.startswith(b"\\s:"):
        stamp = b"\\" + sealed("s:GP1,c:1466000000")[1:] + b"\\"
    assert frame(stamp + DEPTH) == Framed((DEPTH,), (), at)


def test_a_time_stamp_after_the_checksum_does_no_harm() -> None:
    assert frame(DEPTH + b",1466000000").sentences == (DEPTH,)
    assert frame(DEPTH + b"0").bad == ("checksum",)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(line: bytes) -> None:
    framed = frame(line)
    assert all(sentence[:1] in {b"$", b"!"} for sentence in framed.sentences)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [b"$", b"!", b"\\", b"*", b"c:", b"1466000000", b",", b"0A", b"\r", b"AIVDM", DEPTH]
        )
    )
)
def test_no_order_of_the_framers_own_marks_makes_it_raise(pieces: list[bytes]) -> None:
    frame(b"".join(pieces))


def test_what_is_cubic_in_a_parser_of_expressions_is_not_here() -> None:
    assert frame(b"$GPGGA," + b"\r" * 2000 + b"*ZZ") == Framed((), ("too long",))
    assert frame(b"$GPGGA," + b"\r" * 900 + b"*ZZ").bad == ("binary",)
