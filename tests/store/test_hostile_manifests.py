"""What a backup says of itself, made up: it fills no memory, and is refused where none says so."""

import json
import re
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from logbook.store import manifest
from logbook.store.manifest import standing
from tests.haste import within_cpu
from tests.store.test_hostile_backups import repacked
from tests.store.test_restoring import backup, folder, refused

__all__ = ["backup", "folder"]

MIB = 1 << 20


def with_bomb(megabytes: int) -> bytes:
    """Return a zip file whose manifest says to have 1,000 bytes, and unpacks to so many."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"".join(packer.compress(b" " * MIB) for _ in range(megabytes)) + packer.flush()
    name = b"manifest.json"
    said = struct.pack("<3H3L2H", 8, 0, 33, 0, len(data), 1000, len(name), 0)
    local = b"PK\3\4" + struct.pack("<2H", 20, 0) + said + name
    rest = struct.pack("<3H2L", 0, 0, 0, 0, 0)
    listed = b"PK\1\2" + struct.pack("<3H", 20, 20, 0) + said + rest + name
    place = len(local) + len(data)
    end = b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 1, 1, len(listed), place, 0)
    return local + data + listed + end


def test_a_manifest_that_unpacks_to_more_than_it_says_takes_no_memory(
    folder: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    file = stick / "logbook-00000009-20260601T120000Z.zip"
    file.write_bytes(with_bomb(300))
    tracemalloc.start()
    try:
        with within_cpu(5.0):
            assert list(standing(stick)) == []
            assert refused(folder, file) in {"backup.damaged", "backup.not_ours"}
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("part", ["[],", "{},", "1e1,", '"a",'])
def test_a_manifest_of_nothing_but_parts_takes_no_memory(
    tmp_path: Path, part: str, encoding: str
) -> None:
    file = tmp_path / "logbook-00000009-20260601T120000Z.zip"
    # In UTF-16 one byte of the sign before them is that of a quote.
    parts = part * ((manifest.MOST_BYTES - 60) // len(part.encode(encoding)))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", f'{{"\u2200":[{parts}0]}}'.encode(encoding))
    tracemalloc.start()
    try:
        assert list(standing(tmp_path)) == []
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_manifest_of_a_hundred_thousand_pictures_is_read(tmp_path: Path) -> None:
    sums = {f'files/{number}/[{{,"[{{,"\\.jpg': "0" * 64 for number in range(100_000)}
    said = manifest.Manifest("boat", "real", 1, "0" * 64, "2026-06-01T12:00:00Z", 0, sums)
    file = tmp_path / "logbook-00000001-20260601T120000Z.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", said.data())
    assert list(standing(tmp_path)) == [(file, said)]


def test_only_one_place_unpacks_a_backup() -> None:
    folder = Path(manifest.__file__).parent
    ways = re.compile(r"\bopened\.(?:read|open)\(|\bextract(?:all)?\(|\bpacked\.read\(")
    calls = {path.name: ways.findall(path.read_text()) for path in folder.glob("*.py")}
    assert calls["manifest.py"] == ["opened.open(", "packed.read("]
    calls.pop("manifest.py")
    assert {name: found for name, found in calls.items() if found} == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("made_at", "zzz"),
        ("made_at", "0001-01-01"),
        ("made_at", "0001-01-01T00:00:00+14:00"),
        ("made_at", 7),
        ("count", -1),
        ("count", 10**400),
        ("points", "many"),
        ("renames", 1e300),
        ("nature", "imagined"),
        ("sums", []),
    ],
)
def test_a_manifest_that_says_what_none_can_is_refused_and_passed_over(
    folder: Path, backup: Path, field: str, value: object
) -> None:
    def say(files: dict[str, bytes]) -> None:
        said = json.loads(files["manifest.json"]) | {field: value}
        files["manifest.json"] = json.dumps(said).encode()

    file = repacked(backup, say)
    assert refused(folder, file) in {"backup.damaged", "backup.not_ours"}
    assert [path.name for path, _ in standing(file.parent)] == [backup.name]
