"""The ship's signature: openssl itself finds it good, and a changed byte bad."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from logbook.exports import ed25519
from logbook.model.refusal import Refusal
from tests.console.books import voyage
from tests.console.commands import Says, refused

OPENSSL = shutil.which("openssl")
needs_both = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")


@pytest.fixture
def extra() -> None:
    pytest.importorskip("cryptography", reason="requirements-sign.txt is not installed")


def verified(file: Path) -> bool:
    """Return what openssl says of FILE, FILE.sig and FILE.pem, as the documents have it."""
    line = f"openssl pkeyutl -verify -pubin -inkey {file}.pem -rawin -in {file}"
    ran = subprocess.run(
        [*line.split(), "-sigfile", f"{file}.sig"],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return ran.returncode == 0 and "Signature Verified Successfully" in ran.stdout


@needs_both
@pytest.mark.usefixtures("extra")
@pytest.mark.parametrize("kind", ["gpx", "log"])
def test_openssl_finds_a_signed_export_good_and_a_changed_one_bad(
    says: Says, tmp_path: Path, kind: str
) -> None:
    data, file = voyage(tmp_path / "data"), tmp_path / f"out.{kind}"
    status, out, err = says("export", kind, "--sign", "--data", data, "-o", file)
    assert (status, out) == (0, "")
    assert f"{file}.sig" in err
    assert (tmp_path / f"out.{kind}.sig").stat().st_size == 64
    assert verified(file)
    content = file.read_bytes()
    file.write_bytes(content.replace(b"2026", b"2025", 1))
    assert not verified(file)


@pytest.mark.usefixtures("extra")
def test_the_key_is_made_once_for_ourselves_alone(tmp_path: Path) -> None:
    first, second = ed25519.sign(tmp_path, b"a"), ed25519.sign(tmp_path, b"a")
    assert first == second
    key = tmp_path / ed25519.KEY
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [ed25519.KEY]
    assert b"PRIVATE" in key.read_bytes()
    assert b"PRIVATE" not in first.public


@pytest.mark.usefixtures("extra")
def test_a_key_that_is_none_or_another_kind_is_refused_and_left_alone(tmp_path: Path) -> None:
    key = tmp_path / ed25519.KEY
    key.write_bytes(b"no key")
    with pytest.raises(Refusal, match=r"sign\.no_key"):
        ed25519.sign(tmp_path, b"a")
    assert key.read_bytes() == b"no key"
    if OPENSSL is not None:
        subprocess.run([OPENSSL, "genpkey", "-algorithm", "X25519", "-out", key], check=True)
        with pytest.raises(Refusal, match=r"sign\.other_key"):
            ed25519.sign(tmp_path, b"a")


def test_without_the_extra_the_export_stands_and_one_sentence_says_what_is_missing(
    says: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives", None)
    data, file = voyage(tmp_path / "data"), tmp_path / "log.jsonl"
    status, _, err = says("export", "log", "--sign", "--data", data, "-o", file)
    assert status == 1
    assert "requirements-sign.txt" in err
    assert file.exists()
    assert not (tmp_path / "log.jsonl.sig").exists()


def test_a_signature_goes_with_a_file(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    refused(says("export", "log", "--sign", "--data", data), 2, "-o FILE")
