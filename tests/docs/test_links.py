"""Every relative link leads somewhere."""

import re

import pytest

from tests.docs.documents import ENGLISH, FRENCH, ROOT, anchor, prose, read, sections

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("name", [*ENGLISH, *FRENCH])
def test_every_relative_link_leads_to_a_file_and_a_heading_that_exist(name: str) -> None:
    broken = []
    for target in _LINK.findall(read(name)):
        if "://" in target:
            continue
        file, _, part = target.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        if not path.is_file():
            broken.append(target)
        elif part:
            headings = sections(str(path.resolve().relative_to(ROOT)))
            if part not in {anchor(heading) for heading, _ in headings}:
                broken.append(target)
    assert broken == []


@pytest.mark.parametrize("name", [*ENGLISH, *FRENCH])
def test_prose_is_wrapped_at_a_hundred_columns(name: str) -> None:
    wide = [line for line in prose(name).splitlines() if len(line) > 100 and line[:1] != "|"]
    assert wide == []
