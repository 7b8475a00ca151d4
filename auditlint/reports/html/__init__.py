"""The report as one page that opens anywhere, offline: what was found, and each filing with every figure marked."""

from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING

from ...errors import MissingPackage
from ...escaping import escaped_line
from ...model.finding import FileReport, Report
from .inline import data, digest, environment, text
from .page import contents, phrases
from .picture import take

if TYPE_CHECKING:
    from ...desk.one import Picture

PACKAGE = "jinja2>=3.1"


def demand() -> None:
    """Raises :class:`~auditlint.errors.MissingPackage` where what fills the templates is not installed."""
    try:
        import jinja2  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingPackage(PACKAGE) from error


def picture_of(lang: str) -> "Picture":
    """What the run keeps of each file for this report (:attr:`.FileReport.picture`)."""
    return partial(take, lang=lang)


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The page; :func:`demand` tells whether it can be written.

    Nothing in it comes from elsewhere and nothing in a filing can act in it: the page's policy allows its own script and style,
    by their hashes, and no request.
    """
    script, style = text(__name__, "report.js"), text(__name__, "base.css") + text(__name__, "report.css")
    page = contents(report, lang, show_notes)
    known = {"files": [escaped_line(file.path) for file in report.files], "rules": page["titles"], "say": phrases(lang)}
    return environment(__name__).get_template("report.html").render(
        page, script=script, style=style, script_hash=digest(script), style_hash=digest(style), data=data(known), pictures=list(map(_packed, report.files))
    )


def _packed(file: FileReport) -> str:
    return b64encode(file.picture).decode("ascii")
