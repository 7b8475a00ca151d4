"""The page that is served, as a program asks for it: who is let in, what is taken, and what is left at the end."""

import importlib.util
import io
import re
import signal
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from served import Served
from test_html_report import FILING, SAMPLES

from auditlint.serving import PACKAGES
from auditlint.serving.names import safe

if missing := [package for module, package in PACKAGES.items() if not importlib.util.find_spec(module)]:
    pytest.skip(f"not installed: {' '.join(missing)} (pip install -e '.[dev]')", allow_module_level=True)

HOSTILE = "<img src=x onerror=document.title=1>.txt"
WORD = next(path for path in sorted(SAMPLES.iterdir()) if path.name.endswith("（有误）.docx"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("served") / "tmp", "--max-megabytes", "2", "--max-files", "4")
    yield server
    server.end()


@pytest.fixture(scope="module")
def done(served: Served) -> tuple[str, dict[str, Any]]:
    """A batch that was audited: where it is, and what came of it."""
    batch = served.begin()
    served.put(batch, HOSTILE, FILING.encode())
    served.put(batch, WORD.name, WORD.read_bytes())
    served.put(batch, "坏.docx", b"PK\3\4 nothing")
    told = served.finished(batch)
    assert told["state"] == "done" and (told["done"], told["total"]) == (3, 3)
    return batch, told["result"]


class TestWhoIsLetIn:
    def test_the_page(self, served: Served) -> None:
        status, headers, page = served.ask("GET", "")
        assert status == 200 and headers["content-type"] == "text/html; charset=utf-8"
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in headers["content-security-policy"]
        assert (headers["referrer-policy"], headers["x-content-type-options"], headers["cache-control"]) == ("no-referrer", "nosniff", "no-store")
        assert not re.search(r"""(?:src|href)=["'](?!data:,|\?lang=)""", page.decode())
        assert served.path.strip("/") not in page.decode()

    def test_in_two_languages(self, served: Served) -> None:
        assert "选择文件" in served.ask("GET", "")[2].decode()
        assert "choose files" in served.ask("GET", "", Accept_Language="en-GB,en;q=0.9")[2].decode()
        assert "选择文件" in served.ask("GET", "?lang=zh", Accept_Language="en")[2].decode()

    @pytest.mark.parametrize("path", ["/", "/x/", "/favicon.ico", "//", "/%00/", "/../", "/%C3%A9/", "/%FF/"])
    def test_nobody_without_the_address(self, served: Served, path: str) -> None:
        assert served.ask_for("GET", path)[::2] == (404, b"")
        assert served.ask_for("POST", path + "batches")[0] == 404
        assert served.ask_for("GET", served.path[:-2] + "/")[0] == 404

    def test_no_other_name_of_this_computer(self, served: Served) -> None:
        port = served.host.partition(":")[2]
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port}.evil.example", "[::1]"):
            assert served.ask("GET", "", Host=host)[0] == 403
        assert served.ask("GET", "", Host=f"localhost:{port}")[0] == 200

    def test_no_page_of_another_site(self, served: Served) -> None:
        for origin in ("https://evil.example", "null", f"https://{served.host}"):
            assert served.ask("POST", "batches", Origin=origin)[0] == 403
        assert served.ask("POST", "batches", Origin=f"http://{served.host}")[0] == 200

    def test_no_other_computer(self, served: Served) -> None:
        port = int(served.host.partition(":")[2])
        others = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)} - {"127.0.0.1"}
        for other in others:
            if not other.startswith("127."):
                with pytest.raises(OSError):
                    socket.create_connection((other, port), 5).close()

    def test_its_folder_is_the_users_alone(self, served: Served) -> None:
        (folder,) = served.temporary.iterdir()
        assert folder.stat().st_mode & 0o077 == 0


