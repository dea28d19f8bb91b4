"""Copies aboard of the files that lines came with: the chat server may forget them, we do not."""

import contextlib
import json
import logging
import re
import shutil
import threading
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from logbook.disk import written
from logbook.model.ports import Chat, ChatAway, ChatRefused

_log = logging.getLogger(__name__)

FOLDER: Final = "files"
WANTED: Final = "wanted"
MOST_BYTES: Final = 20 * 1024 * 1024
"""A larger file stays on the chat server only; the line names its id all the same."""
SPARE_BYTES: Final = 200 * 1024 * 1024
"""What copies leave free on the disk, for the log itself."""
_LONGEST_NAME: Final = 120
_LONGEST_LIST: Final = 16_384
"""Bytes; a post has ten files, and a restored list may be anybody's work."""
_NUMBER: Final = re.compile(r"[0-9]{1,12}")


class Pictures:
    """Keeps copies in `files/<entry>/` of the data folder; any thread may ask for one.

    What is wanted is written down before it is fetched, so that a restart goes on with it.
    """

    def __init__(self, folder: Path, *, most: int = MOST_BYTES, spare: int = SPARE_BYTES) -> None:
        self._folder = folder / FOLDER
        self._most = most
        self._spare = spare
        self._changing = threading.Lock()
        self._failed: dict[str, int] = {}
        self._fetcher: Callable[[], None] = lambda: None

    def fetched_by(self, wake: Callable[[], None]) -> None:
        """Say whom to wake when something is wanted: whoever calls `fetch`."""
        self._fetcher = wake

    def want(self, entry: int, file_ids: Sequence[str]) -> None:
        """Ask for copies of the files of an entry; a disk that refuses costs the copies only."""
        if not file_ids:
            return
        with self._changing:
            try:
                written(self._list(entry), json.dumps(list(file_ids)).encode())
            except OSError as error:
                _log.warning("the files of line %d will not be copied: %s", entry, error)
                return
        self._fetcher()

    def waiting(self) -> list[int]:
        """Return the numbers of the entries whose files are still to be fetched."""
        try:
            found = [path.stem for path in (self._folder / WANTED).glob("*.json")]
        except OSError:
            return []
        return sorted(int(stem) for stem in found if _NUMBER.fullmatch(stem))

    def fetch(self, chat: Chat) -> None:
        """Fetch what is wanted; what cannot be had now stays wanted. Raises ChatAway.

        What failed most often comes last: one file that the server cannot give stops no other.
        """
        lists = {entry: self._wanted(entry) for entry in self.waiting()}
        for entry in (entry for entry, wanted in lists.items() if not wanted):
            self._settle(entry, ())
        files = [(entry, file_id) for entry, wanted in lists.items() for file_id in wanted]
        self._failed = {file_id: self._failed.get(file_id, 0) for _, file_id in files}
        for entry, file_id in sorted(files, key=lambda one: self._failed[one[1]]):
            try:
                self._fetch_of(chat, entry, file_id)
            except ChatAway:
                self._failed[file_id] += 1
                raise
            except OSError as error:
                # Neither will the others find room.
                _log.warning("file %s of line %d waits to be copied: %s", file_id, entry, error)
                return
            lists[entry].remove(file_id)
            self._settle(entry, lists[entry])

    def _fetch_of(self, chat: Chat, entry: int, file_id: str) -> None:
        """Copy one file, or find that it never can be. Raises ChatAway, OSError."""
        self._spared()
        try:
            name, data = chat.download(file_id, self._most)
        except ChatRefused as refused:
            _log.warning("file %s of line %d is not copied: %s", file_id, entry, refused)
            return
        self._keep(entry, name, data)

    def _spared(self) -> None:
        free = shutil.disk_usage(self._folder).free
        if free < self._spare:
            raise OSError(f"only {free} bytes are free")

    def _wanted(self, entry: int) -> list[str]:
        try:
            with self._list(entry).open("rb") as file:
                told = json.loads(file.read(_LONGEST_LIST))
        except (OSError, ValueError, RecursionError):
            return []
        return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []

    def _settle(self, entry: int, wanted: Sequence[str]) -> None:
        with self._changing, contextlib.suppress(OSError):
            if wanted:
                written(self._list(entry), json.dumps(list(wanted)).encode())
            else:
                self._list(entry).unlink(missing_ok=True)

    def _keep(self, entry: int, name: str, data: bytes) -> None:
        folder = self._folder / str(entry)
        plain = safe_name(name)
        path, count = folder / plain, 1
        while path.exists() and path.read_bytes() != data:
            count += 1
            path = folder / f"{Path(plain).stem}-{count}{Path(plain).suffix}"
        written(path, data)

    def _list(self, entry: int) -> Path:
        return self._folder / WANTED / f"{entry}.json"


def safe_name(name: str) -> str:
    """Return a file name of any origin as one that is only a name, on any file system."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(
        one if one.isalnum() or one in " ._-()+" else "_"
        for one in unicodedata.normalize("NFC", last)
    ).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or not 0 < len(suffix) <= 8:
        stem, dot, suffix = plain, "", ""
    while len(f"{stem}{dot}{suffix}".encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem}{dot}{suffix}" or "file"
