"""A server as a process: when it is ready, its memory, its processor time, what it writes."""

import contextlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_connection

_TICKS = os.sysconf("SC_CLK_TCK")
_LONGEST_START_S = 60.0
_TOLD = 2000
Ready = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Service:
    """A server to run: its command, and how one sees that it answers."""

    name: str
    command: Sequence[str]
    ready: Ready
    env: Mapping[str, str]


class Running:
    """A started server; `ready_s` is how long it took to answer. Must be stopped."""

    def __init__(self, service: Service) -> None:
        begun = time.perf_counter()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - read for as long as this is
        self._process = subprocess.Popen(
            service.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._complaints,
            env={**os.environ, **service.env},
        )
        while not service.ready():
            if self._process.poll() is not None:
                raise RuntimeError(f"{service.name} ended: {self.complaints}")
            if time.perf_counter() - begun > _LONGEST_START_S:
                self.stop()
                raise RuntimeError(f"{service.name} is not ready: {self.complaints}")
            time.sleep(0.01)
        self.ready_s = time.perf_counter() - begun

    @property
    def complaints(self) -> str:
        """What it said on standard error so far, the end of it."""
        self._complaints.seek(0)
        return self._complaints.read().decode("utf-8", "replace")[-_TOLD:].strip() or "no word"

    @property
    def resident_mb(self) -> float:
        """Resident memory now."""
        rows = self._read("status").splitlines()
        return next(int(row.split()[1]) for row in rows if row.startswith("VmRSS")) / 1024

    @property
    def cpu_s(self) -> float:
        """Processor seconds so far, its threads' included."""
        fields = self._read("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def written(self) -> int:
        """Bytes handed to the disk so far: whole pages of the file system, as it counts them."""
        rows = self._read("io").splitlines()
        return next(int(row.split()[1]) for row in rows if row.startswith("write_bytes"))

    def stop(self) -> None:
        """End it, gently at first."""
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(20.0)
            return
        self._process.kill()
        self._process.wait()

    def _read(self, name: str) -> str:
        return Path(f"/proc/{self._process.pid}/{name}").read_text()


def get(port: int, path: str) -> dict[str, object] | None:
    """Return what an HTTP server of this computer says, as JSON; None where it does not answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5.0)
    with contextlib.closing(connection), contextlib.suppress(OSError, HTTPException, ValueError):
        connection.request("GET", path)
        found = json.loads(connection.getresponse().read())
        return found if isinstance(found, dict) else {"value": found}
    return None


def listens(port: int) -> bool:
    """Say whether a port takes connections."""
    with contextlib.suppress(OSError), create_connection(("127.0.0.1", port), timeout=1.0):
        return True
    return False
