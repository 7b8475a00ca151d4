"""Right tables made by chance, as extractors of text leave them: in columns, with names over several lines and pages, by tabs, or without columns."""

from itertools import zip_longest
from random import Random
from unicodedata import east_asian_width

import pytest
from spoiling import Rows, Spoilt, altered, numeric, spoilt, tables

from auditlint import check_text
from auditlint.model import Report

SEEDS = range(25)
_FRONT = "某市教育局2024年度部门决算\n\n"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _wrapped(text: str, room: int) -> list[str]:
    return [text] if numeric(text) or _width(text) <= room else [text[: room // 2], *_wrapped(text[room // 2 :], room)]


def _padded(text: str, room: int, right: bool) -> str:
    blank = " " * (room - _width(text))
    return blank + text if right else text + blank


def _in_columns(random: Random, rows: Rows) -> list[str]:
    """Lines whose cells stand in columns; long names go over several lines, the amounts beside the first, the middle or the last of them."""
    room, gap, right, height = random.choice((16, 24, 60)), random.randint(1, 4), random.random() < 0.5, random.randrange(3)
    cells = [[_wrapped(cell, room) for cell in row] for row in rows]
    widths = [max(_width(text) for cell in column for text in cell) for column in zip_longest(*cells, fillvalue=[""])]
    lines = []
    for row in cells:
        tall = max(map(len, row))
        set_off = [[""] * ((tall - len(cell)) * height // 2) + cell for cell in row]
        for texts in zip_longest(*set_off, fillvalue=""):
            padded = (_padded(text, wide, right and numeric(text)) for text, wide in zip(texts, widths, strict=False))
            lines.append((" " * gap).join(padded).rstrip())
    return lines


def _over_pages(random: Random, rows: Rows) -> list[str]:
    """In columns, with the end of a page among the rows and the head once more or not."""
    lines = _in_columns(random, rows)
    between = [at for at in range(6, len(lines) - 2) if "." in lines[at - 1] and "." in lines[at]]
    if between:
        at = random.choice(between)
        lines[at:at] = ["", f"— {random.randint(1, 30)} —", "\f" + (lines[0] if random.random() < 0.5 else "")]
    return lines


def _by_tabs(_random: Random, rows: Rows) -> list[str]:
    return ["\t".join(row) for row in rows]


def _in_markdown(random: Random, rows: Rows) -> list[str]:
    gap = " " * random.randrange(2)
    lines = [f"|{gap}" + f"{gap}|{gap}".join(row) + f"{gap}|" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]


def _drawn(_random: Random, rows: Rows) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = ["│" + "│".join(_padded(cell, wide, False) for cell, wide in zip(row, widths, strict=True)) + "│" for row in rows]
    ruling = ["─" * wide for wide in widths]
    return [f"┌{'┬'.join(ruling)}┐", *f"\n├{'┼'.join(ruling)}┤\n".join(lines).split("\n"), f"└{'┴'.join(ruling)}┘"]


def _without_columns(_random: Random, rows: Rows) -> list[str]:
    return [" ".join(filter(None, row)) for row in rows]


def _cell_by_cell(_random: Random, rows: Rows) -> list[str]:
    return [cell for row in rows for cell in row if cell]


MANNERS = (_in_columns, _over_pages, _by_tabs, _in_markdown, _drawn, _without_columns, _cell_by_cell)


def _audited(random: Random, pages: list[Spoilt], manner) -> Report:
    text = "".join(f"\f{page.title}\n单位：万元\n" + "\n".join(manner(random, page.rows)) + "\n\n" for page in pages)
    return check_text(_FRONT + text)


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.__name__)
def test_a_right_table_is_read_and_accused_of_nothing(manner) -> None:
    figures = checked = 0
    for seed in SEEDS:
        random = Random(f"{seed} {manner.__name__}")
        report = _audited(random, tables(random), manner)
        assert [finding for finding in report.findings if finding.severity != "note"] == [], seed
        figures += len(report.files[0].filing.figures)
        checked += report.files[0].checked
    assert checked * 10 > figures * 9


@pytest.mark.parametrize(("manner", "least"), list(zip(MANNERS, (22, 20, 22, 22, 20, 16, 14), strict=True)), ids=lambda each: getattr(each, "__name__", str(each)))
def test_a_digit_mistyped_is_told(manner, least: int) -> None:
    told = 0
    for seed in SEEDS:
        random = Random(f"{seed} {manner.__name__}")
        report = _audited(random, spoilt(random, tables(random), altered), manner)
        told += any(finding.severity != "note" for finding in report.findings)
    assert told >= least, told
