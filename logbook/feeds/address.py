"""Feed addresses: what a skipper writes in the settings, read once into values."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from logbook.model.refusal import Refusal

DEFAULT_BAUD = 4800
"""The rate of NMEA 0183 itself."""


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """A server to connect to; `text` is the address as written, for all kinds."""

    text: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class UdpAddress:
    """A port to listen on; `host` is the local address, empty for all."""

    text: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class SerialAddress:
    """A serial device and its rate in bauds."""

    text: str
    device: str
    baud: int


@dataclass(frozen=True, slots=True)
class FileAddress:
    """A recording, replayed at `speed` seconds of its time to a second."""

    text: str
    path: str
    speed: float


@dataclass(frozen=True, slots=True)
class SimulatedAddress:
    """A passage made up from `seed`; it begins at `start` (UTC seconds since 1970), or now."""

    text: str
    speed: float
    seed: int
    start: float | None


@dataclass(frozen=True, slots=True)
class StdinAddress:
    """Standard input."""

    text: str


Address = TcpAddress | UdpAddress | SerialAddress | FileAddress | SimulatedAddress | StdinAddress
Options = Mapping[str, str]


def parse(text: str) -> Address:
    """Return the address that `text` is; raises `Refusal` saying what is expected."""
    if text == "-":
        return StdinAddress(text)
    kind, separator, rest = text.partition("://")
    if not separator or kind not in _KINDS:
        raise Refusal("feeds.misspelt", address=text)
    allowed, read = _KINDS[kind]
    place, _, query = rest.partition("?")
    options = dict(parse_qsl(query, keep_blank_values=True))
    for option in options:
        if option not in allowed:
            known = ", ".join(allowed) or "-"
            raise Refusal("feeds.unknown_option", address=text, option=option, known=known)
    return read(text, place, options)


def replay_rate(addresses: Sequence[Address]) -> float | None:
    """Return the rate of the replay that the feeds are, or None where they are all real.

    Raises `Refusal` for a replay beside a real feed, and for replays at two speeds: one ship has
    one clock.
    """
    replays = [a for a in addresses if isinstance(a, FileAddress | SimulatedAddress)]
    if not replays:
        return None
    if len(replays) < len(addresses):
        real = next(a for a in addresses if not isinstance(a, FileAddress | SimulatedAddress))
        raise Refusal("feeds.replay_beside_real", replay=replays[0].text, real=real.text)
    first = replays[0]
    for other in replays[1:]:
        if other.speed != first.speed:
            raise Refusal("feeds.two_speeds", one=first.text, other=other.text)
    return first.speed


_PLACE = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.%]+)\]|(?P<host>[^\s:/\[\]]*)):(?P<port>[0-9]{1,5})")


def _host_and_port(text: str, place: str, example: str) -> tuple[str, int]:
    matched = _PLACE.fullmatch(place.removesuffix("/"))
    if matched is None or not 1 <= int(matched["port"]) <= 65_535:
        raise Refusal("feeds.no_port", address=text, example=example)
    return matched["six"] or matched["host"] or "", int(matched["port"])


def _tcp(text: str, place: str, options: Options) -> Address:
    del options  # it has none
    host, port = _host_and_port(text, place, "tcp://192.168.1.20:10110")
    if not host:
        raise Refusal("feeds.no_port", address=text, example="tcp://192.168.1.20:10110")
    return TcpAddress(text, host, port)


def _udp(text: str, place: str, options: Options) -> Address:
    del options  # it has none
    return UdpAddress(text, *_host_and_port(text, place, "udp://:10110"))


def _serial(text: str, place: str, options: Options) -> Address:
    baud = options.get("baud", str(DEFAULT_BAUD))
    if not place:
        raise Refusal("feeds.no_path", address=text, example="serial:///dev/ttyUSB0?baud=4800")
    if not re.fullmatch(r"[0-9]{3,7}", baud) or not 300 <= int(baud) <= 4_000_000:
        raise Refusal("feeds.bad_option", address=text, option="baud", value=baud, example="4800")
    return SerialAddress(text, unquote(place), int(baud))


def _file(text: str, place: str, options: Options) -> Address:
    if not place:
        raise Refusal("feeds.no_path", address=text, example="file:///home/skipper/log.nmea")
    return FileAddress(text, unquote(place), _speed(text, options))


def _simulated(text: str, place: str, options: Options) -> Address:
    if place:
        raise Refusal("feeds.misspelt", address=text)
    seed = options.get("seed", "1")
    if not re.fullmatch(r"[0-9]{1,18}", seed):
        raise Refusal("feeds.bad_option", address=text, option="seed", value=seed, example="1")
    return SimulatedAddress(text, _speed(text, options), int(seed), _start(text, options))


def _speed(text: str, options: Options) -> float:
    written = options.get("speed", "1")
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", written):
        raise Refusal("feeds.bad_option", address=text, option="speed", value=written, example="60")
    # No speed at all would stop the clock: 0 means as recorded.
    return float(written) or 1.0


def _start(text: str, options: Options) -> float | None:
    written = options.get("start")
    if written is None:
        return None
    try:
        instant = dt.datetime.fromisoformat(written)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        example = "2026-06-01T06:00:00Z"
        raise Refusal(
            "feeds.bad_option", address=text, option="start", value=written, example=example
        )
    return instant.timestamp()


_KINDS: Mapping[str, tuple[tuple[str, ...], Callable[[str, str, Options], Address]]] = {
    "tcp": ((), _tcp),
    "udp": ((), _udp),
    "serial": (("baud",), _serial),
    "file": (("speed",), _file),
    "simulated": (("speed", "seed", "start"), _simulated),
}
