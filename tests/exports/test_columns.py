"""Lines made a column at a time: a pattern, and the digits that stand in it."""

from hypothesis import given
from hypothesis import strategies as st

from logbook.exports.columns import columns, degrees, lines


def figures(*degrees_e7: int) -> bytes:
    return b"".join(b"%d%010d" % (1 if one >= 0 else 2, abs(one)) for one in degrees_e7)


def test_each_digit_of_the_pattern_is_taken_from_its_column() -> None:
    assert lines(b"<#.#>\n", columns(b"123456", 2)) == b"<1.2>\n<3.4>\n<5.6>\n"


def test_degrees_of_one_sign_and_width_share_a_pattern() -> None:
    found = degrees(figures(-35_000_001, -90_000_000))
    assert found is not None
    assert lines(b" " + found[0], found[1]) == b" -3.5000001 -9.0000000"


def test_two_signs_or_two_widths_share_none() -> None:
    assert degrees(figures(1, -1)) is None
    assert degrees(figures(99_999_999, 100_000_000)) is None
    assert degrees(figures(999_999_999, 1_000_000_000)) is None


@given(st.lists(st.integers(-1_800_000_000, 1_800_000_000), min_size=1, max_size=4))
def test_where_there_is_a_pattern_it_gives_what_python_would(degrees_e7: list[int]) -> None:
    found = degrees(figures(*degrees_e7))
    if found is not None:
        written = b"".join(b"%.7f " % (one / 1e7) for one in degrees_e7)
        assert lines(found[0] + b" ", found[1]) == written
    else:
        assert len(degrees_e7) > 1
