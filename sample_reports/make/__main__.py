"""Writes the filing in every format beside the other samples: ``python -m sample_reports.make [FOLDER]``."""

import json
import sys
from pathlib import Path
from typing import Any

from . import excel, pdf, plain, word
from .blocks import Block, Fault, Table, Text, apply
from .faults import FAULTS
from .figures import NAME, YEAR
from .narrative import filing

STEM = f"{NAME} {YEAR}年度部门决算"
FOLDER = Path(__file__).parent.parent
Place = dict[str, Any]


def files() -> dict[str, bytes]:
    """Every file by its name."""
    out: dict[str, bytes] = {}
    for mark, faults in (("", []), ("（有误）", FAULTS)):
        blocks = filing()
        cells = apply(blocks, faults)
        stem = STEM + mark
        document, pages = pdf.pdf(blocks)
        out[f"{stem}.txt"] = plain.text(blocks).encode("utf-8")
        out[f"{stem}.html"] = plain.html(blocks).encode("utf-8")
        out[f"{stem}.docx"] = word.docx(blocks)
        out[f"{stem}.pdf"] = document
        out[f"{stem}附表.xlsx"] = excel.xlsx(blocks)
        out[f"{stem}说明.docx"] = word.docx([block for block in blocks if isinstance(block, Text)])
        lines = _lines(blocks, faults, cells)
        out[f"{stem}.expected.json"] = _expected(faults, "txt", lines)
        celled = [{**line, **_cell(blocks, fault, cells[at])} for at, (line, fault) in enumerate(zip(lines, faults, strict=True))]
        for form in ("html", "docx"):
            out[f"{stem}.{form}.expected.json"] = _expected(faults, form, celled)
        sheets = [_sheet(blocks, fault, cells[at]) for at, fault in enumerate(faults)]
        out[f"{stem}附表.xlsx.expected.json"] = _expected(faults, "xlsx", sheets)
        told = [block for block in blocks if isinstance(block, Text)]
        alone = [{"line": _line_of(told, fault)} if cells[at] is None else None for at, fault in enumerate(faults)]
        out[f"{stem}说明.docx.expected.json"] = _expected(faults, "说明", alone)
        out[f"{stem}.pdf.expected.json"] = _expected(faults, "pdf", [{"pages": sorted(set(pages[fault.block]))} for fault in faults])
    return out


def _expected(faults: list[Fault], form: str, places: list[Any]) -> bytes:
    """What must be found in a file; ``None`` for a place leaves out a fault that does not stand there."""
    entries = []
    for fault, place in sorted(zip(faults, places, strict=True), key=lambda pair: (pair[1] or {}).get("line", 0)):
        if place is None:
            continue
        entry = {**place, "text": fault.text, "was": fault.was, "kind": fault.kind, "severity": fault.severity, "explanation": fault.explanation}
        if form in fault.missed:
            entry["not_found"] = fault.missed[form]
        entries.append("  " + json.dumps(entry, ensure_ascii=False))
    return ("[\n" + ",\n".join(entries) + "\n]\n" if entries else "[]\n").encode("utf-8")


def _height(block: Block) -> int:
    """How many lines a block is."""
    return 1 if isinstance(block, Text) else 2 + len(block.head) + len(block.rows) + bool(block.note)


def _line_of(blocks: list[Any], fault: Fault) -> int:
    at = next(number for number, block in enumerate(blocks) if block.name == fault.block)
    return sum(map(_height, blocks[:at])) + 1


def _lines(blocks: list[Block], faults: list[Fault], cells: dict[int, tuple[int, int] | None]) -> list[Place]:
    """The line of each fault, which is the same in text, in a web page and in a Word document."""
    places = []
    for at, fault in enumerate(faults):
        line, cell = _line_of(blocks, fault), cells[at]
        table = next(block for block in blocks if block.name == fault.block)
        places.append({"line": line if cell is None or not isinstance(table, Table) else line + 2 + len(table.head) + cell[0]})
    return places


def _cell(blocks: list[Block], fault: Fault, cell: tuple[int, int] | None) -> Place:
    table = next(block for block in blocks if block.name == fault.block)
    return {"cell": _named(len(table.head) + cell[0], cell[1])} if cell is not None and isinstance(table, Table) else {}


def _sheet(blocks: list[Block], fault: Fault, cell: tuple[int, int] | None) -> Place | None:
    table = next(block for block in blocks if block.name == fault.block)
    if cell is None or not isinstance(table, Table):
        return None
    return {"sheet": excel.sheet_name(table), "cell": _named(excel.BEFORE + len(table.head) + cell[0], cell[1])}


def _named(row: int, column: int) -> str:
    """The name of a cell by its row and column from 0; no table here has more than 26 columns."""
    return f"{chr(ord('A') + column)}{row + 1}"


def main() -> None:
    """Write all files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for name, data in files().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
