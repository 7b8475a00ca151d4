"""A page for who has no terminal: files are dropped on it, and the report, the letter and the marked copies come back.

It is served to this computer alone, under an address that nobody can guess.  What is uploaded lies in a temporary folder
that is removed at the end, and a process of its own works on it (:mod:`.work`).
"""

from ..errors import MissingPackage

#: The modules that must be there, and the packages that they come with.
PACKAGES = {"starlette": "starlette>=0.40", "uvicorn": "uvicorn>=0.30", "jinja2": "jinja2>=3.1", "xlsxwriter": "xlsxwriter>=3.0"}


def demand() -> None:
    """Raises :class:`~auditlint.errors.MissingPackage` where something that serves or fills the page is not installed."""
    from importlib.util import find_spec

    missing = [package for module, package in PACKAGES.items() if not find_spec(module)]
    if missing:
        raise MissingPackage('" "'.join(missing))
