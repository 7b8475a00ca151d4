"""What a page that holds everything itself is made of: its own script and style, known by their hashes, and its data."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from json import dumps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(package: str) -> "Environment":
    """What fills the templates of a package; every value is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(loader=PackageLoader(package, "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)


def text(package: str, name: str) -> str:
    """A script or a style among the templates of a package."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """By what the policy of a page knows its own script and style."""
    return b64encode(sha256(text.encode()).digest()).decode("ascii")


def data(value: Any) -> str:
    """Data for a script element: nothing in it ends the element or begins a comment."""
    return dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