class TestWhatIsTaken:
    def test_what_nobody_can_read_is_not(self, served: Served) -> None:
        batch = served.begin()
        for name, word in (("a.ofd", "另存为 PDF"), ("a.toml", "不是能读的格式"), ("a", "不是能读的格式"), ("~$a.docx", "锁定文件"), ("auditlint.toml", "格式")):
            told = served.put(batch, name, b"x")
            assert told["status"] == 415 and word in told["message"]
        assert "cannot be read" in served.put(served.begin("en"), "a.ofd", b"x")["message"]
        assert served.told("POST", f"{batch}/start") == {"status": 409, "message": "没有文件"}

    def test_what_is_too_large_is_not(self, served: Served) -> None:
        batch = served.begin()
        assert served.put(batch, "a.txt", b"x" * 1_500_000)["status"] == 200
        told = served.put(batch, "b.txt", b"x" * 1_500_000)
        assert told == {"status": 413, "message": "太大：一次最多 2 MB"}
        assert served.put(batch, "b.txt", b"x" * 100_000)["status"] == 200
        assert sum(path.stat().st_size for path in served.files() if batch.rpartition("/")[2] in str(path)) == 1_600_000

    def test_nor_what_does_not_say_how_large_it_is(self, served: Served) -> None:
        batch = served.begin()
        pieces = [b"x" * 500_000] * 5
        status, _, answer = served.ask("PUT", f"{batch}/files?name=a.txt", iter(pieces), Transfer_Encoding="chunked")  # type: ignore[arg-type]
        assert status == 413 and "2 MB" in answer.decode("unicode_escape")
        assert not [path for path in served.files() if batch.rpartition("/")[2] in str(path)]
        assert served.put(batch, "a.txt", b"x" * 1_900_000)["status"] == 200

    def test_nor_too_many(self, served: Served) -> None:
        batch = served.begin()
        assert [served.put(batch, f"{number}.txt", b"x")["status"] for number in range(5)] == [200] * 4 + [413]

    def test_no_name_is_a_path(self, served: Served) -> None:
        batch = served.begin()
        names = [served.put(batch, name, b"x")["name"] for name in ("../../../x.txt", "C:\\y\\x.txt", "/etc/x.txt", "a\0\n.txt")]
        assert names == ["x.txt", "x（2）.txt", "x（3）.txt", "a.txt"]
        assert {path.name for path in served.files() if batch.rpartition("/")[2] in str(path)} == set(names)
        assert {path.relative_to(served.temporary).parts[2] for path in served.files()} == {"files"}

    def test_nothing_after_it_has_begun(self, served: Served) -> None:
        batch = served.begin()
        served.put(batch, "a.txt", FILING.encode())
        assert served.finished(batch)["state"] == "done"
        assert served.put(batch, "b.txt", b"x")["status"] == 409
        assert served.told("POST", f"{batch}/start")["status"] == 409

    def test_what_is_not_there(self, served: Served) -> None:
        batch = served.begin()
        for path in ("batches/x", f"{batch}/report", f"{batch}/letter.xlsx", f"{batch}/letter.pdf", f"{batch}/copies/0", f"{batch}/copies.zip", "x"):
            assert served.ask("GET", path)[0] == 404
        assert served.ask("GET", f"{batch}/../../x")[0] == 404
        assert served.ask("DELETE", batch)[0] == 204 and served.ask("GET", batch)[0] == 404
        assert served.ask("DELETE", batch)[0] == 404

    def test_the_oldest_make_room(self, served: Served) -> None:
        batches = [served.begin() for _ in range(6)]
        assert [served.ask("GET", batch)[0] for batch in batches] == [404] + [200] * 5
        (folder,) = served.temporary.iterdir()
        assert len(list(folder.iterdir())) == 5


