"""What the page and its script ask for, and what they get; whatever does not come from this page gets nothing."""

import os
from collections.abc import Awaitable, Callable
from json import dumps
from secrets import compare_digest

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..wording import LANGUAGES, say
from .batches import Batch, Batches, Limits, Refused
from .page import policy, render
from .work import COPIES, LETTER, MADE, PACKED, REPORT, Order

#: The report acts in a world of its own: whatever stands in a filing, it could not ask this server for anything.
_REPORT_POLICY = "sandbox allow-scripts allow-modals; frame-ancestors 'none'"
_HEADERS = {
    b"cache-control": b"no-store",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
}
Handler = Callable[[Request], Awaitable[Response]]


class Guard:
    """Lets in who knows the address, by the name that it has on this computer, and no page of another site."""

    def __init__(self, app: ASGIApp, token: str, port: int):
        self.app = app
        self.token = token
        self.hosts = {f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode()}
        self.origins = {b"http://" + host for host in self.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((name, value) for name, value in _HEADERS.items() if name not in given)]
            await send(message)

        await (Response(status_code=refusal) if refusal else self.app)(scope, receive, headed)

    def _refusal(self, scope: Scope) -> int:
        """Why a request gets nothing, as HTTP has it; 0 where it is one of this page's."""
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self.hosts:  # a name of somebody else's that leads here
            return 403
        token = scope["path"].split("/")[1]
        if not compare_digest(token.encode("utf-8", "surrogatepass"), self.token.encode()):
            return 404
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        return 403 if any(origin not in self.origins for origin in origins) else 0


class Handlers:
    """The handlers of the requests; ``wish`` are the language (or ""), the keys and the configuration of the command line."""

    def __init__(self, batches: Batches, wish: Order):
        self.batches = batches
        self.wish = wish

    def routes(self) -> list[Route]:
        """What can be asked for, below the address that nobody can guess."""
        batch = "/batches/{batch}"
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/", self.page),
            ("POST", "/batches", self.begin),
            ("GET", batch, self.status),
            ("DELETE", batch, self.remove),
            ("PUT", f"{batch}/files", self.upload),
            ("POST", f"{batch}/start", self.start),
            ("GET", f"{batch}/report", self.report),
            ("GET", f"{batch}/letter.{{form}}", self.letter),
            ("GET", f"{batch}/copies/{{number:int}}", self.copy),
            ("GET", f"{batch}/copies.zip", self.copies),
        ]
        return [Route(path, handler, methods=[method]) for method, path, handler in routes]

    def _lang(self, request: Request) -> str:
        """What the page was asked for in, or else the command line names, or the browser prefers."""
        asked = request.query_params.get("lang", "")
        if asked in LANGUAGES:
            return asked
        return self.wish.lang or ("en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh")

    def _batch(self, request: Request) -> Batch:
        try:
            return self.batches.find(request.path_params["batch"])
        except KeyError:
            raise HTTPException(404) from None

    async def page(self, request: Request) -> Response:
        """The page itself."""
        lang = self._lang(request)
        return HTMLResponse(render(lang, self.batches.limits), headers={"content-security-policy": policy()})

    async def begin(self, request: Request) -> Response:
        """A batch to put files into."""
        return _answer({"batch": self.batches.open(self.wish._replace(lang=self._lang(request)))})

    async def status(self, request: Request) -> Response:
        """How far a batch is, and what came of it."""
        return _answer(self._batch(request).status())

    async def remove(self, request: Request) -> Response:
        """A batch is no longer wanted."""
        self._batch(request)
        self.batches.remove(request.path_params["batch"])
        return Response(status_code=204)

    async def upload(self, request: Request) -> Response:
        """A file for a batch: its name in the address, its bytes as they are."""
        batch = self._batch(request)
        length = request.headers.get("content-length", "")
        size = int(length) if length.isascii() and length.isdigit() else 0
        try:
            return _answer({"name": await batch.take(request.query_params.get("name", ""), size, request.stream())})
        except Refused as error:
            return _answer({"message": error.message(batch.order.lang)}, error.status)
        except ClientDisconnect:
            return Response(status_code=400)

    async def start(self, request: Request) -> Response:
        """All files are there: audit them."""
        batch = self._batch(request)
        try:
            self.batches.start(request.path_params["batch"])
        except Refused as error:
            return _answer({"message": error.message(batch.order.lang)}, error.status)
        return _answer(batch.status())

    async def report(self, request: Request) -> Response:
        """The report, to be read here or saved."""
        batch = self._batch(request)
        name = say(batch.order.lang, "html-title") + ".html" if "download" in request.query_params else None
        return _made(batch, REPORT, name, "text/html; charset=utf-8", {"content-security-policy": _REPORT_POLICY})

    async def letter(self, request: Request) -> Response:
        """The letter to the departments."""
        batch, form = self._batch(request), request.path_params["form"]
        if form not in ("xlsx", "csv"):
            raise HTTPException(404)
        return _made(batch, f"{LETTER}.{form}", f"{say(batch.order.lang, 'letter-title')}.{form}")

    async def copy(self, request: Request) -> Response:
        """The marked copy of the file with this number."""
        batch, number = self._batch(request), request.path_params["number"]
        files = batch.result.get("files", [])
        name = files[number]["copy"] if number < len(files) else ""
        if not name:
            raise HTTPException(404)
        return _made(batch, os.path.join(COPIES, name), name)

    async def copies(self, request: Request) -> Response:
        """All marked copies in one file."""
        batch = self._batch(request)
        return _made(batch, PACKED, f"{say(batch.order.lang, 'serve-copies')}.zip")


def _answer(content: object, status: int = 200) -> Response:
    return Response(dumps(content), status, media_type="application/json")


def _made(batch: Batch, path: str, name: str | None, media_type: str = "application/octet-stream", headers: dict[str, str] | None = None) -> Response:
    """Something that was made of a batch, to be shown, or to be saved under a name."""
    whole = os.path.join(batch.folder, MADE, path)
    if batch.state != "done" or not os.path.isfile(whole):
        raise HTTPException(404)
    return FileResponse(whole, headers=headers, media_type=media_type, filename=name)


def application(folder: str, token: str, port: int, wish: Order, limits: Limits) -> tuple[ASGIApp, Batches]:
    """The application at a port of this computer, and the batches that it holds in a folder."""
    batches = Batches(folder, limits)
    app = Starlette(routes=[Mount("/" + token, routes=Handlers(batches, wish).routes())])
    return Guard(app, token, port), batches
