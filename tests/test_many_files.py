"""Runs over very many files: nothing is held longer than it is needed, and what is written is written piece by piece."""

import gc
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reported import file_report, note, rate

from auditlint.desk import one, packing, pool
from auditlint.desk.config import Configuration
from auditlint.desk.files import Source, Sources
from auditlint.desk.job import Job, Jobs
from auditlint.desk.packing import pack, unpack
from auditlint.desk.run import audit
from auditlint.desk.settings import Settings
from auditlint.desk.shelf import Shelf
from auditlint.model.filing import Filing, Identity
from auditlint.model.finding import FileReport, Report
from auditlint.output import emit
from auditlint.reading.identity.joining import clusters, expected, kindred
from auditlint.reports import json_report, sarif, text

TEXT = "{name}\n2023年度部门决算说明\n2023年度收入总计100.00万元。本年收入合计100.00万元，其中：财政拨款收入80.00万元，占{percent}%；其他收入20.00万元，占20.00%。\n"


def put(name: str, percent: str = "80.00") -> None:
    Path(f"{name}2023年度部门决算.txt").write_text(TEXT.format(name=name, percent=percent), encoding="utf-8")


class TestShelf:
    def shelf(self) -> Shelf:
        shelf = Shelf(3)
        for number, name in enumerate("cab"):
            shelf.put(number, pack(file_report(rate(f"{name}.txt"), path=f"{name}.txt")))
        return shelf

    def test_what_is_put_there_can_be_taken(self) -> None:
        shelf = self.shelf()
        assert [file.path for file in shelf] == ["c.txt", "a.txt", "b.txt"]
        assert [file.findings for file in shelf] == [[rate(f"{name}.txt")] for name in "cab"]
        assert (len(shelf), shelf[-1].path, [file.path for file in shelf[1:]]) == (3, "b.txt", ["a.txt", "b.txt"])

    def test_what_is_put_there_anew_takes_the_place(self) -> None:
        shelf = self.shelf()
        assert shelf[1].count("error") == 1
        shelf.put(1, pack(file_report(note(1), note(2), path="a.txt")))
        assert [file.count("note") for file in shelf] == [0, 2, 0]

    def test_what_is_missing_is_passed_by(self) -> None:
        shelf = Shelf(4)
        for number in (3, 1):
            shelf.put(number, pack(FileReport(f"{number}.txt")))
        assert ([file.path for file in shelf], list(shelf.numbers)) == (["1.txt", "3.txt"], [1, 3])

    def test_it_goes_to_the_disk_and_back(self) -> None:
        shelf = Shelf(60)
        for number in range(60):
            shelf.put(number, pack(file_report(rate(message="长" * 10_000), path=f"{number}.txt")))
        assert [file.path for file in shelf] == [f"{number}.txt" for number in range(60)]

    def test_changes_are_made_each_time(self) -> None:
        report = Report(self.shelf(), ["c.txt", "a.txt", "b.txt"])
        seen = []

        def change(number: int, file: FileReport) -> None:
            seen.append(number)
            file.passed_over = number == 2
            if number == 0:
                file.findings = []

        report.change(change)
        assert [(file.passed_over, file.count("error")) for file in report.files] == [(False, 0), (False, 1), (True, 1)]
        assert [finding.place.path for finding in report.findings] == ["a.txt", "b.txt"]
        assert set(seen) == {0, 1, 2}

    def test_in_order_is_by_path(self) -> None:
        report = Report(self.shelf(), ["c.txt", "a.txt", "b.txt"])
        assert [file.path for file in report.in_order()] == ["a.txt", "b.txt", "c.txt"]
        assert [(file.path, finding.place.path) for file, finding in report.told()] == [(f"{name}.txt", f"{name}.txt") for name in "abc"]
        assert report.file("b.txt").path == "b.txt"
        with pytest.raises(KeyError):
            report.file("d.txt")

    def test_a_body_is_not_opened_for_its_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        record = pack(file_report(rate(), note(1)))
        monkeypatch.setattr(packing, "_unpacked", lambda *_: 1 // 0)
        report = unpack(record)
        assert (report.count("error"), report.count("note"), report.count("note", single=True)) == (1, 1, 1)
        with pytest.raises(ZeroDivisionError):
            _ = report.findings
        with pytest.raises(AttributeError):
            _ = report.nothing  # type: ignore[attr-defined]


paths = st.text("ab/甲\udc80 .", min_size=1, max_size=6)


class TestSequences:
    @given(st.lists(st.builds(Source, paths, st.none() | st.binary(max_size=2), st.sampled_from(["", "坏"]), st.booleans(), st.booleans())))
    def test_sources(self, wanted: list[Source]) -> None:
        sources = Sources()
        for source in wanted:
            sources.append(source)
        assert (list(sources), len(sources), sources[1:]) == (wanted, len(wanted), wanted[1:])
        if wanted:
            assert sources[-1] == wanted[-1]
        with pytest.raises(IndexError):
            _ = sources[len(wanted)]

    @given(st.lists(st.builds(Job, st.lists(st.integers(0, 99), min_size=1, max_size=4).map(tuple), st.none() | st.just(()))))
    def test_jobs_come_largest_first(self, wanted: list[Job]) -> None:
        jobs = list(Jobs(wanted))
        assert sorted(map(repr, jobs)) == sorted(map(repr, wanted))
        sizes = [len(job.files) for job in jobs]
        assert sizes == sorted(sizes, reverse=True)


names = st.sampled_from(["水利局", "甲县水利局", "乙县水利局", "丙市甲县水利局", "体育局", "文旅体育局", "甲县水务中心", ""])
identities = st.lists(
    st.none() | st.builds(
        Identity, st.just("x"), st.sampled_from(["a", "b"]), names, st.sampled_from([2022, 2023]), st.sampled_from(["决算", "预算"]),
        st.sampled_from(["", "部门"]), st.booleans(), st.sampled_from([(), ("T1",), ("T2",)]), st.sampled_from([(), (), ("甲县水务中心",), ("水利局",)]),
    ),
    max_size=8,
)  # fmt: skip


class TestRelations:
    @given(identities, st.booleans())
    @settings(max_examples=400)
    def test_who_is_nobodys_kin_is_in_no_cluster(self, told: list[Identity | None], kin: bool) -> None:
        near = kindred(told)
        found = clusters([told[number] for number in near], kin)
        renumbered = {tuple(near[i] for i in files): [[near[i] for i in group] for group in groups] for files, groups in found.items()}
        assert renumbered == clusters(told, kin)

    def test_names_of_one_folder_are_compared_in_linear_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each name is cut at its regions and looked up; none is held against every other."""
        asked = []

        class Name(str):
            def endswith(self, *others):  # type: ignore[no-untyped-def]
                asked.append(self)
                return str.endswith(self, *others)

        told = [
            Identity("x", "d", Name(f"{chr(0x4E00 + number)}县水利局"), 2023, "决算", "", True, ("T1",), ()) for number in range(300)
        ]  # fmt: skip
        clusters([*told, Identity("x", "d", Name("水利局"), 2023, "决算", "", False, ("T2",), ())], False)
        assert len(asked) <= 2 * len(told)

    def test_files_that_belong_together_by_their_names(self) -> None:
        assert expected(["a/甲县水利局2022年度决算.txt", "b/x.txt", "c/y.txt", "b/甲县水利局2023年度决算.txt", "b/z.txt"]) == [[0, 3], [1, 4]]
        assert expected([f"a/{number}.txt" for number in range(13)]) == []


class TestRuns:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def sources(self) -> list[Source]:
        for name in ("丙县水利局", "甲县水利局", "乙县水利局", "丁县水利局"):
            put(name)
        return [Source(path) for path in sorted(os.listdir(), reverse=True)]

    def test_no_more_than_one_filing_that_nothing_relates_to_is_held(self, monkeypatch: pytest.MonkeyPatch) -> None:
        held: list[int] = []
        real = one.Desk.audit

        def watched(self: one.Desk, source: Source, own: Settings) -> FileReport:
            gc.collect()
            held.append(sum(isinstance(each, Filing) for each in gc.get_objects()))
            return real(self, source, own)

        gc.collect()
        before = sum(isinstance(each, Filing) for each in gc.get_objects())
        monkeypatch.setattr(one.Desk, "audit", watched)
        audit(self.sources(), Configuration({}, isolated=True), jobs=1)
        assert held == [before] * 4

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_the_reports_come_in_the_order_of_the_files(self, jobs: int) -> None:
        for number in range(12):
            put(f"{'甲乙丙丁戊己庚辛壬癸子丑'[number]}县水利局")
        for year in range(2019, 2023):
            Path(f"丑县水利局{year}年度部门决算.txt").write_text(TEXT.format(name="丑县水利局", percent="80.00").replace("2023", str(year)), encoding="utf-8")
        sources = [Source(path) for path in sorted(os.listdir(), reverse=True)]
        report = audit(sources, Configuration({}, isolated=True), jobs=jobs)
        assert [file.path for file in report.files] == [source.path for source in sources]

    def test_a_process_is_given_no_more_than_it_is_at_and_the_next(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given_: list[int] = []
        real = pool._Turn._give

        def give(self: pool._Turn, worker: pool._Worker) -> None:
            real(self, worker)
            given_.append(len(worker.parts))

        monkeypatch.setattr(pool._Turn, "_give", give)
        for number in range(10):
            put(f"{'甲乙丙丁戊己庚辛壬癸'[number]}县水利局")
        audit([Source(path) for path in os.listdir()], Configuration({}, isolated=True), jobs=2)
        assert max(given_) == 2

    def test_of_several_forms_each_is_the_same_from_the_disk(self) -> None:
        reports = [file_report(rate(f"{name}.txt", related=()), path=f"{name}.txt") for name in "bac"]
        shelf = Shelf(3)
        for number, report in enumerate(reports):
            shelf.put(number, pack(report))
        whole, stored = Report(reports), Report(shelf, ["b.txt", "a.txt", "c.txt"])
        for form in (json_report, sarif, text):
            assert form.render(stored, show_notes=True) == form.render(whole, show_notes=True)


class TestWriting:
    def test_a_report_that_breaks_off_leaves_what_was_there(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text("before", encoding="utf-8")

        def pieces():  # type: ignore[no-untyped-def]
            yield "half"
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            emit(pieces(), str(tmp_path / "a.json"))
        assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("a.json", "before")]

    @pytest.mark.parametrize("cut", [["a\n::error::b\n"], ["a\n:", ":error::b\n"], ["a\n::error", "::b", "\n"], ["a", "\n", "::error::b\n"]])
    def test_no_piece_makes_a_command_of_two(self, cut: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        emit(cut)
        assert capsys.readouterr().out == "a\n\\::error::b\n"

    def test_what_is_written_in_pieces_is_json(self) -> None:
        pieces = list(json_report.pieces(Report([file_report(rate()), file_report(note(5), path="b.txt")])))
        assert len(pieces) > 5
        assert len(json.loads("".join(pieces))["findings"]) == 2
