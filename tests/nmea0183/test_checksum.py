"""The checksum, of one and of many."""

from functools import reduce
from operator import xor

from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.nmea0183.checksum import BATCH, LONGEST, is_right, total, totals
from tests.nmea0183.sentences import sealed

PRINTABLE = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="$!"),
    max_size=LONGEST - 4,
)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_the_folded_total_is_the_xor_of_all_bytes(line: bytes) -> None:
    assert total(line) == reduce(xor, line, 0)


@settings(deadline=None)
@given(st.lists(PRINTABLE, min_size=1, max_size=BATCH))
def test_a_batch_totals_like_each_of_its_lines(bodies: list[str]) -> None:
    lines = [sealed(body) for body in bodies]
    sums = totals(lines, b"".join(lines))
    assert sums is not None
    assert list(sums) == [reduce(xor, line, 0) for line in lines]


@settings(deadline=None)
@given(
    st.lists(PRINTABLE, min_size=1, max_size=40),
    st.sampled_from(
        [b"GPRMC*00", b"$A$B*00", b"$A\x00*00", b"$\xe9*00", b"$" + b"A" * LONGEST, b""]
    ),
    st.integers(0, 40),
)
def test_a_batch_with_one_line_that_is_no_sentence_is_looked_at_line_by_line(
    bodies: list[str], odd: bytes, place: int
) -> None:
    lines = [sealed(body) for body in bodies]
    lines.insert(place, odd)
    assert totals(lines, b"".join(lines)) is None


def test_two_starts_in_one_line_are_not_offset_by_a_line_without_any() -> None:
    lines = [b"$A$B*00", b"C*00"] * 10
    assert totals(lines, b"".join(lines)) is None


def test_both_cases_of_hexadecimal_are_read_and_a_wrong_or_absent_one_is_not() -> None:
    assert is_right(b"$GPHDT,123.4,T*32") is (total(b"GPHDT,123.4,T") == 0x32)
    right = sealed("IIMTW,+09.0,C")
    assert is_right(right)
    assert is_right(sealed("SDDPT,3.9,0.4,").lower().replace(b"sddpt", b"SDDPT"))
    assert not is_right(right[:-1] + bytes([right[-1] ^ 1]))
    assert not is_right(right[:-3])
    assert not is_right(right[:-2] + b"GG")
    assert is_right(sealed("AIVDM,1,1,,B,x,0", "!"))
