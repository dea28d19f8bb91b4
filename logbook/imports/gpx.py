"""GPX files coming in: track points to fixes, streamed; gpxpy reads each point.

gpxpy needs the whole document in memory (255 MB for 100,000 points) and expands entities, so the
XML parser runs here, refuses any DOCTYPE, and hands gpxpy one `trkpt` element at a time.
"""

import math
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any, Final, cast
from xml.etree.ElementTree import Element, SubElement
from xml.parsers import expat

from gpxpy.gpx import GPXException, GPXTrackPoint
from gpxpy.gpxfield import gpx_fields_from_xml

from logbook.imports.source import Progress, Source
from logbook.model.observations import Fix, Position
from logbook.model.refusal import Refusal
from logbook.model.units import wrap_360

POINT_CAP: Final = 1 << 16
"""Characters and elements that one point may hold; real ones hold a few hundred."""
DEPTH_CAP: Final = 100
"""Elements within one another; the parser remembers each until it ends."""
TOKEN_CAP: Final = 1 << 20
"""Bytes that one tag may be long: the parser keeps an unfinished one in memory."""
_GPX: Final = ("http://www.topografix.com/GPX/1/1", "http://www.topografix.com/GPX/1/0", "")


class GpxFile:
    """A GPX 1.0 or 1.1 file's track points, in the order they stand in; read once.

    `torn` becomes true where the document breaks off or is not well-formed: what came before
    is given. `bad` counts points left out, by reason: "time" (none, or not a time), "range" (a
    place that is not on Earth), "format" (not numbers). Routes and waypoints are not read: they
    are intentions. Raises Refusal: `imports.not_gpx`, `imports.doctype`, `imports.oversized`,
    `imports.untimed` (points, but not one with a time), and as Source does.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self._source = Source(path, progress)
        self._name = path.name
        self._version: str | None = None
        self._open: list[Element] = []
        self._held = self._depth = 0
        self._fixes: list[Fix] = []
        self.torn = False
        self.fixes = 0
        self.bad: Counter[str] = Counter()

    def batches(self) -> Iterator[list[Fix]]:
        """Yield the fixes, a chunk's at a time; speed (m/s) and course where the file has them."""
        parser = expat.ParserCreate(namespace_separator=" ")
        # Else a text of many references comes letter by letter, and each joining copies it all.
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        fed = 0
        try:
            for chunk in self._source.chunks():
                fed += len(chunk)
                parser.Parse(chunk, False)
                if fed - parser.CurrentByteIndex > TOKEN_CAP:
                    raise Refusal("imports.oversized", file=self._name)
                yield from self._taken()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            if self._version is None:
                raise Refusal("imports.not_gpx", file=self._name) from error
            self.torn = True
        except (LookupError, ValueError) as error:
            # An encoding that Python does not know, or that takes several bytes a character:
            # it is declared before anything else, so that there is no GPX yet.
            if self._version is not None:
                raise
            raise Refusal("imports.not_gpx", file=self._name) from error
        self.torn = self.torn or self._source.torn
        yield from self._taken()
        if self.bad["time"] and not self.fixes:
            raise Refusal("imports.untimed", file=self._name)

    def _taken(self) -> Iterator[list[Fix]]:
        if self._fixes:
            fixes, self._fixes = self._fixes, []
            self.fixes += len(fixes)
            yield fixes

    def _doctype(self, *_: object) -> None:
        raise Refusal("imports.doctype", file=self._name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH_CAP:
            raise Refusal("imports.oversized", file=self._name)
        space, _, local = name.rpartition(" ")
        if self._version is None:
            if local != "gpx" or space not in _GPX:
                raise Refusal("imports.not_gpx", file=self._name)
            self._version = "1.1" if attributes.get("version") == "1.1" else "1.0"
        tag = local if space in _GPX else f"{{{space}}}{local}"
        if self._open:
            self._hold(len(attributes) + 1)
            self._open.append(SubElement(self._open[-1], tag, attributes))
        elif tag == "trkpt":
            self._held = 0
            self._open.append(Element(tag, attributes))

    def _characters(self, text: str) -> None:
        if self._open:
            self._hold(len(text))
            self._open[-1].text = (self._open[-1].text or "") + text

    def _hold(self, more: int) -> None:
        self._held += more
        if self._held > POINT_CAP:
            raise Refusal("imports.oversized", file=self._name)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                fix = self._fix(element)
                if isinstance(fix, str):
                    self.bad[fix] += 1
                else:
                    self._fixes.append(fix)

    def _fix(self, element: Element) -> Fix | str:
        """Return the point's fix, or why it is left out."""
        try:
            # gpxpy says that it takes text; it takes an element.
            point = gpx_fields_from_xml(GPXTrackPoint, cast(Any, element), self._version or "1.0")
        except GPXException:
            return "format"
        if point.time is None:
            return "time"
        try:
            # GPX times are UTC by definition; some files leave out the Z.
            time = point.time if point.time.tzinfo is not None else point.time.replace(tzinfo=UTC)
            at = time.timestamp()
        except (ValueError, OverflowError):
            return "time"
        try:
            position = Position(point.latitude, point.longitude)
        except ValueError:
            return "range"
        sog = _number(point.speed, _extension(element, "speed"))
        cog = _number(point.course, _extension(element, "course"))
        return Fix(at, position, sog, None if cog is None else wrap_360(cog))


def _extension(point: Element, name: str) -> str | None:
    """Return the text of an extension element called `name`, whoever's, None without one."""
    extensions = point.find("extensions")
    found = () if extensions is None else extensions.iter()
    return next((one.text for one in found if one.tag.rpartition("}")[2] == name), None)


def _number(*choice: float | str | None) -> float | None:
    """Return the first of `choice` that is a finite number not below zero."""
    for value in choice:
        try:
            number = math.nan if value is None else float(value)
        except ValueError:
            continue
        if number >= 0.0 and math.isfinite(number):
            return number
    return None
