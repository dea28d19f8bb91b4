"""What the tests of backups have in common: a stick, and a backup of the log in `folder`."""

from pathlib import Path

import pytest

from logbook.store import archive
from tests.store.lines import NOON


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    found = tmp_path / "stick"
    found.mkdir()
    return found


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Path:
    return archive.make(folder, tmp_path / "log.zip", NOON).file
