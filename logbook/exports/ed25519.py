"""The ship's signature under an export: Ed25519 (RFC 8032). Only this file knows `cryptography`.

It is an extra: `pip install -r requirements-sign.txt`. Keys and signatures are such as `openssl`
reads: PKCS 8 and SubjectPublicKeyInfo as PEM, a signature of 64 raw bytes.
"""

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from logbook.model.refusal import Refusal

KEY: Final = "signing-key.pem"
"""The private key, in the data folder, for the log's own user alone; in no backup."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature (64 bytes), the public key as PEM, and that key's SHA-256 in hex digits."""

    signature: bytes
    public: bytes
    fingerprint: str


def sign(folder: Path, data: bytes) -> Signed:
    """Return the signature of `data` by the key in `folder`, which is made where there is none.

    Raises Refusal: `sign.no_extra` where `cryptography` is not installed, `sign.no_key` for a
    key that cannot be read or made.
    """
    try:
        from cryptography.hazmat.primitives import serialization as forms
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError as error:
        raise Refusal("sign.no_extra") from error
    path = folder / KEY
    try:
        if not path.exists():
            made: bytes = Ed25519PrivateKey.generate().private_bytes(
                forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption()
            )
            _keep(path, made)
        key: Any = forms.load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise Refusal("sign.no_key", file=path, reason=error) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Refusal("sign.other_key", file=path)
    public = key.public_key()
    shape = forms.PublicFormat.SubjectPublicKeyInfo
    plain: bytes = public.public_bytes(forms.Encoding.DER, shape)
    pem: bytes = public.public_bytes(forms.Encoding.PEM, shape)
    return Signed(key.sign(data), pem, hashlib.sha256(plain).hexdigest())


def _keep(path: Path, key: bytes) -> None:
    """Write a key down for ourselves alone, whole or not at all; one that stands there stays."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(half)
    finally:
        half.unlink(missing_ok=True)
