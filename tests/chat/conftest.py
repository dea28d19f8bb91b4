"""The ship that the tests of the channel sail in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.ship import Ship


@pytest.fixture
def ship(tmp_path: Path) -> Iterator[Ship]:
    made = Ship(tmp_path)
    yield made
    made.close()
