"""What a sentence tells to type works where it is pasted, and is what the README says."""

import re
from pathlib import Path

import pytest

from tests.processes import ROOT

CATALOGUES = sorted((ROOT / "logbook" / "locale").glob("*/LC_MESSAGES/*.po"))
FORM = ".venv/bin/python app.py"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_command_in_a_sentence_begins_as_in_the_readme(path: Path) -> None:
    said = re.sub(r'"\n"', "", path.read_text(encoding="utf-8"))
    typed = re.findall(r"\S+ \S*app\.py", said)
    assert [one for one in typed if not one.endswith(FORM)] == []


def test_the_readme_and_the_remedies_agree() -> None:
    assert f"\n{FORM} doctor" in (ROOT / "README.md").read_text(encoding="utf-8")
    told = [path for path in CATALOGUES if FORM in path.read_text(encoding="utf-8")]
    assert {path.stem for path in told} >= {"doctor", "setup"}
