"""`export`: a voyage as GPX, or the log as JSON lines, to a file or to standard output."""

import contextlib
import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from logbook.config import Config
from logbook.console.voyages import Choice, chosen
from logbook.exports import gpx
from logbook.exports.log import write_log
from logbook.exports.voyage import Profile
from logbook.locale import Speaker
from logbook.locale.formats import iso
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader


def run(arguments: Namespace, folder: Path, config: Config, speaker: Speaker) -> int:
    """Export what was asked for; return the exit status."""
    if arguments.format == "log":
        with BookReader(folder) as book, _out(arguments.output) as out:
            write_log(out, book.stored())
        return 0
    since, until = arguments.since, arguments.until
    if since is not None and until is not None and since > until:
        raise Refusal("export.from_after_to", since=iso(since), until=iso(until))
    choice = Choice(arguments.voyage, since, until)
    with BookReader(folder) as book, TrackReader(folder) as track:
        voyage = chosen(book, track, choice, config, speaker, written_at=time.time())
        with _out(arguments.output) as out:
            written = gpx.write(out, voyage, Profile(arguments.profile))
    if arguments.output is not None:
        told = speaker.say("export.done", file=arguments.output, count=written.points)
        print(told, file=sys.stderr)
    return 0


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
