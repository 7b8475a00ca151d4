"""Names of bodies: whether words name the department whose accounts these are, or another."""

from ..language import expanded
from ..model.filing import Filing
from ..startup import pattern

#: What the name of a body ends with.
BODY = pattern(expanded("{ownername}"))
#: Words before a name that leave it what it is.
_PLAIN = pattern(expanded("{ownthing}"))
#: A title that runs on into the first sentence.
_HEADING = pattern(r".*20\d\d年度?(?:部门|单位)(?:决算|预算)(?:公开)?")
#: What a body calls itself, no longer than this, and its offices without its units.
_OUR, _SHORT, _OFFICES = ("本", "我", "该"), 5, "机关"
#: The name of the department stands in the title.
_TITLE = 60


def _is_own(words: str, filing: Filing) -> bool:
    """Whether words are the name of the department, with what it calls its own offices behind it, or 本中心, 我院."""
    if words[0] in _OUR and len(words) <= _SHORT:
        return True
    name = words.removesuffix(_OFFICES)
    return bool(filing.name) and name == filing.name or len(name) > _SHORT and name in filing.document.text[:_TITLE].partition("\n")[0]


def other_than_own(words: str, filing: Filing) -> str:
    """Words without those that leave a name what it is, the year of the accounts among them; "" where the department itself is named.

    A fund that they name is another than that of all.
    """
    words = _HEADING.sub("", words)
    if not words or _is_own(words, filing):
        return ""
    left = _PLAIN.sub("", words.replace(f"{filing.year}年", ""))
    return "" if left in filing.name or left in filing.document.text[:_TITLE].partition("\n")[0] else left
