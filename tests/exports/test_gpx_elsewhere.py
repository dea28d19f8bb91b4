"""Other people's programs on our files: the schemas by xmllint, gpsbabel, and our own importer."""

import math
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from logbook.exports.voyage import ExportVoyage, Profile
from logbook.imports.gpx import GpxFile
from logbook.model.entries import EntryKind
from logbook.model.observations import Sample
from logbook.model.quantities import AIR_TEMP, BARO, TWS
from tests.exports.strict import check
from tests.exports.voyages import T0, at, leg, mark, voyage, written

SCHEMAS = Path(os.environ.get("LOGBOOK_SCHEMAS", Path(__file__).parents[3] / "shared" / "schemas"))
BOTH = pytest.mark.parametrize("profile", list(Profile))

POINTS = [
    at(i * 7, 5 + 50 * math.sin(i / 40), (i * 1.3 + 180.0) % 360.0 - 180.0, gap=i % 50 == 49)
    for i in range(400)
]
SAMPLES = [
    Sample(T0 + 60.0 * minute, quantity, mean, None, None, 9)
    for minute in range(0, 40, 2)
    for quantity, mean in ((AIR_TEMP, 290.0), (TWS, 8.2), (BARO, 101_325.0))
]
MARKS = [
    mark(n, kind, f"<&> é 😀 \x07 {kind}", second=n * 60)
    for n, kind in enumerate(EntryKind, start=1)
    if kind in {EntryKind.DEPARTURE, EntryKind.MOB, EntryKind.NOON}
]


def planned() -> ExportVoyage:
    return voyage(leg(POINTS, samples=lambda _: SAMPLES), leg([], 50, "<empty>"), marks=MARKS)


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@BOTH
def test_the_schemas_find_nothing_wrong(profile: Profile, tmp_path: Path) -> None:
    lint = tool("xmllint")
    if not SCHEMAS.exists():
        pytest.skip("the schemas are not on this machine")
    spaces = {
        "gpx11.xsd": "http://www.topografix.com/GPX/1/1",
        "TrackPointExtensionv2.xsd": "http://www.garmin.com/xmlschemas/TrackPointExtension/v2",
        "GpxExtensionsv3.xsd": "http://www.garmin.com/xmlschemas/GpxExtensions/v3",
    }
    imports = "".join(
        f'<xsd:import namespace="{space}" schemaLocation="{(SCHEMAS / name).resolve().as_uri()}"/>'
        for name, space in spaces.items()
    )
    schema = tmp_path / "all.xsd"
    schema.write_text(
        f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{imports}</xsd:schema>'
    )
    file = tmp_path / "voyage.gpx"
    data, _ = written(planned(), profile)

    def lints(text: bytes) -> subprocess.CompletedProcess[str]:
        file.write_bytes(text)
        command = [lint, "--nonet", "--noout", "--schema", str(schema), str(file)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    said = lints(data)
    assert said.returncode == 0, said.stderr
    # The schema is truly looked at: down to Garmin's own types in the full profile.
    wrong = b"<time>soon</time>" if profile is Profile.PLAIN else b"<gpxtpx:speed>x</gpxtpx:speed>"
    right = (
        b"<time>2026-05-28T20:26:47Z</time>"
        if profile is Profile.PLAIN
        else b"<gpxtpx:speed>2.50</gpxtpx:speed>"
    )
    assert right in data
    assert lints(data.replace(right, wrong, 1)).returncode != 0


@BOTH
def test_gpsbabel_reads_every_point_and_waypoint(profile: Profile, tmp_path: Path) -> None:
    babel = tool("gpsbabel")
    data, counts = written(planned(), profile)
    file, copy = tmp_path / "voyage.gpx", tmp_path / "copy.gpx"
    file.write_bytes(data)
    command = [babel, "-i", "gpx", "-f", str(file), "-o", "gpx", "-F", str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    text = copy.read_bytes()
    assert text.count(b"<trkpt ") == counts.points == len(POINTS)
    assert text.count(b"<wpt ") == counts.waypoints == len(MARKS)
    assert text.count(b"<trkseg>") == counts.segments


@BOTH
def test_our_own_importer_reads_the_track_back(profile: Profile, tmp_path: Path) -> None:
    data, counts = written(planned(), profile)
    check(data, plain=profile is Profile.PLAIN)
    path = tmp_path / "voyage.gpx"
    path.write_bytes(data)
    file = GpxFile(path)
    fixes = [fix for batch in file.batches() for fix in batch]
    assert not file.torn
    assert not file.bad
    assert len(fixes) == counts.points == file.fixes
    for fix, point in zip(fixes, POINTS, strict=True):
        assert fix.at == point.at
        assert fix.position.lat == round(point.lat, 7)
        assert fix.position.lon == round(point.lon, 7)
        silent = profile is Profile.PLAIN
        assert (fix.sog, fix.cog) == ((None, None) if silent else (point.sog, point.cog))
