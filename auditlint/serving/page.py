"""The page itself: one file that asks for nothing but what its own script does."""

from functools import cache

from ..desk.files import UNREAD
from ..readers import SUFFIXES
from ..reports.html import inline
from ..wording import say
from .batches import Limits

_BASE = "auditlint.reports.html"
#: Old formats that are taken only to be told how to save them anew.
_OLD = frozenset((".doc", ".wps", ".et"))
#: What the script of the page says.
_SAID = (
    "large", "many", "format", "sending", "waiting", "working", "progress", "failed", "lost", "removed", "remove", "copy",
    "holds", "not-read", "file-summary", "chosen",
)  # fmt: skip


@cache
def _own() -> tuple[str, str]:
    """The script and the style."""
    return inline.text(__package__, "page.js"), inline.text(_BASE, "base.css") + inline.text(__package__, "page.css")


def policy() -> str:
    """What the page may do: run its own script and style, and talk with the server that it came from."""
    script, style = map(inline.digest, _own())
    rest = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return f"default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; connect-src 'self'; img-src data:; {rest}"


def render(lang: str, limits: Limits) -> str:
    """The page in a language."""
    script, style = _own()
    suffixes = sorted(SUFFIXES)
    # What is filled in by the script stays in braces.
    blanks = {name: "{" + name + "}" for name in ("most", "n", "name", "done", "total", "errors", "warnings", "coverage")}
    known = {
        "say": {name: say(lang, f"serve-{name}", **{**blanks, "suffixes": " ".join(suffixes)}) for name in _SAID},
        "limits": {"files": limits.files, "size": limits.size},
        "suffixes": suffixes,
        "unread": {suffix: say(lang, phrase, suffix=suffix) for suffix, phrase in UNREAD.items()},
        "lang": lang,
    }
    template = inline.environment(__package__).get_template("page.html")
    return template.render(
        lang=lang, words=lambda name, **values: say(lang, name, **values), script=script, style=style, data=inline.data(known),
        accepted=suffixes, suffixes=[each for each in suffixes if each not in _OLD], files=limits.files, megabytes=limits.size // 1_000_000, other="zh" if lang == "en" else "en",
    )  # fmt: skip
