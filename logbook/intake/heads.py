"""Who is speaking: a sentence's head (`$GPRMC,`) to its source; AIS and proprietary set apart."""

import re
from typing import Final

from logbook.intake.gate import Gate, Source
from logbook.model.quantities import Quantity
from logbook.nmea0183.checksum import AIS_SHIFT
from logbook.nmea0183.decode import SENTENCES
from logbook.nmea0183.fields import Bad

_MOST: Final = 512
"""Heads that are told apart; noise with right checksums may not fill memory."""
_HEAD = re.compile(rb"([$!])([A-Z0-9]+)(?=[,*])")
_PYTHON_TALKER: Final = "PY"
"""`$PYMTA`: the one talker beginning with P that real boats use, and no manufacturer's code;
`$PGRMC`, on the other hand, is Garmin's."""


class Heads:
    """One feed's sources. `known` maps the first seven bytes of a sentence to its source."""

    __slots__ = ("_by_name", "_gate", "_ranks", "known")

    def __init__(self, ranks: dict[Quantity, int], gate: Gate) -> None:
        self._ranks = ranks
        self._gate = gate
        self._by_name: dict[str, Source] = {}
        self.known: dict[bytes, Source] = {}

    def sources(self) -> list[Source]:
        """Return all sources heard so far."""
        return list(self._by_name.values())

    def source(self, sentence: bytes) -> Source:
        """Return the source of a framed sentence; raises Bad("format") for a garbled head."""
        head = _HEAD.match(sentence)
        if head is None:
            raise Bad("format")
        address = head[2].decode("ascii")
        is_ais = head[1] == b"!"
        formatter = ""
        if is_ais:
            name = address
        elif address.startswith("P") and not (
            address.startswith(_PYTHON_TALKER) and address[2:] in SENTENCES
        ):
            name = address[:4]
        elif len(address) == 5:
            name, formatter = address, address[2:]
        else:
            raise Bad("format")
        source = self._named(name, formatter, AIS_SHIFT if is_ais else 0)
        if b"," not in sentence[:6] and len(self.known) < _MOST:
            self.known[sentence[:7]] = source
        return source

    def _named(self, name: str, formatter: str, shift: int) -> Source:
        source = self._by_name.get(name)
        if source is None and len(self._by_name) >= _MOST:
            name, formatter, shift = "others", "", 0
            source = self._by_name.get(name)
        if source is None:
            source = Source(name, SENTENCES.get(formatter), self._ranks, shift)
            self._by_name[name] = source
            self._gate.sources.append(source)
        return source
