"""GPX coming in: fixes from anyone's file, streamed, and nothing that attacks is read."""

import gzip
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import gpxpy
import pytest

from logbook.imports.gpx import GpxFile
from logbook.imports.kind import FileKind, kind
from logbook.model.observations import Fix, Position
from logbook.model.refusal import Refusal
from tests.recordings import recording

HEAD = '<?xml version="1.0"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"'
TPX = ' xmlns:t="http://www.garmin.com/xmlschemas/TrackPointExtension/v2"'
T0 = 1_780_000_000.0


def document(points: str, head: str = HEAD + TPX) -> str:
    return f"{head}><trk><trkseg>{points}</trkseg></trk></gpx>"


def point(inner: str = "", lat: str = "48.5", lon: str = "-4.5", time: str | None = None) -> str:
    stamp = "2026-05-28T20:26:40Z" if time is None else time
    return f'<trkpt lat="{lat}" lon="{lon}"><time>{stamp}</time>{inner}</trkpt>'


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[str | bytes], GpxFile]:
    def write(content: str | bytes) -> GpxFile:
        path = tmp_path / "in.gpx"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return GpxFile(path)

    return write


Opened = Callable[[str | bytes], GpxFile]


def fixes(file: GpxFile) -> list[Fix]:
    return [fix for batch in file.batches() for fix in batch]


def refused(file: GpxFile) -> str:
    with pytest.raises(Refusal) as caught:
        fixes(file)
    assert caught.value.facts["file"] == "in.gpx"
    return caught.value.name


def test_place_time_speed_and_course_are_read(opened: Opened) -> None:
    motion = (
        "<extensions><t:TrackPointExtension><t:speed>2.5</t:speed><t:course>360</t:course>"
        "</t:TrackPointExtension></extensions>"
    )
    file = opened(document(point() + point(motion, "-90", "180", "2026-05-28T22:26:41.500+02:00")))
    assert fixes(file) == [
        Fix(T0, Position(48.5, -4.5)),
        Fix(T0 + 1.5, Position(-90.0, -180.0), 2.5, 0.0),
    ]
    assert not file.torn


def test_gpx_1_0_has_speed_and_course_of_its_own(opened: Opened) -> None:
    head = '<gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0"'
    file = opened(document(point("<course>90</course><speed>1.2</speed>"), head))
    assert fixes(file) == [Fix(T0, Position(48.5, -4.5), 1.2, 90.0)]


def test_a_time_without_zone_is_utc(opened: Opened) -> None:
    assert fixes(opened(document(point(time="2026-05-28T20:26:40"))))[0].at == T0


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (point(time=""), "time"),
        (point(time="yesterday"), "time"),
        (point(time="2026-05-28T20:26:40+99:99"), "time"),
        ('<trkpt lat="1" lon="2"/>', "time"),
        (point(lat="91"), "range"),
        (point(lat="nan"), "range"),
        (point(lon="inf"), "range"),
        (point(lat="north"), "format"),
        ('<trkpt lon="2"><time>2026-05-28T20:26:40Z</time></trkpt>', "format"),
    ],
)
def test_a_bad_point_is_counted_and_the_rest_is_read(opened: Opened, bad: str, reason: str) -> None:
    file = opened(document(bad + point()))
    assert len(fixes(file)) == 1
    assert file.bad == {reason: 1}


@pytest.mark.parametrize("figure", ["fast", "-1", "nan", "inf", ""])
def test_a_speed_that_is_none_is_silent(opened: Opened, figure: str) -> None:
    inner = f"<extensions><speed>{figure}</speed></extensions>"
    assert fixes(opened(document(point(inner))))[0].sog is None


def test_routes_and_waypoints_are_no_fixes(opened: Opened) -> None:
    other = '<wpt lat="1" lon="2"><time>2026-05-28T20:26:40Z</time></wpt>'
    assert fixes(opened(f"{HEAD}>{other}</gpx>")) == []


