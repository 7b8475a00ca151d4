"""A reading and a rule pack of a few lines, so that the desk can be tested without the real ones."""

import re
from collections.abc import Iterator
from decimal import Decimal
from types import ModuleType

from auditlint.model import BROKEN, UNCHECKED, Check, Document, Figure, Filing, Word, expect, own, unchecked
from auditlint.registry import Example, Registry, collect, rule

FIGURE = re.compile(r"(?P<label>[一-龥]*)(?P<digits>[\d,]+\.\d+)(?P<unit>%|万元|人)")
WORD = re.compile("增长")


def read_filing(document: Document) -> Filing:
    """Every number with its unit, labelled with the words before it; every 增长 as a word."""
    filing = Filing(document)
    for match in FIGURE.finditer(document.text):
        digits, unit = match["digits"], match["unit"]
        end = match.end() if unit == "%" else match.end("digits")
        text = digits + ("%" if unit == "%" else "")
        places = len(digits.partition(".")[2])
        value = Decimal(digits.replace(",", ""))
        figure = Figure(text, value, unit, places, match.start("digits"), end, document)
        figure.label, figure.role, figure.section = match["label"], "决算", "二/一"
        filing.figures.append(figure)
    words = [Word("增长", match.start(), match.end(), document, 1) for match in WORD.finditer(document.text)]
    filing.claims_by_type[Word] = list(words)
    return filing


def facts(title: str, severity: str = "error") -> dict[str, object]:
    return {
        "severity": severity,
        "title": title,
        "title_en": "fake",
        "message": f"{title}不符",
        "message_en": "does not fit",
        "formula": "丙 = 甲 + 乙",
        "source": "想象",
        "good": (Example("甲1.00万元，乙2.00万元，丙3.00万元。"),),
        "bad": (Example("甲1.00万元，乙2.00万元，丙⟦4.00⟧万元。", "3.00"),),
    }


@rule("FAK001", "third-is-sum", **facts("第三个数"))
def third_is_sum(filing: Filing) -> Iterator[Check]:
    """每三个数中，第三个是前两个之和。

    除此之外没有例外。
    """
    figures = filing.figures
    for first, second, third in zip(figures[::3], figures[1::3], figures[2::3], strict=False):
        yield expect(third, first + second)
    for figure in figures[len(figures) // 3 * 3 :]:
        yield unchecked(figure, own("凑不成三个", "there is no third"))


@rule("FAK002", "no-growth", **facts("增长", "warning"))
def no_growth(filing: Filing) -> Iterator[Check]:
    """这里没有什么会增长。"""
    for word in filing.claims_by_type[Word]:
        yield Check(word, "=", None, BROKEN).instead("下降").beside(filing.figures[:1])  # what is said to grow


@rule("OFF001", "off-by-default", default=False, **facts("默认不启用", "note"))
def off_by_default(filing: Filing) -> Iterator[Check]:
    """要选了才用。"""
    for figure in filing.figures[:1]:
        yield Check(figure, "=", None, UNCHECKED).graded("note")


@rule("OFF002", "raises", default=False, **facts("出错"))
def raises(filing: Filing) -> Iterator[Check]:
    """总是出错。"""
    yield unchecked(filing.figures[0], own("先出一个", "one first"))
    raise ZeroDivisionError("除以零")


@rule("RUN001", "same-in-all", scope="run", default=False, **facts("各文件第一个数相同"))
def same_in_all(filings: list[Filing]) -> Iterator[Check]:
    """比较各文件的第一个数。"""
    for filing in filings[1:]:
        yield expect(filing.figures[0], filings[0].figures[0])


def pack(name: str = "auditlint_rules") -> ModuleType:
    """A rule pack as a module."""
    module = ModuleType(name)

    def register(registry: Registry) -> None:
        import fakes

        collect(registry, fakes)

    module.register = register  # type: ignore[attr-defined]
    return module
