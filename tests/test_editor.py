"""The language server, as an editor speaks with it: a client over its standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="pygls is not installed (pip install -e '.[dev]')")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from auditlint.editor.positions import Lines
from auditlint.editor.worker import Asked, Wish, answered
from auditlint.model.place import Place

FILING = """云岭市石桥区档案局2023年度部门决算
第三部分 2023年度部门决算情况说明
一、收入支出决算总体情况说明
2023年度收入总计 100.00 万元，其中：本年收入合计 90.00 万元，年初结转和结余 10.00 万元。
（𠮷祥路新址）与2022年度相比，收入总计减少 20.00 万元，下降 17.67%，主要原因是项目减少，办公面积 3500 平方米。
二、收入决算情况说明
本年收入合计90.00万元，其中：财政拨款收入60.00万元，占66.67%；其他收入30.00万元，占33.33%。
"""
SAMPLES = Path(__file__).parents[1] / "sample_reports"
#: How long the client waits for what the server has to say.
LONG = 60


class Editor:
    """An editor with its server: what it is told, text by text."""

    def __init__(self, client: LanguageClient):
        self.client = client
        self.news: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.texts: dict[str, str] = {}
        self.version = 0

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def heard(params: types.PublishDiagnosticsParams) -> None:
            self.news.put_nowait(params)

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            self.registered = [each.method for each in params.registrations]

    async def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        self.texts[uri] = text
        self.version += 1
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, self.version, text)))

    async def change(self, uri: str, text: str) -> None:
        self.texts[uri] = text
        self.version += 1
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, uri), [whole]))

    async def told(self) -> types.PublishDiagnosticsParams:
        return await asyncio.wait_for(self.news.get(), LONG)

    async def found(self) -> list[types.Diagnostic]:
        return list((await self.told()).diagnostics)

    async def hover(self, uri: str, words: str, nth: int = 0) -> str:
        """What is told where these words stand."""
        hover = await self.client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), self.at(uri, words, nth)))
        return hover.contents.value if hover is not None else ""

    def at(self, uri: str, words: str, nth: int = 0) -> types.Position:
        index = -1
        for _ in range(nth + 1):
            index = self.texts[uri].index(words, index + 1)
        before = self.texts[uri][:index]
        line = before.count("\n")
        return types.Position(line, len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)

    async def actions(self, uri: str, place: types.Range) -> list[types.CodeAction]:
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, types.CodeActionContext([]))
        return list(await self.client.text_document_code_action_async(params) or [])

    async def apply(self, action: types.CodeAction) -> None:
        """Make the changes of an action, as an editor would."""
        (change,) = action.edit.document_changes
        uri = change.text_document.uri
        assert change.text_document.version == self.version
        lines = self.texts[uri].split("\n")
        for edit in change.edits:
            line, start, end = edit.range.start.line, edit.range.start.character, edit.range.end.character
            units = lines[line].encode("utf-16-le")
            lines[line] = (units[: 2 * start] + edit.new_text.encode("utf-16-le") + units[2 * end :]).decode("utf-16-le")
        await self.change(uri, "\n".join(lines))

    def words(self, uri: str, place: types.Range) -> str:
        line = self.texts[uri].split("\n")[place.start.line].encode("utf-16-le")
        return line[2 * place.start.character : 2 * place.end.character].decode("utf-16-le")


def edit(script: Callable[[Editor], Awaitable[None]], *options: str, locale: str | None = None, **capabilities: Any) -> None:
    """Start a server, have an editor do something with it, and end both as editors do."""

    async def whole() -> None:
        client = LanguageClient("test", "1")
        editor = Editor(client)
        await client.start_io(sys.executable, "-m", "auditlint", "lsp", *options)
        hover = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
        capable = types.ClientCapabilities(text_document=types.TextDocumentClientCapabilities(hover=hover), **capabilities)
        begun = await client.initialize_async(types.InitializeParams(capabilities=capable, process_id=None, root_uri=None, locale=locale))
        assert begun.server_info.name == "auditlint"
        client.initialized(types.InitializedParams())
        try:
            await asyncio.wait_for(script(editor), 4 * LONG)
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    asyncio.run(whole())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a space and Chinese in its name, for a user without a configuration."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    made = tmp_path / "决算 公开"
    made.mkdir()
    return made


def test_from_opening_to_closing(folder: Path) -> None:
    path = folder / "决算.txt"
    path.write_text("磁盘上的是别的文字", encoding="utf-8")
    uri = path.as_uri()

    async def script(editor: Editor) -> None:
        await editor.open(uri, FILING)
        told = await editor.told()
        assert (told.uri, told.version) == (uri, 1)
        (found,) = told.diagnostics
        assert (found.code, found.severity, found.source) == ("CHG001", types.DiagnosticSeverity.Error, "auditlint")
        assert editor.words(uri, found.range) == "17.67%"
        assert "印作 17.67%，应为 16.67%\n20.00 ÷ (100.00 + 20.00) = 16.6666…%\n可能的笔误：" in found.message
        assert {editor.words(uri, each.location.range) for each in found.related_information} == {"20.00", "100.00"}

        hover = await editor.hover(uri, "17.67")
        assert hover.startswith("**17\\.67%**") and "有误" in hover and "**CHG001 " in hover
        assert "20\\.00 ÷ \\(100\\.00 \\+ 20\\.00\\) = 16\\.6666…%" in hover and "依据：由文字写明" in hover
        holds = await editor.hover(uri, "60.00")
        assert "核对无误" in holds and "成立" in holds and "PCT" in holds
        assert "对照：本年收入合计 90\\.00 万元（第4行" in await editor.hover(uri, "90.00", 1)
        assert "未核对的原因：原因说明中的数字" in await editor.hover(uri, "3500")
        assert await editor.hover(uri, "新址") == ""

        (action,) = await editor.actions(uri, found.range)
        assert action.kind == types.CodeActionKind.QuickFix and action.is_preferred and action.title.endswith("17.67%”改为 16.67%")
        await editor.apply(action)
        told = await editor.told()
        assert (told.version, list(told.diagnostics)) == (2, [])
        assert "下降 16.67%，主要原因" in editor.texts[uri]
        assert await editor.actions(uri, found.range) == []

        await editor.change(uri, editor.texts[uri].replace("占33.33%", "占33.34%"))
        assert "33.34%" in {editor.words(uri, each.range) for each in await editor.found()}
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert await editor.found() == []

    edit(script)
    assert path.read_text(encoding="utf-8") == "磁盘上的是别的文字"


def test_one_figure_of_a_sample_report(folder: Path) -> None:
    clean = (SAMPLES / "海澜市望潮区体育局2024年度部门决算.txt").read_text(encoding="utf-8")
    uri = (folder / "报告.txt").as_uri()

    async def script(editor: Editor) -> None:
        await editor.open(uri, clean)
        before = await editor.found()
        assert {each.severity for each in before} <= {types.DiagnosticSeverity.Hint}
        await editor.change(uri, clean.replace("占98.84%", "占98.48%"))
        (found,) = [each for each in await editor.found() if each.severity == types.DiagnosticSeverity.Error]
        sure = [each for each in await editor.actions(uri, found.range) if each.is_preferred]
        assert len(sure) == 1
        await editor.apply(sure[0])
        assert editor.texts[uri] == clean
        assert len(await editor.found()) == len(before)

    edit(script)


def test_typing_on_is_waited_for(folder: Path) -> None:
    uri = (folder / "决算.md").as_uri()

    async def script(editor: Editor) -> None:
        await editor.open(uri, FILING, "markdown")
        await editor.told()
        for digit in "2345":
            await editor.change(uri, FILING.replace("17.67", f"1{digit}.67"))
        told = await editor.told()
        assert told.version == 5 and "15.67%" in told.diagnostics[0].message
        assert editor.news.empty()

    edit(script)


def test_configuration_and_accepted_findings_of_the_folder(folder: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    uri = (folder / "决算.txt").as_uri()
    watches = types.WorkspaceClientCapabilities(did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True))
    (folder / "决算.txt").write_text(FILING, encoding="utf-8")
    (folder / "auditlint.toml").write_text('ignore = ["CHG"]\n', encoding="utf-8")

    async def script(editor: Editor) -> None:
        async def configured() -> list[types.Diagnostic]:
            event = types.FileEvent((folder / "auditlint.toml").as_uri(), types.FileChangeType.Changed)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            return await editor.found()

        await editor.open(uri, FILING)
        assert await editor.found() == []
        assert editor.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
        (folder / "auditlint.toml").unlink()
        assert [each.code for each in await configured()] == ["CHG001"]
        assert run("accept", f"{folder / '决算.txt'}:5", "--rule", "CHG001", "--reason", "看过").code == 0
        assert await configured() == []
        (folder / "auditlint.toml").write_text('exclude = ["*.txt"]\n', encoding="utf-8")
        await editor.change(uri, FILING.replace("66.67", "66.76"))
        assert await editor.found() == []
        (folder / "auditlint.toml").write_text('rule-packs = ["own_pack"]\n', encoding="utf-8")
        (found,) = await configured()
        assert "会运行代码" in found.message and found.code is None

    (folder / "own_pack.py").write_text(f"open({str(folder / 'ran')!r}, 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    edit(script, workspace=watches)
    assert not (folder / "ran").exists()


def test_what_is_no_filing_is_left_alone(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        await editor.open((folder / "说明.docx").as_uri(), FILING)
        await editor.open((folder / "a.py").as_uri(), FILING)
        await editor.open((folder / "README.md").as_uri(), "# 说明\n\n共 3 步。\n", "markdown")
        told = await editor.told()
        assert told.uri.endswith("README.md") and not told.diagnostics
        await editor.open("untitled:Untitled-1", FILING)
        told = await editor.told()
        assert told.uri == "untitled:Untitled-1" and len(told.diagnostics) == 1

    edit(script)


@pytest.mark.parametrize(("options", "locale", "word"), [(("--lang", "en"), "zh-cn", "should be"), ((), "en-GB", "should be"), ((), "zh-CN", "应为"), ((), "fr", "应为")])
def test_the_language(folder: Path, options: tuple[str, ...], locale: str, word: str) -> None:
    uri = (folder / "决算.txt").as_uri()

    async def script(editor: Editor) -> None:
        await editor.open(uri, FILING)
        (found,) = await editor.found()
        assert word in found.message
        (action,) = await editor.actions(uri, found.range)
        assert action.title.startswith("change" if word == "should be" else "把")
        assert ("wrong" if word == "should be" else "有误") in await editor.hover(uri, "17.67")

    edit(script, *options, locale=locale)


def test_the_units_are_those_that_the_editor_asks_for(folder: Path) -> None:
    uri = (folder / "决算.txt").as_uri()
    before = FILING.split("\n")[4].partition("17.67")[0]

    async def script(editor: Editor) -> None:
        await editor.open(uri, FILING)
        (found,) = await editor.found()
        assert found.range.start == types.Position(4, len(before.encode()))

    edit(script, general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8]))


def ask(text: str, **options: Any) -> dict[str, Any]:
    return answered(Asked("file:///x/决算.txt", "/x/决算.txt", text, **options), Wish({}, isolated=True))


def test_places_in_units_of_the_editor() -> None:
    lines = Lines("甲𠮷乙\r\n丙\f𠮷丁\r戊")
    assert lines.range(Place("", None, 1, 3, 2, 4)) == {"start": {"line": 0, "character": 3}, "end": {"line": 1, "character": 4}}
    assert lines.range(Place("", None, 3, 1, 9, 9))["end"] == {"line": 2, "character": 1}
    assert Lines("甲𠮷乙", "utf-8").range(Place("", None, 1, 3, 1, 4))["start"]["character"] == 7
    assert Lines("\ufeff甲乙").range(Place("", None, 1, 2, 1, 3))["start"]["character"] == 2
    assert Lines("").first() == {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}


def test_pages_and_breaks_move_nothing() -> None:
    expected = ask(FILING)["diagnostics"]
    assert len(expected) == 1
    (found,) = ask(FILING.replace("第三部分", "\f第三部分").replace("\n", "\r\n"))["diagnostics"]
    assert found["range"] == expected[0]["range"]


def test_several_suspects_are_each_a_change() -> None:
    text = "2023年度收入总计 100.00 万元，支出总计 101.00 万元。\n"
    (found,) = ask("云岭市石桥区档案局2023年度部门决算\n第三部分 部门决算情况说明\n一、收入支出决算总体情况说明\n" + text)["diagnostics"]
    fixes = found["data"]["fixes"]
    assert len(fixes) == 2 and not any(fix["sure"] for fix in fixes)


def test_a_hover_shows_nothing_that_acts() -> None:
    text = FILING.replace("财政拨款收入60.00", "![x](https://example.com/x.png)<b>拨款60.00").replace("17.67", "16.67")
    for hover in ask(text)["hovers"]:
        assert "](" not in hover["text"].replace("\\]\\(", "") and "<b>" not in hover["text"]
    assert not any("**" in hover["text"] or "\\" in hover["text"] for hover in ask(FILING, markdown=False)["hovers"])


@pytest.mark.parametrize("text", ["", " \n", "<html><table><tr><td>1.00万元</td></tr></table></html>"])
def test_what_is_no_text_says_nothing(text: str) -> None:
    assert ask(text) == {"diagnostics": [], "hovers": []}


def test_what_cannot_be_read_or_checked_is_told() -> None:
    (found,) = ask("\0\1")["diagnostics"]
    assert found["severity"] == 1 and "不是纯文本" in found["message"]
    (found,) = ask("修缮用了 3.00 万元。\n")["diagnostics"]
    assert found["severity"] == 3 and "没有" in found["message"]


def test_a_text_that_ends_the_process_costs_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditlint.editor.auditor import Auditor

    pack = folder / "ends_it.py"
    pack.write_text("import os\nfrom auditlint.registry import rule\n\ndef register(registry):\n    if os.path.exists('stop'):\n        os._exit(1)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.chdir(folder)

    async def script() -> None:
        auditor = Auditor(Wish({"rule-packs": ["ends_it"]}, isolated=True))
        (folder / "stop").touch()
        answer = await auditor.ask(Asked("u", "/x/a.txt", FILING))
        assert [each["message"] for each in answer["diagnostics"]] == ["核对这份文件的进程中止或超时，没有结果"]
        (folder / "stop").unlink()
        answer = await auditor.ask(Asked("u", "/x/a.txt", FILING))
        assert [each["code"] for each in answer["diagnostics"]] == ["CHG001"]
        auditor.stop()
        await asyncio.sleep(0.1)  # its pipes are closed before the loop is

    asyncio.run(script())


def test_the_package_that_is_missing_is_named(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    outcome = run("lsp")
    assert outcome.code == 2 and 'pip install "pygls>=' in outcome.err and not outcome.out


def test_what_cannot_be_followed_is_said_at_once(run: Callable[..., Any]) -> None:
    outcome = run("lsp", "--config", "没有.toml")
    assert outcome.code == 2 and "没有.toml" in outcome.err