BOMB = '<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("doctype", [BOMB, '<!DOCTYPE gpx SYSTEM "file:///etc/passwd">'])
def test_a_doctype_is_refused_in_any_encoding(opened: Opened, doctype: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{HEAD.partition("?>")[2]}></gpx>'
    assert refused(opened(text.encode(encoding))) == "imports.doctype"


@pytest.mark.parametrize("text", ["", "$GPRMC", "<html></html>", "<gpx", '<gpx xmlns="urn:x"/>'])
def test_what_is_no_gpx_is_refused(opened: Opened, text: str) -> None:
    assert refused(opened(text)) == "imports.not_gpx"


@pytest.mark.parametrize("encoding", ["UTF-6", "gbk", "hex", "idna"])
def test_an_encoding_that_nobody_can_read_is_refused(opened: Opened, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD.partition("?>")[2]}'
    assert refused(opened(head + "></gpx>")) == "imports.not_gpx"


def test_a_file_whose_points_all_lack_a_time_is_refused(opened: Opened) -> None:
    assert refused(opened(document('<trkpt lat="1" lon="2"/>'))) == "imports.untimed"


def test_a_torn_document_is_read_up_to_the_tear(opened: Opened) -> None:
    text = document(point() * 2)
    file = opened(text[: text.rindex("<time>")])
    assert len(fixes(file)) == 1
    assert file.torn


def test_a_torn_gzipped_document_is_read_up_to_the_tear(opened: Opened) -> None:
    packed = gzip.compress(document(point() * 2000).encode())
    file = opened(packed[: len(packed) - 10])
    assert len(fixes(file)) == 2000
    assert file.torn


def test_a_point_or_a_tag_without_end_does_not_fill_memory(opened: Opened) -> None:
    many = "<x>y</x>" * 50_000
    assert refused(opened(document(point(many)))) == "imports.oversized"
    long = "x" * 4_000_000
    assert refused(opened(document(point() + f'<trkpt lat="{long}"/>'))) == "imports.oversized"


def test_memory_does_not_grow_with_the_file(opened: Opened) -> None:
    def peak(count: int) -> int:
        file = opened(document(point() * count))
        tracemalloc.start()
        read = sum(map(len, file.batches()))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert read == count
        return most

    peak(10)
    assert peak(12_000) < peak(3_000) + 200_000


@pytest.mark.parametrize(
    ("name", "timed", "untimed"),
    [
        ("gpxpy-korita-zbevnica.gpx", 513, 358),
        ("gpxpy-track-with-empty-segment.gpx", 9, 0),
        ("gpxpy-track_with_speed.gpx", 3, 0),
        ("gpxpy-gpx1.1_with_all_fields.gpx", 1, 0),
    ],
)
def test_real_files_give_what_gpxpy_finds_in_them(
    opened: Opened, name: str, timed: int, untimed: int
) -> None:
    data = recording(f"gpx/{name}")
    file = opened(data)
    read = fixes(file)
    assert (len(read), file.bad["time"]) == (timed, untimed)
    points = [
        point
        for track in gpxpy.parse(data).tracks
        for segment in track.segments
        for point in segment.points
        if point.time is not None
    ]
    assert [(fix.position.lat, fix.position.lon) for fix in read] == [
        (point.latitude, point.longitude) for point in points
    ]


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (b"\xef\xbb\xbf\n<?xml", FileKind.GPX),
        ("<gpx>".encode("utf-16"), FileKind.GPX),
        (gzip.compress(b"<gpx>", mtime=0), FileKind.GPX),
        (b"$GPRMC", FileKind.NMEA),
        (b"\\s:x*00\\$GPRMC", FileKind.NMEA),
        (b"", FileKind.NMEA),
    ],
)
def test_a_file_is_known_by_what_is_in_it(tmp_path: Path, start: bytes, found: FileKind) -> None:
    path = tmp_path / "file"
    path.write_bytes(start)
    assert kind(path) is found


def test_elements_within_elements_are_refused_before_they_fill_the_memory(opened: Opened) -> None:
    file = opened(gzip.compress((HEAD + ">").encode() + b"<a>" * 3_000_000))
    tracemalloc.start()
    try:
        assert refused(file) == "imports.oversized"
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_a_text_of_references_alone_comes_in_few_pieces(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces: list[int] = []
    taken = GpxFile._characters

    def counted(file: GpxFile, text: str) -> None:
        pieces.append(len(text))
        taken(file, text)

    monkeypatch.setattr(GpxFile, "_characters", counted)
    named = point().replace("</trkpt>", f"<name>{'&#65;' * 60_000}</name></trkpt>")
    assert len(fixes(opened(document(named)))) == 1
    assert sum(pieces) >= 60_000
    assert len(pieces) < 60
