"""What runs aboard is listed as it is pinned, and known vulnerabilities of it are found offline."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from deploy import audit, sbom

VERSIONS = sbom.pinned((sbom.ROOT / "requirements.txt").read_text("utf-8"))
Json = dict[str, Any]


def advisory(**affected: object) -> Json:
    package = {"ecosystem": "PyPI", "name": "Flask"}
    return {"id": "PYSEC-1", "summary": "bad", "affected": [{"package": package, **affected}]}


def ranged(*events: dict[str, str]) -> Json:
    return advisory(ranges=[{"type": "ECOSYSTEM", "events": list(events)}])


def test_the_bill_of_materials_is_that_of_the_requirements() -> None:
    kept = (sbom.ROOT / "deploy/sbom.cdx.json").read_text("utf-8")
    again = ".venv/bin/python -m deploy.sbom > deploy/sbom.cdx.json"
    assert kept == sbom.written(sbom.document(VERSIONS)), again


def test_every_dependency_of_a_component_is_one_itself() -> None:
    document = sbom.document(VERSIONS)
    known = {one["bom-ref"] for one in document["components"]} | {"ships-log"}
    assert len(known) == len(VERSIONS) + 1
    assert {one["ref"] for one in document["dependencies"]} == known
    assert {to for one in document["dependencies"] for to in one["dependsOn"]} <= known
    flask = next(one for one in document["dependencies"] if "/flask@" in one["ref"])
    assert f"pkg:pypi/werkzeug@{VERSIONS['werkzeug']}" in flask["dependsOn"]


@pytest.mark.parametrize(
    ("told", "concerned"),
    [
        (advisory(versions=["3.0.0", "3.0.1"]), True),
        (advisory(versions=["3.0.0"]), False),
        (ranged({"introduced": "0"}, {"fixed": "3.0.1"}), False),
        (ranged({"introduced": "0"}, {"fixed": "3.0.2"}), True),
        (ranged({"introduced": "3.0.1"}), True),
        (ranged({"introduced": "0"}, {"last_affected": "3.0.0"}), False),
        (ranged({"introduced": "0"}, {"last_affected": "3.0.1"}), True),
        (ranged({"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.0"}), True),
        ({**advisory(versions=["3.0.1"]), "withdrawn": "2026-01-01T00:00:00Z"}, False),
        ({"affected": [{"package": {"ecosystem": "npm", "name": "flask"}}]}, False),
    ],
)
def test_an_advisory_concerns_the_versions_that_it_names(told: Json, concerned: bool) -> None:
    assert audit.concerns(told, {"flask": "3.0.1"}) == (["flask"] if concerned else [])


@pytest.mark.parametrize("zipped", [False, True])
def test_the_audit_reads_a_folder_or_a_zip_and_fails_on_what_it_finds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, zipped: bool
) -> None:
    told = json.dumps(advisory(versions=[VERSIONS["flask"]]))
    place = tmp_path / "all.zip" if zipped else tmp_path
    if zipped:
        with zipfile.ZipFile(place, "w") as packed:
            packed.writestr("PYSEC-1.json", told)
    else:
        (tmp_path / "PYSEC-1.json").write_text(told)
    assert audit.main([str(place)]) == 1
    assert f"PYSEC-1: flask {VERSIONS['flask']}: bad" in capsys.readouterr().out


def test_nothing_to_go_by_is_not_all_clear(tmp_path: Path) -> None:
    assert audit.main([str(tmp_path)]) == 2
