"""Which of the importers a file is for, by what is in it and not by its name."""

from enum import StrEnum
from pathlib import Path

from logbook.imports.source import Source


class FileKind(StrEnum):
    """What a file holds: NMEA sentences, or a GPX document."""

    NMEA = "nmea"
    GPX = "gpx"


def kind(path: Path) -> FileKind:
    """Return what `path` holds: XML begins with `<`, whatever is not XML is read as NMEA.

    Raises Refusal as Source does.
    """
    start = next(Source(path).chunks(), b"")
    # A byte order mark may stand before it, and in UTF-16 a zero beside it.
    return (
        FileKind.GPX
        if start.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n")[:1] == b"<"
        else FileKind.NMEA
    )
