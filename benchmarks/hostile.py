"""Time inputs that are made to be slow, against a usual text of the same length in the same run.

    python benchmarks/hostile.py

How the time grows with the length is what ``growth.py`` tells.
"""

import time
from collections.abc import Callable
from pathlib import Path

from auditlint import check_text
from auditlint.model.document import Document
from auditlint.readers import read
from auditlint.readers.builder import Builder, GridCell
from auditlint.reading import read_filing

SAMPLES = Path(__file__).parent.parent / "sample_reports"

_HEAD = (
    "支出决算表\n单位：万元\n项目\n本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出\n类 款 项\n"
    "合计 9,999.00 7,000.00 2,999.00\n205 教育支出 9,999.00 7,000.00 2,999.00\n205 02 普通教育 9,999.00 7,000.00 2,999.00\n"
)


def _contradictions() -> str:
    lines = [f"{n}. 某项目{n}支出{n}.00万元，比上年增加{n + 1}.00万元，增长{n % 90}.37%。" for n in range(1, 3334)]
    return "2023年度部门决算\n一、收入支出决算总体情况说明\n" + "\n".join(lines)


def _ambiguous() -> str:
    return _HEAD + "".join(f"205 02 {n:02} 某科目 1.00 1.00\n" for n in range(1, 100)) * 20


def _cells() -> Document:
    builder = Builder("a.docx", "docx")
    builder.paragraph("支出决算表")
    builder.table([[GridCell("某某") for _ in range(100)] for _ in range(2000)])
    return builder.finish()


TEXTS: dict[str, Callable[[], str]] = {
    "10,000 figures that contradict each other": _contradictions,
    "2,000 rows that read in many ways": _ambiguous,
    "one line of 200,000 digits": lambda: "收入总计" + "9" * 200_000 + "万元。",
    "100,000 brackets": lambda: "支出（" * 100_000 + "1.00万元",
    "a list of 5,000 shares": lambda: "本年支出10.00万元，其中：" + "".join(f"项目{n}支出{n}.10万元，占0.01%；" for n in range(5000)),
    "lists within lists": lambda: "".join(f"其中：支出{n}.10万元，甲{n}.00万元，乙0.10万元。" for n in range(5000)),
    "a row of 2,000 amounts": lambda: _HEAD + " ".join(f"{n}.00" for n in range(2000)),
    "300 filings in one file": lambda: "".join(f"某{n}局2023年度部门决算\n第一部分 概况\n一、职责。\n第二部分 说明\n支出{n}.00万元。\n" for n in range(300)),
}


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    usual = "\n".join(read(path.read_bytes(), path.name).text for path in sorted(SAMPLES.glob("*.txt"))[:4])
    check_text(usual)
    each = min(_seconds(lambda: check_text(usual)) for _ in range(3)) / len(usual)
    print(f"usual text: {each * 1e6:.2f} us a character")
    for name, make in TEXTS.items():
        text = make()
        seconds = _seconds(lambda text=text: check_text(text))  # type: ignore[misc]
        print(f"{name}: {len(text)} characters, {seconds:.2f} s = {seconds / each / len(text):.2f} times the usual text")
    document = _cells()
    print(f"a head of 2,000 x 100 words: {_seconds(lambda: read_filing(document)):.2f} s")


if __name__ == "__main__":
    main()
