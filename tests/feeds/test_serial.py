"""Serial feeds on pseudo-terminals."""

import os
import pty
from pathlib import Path

from tests.feeds.harness import lines_of, running, soon

LINE = b"$GPGLL,4738.7000,N,00326.7500,W,120000.00,A,A*7F"


def plug(device: Path) -> int:
    """Plug in an instrument: a pty under the device's name; return its own end."""
    instrument, port = pty.openpty()
    device.unlink(missing_ok=True)
    device.symlink_to(os.ttyname(port))
    os.close(port)
    return instrument


def test_a_serial_instrument_is_read_at_its_rate(tmp_path: Path) -> None:
    device = tmp_path / "ttyUSB0"
    instrument = plug(device)
    with running([f"serial://{device}?baud=38400"]) as feeds:
        assert soon(lambda: feeds.states()[0].connections == 1)
        os.write(instrument, LINE + b"\r\n" + LINE[:10])
        os.write(instrument, LINE[10:] + b"\r\n")
        assert lines_of(feeds, 0, 2) == [LINE, LINE]
        assert feeds.states()[0].state == "up"
    os.close(instrument)


def test_an_unplugged_instrument_is_opened_again_when_it_is_back(tmp_path: Path) -> None:
    device = tmp_path / "ttyUSB0"
    instrument = plug(device)
    with running([f"serial://{device}"]) as feeds:
        assert soon(lambda: feeds.states()[0].connections == 1)
        os.write(instrument, LINE + b"\r\n")
        assert lines_of(feeds, 0, 1) == [LINE]
        os.close(instrument)
        device.unlink()
        assert soon(lambda: feeds.states()[0].state == "down")
        assert soon(lambda: getattr(feeds.states()[0].error, "name", "") == "feeds.no_device")
        instrument = plug(device)
        assert soon(lambda: feeds.states()[0].connections == 2)
        os.write(instrument, LINE + b"\r\n")
        assert lines_of(feeds, 0, 1) == [LINE]
    os.close(instrument)


def test_a_device_that_is_missing_or_in_use_is_said_to_be(tmp_path: Path) -> None:
    device = tmp_path / "ttyUSB0"
    instrument = plug(device)
    with running([f"serial://{device}", f"serial://{tmp_path}/none"]) as feeds:
        assert soon(lambda: feeds.states()[0].connections == 1)
        assert soon(lambda: getattr(feeds.states()[1].error, "name", "") == "feeds.no_device")
        with running([f"serial://{device}"]) as others:
            assert soon(lambda: others.states()[0].error is not None)
            error = others.states()[0].error
            assert error is not None
            assert error.name == "feeds.device_taken"
        os.write(instrument, LINE + b"\r\n")
        assert lines_of(feeds, 0, 1) == [LINE]
    os.close(instrument)


def test_a_file_that_is_no_device_is_said_to_fail(tmp_path: Path) -> None:
    plain = tmp_path / "log.nmea"
    plain.write_bytes(LINE)
    with running([f"serial://{plain}"]) as feeds:
        assert soon(lambda: getattr(feeds.states()[0].error, "name", "") == "feeds.device_fails")
