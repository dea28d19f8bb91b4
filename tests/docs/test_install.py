"""The unit and the guides agree with each other, with the program, and with systemd."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from logbook.console.arguments import COMMANDS, DATA, _parser
from logbook.locale import speaker
from logbook.watchkeeper import systemd
from tests.docs.documents import ROOT, read, shell_lines

UNIT = ROOT / "deploy/ships-log.service"
GUIDES = ("docs/install.md", "docs/fr/installation.md")
HOME = "/opt/ships-log"


def settings(name: str) -> list[str]:
    """Return the values of one setting of the unit, in order."""
    return re.findall(rf"^{name}=(.*)$", UNIT.read_text("utf-8"), flags=re.MULTILINE)


def test_the_unit_starts_what_the_program_understands() -> None:
    (start,) = settings("ExecStart")
    python, program, *words = shlex.split(start)
    assert (python, program) == (f"{HOME}/.venv/bin/python", f"{HOME}/app.py")
    assert _parser(speaker("en")).parse_args(words).command == "run"
    assert f"{DATA}=/var/lib/{settings('StateDirectory')[0]}" in settings("Environment")[0]


def test_every_file_of_ours_that_the_unit_and_the_guides_name_exists() -> None:
    text = "\n".join([UNIT.read_text("utf-8"), *map(read, GUIDES)])
    named = set(re.findall(rf"{HOME}/([\w./-]+\.\w+)", text))
    named |= set(re.findall(r"(?<![\w/.-])((?:deploy|docs)/[\w.-]*\w)", text))
    assert {"app.py", "deploy/ships-log.service", "deploy/ships-log"} <= named
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_it_is_of_the_kind_that_the_watch_talks_to() -> None:
    assert settings("Type") == ["notify"]
    assert settings("Restart") == ["always"]
    assert float(settings("WatchdogSec")[0]) > 2 * 60 / systemd._TIMES
    assert settings("User") == settings("Group") == ["ships-log"]
    # The kernel's name of this boot, by which lines are mended, is read from /proc/sys.
    assert settings("ProcSubset") == []


@pytest.mark.parametrize("name", GUIDES)
def test_the_guides_make_what_the_unit_needs(name: str) -> None:
    lines = "\n".join(shell_lines(name))
    for needed in (
        "--group --home /var/lib/ships-log --no-create-home ships-log",
        "install -d -m 0700 -o ships-log -g ships-log /var/lib/ships-log",
        "ship.example.toml /etc/ships-log/ship.toml",
        "deploy/ships-log.service /etc/systemd/system/",
        "deploy/ships-log /usr/local/bin/ships-log",
        "systemctl enable --now ships-log",
        f"git clone {'URL-OF-THIS-PROGRAM' if name == GUIDES[0] else 'ADRESSE-DE-CE-PROGRAMME'}",
    ):
        assert needed in lines, needed


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_of_the_guides_is_one_of_the_program(name: str) -> None:
    lines = [line.partition("ships-log ")[2] for line in shell_lines(name)]
    words = [shlex.split(line.split(" > ")[0]) for line in lines if line]
    typed = [one for one in words if one[0] in COMMANDS]
    assert {one[0] for one in typed} >= {"setup", "doctor", "export", "import", "verify"}
    for one in typed:
        _parser(speaker("en")).parse_args(one)


def test_the_short_word_runs_the_program_as_its_user(tmp_path: Path) -> None:
    sudo = tmp_path / "sudo"
    sudo.write_text('#!/bin/sh\nfor word; do echo "$word"; done\n')
    sudo.chmod(0o755)
    said = subprocess.run(
        [str(ROOT / "deploy/ships-log"), "export", "gpx", "--voyage", "3"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "LANG": "fr_FR.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert said[:2] == ["-u", "ships-log"]
    assert "LOGBOOK_DATA=/var/lib/ships-log" in said
    at = said.index(f"{HOME}/app.py")
    assert said[at + 1 :] == [
        "export",
        "--config",
        "/etc/ships-log/ship.toml",
        "gpx",
        "--voyage",
        "3",
    ]
    _parser(speaker("en")).parse_args(said[at + 1 :])


def test_the_guides_state_the_score_that_systemd_gives() -> None:
    told = {
        re.findall(r"systemd-analyze security.*?(\d\.\d)", read(name), re.DOTALL)[0]
        for name in GUIDES
    }
    assert len(told) == 1
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert f"service: {told.pop()} " in said, said[-200:]
