"""What the server says to an editor and hears from it."""

import asyncio
import os
from collections.abc import Iterator
from typing import Any

from lsprotocol import converters, types
from pygls import uris
from pygls.lsp.server import LanguageServer

from ..version import __version__
from .auditor import Auditor
from .worker import Asked, Wish

SUFFIXES = (".txt", ".md")
#: Seconds without a keystroke after which a text is audited.
PAUSE = 0.3
#: The files that say how texts are audited.
_CONFIGURATIONS = "**/{auditlint.toml,auditlint-accepted.toml,pyproject.toml,setup.cfg}"
_converter = converters.get_converter()


class Shown:
    """What the editor shows of one state of a text."""

    def __init__(self, version: int | None, answer: dict[str, Any]):
        self.version = version
        self.diagnostics = [_converter.structure(each, types.Diagnostic) for each in answer["diagnostics"]]
        self.fixes = [each.get("data", {}).get("fixes", []) for each in answer["diagnostics"]]
        self.hovers = [(_converter.structure(each["range"], types.Range), each["text"]) for each in answer["hovers"]]


class Server(LanguageServer):
    """The texts that are open, and what is shown of them."""

    def __init__(self, wish: Wish):
        # A text is sent whole: nobody has to agree with the editor on what ends a line within it.
        super().__init__("auditlint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.wish = wish
        self.auditor = Auditor(wish)
        self.shown: dict[str, Shown] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def greet(self, params: types.InitializeParams) -> None:
        """Speak the language of the editor, unless the command line names one."""
        locale = (params.locale or "").lower()[:2]
        if "lang" not in self.wish.given and locale in ("zh", "en"):
            self.wish = self.wish._replace(given=self.wish.given | {"lang": locale})
            self.auditor = Auditor(self.wish)

    def schedule(self, uri: str, pause: float = PAUSE) -> None:
        """Audit a text after a while, unless it changes until then."""
        if not _is_text(uri):
            return
        self.forget(uri)
        self._waiting[uri] = asyncio.ensure_future(self._audit(uri, pause))

    def forget(self, uri: str) -> None:
        """Let what was to be done with a text be."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    def close(self, uri: str) -> None:
        """Show nothing more of a text."""
        self.forget(uri)
        if self.shown.pop(uri, None) is not None:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def current(self, uri: str) -> Shown | None:
        """What is shown of a text, if that is how it reads now."""
        shown = self.shown.get(uri)
        return shown if shown is not None and shown.version == self.workspace.get_text_document(uri).version else None

    async def _audit(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self.workspace.get_text_document(uri)
        path = uris.to_fs_path(uri) or os.path.basename(uri)
        asked = Asked(uri, path, document.source, self._units(), self.shows_markdown())
        version = document.version
        # Who types on cancels this; the process would still answer, and the next question would hear it.
        answer = await asyncio.shield(self.auditor.ask(asked))
        shown = self.shown[uri] = Shown(version, answer)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown.diagnostics, version))

    def _units(self) -> str:
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        return encoding.value if isinstance(encoding, types.PositionEncodingKind) else encoding

    def shows_markdown(self) -> bool:
        """Whether the editor shows Markdown where the pointer rests."""
        text_document = self.client_capabilities.text_document
        hover = text_document.hover if text_document is not None else None
        return hover is not None and types.MarkupKind.Markdown in (hover.content_format or ())


def _is_text(uri: str) -> bool:
    return uri.startswith("untitled:") or uri.lower().endswith(SUFFIXES)


def _contains(outer: types.Range, position: types.Position) -> bool:
    return outer.start <= position <= outer.end


def _meet(first: types.Range, second: types.Range) -> bool:
    return first.start <= second.end and second.start <= first.end


def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    """What is told of the figure under the pointer."""
    shown = server.current(params.text_document.uri)
    for place, text in shown.hovers if shown is not None else ():
        if _contains(place, params.position):
            kind = types.MarkupKind.Markdown if server.shows_markdown() else types.MarkupKind.PlainText
            return types.Hover(types.MarkupContent(kind, text), place)
    return None


def code_actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The changes that repair what is found where the cursor is."""
    uri = params.text_document.uri
    shown = server.current(uri)
    if shown is None or params.context.only and types.CodeActionKind.QuickFix not in params.context.only:
        return []
    actions = []
    for diagnostic, fixes in zip(shown.diagnostics, shown.fixes, strict=True):
        if _meet(diagnostic.range, params.range):
            actions += list(_actions(uri, shown.version, diagnostic, fixes))
    return actions


def _actions(uri: str, version: int | None, diagnostic: types.Diagnostic, fixes: list[dict[str, Any]]) -> Iterator[types.CodeAction]:
    for fix in fixes:
        change = types.TextEdit(_converter.structure(fix["range"], types.Range), fix["text"])
        document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        yield types.CodeAction(
            fix["title"],
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            is_preferred=fix["sure"] or None,
            edit=types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [change])]),
        )


def _watch_configurations(server: Server) -> None:
    """Have the editor tell when a configuration changes, if it can."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_CONFIGURATIONS)])
    registration = types.Registration("configurations", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([registration]))


def made(wish: Wish) -> Server:
    """A server that hears what it has to."""
    server = Server(wish)

    @server.feature(types.INITIALIZE)
    def greeted(params: types.InitializeParams) -> None:
        server.greet(params)

    @server.feature(types.INITIALIZED)
    def began(params: types.InitializedParams) -> None:
        _watch_configurations(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.schedule(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def configured(params: types.DidChangeWatchedFilesParams) -> None:
        for uri in list(server.workspace.text_documents):
            server.schedule(uri)

    server.feature(types.TEXT_DOCUMENT_HOVER)(lambda params: hover(server, params))
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))(
        lambda params: code_actions(server, params)
    )
    return server


def serve(wish: Wish) -> int:
    """Serve the editor that started this process until it has had enough."""
    server = made(wish)
    try:
        server.start_io()
    finally:
        server.auditor.stop()
    return 0
