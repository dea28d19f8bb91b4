"""The quay that the tests of this folder lie at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.verbs.aboard import aboard
from tests.webhooks.quay import Quay, quay


@pytest.fixture
def port(tmp_path: Path) -> Iterator[Quay]:
    with aboard(tmp_path) as ship:
        yield quay(ship)
