"""`list`, `show` and `verify`: they only read, and always work."""

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from logbook.config import Config
from logbook.console.lines import listing
from logbook.console.objects import as_line
from logbook.console.plain import printable
from logbook.console.sheet import Sheet, sheet
from logbook.console.voyages import Choice, stretch, when
from logbook.locale import Speaker
from logbook.model.entries import LogEntry
from logbook.model.history import Later, followed
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader


def run(arguments: Namespace, folder: Path, config: Config, speaker: Speaker) -> int:
    """Do the one that was asked for; return the exit status."""
    with BookReader(folder) as book:
        match arguments.command:
            case "list":
                return _list(arguments, book, config, speaker)
            case "show":
                return _show(arguments, book, config, speaker)
            case _:
                return _verify(arguments, folder, book, speaker)


def _list(arguments: Namespace, book: BookReader, config: Config, speaker: Speaker) -> int:
    choice = Choice(arguments.voyage, arguments.since, arguments.until)
    since, until = stretch(book, choice)
    if arguments.json:
        for entry in book.entries(since, until, by_number=True):
            print(as_line(entry))
        return 0
    if book.count() == 0:
        print(speaker.say("list.empty"), file=sys.stderr)
        return 0
    entries: Iterable[LogEntry] = book.entries(since, until)
    if since is None and until is None:
        amended: Later = book.amendments()
    else:
        # Only what was said of these lines: the whole log is not read for a day of it.
        entries = list(entries)
        if not entries:
            told = speaker.say("list.nothing", since=when(since), until=when(until))
            print(told, file=sys.stderr)
        amended = followed([entry.number for entry in entries], book.amendments)
    rows = listing(
        speaker,
        entries,
        amended=amended,
        members=_names(book),
        ship_offset_s=config.ship_offset_s,
        width=_width(),
    )
    for row in rows:
        print(row)
    return 0


def _show(arguments: Namespace, book: BookReader, config: Config, speaker: Speaker) -> int:
    entry = book.entry(arguments.number)
    if entry is None:
        raise Refusal("show.no_such_entry", number=arguments.number)
    if arguments.json:
        print(as_line(entry))
        return 0
    told = followed([entry.number], book.amendments)
    page = Sheet(entry, told, _names(book), config.ship_offset_s)
    for row in sheet(speaker, page, _width()):
        print(row)
    return 0


def _verify(arguments: Namespace, folder: Path, book: BookReader, speaker: Speaker) -> int:
    findings = book.verify(arguments.root)
    try:
        with TrackReader(folder) as track:
            findings += track.verify()
    except Refusal as refusal:
        # A book without a track yet is whole; a track that cannot be opened is not.
        if refusal.name != "store.no_book":
            raise
    for finding in findings:
        problem = speaker.say(finding.name, **finding.facts)
        print(printable(speaker.say("verify.problem", problem=problem)), file=sys.stderr)
    if findings:
        return 1
    count = book.count()
    last = book.entry(count)
    if last is None:
        print(speaker.say("verify.empty"))
    else:
        print(speaker.say("verify.good", count=count, root=last.hash))
    number = None if arguments.root is None else book.hashed(arguments.root)
    if number is not None:
        print(speaker.say("verify.root_at", number=number))
    return 0


def _names(book: BookReader) -> dict[str, str]:
    return {member.id: member.name for member in book.members().values()}


def _width() -> int | None:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
