"""`python app.py …` as a person runs it: real processes, signals, pipes and ports."""

import re
import signal
import socket
import time
from pathlib import Path

from logbook.model.observations import Position
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader
from tests.processes import PATIENCE_S, console, port_of, serving, settled
from tests.sailing import instant, passage, rmc


def test_the_server_keeps_the_log_answers_readers_and_stops_on_sigterm(tmp_path: Path) -> None:
    port = port_of(socket.SOCK_DGRAM)
    settled(tmp_path, f"udp://127.0.0.1:{port}")
    data = tmp_path / "data"
    with serving("--port", 0, cwd=tmp_path) as server:
        start = instant("2027-06-01 12:30")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gps:
            for second in range(20):
                place = Position(48.3735, -4.4983333 + second * 1e-7)
                gps.sendto(rmc(start + second, place, 0.0, 0.0), ("127.0.0.1", port))
                time.sleep(0.02)
        server.waits("sentences", 20)
        listed = console("list", "--json", "--data", data, cwd=tmp_path)
        assert listed.returncode == 0
        assert console("verify", cwd=tmp_path).returncode == 0
        refused = console("import", "passage.nmea", cwd=tmp_path)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "in use by process" in refused.stderr
        second_server = console("run", "--port", 0, cwd=tmp_path)
        assert (second_server.returncode, second_server.stdout) == (1, "")
        assert "in use by process" in second_server.stderr
        status, out, err = server.ends(signal.SIGTERM)
    assert (status, err) == (0, "")
    assert "Stopped" in out
    with TrackReader(data) as track:
        assert not track.verify()


def test_standard_input_is_a_feed_and_ctrl_c_ends_in_good_order(tmp_path: Path) -> None:
    settled(tmp_path, "-")
    with serving("run", "--port", 0, cwd=tmp_path) as server:
        assert server.process.stdin is not None
        server.process.stdin.write(b"".join(passage("2027-06-01 12:30", 0.01)).decode())
        server.process.stdin.close()
        server.process.stdin = None
        server.waits("sentences", 583)
        status, out, err = server.ends(signal.SIGINT)
    assert (status, err) == (0, "")
    assert "Stopped" in out


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        refused = console("run", "--port", other.getsockname()[1], cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert len(refused.stderr.splitlines()) == 1
    assert str(other) not in refused.stderr


def test_a_killed_server_leaves_a_whole_log_and_goes_on(tmp_path: Path) -> None:
    more = '[schedule]\ninterval = "5min"\nat_anchor = true\n'
    settled(tmp_path, "simulated://?speed=600&start=2027-06-01T06:00:00Z", more=more)
    for _ in range(2):
        with serving("run", "--port", 0, cwd=tmp_path) as server:
            before = server.health()["entries"]
            assert isinstance(before, int)
            limit = time.monotonic() + PATIENCE_S
            while (shown := server.health()["entries"]) == before:
                assert time.monotonic() < limit
            server.ends(signal.SIGKILL)
        with BookReader(tmp_path / "data") as book:
            assert not book.verify()
            assert isinstance(shown, int)
            assert book.count() >= shown


def test_the_demo_sails_and_says_that_it_is_simulated(tmp_path: Path) -> None:
    words = ("demo", "--speed", 2000, "--port", 0)
    with serving(*words, cwd=tmp_path, TMPDIR=str(tmp_path), LOGBOOK_LANGUAGE="fr") as server:
        assert any("SIMUL" in row.upper() for row in server.said)
        folder = Path(re.findall(r"(/\S+)", server.says(str(tmp_path)))[0].rstrip(",."))
        row = server.says("Appareillage")
        assert re.search(r"\d+\s+\d\d:\d\d\s+Appareillage", row)
        clock = server.health()["clock"]
        assert isinstance(clock, dict)
        assert clock["source"] == "replay"
        status, out, err = server.ends(signal.SIGINT)
    assert (status, err) == (0, "")
    assert "Arrêté" in out
    listed = console("list", "--data", folder, cwd=tmp_path, LOGBOOK_LANGUAGE="fr")
    assert "Appareillage" in listed.stdout
    real = settled(tmp_path, f"udp://127.0.0.1:{port_of(socket.SOCK_DGRAM)}")
    refused = console("run", "--data", folder, "--port", 0, cwd=real)
    assert refused.returncode == 1
    assert "replay" in refused.stderr
