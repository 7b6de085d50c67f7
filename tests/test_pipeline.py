"""A publication is whole or it is not there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.checks.files import check_files
from kg.errors import BadInputError, InvalidGraphError
from kg.pipeline import publish, read
from kg.publication import Options
from kg.resources import designation_files
from kg.site.swap import MARK, written_aside
from kg.vocab import SX
from tests import shipped_site

SILENT = lambda _step, _done: None  # noqa: E731 - a progress that nobody watches


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "site"
    publish([], Options(out=out), SILENT)
    return out


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_shipped_designations_are_published_valid(site: Path) -> None:
    told = json.loads((site / MARK).read_text(encoding="utf-8"))

    assert told["validation"]["violations"] == 0
    assert told["persons"] >= 15
    assert told["entities"] >= 10
    listed = {file["path"] for file in told["files"]}
    assert listed | {MARK} == set(_files(site))


def test_a_site_holds_dumps_vocabulary_report_and_catalogue(site: Path) -> None:
    files = set(_files(site))

    for ending in ("nq", "ttl", "jsonld"):
        assert {f"dump/all.{ending}", f"dump/all.{ending}.gz"} <= files
    assert {"report.txt", "report.ttl", "catalog.ttl", "questions.ttl"} <= files
    assert {"ontology/sanctions.ttl", "ontology/context.jsonld", "shapes/core.ttl"} <= files


def _broken(tmp_path: Path, old: str, new: str) -> Path:
    text = designation_files()[0].read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "broken.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_violation_leaves_the_last_site_as_it_was(site: Path, tmp_path: Path) -> None:
    before = _files(site)
    path = _broken(tmp_path, 'measures = ["securities-ban"]', 'measures = ["blocking"]')

    with pytest.raises(InvalidGraphError, match="nothing was published"):
        publish([path], Options(out=site), SILENT)

    assert _files(site) == before
    assert [each.name for each in site.parent.iterdir()] == [site.name]


def test_a_graph_with_violations_is_published_only_on_demand(tmp_path: Path) -> None:
    path = _broken(tmp_path, 'measures = ["securities-ban"]', 'measures = ["blocking"]')
    options = Options(out=tmp_path / "site", despite_violations=True)

    published = publish([path], options, SILENT)

    assert published.validation["violations"]
    assert "Violation" in (tmp_path / "site" / "report.txt").read_text(encoding="utf-8")


def _crash_while_writing(site: Path) -> None:
    with written_aside(site) as fresh:
        (fresh / MARK).write_text("half", encoding="utf-8")
        raise ZeroDivisionError


def test_a_crash_while_writing_leaves_the_last_site_as_it_was(site: Path) -> None:
    before = _files(site)

    with pytest.raises(ZeroDivisionError):
        _crash_while_writing(site)

    assert _files(site) == before
    assert [each.name for each in site.parent.iterdir()] == [site.name]


def test_a_crash_between_two_renames_is_mended_by_the_next_publication(tmp_path: Path) -> None:
    aside = tmp_path / ".site.old"
    aside.mkdir()
    (aside / MARK).write_text("{}", encoding="utf-8")

    with pytest.raises(ZeroDivisionError):
        _crash_while_writing(tmp_path / "site")

    assert [each.name for each in tmp_path.iterdir()] == ["site"]
    assert set(_files(tmp_path / "site")) == {MARK}


def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(BadInputError, match="not a site"):
        publish([], Options(out=tmp_path / "letters"), SILENT)

    assert _files(tmp_path / "letters") == {"one.txt": b"dear"}


def test_a_list_that_lost_many_parties_is_held_back(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish([], Options(out=out), SILENT)
    mark = out / MARK
    told = json.loads(mark.read_text(encoding="utf-8"))
    told["sources"][0]["parties"] = 1000
    mark.write_text(json.dumps(told), encoding="utf-8")

    with pytest.raises(BadInputError, match="more than a fifth"):
        publish([], Options(out=out), SILENT)
    publish([], Options(out=out, allow_shrinking=True), SILENT)


def test_an_absent_and_an_empty_and_an_unknown_file_are_one_sentence_each(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "prose.txt").write_text("Dear reader, hello.", encoding="utf-8")

    for name, text in (
        ("absent.xml", "no such file"),
        ("empty.csv", "empty"),
        ("prose.txt", "not recognised"),
    ):
        with pytest.raises(BadInputError, match=text):
            publish([tmp_path / name], Options(out=tmp_path / "site"), SILENT)
    assert not (tmp_path / "site").exists()


CONSOLIDATED = """<sdnList xmlns="http://tempuri.org/sdnList.xsd">
<publshInformation><Publish_Date>05/06/2024</Publish_Date><Record_Count>2</Record_Count>
</publshInformation>{}{}</sdnList>"""
ENTRY = """<sdnEntry><uid>{uid}</uid><lastName>{name}</lastName><sdnType>Entity</sdnType>
<programList><program>NS-PLC</program></programList>{more}</sdnEntry>"""


def _list(folder: Path, *, more: str) -> Path:
    entries = [ENTRY.format(uid=uid, name=f"PARTY {uid}", more=more * (uid == 2)) for uid in (1, 2)]
    path = folder / "cons.xml"
    path.write_text(CONSOLIDATED.format(*entries), encoding="utf-8")
    return path


def test_a_record_set_aside_is_reported_with_its_place_and_reason(tmp_path: Path) -> None:
    path = _list(tmp_path, more="<wallet>bc1</wallet>")

    with pytest.raises(BadInputError, match="wallet"):
        publish([path], Options(out=tmp_path / "site"), SILENT)
    published = publish([path], Options(out=tmp_path / "site", quarantine=True), SILENT)

    (told,) = json.loads((tmp_path / "site/quarantine.json").read_text(encoding="utf-8"))
    assert published.tally.parties == 1
    assert (told["record"], told["value"]) == ("2", "bc1")
    assert "unknown field" in told["why"]
    assert published.as_json()["set_aside"] == 1


def test_the_catalogue_counts_a_merged_statement_once(tmp_path: Path) -> None:
    files = [_list(tmp_path, more=""), designation_files()[0]]

    published = publish(files, Options(out=tmp_path / "site"), SILENT)

    lines = (tmp_path / "site/dump/all.ttl").read_text(encoding="utf-8")
    assert published.tally.parties == sum(built.tally.parties for built in published.releases)
    assert published.tally.classes[SX.Entity] == lines.count(" a sx:Entity ;")


def test_a_second_release_of_a_list_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    text = designation_files()[0].read_text(encoding="utf-8")
    other = tmp_path / "other.toml"
    assert 'version = "2021-12-10"' in text
    newer = text.replace('version = "2021-12-10"', 'version = "2021-12-11"', 1)
    other.write_text(newer, encoding="utf-8")

    with pytest.raises(BadInputError, match="two releases of one list"):
        publish([designation_files()[0], other], Options(out=tmp_path / "site"), SILENT)
    assert not (tmp_path / "site").exists()


def test_one_release_given_in_two_files_is_one_dump_of_both(tmp_path: Path) -> None:
    other = _broken(tmp_path, "AZAD, K M", "AZAD, K N")

    published = publish([designation_files()[0], other], Options(out=tmp_path / "site"), SILENT)

    text = (tmp_path / "site/dump/all.nq").read_text(encoding="utf-8")
    assert len(published.releases) == 1
    assert '"AZAD, K M"' in text
    assert '"AZAD, K N"' in text


def test_publishing_again_touches_only_what_changed(tmp_path: Path) -> None:
    out = tmp_path / "site"
    shutil.copytree(shipped_site.site(), out)
    before = {path.relative_to(out): path.stat() for path in out.rglob("*") if path.is_file()}
    (out / "id/party/gone").mkdir()
    (out / "id/party/gone/index.html").write_text("stale")
    other = _broken(tmp_path, "AZAD, K M", "AZAD, K N")

    publish([other], Options(out=out, pages=True), SILENT)

    after = {path.relative_to(out): path.stat() for path in out.rglob("*") if path.is_file()}
    assert after.keys() - before.keys() <= {Path("search/names/kn.json")}
    kept = {p for p in after.keys() & before if after[p].st_ino == before[p].st_ino}
    assert all(after[path].st_mtime_ns == before[path].st_mtime_ns for path in kept)
    changed = {path.as_posix() for path in after.keys() - kept}
    assert {f"id/party/ofac-34076/index.{end}" for end in ("html", "ttl", "jsonld", "nt")} < changed
    assert {"dump/all.nq", "dump/all.ttl.gz", "catalog.ttl", "release.json"} < changed
    assert len(changed) < 80
    assert not any("ofac-33951" in path or path.startswith("ns/") for path in changed)


def test_another_base_moves_the_data_and_not_the_vocabulary(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish([], Options(out=out, base="https://data.example/"), SILENT)

    text = (out / "dump" / "all.nq").read_text(encoding="utf-8")
    assert "<https://data.example/id/party/ofac-33951>" in text
    assert "<https://w3id.org/sanctions-kg/id/" not in text
    assert "<https://w3id.org/sanctions-kg/ground/human-rights-abuse>" in text


def test_records_can_be_read_without_a_graph() -> None:
    assert len(list(read(designation_files()))) > 25


def test_the_catalogue_and_the_questions_meet_the_release_shapes(site: Path) -> None:
    summary = check_files([site / "catalog.ttl", site / "questions.ttl"], [])

    assert summary.violations == 0
