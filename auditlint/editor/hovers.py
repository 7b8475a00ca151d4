"""What is told of a figure where the pointer rests on it: the checks that bind it, each with its arithmetic and its proof."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model.check import UNCHECKED, Check
from ..model.filing import Filing
from ..model.finding import FileReport
from ..reports.html.picture import Marks, told_check
from ..wording import say
from .positions import Lines

#: What Markdown would act on: a filing must not put a link or a picture into the editor.
_ACTING = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:$])")


def hovers(file: FileReport, lines: Lines, titles: Mapping[str, str], lang: str, markdown: bool) -> list[dict[str, Any]]:
    """For every figure, and every word that takes part in a check, its range and what is told of it."""
    filing = file.filing
    assert isinstance(filing, Filing), "the run must keep what it read"
    checks = [check for check in file.checks if isinstance(check, Check)]
    marks = Marks(filing, checks, file)
    writer = _Writer(titles, lang, markdown)
    figures = [marks.told(number, lang) for number in range(len(marks.things))]
    told = [writer.check(told_check(check, marks, lang), figures) for check in checks]
    found = []
    for thing, figure in zip(marks.things, figures, strict=True):
        parts = [writer.head(figure), *(told[number] for number in figure.get("c", ()))]
        if "r" in figure:
            parts.append(f"{say(lang, 'html-why')}{say(lang, 'html-colon')}{writer.plain(figure['r'])}")
        found.append({"range": lines.range(thing.place), "text": writer.join(dict.fromkeys(parts))})
    return found


class _Writer:
    """Checks in words, as Markdown or as plain text."""

    def __init__(self, titles: Mapping[str, str], lang: str, markdown: bool):
        self.titles = titles
        self.lang = lang
        self.plain: Callable[[str], str] = (lambda text: _ACTING.sub(r"\\\1", text)) if markdown else str
        self._strong = "**{}**" if markdown else "{}"
        self._line = "  \n" if markdown else "\n"

    def join(self, parts: Mapping[str, None]) -> str:
        """Parts under each other."""
        return "\n\n".join(parts)

    def head(self, figure: Mapping[str, Any]) -> str:
        """The figure itself, what it is of, and how it fares."""
        words = [figure.get("l", ""), say(self.lang, f"html-state-{figure['s']}")]
        return " · ".join([self._strong.format(self.plain(figure["t"])), *(self.plain(word) for word in words if word)])

    def check(self, told: Mapping[str, Any], figures: list[dict[str, Any]]) -> str:
        """One check, a line for each thing that there is to say of it."""
        colon = say(self.lang, "html-colon")
        title = self.plain(f"{told['k']} {self.titles.get(told['k'], '')}".strip())
        head = f"{self._strong.format(title)}{colon}{say(self.lang, 'html-verdict-' + told['v'])}"
        return self._line.join([head, *map(self.plain, self._lines(told, figures, colon))])

    def _lines(self, told: Mapping[str, Any], figures: list[dict[str, Any]], colon: str) -> Iterator[str]:
        printed = _of(told["p"], figures)
        if " " in told.get("f", ""):
            yield told["f"]
        elif told.get("o"):  # a bare figure says nothing: it is which one that matters
            yield say(self.lang, "html-related") + colon + say(self.lang, "list-comma").join(self._operand(_of(each, figures)) for each in told["o"])
        if told.get("x"):
            yield say(self.lang, "html-against", a=printed["t"], x=told["x"])
        if told.get("n"):
            yield told["n"]
        if told["v"] == UNCHECKED and told.get("r"):
            yield told["r"]
        if told.get("u"):
            yield say(self.lang, "html-proof") + colon + told["u"]
        if told.get("q"):
            yield say(self.lang, "rivals", rivals=say(self.lang, "list-comma").join(told["q"]))
        if told.get("y"):
            yield say(self.lang, "slip", slip=told["y"])

    def _operand(self, figure: Mapping[str, Any]) -> str:
        words = f"{figure.get('l', '')} {figure['t']}".strip()
        return say(self.lang, "editor-operand", words=words, where=figure["w"])


def _of(reference: int | dict[str, Any], figures: list[dict[str, Any]]) -> dict[str, Any]:
    """The figure that a check refers to."""
    return figures[reference] if isinstance(reference, int) else reference
