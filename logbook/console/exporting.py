"""`export`: a voyage as GPX, or the log as JSON lines, to a file or to standard output."""

import contextlib
import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from logbook.clock import boot
from logbook.config import Config
from logbook.console.voyages import Choice, chosen
from logbook.exports import ed25519, gpx
from logbook.exports.followers import DELAY_H, GRID_NM, Veil, floored, veiled
from logbook.exports.log import write_log
from logbook.exports.voyage import ExportVoyage, Profile
from logbook.locale import Speaker
from logbook.locale.formats import iso
from logbook.model.entries import ClockSource
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader


def run(arguments: Namespace, folder: Path, config: Config, speaker: Speaker) -> int:
    """Export what was asked for; return the exit status."""
    if arguments.format == "log":
        with BookReader(folder) as book, _out(arguments.output) as out:
            write_log(out, book.stored())
        _sign(arguments, folder, speaker)
        return 0
    since, until = arguments.since, arguments.until
    if since is not None and until is not None and since > until:
        raise Refusal("export.from_after_to", since=iso(since), until=iso(until))
    choice = Choice(arguments.voyage, since, until, names=arguments.names)
    if arguments.followers:
        choice = replace(choice, told=floored)
    profile = Profile.PLAIN if arguments.followers else Profile(arguments.profile or "full")
    with BookReader(folder) as book, TrackReader(folder) as track:
        voyage = chosen(book, track, choice, config, speaker, written_at=time.time())
        if arguments.followers:
            now = ship_now(book, boot.host_now(), boot.boot_id(), boot.boot_now())
            voyage = _for_followers(voyage, arguments, speaker, now)
        with _out(arguments.output) as out:
            written = gpx.write(out, voyage, profile)
    if arguments.output is not None:
        told = speaker.say("export.done", file=arguments.output, count=written.points)
        print(told, file=sys.stderr)
    _sign(arguments, folder, speaker)
    return 0


def ship_now(book: BookReader, host_now: float, boot_id: str, boot_now: float) -> float:
    """Return what time it is aboard (UTC seconds), by what no wrong clock of the host can hasten.

    Carried on from the latest line that was not timed by the host, where this machine wrote it
    since it was started; else the host's clock, and never less than that line: so much is sure.
    """
    line = book.newest_live()
    if line is None or line.draft.timing.source is ClockSource.HOST:
        return host_now
    timing, written_at = line.draft.timing, line.draft.written_at
    if timing.boot_id == boot_id:
        return written_at + max(0.0, boot_now - timing.boot_s)
    return max(host_now, written_at)


def _for_followers(
    voyage: ExportVoyage, arguments: Namespace, speaker: Speaker, now: float
) -> ExportVoyage:
    """Return the voyage as it stood some time before `now`, and coarse; the file says so."""
    delay = DELAY_H if arguments.delay is None else arguments.delay
    grid = GRID_NM if arguments.grid is None else arguments.grid
    veil = Veil(now - delay * 3600.0, grid)
    note = speaker.say(
        "export.followers",
        hours=speaker.number(delay, 0 if delay == round(delay) else 1),
        miles=speaker.number(grid, 0 if grid == round(grid) else 1),
    )
    found = veiled(voyage, veil, note, lambda kind: speaker.say(f"entries.kind_{kind.value}"))
    if not found.legs:
        raise Refusal("export.too_fresh", hours=speaker.number(delay, 1))
    return found


def _sign(arguments: Namespace, folder: Path, speaker: Speaker) -> None:
    """Sign what was written, where that was asked for: the signature and the key beside it."""
    file: Path = arguments.output
    if not arguments.sign:
        return
    if not file.is_file():
        raise Refusal("sign.no_file", file=file)
    signed = ed25519.sign(folder, file.read_bytes())
    beside = {".sig": signed.signature, ".pem": signed.public}
    for ending, content in beside.items():
        with _out(file.with_name(file.name + ending)) as out:
            out.write(content)
    told = speaker.say("sign.done", file=file, fingerprint=signed.fingerprint)
    print(told, file=sys.stderr)


@contextlib.contextmanager
def _out(path: Path | None) -> Iterator[BinaryIO]:
    """Give standard output, or a file that takes its name only once it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.exists() and not path.is_file():
        # A pipe or a device (/dev/stdout): there is nothing to replace.
        with _writable(path), path.open("wb") as file:
            yield file
        return
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _writable(path):
            with half.open("wb") as file:
                yield file
            half.replace(path)
    finally:
        half.unlink(missing_ok=True)


@contextlib.contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refusal("export.not_writable", file=path, reason=error) from error
