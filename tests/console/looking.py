"""What `doctor` finds, by the names of its sentences; a port that is free."""

import socket
from pathlib import Path

from logbook.config import Config
from logbook.console import doctor
from logbook.console.finding import Finding
from tests.chat.setting_up import SPECS


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def found(folder: Path, config: Config) -> dict[str, Finding]:
    return {one.said.name: one for one in doctor.findings(folder, config, SPECS, {})}


def remedies(folder: Path, config: Config) -> dict[str, str]:
    """Return what is wrong and its remedy, by the names of their sentences."""
    return {
        name: one.remedy.name
        for name, one in found(folder, config).items()
        if one.remedy is not None
    }
