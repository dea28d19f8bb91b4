"""Chunks to lines."""

from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.nmea0183.framer import LINE_CAP, LineSplitter


def test_lines_end_with_any_of_the_three_line_ends() -> None:
    splitter = LineSplitter()
    assert splitter.split(b"a\r\nb\nc\rd") == [b"a", b"b", b"c"]
    assert splitter.end() == b"d"
    assert splitter.end() is None


def test_a_line_cut_between_two_chunks_is_one_line() -> None:
    splitter = LineSplitter()
    assert splitter.split(b"$GPR") == []
    assert splitter.split(b"MC,1\r") == [b"$GPRMC,1"]
    assert splitter.split(b"\nx\n") == [b"x"]


def test_an_endless_line_keeps_only_its_head_and_is_counted_once() -> None:
    splitter = LineSplitter()
    for _ in range(1000):
        assert splitter.split(b"U" * 1000) == []
        assert len(splitter._rest) <= LINE_CAP
    assert splitter.split(b"U\nnext\n") == [b"U" * LINE_CAP, b"next"]
    assert splitter.endless == 1


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([b"$GPRMC,1*00", b"", b"U" * 3000, b"V" * 9000, b"\xff\x00"])),
    st.lists(st.integers(1, 5000), min_size=1),
)
def test_however_the_chunks_are_cut_the_lines_are_the_same(
    lines: list[bytes], sizes: list[int]
) -> None:
    data = b"".join(line + b"\r\n" for line in lines)
    splitter = LineSplitter()
    got = []
    at = turn = 0
    while at < len(data):
        size = sizes[turn % len(sizes)]
        got += splitter.split(data[at : at + size])
        at += size
        turn += 1
    assert got == [line[:LINE_CAP] for line in lines if line]
    assert splitter.endless == sum(len(line) > LINE_CAP for line in lines)
