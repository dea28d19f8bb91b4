"""A voyage as GPX 1.1: gpxpy writes the document, our own lines stand in for its track points.

Only this file and `imports/gpx.py` know gpxpy. It writes the head with the metadata, the
waypoints a few at a time, and each track with one empty segment; the text is cut open there and
the points are streamed in, so that memory does not grow with the voyage.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, SubElement
from xml.sax.saxutils import escape

from gpxpy.gpx import GPX, GPXTrack, GPXTrackSegment, GPXWaypoint

from logbook.exports.marks import SIGNS, Names
from logbook.exports.points import Points
from logbook.exports.surroundings import Surroundings
from logbook.exports.text import clean
from logbook.exports.voyage import ExportLeg, ExportVoyage, Mark, Profile
from logbook.model.observations import Position

CREATOR: Final = "Ship's logbook"
COLOUR: Final = "DarkMagenta"
"""A name of GpxExtensions v3 `DisplayColor_t`: seen on blue water, no chart draws with it."""
NAMESPACES: Final = {
    "gpxtpx": "http://www.garmin.com/xmlschemas/TrackPointExtension/v2",
    "gpxx": "http://www.garmin.com/xmlschemas/GpxExtensions/v3",
    "opencpn": "http://www.opencpn.org",
    "shipslog": "urn:x-shipslog:gpx:1",
}
"""OpenCPN looks for the prefix `opencpn` itself, so prefixes are as fixed as the addresses."""
_CHUNK: Final = 200
_EMPTY: Final = "<trkseg>\n</trkseg>\n"
"""gpxpy's segment without points; text is escaped, so nothing else can look like it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds: track points, segments, waypoints; and the points that were left out."""

    points: int
    segments: int
    waypoints: int
    left_out: int


class _Degrees(float):
    """A coordinate that gpxpy writes with seven decimals, as the track points are."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{float(self):z.7f}"


def write(out: BinaryIO, voyage: ExportVoyage, profile: Profile = Profile.FULL) -> Written:
    """Write `voyage` to `out`, UTF-8, in order: metadata, marks, one track a leg.

    OSError of `out` passes through. A leg without points is a track without segments.
    """
    head, tail = _text(_document(voyage, profile)).rsplit("</gpx>", 1)
    out.write(head.encode())
    waypoints = 0
    names = Names(voyage.ship_offset_s)
    for fragment, count in _waypoints(voyage, names, profile):
        waypoints += count
        out.write(fragment.encode())
    points = segments = left_out = 0
    for ordinal, leg in enumerate(voyage.legs, start=1):
        track = _write_leg(out, voyage, leg, ordinal, profile)
        points, segments = points + track.written, segments + track.segments
        left_out += track.left_out
    out.write(f"</gpx>{tail}\n".encode())
    return Written(points, segments, waypoints, left_out)


def _text(document: GPX) -> str:
    return document.to_xml(version="1.1", prettyprint=False)


def _instant(at: float) -> datetime:
    """Return UTC to the nearest second: OpenCPN rejects fractions, gpxpy takes naive times."""
    return datetime.fromtimestamp(int(at + 0.5), UTC)


def _iso(at: float | None) -> str:
    return "" if at is None else f"{_instant(at):%Y-%m-%dT%H:%M:%SZ}"


def _document(voyage: ExportVoyage, profile: Profile) -> GPX:
    document = GPX()
    document.creator = escape(CREATOR)
    document.name = clean(voyage.name) or None
    document.description = clean(voyage.note) or None
    document.author_name = clean(voyage.ship) or None
    document.time = _instant(voyage.written_at)
    document.schema_locations = [
        "http://www.topografix.com/GPX/1/1",
        "http://www.topografix.com/GPX/1/1/gpx.xsd",
    ]
    if profile is Profile.FULL:
        document.nsmap.update(NAMESPACES)
    return document


def _fragment(document: GPX, tag: str) -> str:
    """Return the `tag` elements of `document` alone, without what stands around them."""
    text = _text(document)
    # Nothing stands between the root's tag and its first child, since the fragment has no head.
    return text[text.index(f"<{tag}") : text.rindex("</gpx>")]


def _extension(prefix: str, name: str, text: str) -> Element:
    element = Element(f"{{{NAMESPACES[prefix]}}}{name}")
    # gpxpy writes the text of extensions as it is, unlike that of its own fields.
    element.text = escape(clean(text))
    return element


def _waypoints(voyage: ExportVoyage, names: Names, profile: Profile) -> Iterator[tuple[str, int]]:
    """Yield (text, number of waypoints), some at a time."""
    marks = _charted(voyage.marks)
    while chunk := list(islice(marks, _CHUNK)):
        document = GPX()
        document.nsmap.update(NAMESPACES)
        for mark in chunk:
            waypoint = _waypoint(mark, names)
            if profile is Profile.FULL:
                guid = _extension("opencpn", "guid", voyage.mark_guid(mark))
                waypoint.extensions.append(guid)
            document.waypoints.append(waypoint)
        yield _fragment(document, "wpt"), len(chunk)


def _charted(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield the marks that have a place: 0,0 is none."""
    for mark in marks:
        if any(_written(mark.position)):
            yield mark


def _written(position: Position) -> tuple[float, float]:
    """Return latitude and longitude as they are written; what rounds up to 180 is -180."""
    lon = round(position.lon, 7)
    return round(position.lat, 7), -180.0 if lon >= 180.0 else lon


def _waypoint(mark: Mark, names: Names) -> GPXWaypoint:
    waypoint = GPXWaypoint()
    # Set afterwards: the constructor takes 0.0 for nothing, and writes 0.
    waypoint.latitude, waypoint.longitude = map(_Degrees, _written(mark.position))
    waypoint.time = _instant(mark.at)
    waypoint.name = names.name(mark)
    waypoint.description = clean(mark.text) or None
    waypoint.symbol = SIGNS[mark.kind][1]
    waypoint.type = "log"
    return waypoint


def _track(voyage: ExportVoyage, leg: ExportLeg, ordinal: int, profile: Profile) -> GPXTrack:
    track = GPXTrack(name=clean(leg.name) or None, number=ordinal)
    track.segments.append(GPXTrackSegment())
    if profile is Profile.PLAIN:
        return track
    colour = Element(f"{{{NAMESPACES['gpxx']}}}TrackExtension")
    SubElement(colour, f"{{{NAMESPACES['gpxx']}}}DisplayColor").text = COLOUR
    texts = {
        "guid": voyage.leg_guid(leg),
        "viz": "1",
        "start": clean(leg.start) or _iso(leg.departed_at),
        "end": clean(leg.end) or _iso(leg.arrived_at),
    }
    track.extensions = [_extension("opencpn", *text) for text in texts.items() if text[1]]
    track.extensions.append(colour)
    return track


def _write_leg(
    out: BinaryIO, voyage: ExportVoyage, leg: ExportLeg, ordinal: int, profile: Profile
) -> Points:
    """Write one track; the points take the place of gpxpy's empty segment."""
    document = GPX()
    document.nsmap.update(NAMESPACES)
    document.tracks.append(_track(voyage, leg, ordinal, profile))
    head, tail = _fragment(document, "trk").split(_EMPTY)
    full = profile is Profile.FULL
    points = Points(Surroundings(leg.samples, voyage.sample_s) if full else None)
    out.write(head.encode())
    out.writelines(points.text(leg.batches()) if leg.runs is None else points.text_of(leg.runs))
    out.write(tail.encode())
    return points
