"""Performance tables: self-evaluations and goals, by their cells or, where these are not known, by what stands in a row."""

from typing import TYPE_CHECKING

from ...field import ALL, BUDGETED, FUNDS, fund_scope
from ...model.document import Document
from ...model.figure import Figure
from ...model.performance import OF_ALL, OF_PROJECT, SPENT, PerformanceTable
from ...model.phrasing import phrase
from ...startup import pattern
from ..regions import Region
from .funds import read_funds
from .grid import grid
from .indicators import read_indicators
from .sheet import Sheet

if TYPE_CHECKING:
    import regex

__all__ = ["read_performance"]

_FUNDS = pattern(r"年\s*初\s*(?:预|批|安)|全\s*年\s*预|调\s*整\s*后?\s*预|预\s*算\s*执\s*行\s*数|资\s*金\s*总\s*额|预\s*算\s*金\s*额|当\s*年\s*预\s*算|预\s*算\s*数\s*[：:]")
_GOALS = pattern(
    r"年\s*度\s*总\s*体\s*目\s*标|总\s*体\s*目\s*标|预\s*期\s*目\s*标|年\s*度\s*总?\s*体?\s*绩?\s*效?\s*目\s*标|总\s*体\s*绩\s*效\s*目\s*标"
)
_GOALS_END = pattern(r"实\s*际\s*完\s*成\s*情\s*况|完\s*成\s*情\s*况")
_INDICATORS = pattern(r"一\s*级\s*(?:指|二\s*级)|三\s*级\s*指|指\s*标\s*名\s*称")
#: The name of the project, and what may be the rest of it on the next lines.
_PROJECT = pattern(r"项\s*目\s*名\s*称[：:\s]*((?:[^\s]+ ?)+)([^管位]{0,60})")
#: What is said before an amount of the goals that is all the money of the table: spent, or planned.
_TOLD = pattern(
    r"(?:(共计?支出|共计?支付|使用资金|实际支出|累计支出)|计划(?:总?投入|补助资金|安排资金|使用资金|发放补助)|预算(?:经费|资金)?安排)了?\n?(\d[\d,.]*)万"
)
#: Whose a table is: a project's, as its title says or its first row, or the whole department's.
_PROJECT_TITLE = pattern(r"(?!.*整体).*项目")
_OF_WHOLE = "整体"
#: The name of a project stands within so many characters.
_HEAD = 400
#: Why a figure that the table did not take is not checked.
_IN_GOALS, _IN_INDICATORS, _NOT_READ = phrase("of-goals"), phrase("of-indicators"), phrase("performance-unread")


def read_performance(document: Document, region: Region, figures: list[Figure]) -> tuple[list[PerformanceTable], list[Figure]]:
    """Read the table of a region, which may hold several projects.

    Returns the tables in which anything was read (a title may be printed twice) with all figures of the region in order: those of the tables, and those of ``figures`` (what
    the lexer found in the region) that stand in its prose or were not understood.
    """
    sheet = Sheet(document, region.paragraphs[0].first, region.paragraphs[-1].last, figures)
    text = sheet.text
    title, _, _ = text.partition("\n")
    title = "".join(title.split())
    kind = OF_PROJECT if _PROJECT_TITLE.match(title) or _OF_WHOLE not in title and _PROJECT.search(text[:_HEAD]) else OF_ALL
    table = PerformanceTable(title, kind)
    _identify(table, text)
    sheet.section = table.section
    funds = _FUNDS.search(text, len(title))
    goals = _GOALS.search(text, funds.end() if funds is not None else len(title))
    rows = _INDICATORS.search(text, goals.end() if goals is not None else len(title))
    cells = grid(sheet)
    if funds is not None:
        stop = min([match.start() for match in (goals, rows) if match is not None], default=len(text))
        read_funds(sheet, table, cells, funds.start(), stop)
    tables = [table]
    if rows is not None:
        tables += read_indicators(sheet, table, cells, rows.start())
        if goals is not None:
            _mark_prose(sheet, table, goals, rows)
    return [each for each in tables if each.total is not None or each.tasks or each.indicators or each.targets], _merge(sheet, table)


def _identify(table: PerformanceTable, text: str) -> None:
    """The project and the fund that its name or its title names."""
    if table.kind == OF_PROJECT:
        name = _PROJECT.search(text[:_HEAD])
        if name is not None:
            table.project = "".join(name.group(1).split())[:60]
        scope = fund_scope("".join(name.group().split())) if name is not None else ""
        table.scope = scope if scope in FUNDS else ""
    else:
        table.scope = ALL
    table.section = f"绩效自评/{table.project or table.kind}"


def _mark_prose(sheet: Sheet, table: PerformanceTable, goals: "regex.Match[str]", rows: "regex.Match[str]") -> None:
    start = goals.end()
    heads = _GOALS_END.search(sheet.text, start, min(rows.start(), start + 40))
    if heads is not None:
        start = heads.end()
    text = sheet.text
    while start < rows.start() and text[start].isspace():
        start += 1
    stop = rows.start()
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start >= stop:
        return
    first, last = sheet.offset(start), sheet.offset(stop - 1) + 1
    table.prose.append((first, last))
    for match in _TOLD.finditer(sheet.document.text, first, last):
        figure = sheet.known.get(match.start(2))
        if figure is not None:
            table.told.append((SPENT if match[1] else BUDGETED, figure))


def _merge(sheet: Sheet, table: PerformanceTable) -> list[Figure]:
    """The figures of the table and those of the lexer that it did not take, in reading order."""
    for figure in sheet.known.values():
        figure.section = table.section
        if not figure.reason:
            told = any(start <= figure.start < end for start, end in table.prose)
            figure.reason = _IN_GOALS if told else _IN_INDICATORS if table.indicators else _NOT_READ
    return sorted([*sheet.made.values(), *sheet.known.values()], key=lambda figure: figure.start)
