"""The fence around every call to the chat server: who answers is proved by TLS."""

import shutil
import socket
import ssl
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from logbook.chat.session import Session
from logbook.chat.unreachable import Cause, Unreachable
from tests.chat.raw_server import answer


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    both = tmp_path / "both.pem"
    made = tmp_path / "cert.pem"
    key = tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", str(key), "-out", str(made), "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_bytes(key.read_bytes() + made.read_bytes())
    return both


def over_tls(certificate: Path, host: str, ca: str) -> Any:
    """Call a TLS server that answers once as `host`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"https://{host}:{listening.getsockname()[1]}"

    def serve() -> None:
        plain, _ = listening.accept()
        try:
            with context.wrap_socket(plain, server_side=True) as connection:
                connection.recv(65_536)
                connection.sendall(answer(b'{"status":"OK"}'))
        except OSError:
            plain.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    calling = Session(url, ca=ca)
    try:
        return calling.call("get", f"{url}/ping").json()
    finally:
        calling.close()
        thread.join(5)
        listening.close()


def test_a_certificate_of_an_unknown_authority_is_not_believed(certificate: Path) -> None:
    with pytest.raises(Unreachable) as caught:
        over_tls(certificate, "localhost", "")
    assert (caught.value.cause, caught.value.certain) == (Cause.CERTIFICATE, True)


def test_a_certificate_for_another_name_is_not_believed(certificate: Path) -> None:
    with pytest.raises(Unreachable) as caught:
        over_tls(certificate, "127.0.0.1", str(certificate))
    assert caught.value.cause is Cause.CERTIFICATE


def test_the_boat_s_own_authority_is_believed_where_it_is_given(certificate: Path) -> None:
    assert over_tls(certificate, "localhost", str(certificate)) == {"status": "OK"}