class TestWhatComesBack:
    def test_what_is_shown(self, done: tuple[str, dict[str, Any]]) -> None:
        _, result = done
        by_name = {file["name"]: file for file in result["files"]}
        assert set(by_name) == {"_img src=x onerror=document.title=1_.txt", WORD.name, "坏.docx"}
        assert by_name[WORD.name]["errors"] > 3 and by_name[WORD.name]["coverage"].endswith("%")
        assert by_name["坏.docx"]["problem"] and not by_name["坏.docx"]["copy"]
        assert result["files"][0]["name"] == "坏.docx" and result["packed"]
        assert "1 个文件未能核对" in result["summary"] and any("坏.docx" in remark for remark in result["remarks"])

    def test_the_report(self, served: Served, done: tuple[str, dict[str, Any]]) -> None:
        status, headers, report = served.ask("GET", f"{done[0]}/report")
        assert status == 200 and headers["content-security-policy"].startswith("sandbox allow-scripts") and "same-origin" not in headers["content-security-policy"]
        assert "content-disposition" not in headers and "部门决算公开勾稽核对报告" in report.decode()
        assert str(served.temporary) not in report.decode() and served.path not in report.decode()
        assert "部门决算公开勾稽核对报告.html" in unquote(served.ask("GET", f"{done[0]}/report?download")[1]["content-disposition"])

    def test_the_letter(self, served: Served, done: tuple[str, dict[str, Any]]) -> None:
        status, headers, letter = served.ask("GET", f"{done[0]}/letter.xlsx")
        assert status == 200 and "核对意见表.xlsx" in unquote(headers["content-disposition"])
        assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(letter)).namelist()
        assert "17.67" in served.ask("GET", f"{done[0]}/letter.csv")[2].decode("utf-8-sig")

    def test_the_copies(self, served: Served, done: tuple[str, dict[str, Any]]) -> None:
        batch, result = done
        (number,) = [number for number, file in enumerate(result["files"]) if file["name"] == WORD.name]
        status, headers, copy = served.ask("GET", f"{batch}/copies/{number}")
        assert status == 200 and WORD.stem + ".marked.docx" in unquote(headers["content-disposition"])
        assert headers["content-type"] == "application/octet-stream"
        assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(copy)).namelist()
        packed = zipfile.ZipFile(io.BytesIO(served.ask("GET", f"{batch}/copies.zip")[2]))
        assert len(packed.namelist()) == 2 and packed.testzip() is None
        assert [served.ask("GET", f"{batch}/copies/{each}")[0] for each in ("0", "9", "-1", "x")] == [404] * 4

    def test_in_english(self, served: Served) -> None:
        batch = served.begin("en")
        served.put(batch, "a.txt", FILING.encode())
        assert "error" in served.finished(batch)["result"]["summary"]
        assert "Audit of published final accounts" in served.ask("GET", f"{batch}/report")[2].decode()

    def test_what_cannot_be_begun_is_told(self, served: Served) -> None:
        batch = served.begin()
        served.put(batch, "a.txt", FILING.encode())
        for folder in served.temporary.glob(f"*/{batch.rpartition('/')[2]}"):
            (folder / "made").mkdir()
            (folder / "made" / "marked").mkdir()
        told = served.finished(batch)
        assert (told["state"], told["message"]) == ("failed", "核对的进程中止")


class TestTheEnd:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
    def test_nothing_is_left(self, tmp_path: Path, number: int) -> None:
        server = Served(tmp_path / "tmp")
        batch = server.begin()
        server.put(batch, "a.txt", FILING.encode())
        server.finished(batch)
        other = server.begin()
        server.put(other, WORD.name, WORD.read_bytes())
        server.told("POST", f"{other}/start")  # it is at work when the end comes
        assert server.files()
        code, said = server.end(number)
        assert code == 0 and "已删除" in said and "Traceback" not in said
        assert list(server.temporary.iterdir()) == []

    def test_a_port_that_is_taken(self, run: Callable[..., Any]) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            outcome = run("serve", "--no-open", "--port", taken.getsockname()[1])
        assert outcome.code == 2 and "端口" in outcome.err

    def test_a_configuration_above_the_folder_says_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "auditlint.toml").write_text('ignore = ["CHG"]\n', encoding="utf-8")
        (tmp_path / "own.toml").write_text('ignore = ["CHG001"]\n', encoding="utf-8")
        for options, found in (((), True), (("--config", str(tmp_path / "own.toml")), False)):
            server = Served(tmp_path / "tmp", *options)
            try:
                batch = server.begin()
                server.put(batch, "a.txt", FILING.replace("57.14", "57.13").encode())
                assert server.finished(batch)["state"] == "done"
                assert ("CHG001" in server.ask("GET", f"{batch}/letter.csv")[2].decode()) == found
            finally:
                server.end()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("决算.txt", "决算.txt"), ("..", "_"), ("", "_"), (".htaccess.txt", "htaccess.txt"), ("CON.txt", "_CON.txt"), ("con", "_con"),
        ("某局\u3000决算.docx", "某局 决算.docx"), ("a\u202etxt.exe.txt", "atxt.exe.txt"), ('a"b*c?.txt', "a_b_c_.txt"), ("a.txt.", "a.txt"),
        ("e\u0301.txt", "\u00e9.txt"), ("a/b\\c.txt", "c.txt"), ("a/", "_"),
    ],
)  # fmt: skip
def test_names(name: str, made: str) -> None:
    assert safe(name, set()) == made


def test_long_names_and_those_alike() -> None:
    made = safe("局" * 300 + ".docx", set())
    assert made.endswith("局.docx") and len(made.encode()) <= 180
    assert safe("A.txt", {"a.txt", "a（2）.txt"}) == "A（3）.txt"


def test_the_packages_that_are_missing_are_named(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in ("uvicorn", "starlette") else found(name))
    outcome = run("serve")
    assert outcome.code == 2 and 'pip install "starlette>=0.40" "uvicorn>=0.30"' in outcome.err
    assert "auditlint[" not in outcome.err
