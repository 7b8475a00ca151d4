"""Time inputs that are made to be slow: many contradictions, ambiguous tables, wide heads, long lines.

    python benchmarks/hostile.py
"""

import time
from collections.abc import Callable

from auditlint.desk.run import check_text
from auditlint.readers.builder import Builder, GridCell
from auditlint.reading import read_filing

_HEAD = (
    "支出决算表\n单位：万元\n项目\n本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出\n类 款 项\n"
    "合计 9,999.00 7,000.00 2,999.00\n205 教育支出 9,999.00 7,000.00 2,999.00\n205 02 普通教育 9,999.00 7,000.00 2,999.00\n"
)


def _contradictions() -> str:
    lines = [f"{n}. 某项目{n}支出{n}.00万元，比上年增加{n + 1}.00万元，增长{n % 90}.37%。" for n in range(1, 3334)]
    return "2023年度部门决算\n一、收入支出决算总体情况说明\n" + "\n".join(lines)


def _ambiguous() -> str:
    return _HEAD + "".join(f"205 02 {n:02} 某科目 1.00 1.00\n" for n in range(1, 100)) * 20


def _cells(rows: int, columns: int) -> None:
    builder = Builder("a.docx", "docx")
    builder.paragraph("支出决算表")
    builder.table([[GridCell("某某") for _ in range(columns)] for _ in range(rows)])
    read_filing(builder.finish())


CASES: dict[str, Callable[[], object]] = {
    "10,000 figures that contradict each other": lambda: check_text(_contradictions()),
    "2,000 rows that read in many ways": lambda: check_text(_ambiguous()),
    "a head of 2,000 x 100 words": lambda: _cells(2000, 100),
    "one line of 200,000 digits": lambda: check_text("收入总计" + "9" * 200_000 + "万元。"),
    "100,000 brackets": lambda: check_text("支出（" * 100_000 + "1.00万元"),
}


def main() -> None:
    for name, work in CASES.items():
        begun = time.perf_counter()
        work()
        print(f"{name}: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
