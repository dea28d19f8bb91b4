"""The channel that the tests of this folder type in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.slash_commands.channel import Channel
from tests.slash_commands.channel import channel as over


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    with over(tmp_path) as found:
        yield found
