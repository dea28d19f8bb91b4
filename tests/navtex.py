"""NAVTEX bulletins as NRX sentences, made by hand.

No recording of a real receiver is at hand: these follow the description of the sentence (IEC
61162-1, and the manuals of receivers that print it), and every word in them is made up.
"""

from collections.abc import Sequence

from tests.nmea0183.sentences import sealed

GALE = (
    "GALE WARNING NR 31\r\n"
    "AREAS IROISE AND YEU\r\n"
    "SW 8, LOCALLY 9, EXPECTED SOON.\r\n"
    "HIGH SEA. MARINERS ARE ADVISED TO KEEP CLEAR."
)
BUOY = "IROISE.\r\nLIGHT BUOY PIERRES VERTES UNLIT.\r\nPOSITION 48-22.2N 004-45.0W.\r\nWIDE BERTH."


def nrx(
    number: int,
    total: int,
    body: str,
    *,
    sequence: int = 0,
    heading: str = ",,,,,,,,",
    talker: str = "CR",
) -> bytes:
    """Return one sentence; `heading` are its fields 4 to 12."""
    return sealed(f"{talker}NRX,{total:03d},{number:03d},{sequence:02d},{heading},{body}")


def bulletin(
    code: str,
    words: str,
    *,
    sequence: int = 0,
    frequency: str = "2",
    received: str = ",,,",
    bad: int = 0,
    status: str = "A",
    talker: str = "CR",
    width: int = 24,
) -> list[bytes]:
    """Return the sentences of a bulletin; `received` is its UTC, day, month and year."""
    pieces = [_escaped(words[at : at + width]) for at in range(0, len(words), width)] or [""]
    heading = f"{code},{frequency},{received},{len(words)},{bad},{status}"
    more = {"sequence": sequence, "talker": talker}
    return [
        nrx(
            number,
            len(pieces),
            piece,
            heading=heading if number == 1 else ",,,,,,,,",
            **more,  # type: ignore[arg-type] # fields by name
        )
        for number, piece in enumerate(pieces, 1)
    ]


def distinct(count: int, subject: str = "E", start: int = 0) -> list[bytes]:
    """Return so many bulletins, one sentence each, no two of them the same."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWX"
    return [
        one
        for place in range(start, start + count)
        for one in bulletin(
            f"{letters[place // 99 % 24]}{subject}{place % 99 + 1:02d}",
            f"FORECAST {place}",
            sequence=place % 100,
            frequency=str(place // 2376 % 3 + 1),
        )
    ]


def _escaped(words: str) -> str:
    reserved: Sequence[str] = "\r\n$*,!\\^~"
    return "".join(
        f"^{ord(one):02X}" if one in reserved or not 0x20 <= ord(one) < 0x7F else one
        for one in words
    )
