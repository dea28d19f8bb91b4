"""The servers that are compared: ours, Signal K's and gpsd, each fed by the same multiplexer."""

import json
import os
import shutil
import socket
from pathlib import Path

from benchmarks.corpus import ROOT
from benchmarks.measure import python
from benchmarks.processes import Service, get, listens

OURS = "ship's log"


def ours(folder: Path, feed: int, port: int, more: str = "") -> Service:
    """Return `run` with a book of its own in `folder`; `more` is added to its settings."""
    folder.mkdir(parents=True)
    settings = folder / "ship.toml"
    settings.write_text(
        f'[instruments]\nfeeds = ["tcp://127.0.0.1:{feed}"]\n{more}', encoding="utf-8"
    )
    words = ["run", "--data", str(folder / "data"), "--config", str(settings), "--port", str(port)]
    return Service(
        OURS,
        [python(), str(ROOT / "app.py"), *words],
        lambda: get(port, "/healthz") is not None,
        {},
    )


def signalk(folder: Path, feed: int, port: int) -> Service | None:
    """Return signalk-server, where SIGNALK_SERVER names its `bin/signalk-server`."""
    script = os.environ.get("SIGNALK_SERVER")
    if not script:
        return None
    folder.mkdir(parents=True)
    source = {"type": "tcp", "host": "127.0.0.1", "port": str(feed)}
    provider = {"type": "NMEA0183", "subOptions": source}
    settings = {
        "interfaces": {"nmea-tcp": False, "tcp": False},
        "mdns": False,
        "pipedProviders": [
            {
                "id": "boat",
                "pipeElements": [{"type": "providers/simple", "options": provider}],
                "enabled": True,
            }
        ],
    }
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return Service(
        "signalk-server",
        ["node", script, "-c", str(folder)],
        lambda: get(port, "/signalk") is not None,
        {"PORT": str(port), "SIGNALK_NODE_CONFIG_DIR": str(folder)},
    )


def gpsd(feed: int, port: int) -> Service | None:
    """Return gpsd, where it is installed."""
    program = shutil.which("gpsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        return None
    command = [program, "-N", "-n", "-S", str(port), f"tcp://127.0.0.1:{feed}"]
    return Service("gpsd", command, lambda: listens(port), {})


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
