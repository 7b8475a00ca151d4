"""The report as one page that opens anywhere, offline: what was found, and each filing with every figure marked."""

from base64 import b64encode
from functools import partial
from hashlib import sha256
from importlib.resources import files
from json import dumps
from typing import TYPE_CHECKING, Any

from ...errors import OutputError
from ...escaping import escaped_line
from ...model.finding import FileReport, Report
from .page import contents, phrases
from .picture import take

if TYPE_CHECKING:
    from ...desk.one import Picture

PACKAGE = "jinja2>=3.1"


def demand() -> None:
    """Raises :class:`~auditlint.errors.OutputError` where what fills the templates is not installed."""
    try:
        import jinja2  # noqa: F401
    except ModuleNotFoundError as error:
        raise OutputError("needs-package", package=PACKAGE) from error


def picture_of(lang: str) -> "Picture":
    """What the run keeps of each file for this report (:attr:`.FileReport.picture`)."""
    return partial(take, lang=lang)


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The page; :func:`demand` tells whether it can be written.

    Nothing in it comes from elsewhere and nothing in a filing can act in it: the page's policy allows its own script and style,
    by their hashes, and no request.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # Every value is escaped; the script and the style are our own files.
    environment = Environment(
        loader=PackageLoader(__name__, "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    script, style = _own("report.js"), _own("report.css")
    page = contents(report, lang, show_notes)
    data = {"files": [escaped_line(file.path) for file in report.files], "rules": page["titles"], "say": phrases(lang)}
    return environment.get_template("report.html").render(
        page, script=script, style=style, script_hash=_hash(script), style_hash=_hash(style), data=_json(data), pictures=list(map(_packed, report.files))
    )


def _own(name: str) -> str:
    return files(__name__).joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode("ascii")


def _json(data: Any) -> str:
    """Data for a script element: nothing in it ends the element or begins a comment."""
    text = dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _packed(file: FileReport) -> str:
    return b64encode(file.picture).decode("ascii")
