"""`backup` and `restore`: the log as one file, checked as it is made and before it is used."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from logbook.chat import secrets
from logbook.clock import boot
from logbook.config import Config
from logbook.console.plain import printable
from logbook.exports import ed25519
from logbook.locale import Speaker
from logbook.model.refusal import Refusal
from logbook.store import archive
from logbook.store.lock import FolderLock
from logbook.store.restoring import restore

_SECRETS: Final = (secrets.NAME, ed25519.KEY)
"""What a backup holds only if it is asked for: tokens and keys."""


def run(arguments: Namespace, folder: Path, _: Config, says: Speaker) -> int:
    """Do the one that was asked for; return the exit status."""
    if arguments.command == "backup":
        return _backup(arguments, folder, says)
    return _restore(arguments, folder, says)


def _backup(arguments: Namespace, folder: Path, says: Speaker) -> int:
    file: Path = arguments.file
    if file.exists():
        raise Refusal("backup.exists" if file.is_file() else "backup.no_place", file=file)
    if not file.parent.is_dir():
        raise Refusal("backup.no_folder", folder=file.parent)
    wanted = _SECRETS if arguments.secrets else ()
    names = [name for name in wanted if (folder / name).exists()]
    made = archive.make(folder, file, boot.host_now(), names)
    said = made.manifest
    megabytes = made.size / 1e6
    told = says.say("backup.made", file=file, count=said.count, root=said.root or "-")
    print(printable(told))
    print(says.say("backup.size", megabytes=says.number(megabytes, 1), points=said.points))
    if names:
        print(says.say("backup.secrets", names=", ".join(names)))
    if made.without_track is not None:
        told = says.say("backup.without_track", reason=made.without_track)
        print(printable(told), file=sys.stderr)
        return 1
    return 0


def _restore(arguments: Namespace, folder: Path, says: Speaker) -> int:
    if not arguments.file.is_file():
        raise Refusal("backup.no_file", file=arguments.file)
    with FolderLock(folder):
        wanted: bool = arguments.secrets
        done = restore(folder, arguments.file, boot.host_now(), _SECRETS, with_secrets=wanted)
    said = done.manifest
    told = says.say("restore.done", folder=folder, count=said.count, root=said.root or "-")
    print(printable(told))
    if done.kept is not None:
        print(printable(says.say("restore.kept", folder=done.kept)))
    if done.secrets:
        print(says.say("restore.secrets", names=", ".join(done.secrets)))
    if done.left:
        print(says.say("restore.secrets_left", names=", ".join(done.left)))
    elif not (folder / secrets.NAME).exists():
        print(says.say("restore.no_chat"))
    return 0
