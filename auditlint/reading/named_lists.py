"""人员经费 a 万元，主要包括：基本工资、津贴补贴…: what the narrative names as paid from basic expenditure."""

from collections.abc import Iterator

from ..model.figure import Word
from ..model.filing import Filing
from ..model.listings import Named
from ..startup import pattern

_LIST = pattern(r"(人员经费|公用经费)[^。；\n、]{0,80}?主要(?:包括|用于)[:：]?([^。；:：]{4,600})[。；]")
_NAME = pattern(r"[^、，,\s]+(?:[（(][^）)]*[）)])?[^、，,]*")


def read_named(filing: Filing) -> Iterator[Named]:
    """The lists of a filing, in reading order."""
    document = filing.document
    if "主要包括" not in document.text and "主要用于" not in document.text:
        return
    for found in _LIST.finditer(document.text):
        start = found.start(2)
        names = [
            Word(name.group(), start + name.start(), start + name.end(), document, "") for name in _NAME.finditer(found.group(2))
        ]
        if len(names) > 1 and not any(char.isdigit() for char in found.group(2)):
            whole = Word(found.group(1), found.start(1), found.end(1), document, "")
            yield Named(whole, names, "等" not in names[-1].text[-4:], "")
