"""The strict check itself: it finds each fault that it is there for."""

import pytest

from logbook.exports.voyage import Profile
from logbook.model.entries import EntryKind
from tests.exports.strict import check
from tests.exports.voyages import at, leg, mark, voyage, written

GOOD, _ = written(
    voyage(leg([at(0), at(10, 48.1), at(20, 48.2)]), marks=[mark(1, EntryKind.DEPARTURE)])
)


def test_a_good_file_passes() -> None:
    check(GOOD, plain=False)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'lat="48.0000000"', b'lat="48.0"'),
        (b'lat="48.1000000"', b'lat="90.1000000"'),
        (b'lon="-4.5000000"', b'lon="180.0000000"'),
        (b'lat="48.1000000" lon="-4.5000000"', b'lat="0.0000000" lon="0.0000000"'),
        (b'lat="48.1000000"', b'lat="-0.0000000"'),
        (b"T20:26:50Z", b"T20:26:50.5Z"),
        (b"T20:26:50Z", b"T20:26:50+00:00"),
        (b"T20:26:50Z", b"T20:26:40Z"),
        (b'48.2000000" lon="-4.5', b'48.2000000" lon="179.5'),
        (b"<name>2026 DEP</name>", b"<name>A name of 21 letters!</name>"),
        (b"<name>2026 DEP</name>", "<name>2026 DÉP</name>".encode()),
        (b"<desc>Dauphins</desc>", b"<desc>Dau\x7fphins</desc>"),
        (b"DarkMagenta", b"Pink"),
        (b"<sym>Flag, Green</sym>\n<type>log</type>", b"<type>log</type>\n<sym>Flag</sym>"),
        (b"<number>1</number>\n", b""),
        (b"</trkseg>", b"</trkseg><trkseg></trkseg>"),
        (b"<gpxtpx:speed>2.50</gpxtpx:speed>", b"<gpxtpx:speed>fast</gpxtpx:speed>"),
        (b"course>123.4</gpxtpx:course", b"course>360.0</gpxtpx:course"),
    ],
)
def test_each_fault_is_found(right: bytes, wrong: bytes) -> None:
    assert right in GOOD
    spoilt = GOOD.replace(right, wrong)
    if right == b"<number>1</number>\n":
        extensions = GOOD[GOOD.index(b"<number>") : GOOD.index(b"<trkseg>")]
        spoilt = GOOD.replace(extensions, b"").replace(b"</trkseg>", b"</trkseg>" + extensions)
    with pytest.raises(AssertionError):
        check(spoilt, plain=False)


def test_extensions_are_a_fault_in_a_plain_file() -> None:
    check(written(voyage(leg([at(0)])), Profile.PLAIN)[0], plain=True)
    with pytest.raises(AssertionError):
        check(GOOD, plain=True)
