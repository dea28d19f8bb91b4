"""A strict check of a GPX file, of our own, that needs no schema: what a chart plotter trips on."""

import re
import unicodedata
from datetime import datetime
from typing import Final
from uuid import UUID
from xml.etree.ElementTree import Element, fromstring

GPX: Final = "{http://www.topografix.com/GPX/1/1}"
TPX: Final = "{http://www.garmin.com/xmlschemas/TrackPointExtension/v2}"
GPXX: Final = "{http://www.garmin.com/xmlschemas/GpxExtensions/v3}"
OPENCPN: Final = "{http://www.opencpn.org}"
OURS: Final = "{urn:x-shipslog:gpx:1}"

# The order of children in gpx11.xsd and TrackPointExtensionv2.xsd, as far as we write them.
POINT: Final = ("time", "name", "desc", "sym", "type", "extensions")
ORDER: Final = {
    "gpx": ("metadata", "wpt", "trk"),
    "metadata": ("name", "author", "time"),
    "author": ("name",),
    "wpt": POINT,
    "trk": ("name", "number", "extensions", "trkseg"),
    "trkseg": ("trkpt",),
    "trkpt": POINT,
}
MANY: Final = frozenset({"wpt", "trk", "trkseg", "trkpt"})
TPX_ORDER: Final = ("atemp", "wtemp", "depth", "speed", "course")
OUR_ORDER: Final = ("twd", "tws", "awa", "aws", "baro")
TRACK_ORDER: Final = ("guid", "viz", "start", "end")  # a leg under way has no end
DARK: Final = ("DarkRed", "DarkGreen", "DarkYellow", "DarkBlue", "DarkMagenta", "DarkCyan")
PALE: Final = ("Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "LightGray", "DarkGray")
COLOURS: Final = frozenset((*DARK, *PALE, "Black", "White", "Transparent"))

_DEGREES: Final = re.compile(r"-?\d{1,3}\.\d{6,7}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DECIMAL: Final = re.compile(r"-?\d+(\.\d+)?")


def check(data: bytes, *, plain: bool) -> Element:
    """Return the document's root; raise AssertionError at the first thing that is wrong."""
    text = data.decode("utf-8")
    assert "<!" not in text
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]
    root = fromstring(text)
    assert root.tag == f"{GPX}gpx"
    assert root.get("version") == "1.1"
    assert root.get("creator")
    _ordered(root, "gpx")
    if plain:
        assert all(element.tag.startswith(GPX) for element in root.iter())
        assert not list(root.iter(f"{GPX}extensions"))
    for time in root.iter(f"{GPX}time"):
        _time(time)
    names = [_waypoint(waypoint, plain=plain) for waypoint in root.findall(f"{GPX}wpt")]
    assert len(names) == len(set(names))
    for track in root.findall(f"{GPX}trk"):
        _track(track, plain=plain)
    return root


def _ordered(element: Element, name: str) -> None:
    """Every child is known, stands in the schema's order, and once unless it may stand often."""
    order = ORDER.get(name)
    if order is None:
        assert len(element) == 0, f"{name} has children"
        return
    children = [child.tag.removeprefix(GPX) for child in element]
    assert children == sorted(children, key=order.index), f"{name}: {children}"
    assert len([c for c in children if c not in MANY]) == len(set(children) - MANY)
    for child, child_name in zip(element, children, strict=True):
        if child_name != "extensions":
            _ordered(child, child_name)


def _words(element: Element | None) -> str:
    assert element is not None
    assert element.text
    return element.text


def _time(element: Element | None) -> datetime:
    text = _words(element)
    assert _TIME.fullmatch(text), text
    return datetime.fromisoformat(text)


def _place(element: Element) -> tuple[float, float]:
    texts = element.get("lat", ""), element.get("lon", "")
    for text in texts:
        assert _DEGREES.fullmatch(text), text
        assert text.strip("-0.") or not text.startswith("-"), "minus nought"
    lat, lon = map(float, texts)
    assert -90.0 <= lat <= 90.0
    assert -180.0 <= lon < 180.0
    assert (lat, lon) != (0.0, 0.0)
    return lat, lon


def _waypoint(waypoint: Element, *, plain: bool) -> str:
    _place(waypoint)
    name = _words(waypoint.find(f"{GPX}name"))
    assert name.isascii()
    assert name.isprintable()
    assert 0 < len(name) <= 20
    assert _words(waypoint.find(f"{GPX}type")) == "log"
    assert _words(waypoint.find(f"{GPX}sym"))
    if not plain:
        UUID(_words(waypoint.find(f"{GPX}extensions/{OPENCPN}guid")))
    return name


def _track(track: Element, *, plain: bool) -> None:
    if not plain:
        extensions = track.find(f"{GPX}extensions")
        assert extensions is not None
        names = tuple(child.tag for child in extensions)
        ours = tuple(OPENCPN + name for name in TRACK_ORDER)
        assert names in {(*ours, f"{GPXX}TrackExtension"), (*ours[:3], f"{GPXX}TrackExtension")}
        UUID(_words(extensions.find(f"{OPENCPN}guid")))
        assert _words(extensions.find(f"{OPENCPN}viz")) in {"0", "1"}
        assert _words(extensions.find(f"{GPXX}TrackExtension/{GPXX}DisplayColor")) in COLOURS
    last: datetime | None = None
    for segment in track.findall(f"{GPX}trkseg"):
        assert len(segment) > 0, "a segment without points"
        lon_before: float | None = None
        for point in segment:
            _, lon = _place(point)
            time = _time(point.find(f"{GPX}time"))
            assert last is None or time > last, "times must increase"
            assert lon_before is None or abs(lon - lon_before) < 180.0, "the antimeridian"
            last, lon_before = time, lon
            extensions = point.find(f"{GPX}extensions")
            if extensions is not None:
                _point_extensions(extensions)


def _point_extensions(extensions: Element) -> None:
    children = list(extensions)
    assert children, "empty extensions"
    if children[0].tag == f"{TPX}TrackPointExtension":
        _figures(children.pop(0), TPX, TPX_ORDER)
    holder = Element("ours")
    holder.extend(children)
    if children:
        _figures(holder, OURS, OUR_ORDER)


def _figures(element: Element, space: str, order: tuple[str, ...]) -> None:
    names = [child.tag.removeprefix(space) for child in element]
    assert names, "an empty extension"
    assert names == sorted(set(names), key=order.index), names
    for name, child in zip(names, element, strict=True):
        text = _words(child)
        assert _DECIMAL.fullmatch(text), text
        if name in {"course", "twd"}:
            assert 0.0 <= float(text) < 360.0
        if name in {"speed", "tws", "aws"}:
            assert float(text) >= 0.0
