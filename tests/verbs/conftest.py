"""The ship that the tests of this folder sail in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.verbs.aboard import Aboard, aboard


@pytest.fixture
def ship(tmp_path: Path) -> Iterator[Aboard]:
    with aboard(tmp_path) as found:
        yield found
