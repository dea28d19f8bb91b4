"""`doctor` aboard: disk, SQLite, book, feeds, clock, secrets."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from logbook.chat import secrets
from logbook.clock import RELEASE_DAY
from logbook.config import Config
from logbook.console.finding import Finding, aside, fine, wrong
from logbook.feeds import address
from logbook.feeds.address import Address, SerialAddress, TcpAddress, UdpAddress
from logbook.feeds.supervisor import Feeds
from logbook.model.refusal import Refusal, Refusals
from logbook.store.book_reader import BookReader

OLDEST_SQLITE: Final = (3, 38, 0)
"""Strict tables came with 3.37, `unixepoch` with 3.38."""
LEAST_FREE: Final = 200 * 1024 * 1024
"""Bytes: months of a track, and room for SQLite to work."""
LISTEN_S: Final = 5.0
_DAY_S: Final = 86_400
_LIVE: Final = TcpAddress | UdpAddress | SerialAddress


def disk(folder: Path) -> Iterator[Finding]:
    """Look at the data folder: there, ours to write, with room."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        if folder.exists():
            probe = folder / ".doctor"
            probe.write_bytes(b"")
            probe.unlink()
        free = shutil.disk_usage(there).free
    except OSError as error:
        yield wrong(
            Refusal("doctor.folder_bad", folder=folder, reason=error),
            Refusal("doctor.folder_remedy", folder=folder),
        )
        return
    megabytes = free // 1_000_000
    if free < LEAST_FREE:
        said = Refusal("doctor.disk_low", folder=folder, megabytes=megabytes)
        yield wrong(said, Refusal("doctor.disk_remedy"))
    else:
        yield fine("doctor.disk", folder=folder, gigabytes=free / 1e9)


def sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Iterator[Finding]:
    """Look at the SQLite that Python brings."""
    shown = ".".join(map(str, version))
    if version < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE[:2]))
        said = Refusal("doctor.sqlite_old", version=shown, oldest=oldest)
        yield wrong(said, Refusal("doctor.sqlite_remedy", oldest=oldest))
    else:
        yield fine("doctor.sqlite", version=shown)


def book(folder: Path) -> Iterator[Finding]:
    """Look whether the log opens; its chain is for `verify`."""
    try:
        with BookReader(folder) as reader:
            yield fine("doctor.book", count=reader.count())
    except Refusal as refusal:
        if refusal.name == "store.no_book":
            yield aside("doctor.no_book", folder=folder)
        else:
            yield wrong(refusal, Refusal("doctor.book_remedy"))


def kept(folder: Path) -> Iterator[Finding]:
    """Look whether only we may read our secrets."""
    path = folder / secrets.NAME
    if not path.exists():
        return
    if secrets.open_to_others(folder):
        yield wrong(
            Refusal("doctor.secrets_open", file=path), Refusal("doctor.secrets_remedy", file=path)
        )
    else:
        yield fine("doctor.secrets", file=path)


def clock(host_now: float, health: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Look at the host's clock, and at the ship's where the server runs."""
    told = (health or {}).get("clock")
    if isinstance(told, dict) and told.get("source") in ("gps", "replay"):
        yield fine(f"doctor.clock_{told['source']}", offset=round(float(told["offset_s"])))
    elif host_now < RELEASE_DAY * _DAY_S:
        day = time.strftime("%Y-%m-%d", time.gmtime(host_now))
        yield wrong(Refusal("doctor.clock_past", day=day), Refusal("doctor.clock_remedy"))
    else:
        yield fine("doctor.clock_host")


def feeds(
    config: Config,
    health: Mapping[str, Any] | None,
    boot_now: Callable[[], float],
    listen_s: float = LISTEN_S,
) -> Iterator[Finding]:
    """Look at every feed: as the running server hears it, else by listening for `listen_s`."""
    if not config.feeds:
        yield wrong(Refusal("doctor.no_feeds"), Refusal("doctor.no_feeds_remedy"))
        return
    if health is not None:
        for one in health.get("feeds") or ():
            yield _feed(str(one["name"]), str(one["state"]), one.get("age_s"), None)
        return
    try:
        addresses = tuple(address.parse(text) for text in config.feeds)
    except Refusals as refusals:
        for part in refusals.parts:
            yield wrong(part, Refusal("doctor.feed_address"))
        return
    except Refusal as refusal:
        yield wrong(refusal, Refusal("doctor.feed_address"))
        return
    yield from _heard(addresses, boot_now, listen_s)


def _heard(
    addresses: tuple[Address, ...], boot_now: Callable[[], float], listen_s: float
) -> Iterator[Finding]:
    for one in addresses:
        if not isinstance(one, _LIVE):
            yield aside("doctor.feed_not_tried", feed=one.text)
    live = tuple(one for one in addresses if isinstance(one, _LIVE))
    listening = Feeds(live, boot_now=boot_now, start_utc=0.0)
    listening.start()
    try:
        until = boot_now() + listen_s
        while boot_now() < until and any(one.state != "up" for one in listening.states()):
            time.sleep(0.05)
        states = listening.states()
    finally:
        listening.stop()
    for state in states:
        yield _feed(state.name, state.state, state.age_s, state.error)


def _feed(name: str, state: str, age_s: object, error: Refusal | None) -> Finding:
    if state == "up":
        return fine("doctor.feed_up", feed=name)
    if state == "silent":
        age = round(age_s) if isinstance(age_s, int | float) else None
        said = (
            Refusal("doctor.feed_silent", feed=name)
            if age is None
            else Refusal("doctor.feed_silent_since", feed=name, age=age)
        )
        return wrong(said, Refusal("doctor.feed_silent_remedy"))
    said = Refusal("doctor.feed_down", feed=name)
    return wrong(said, error if error is not None else Refusal("doctor.feed_down_remedy"))
