"""What sentences reckon themselves: 20.50 万元（28 人×122 天×60 元/人/天）, unit prices, and the mean of the people of all months."""

from decimal import Decimal

from ...language import every
from ...model.arithmetic import Constant, Operand, total
from ...model.figure import Figure
from ...model.listings import Average, ProseProduct
from ...startup import pattern
from .products import PERIOD
from .setting import Setting

_NUMBER, _TERM, _FACTOR = pattern(r"\d[\d,]*(?:\.\d+)?"), pattern(r"[^+＋]+"), pattern(r"[^×]+")
#: How far a price may stand behind its bracket, months before the people that were there, and the mean before those.
_PRICE, _MONTHS, _NEAR = 12, 8, 4
#: How many words may stand between a count and what it costs.
_APART = 4

Run = list[tuple[int, int, Figure]]


def read_formulas(setting: Setting, goals: list[tuple[int, int]]) -> set[int]:
    """Read formulas and the prices of goals; the figures that are taken are told."""
    told = _formulas(setting)
    for start, end in goals:
        told |= _prices(setting, start, end)
    return told


def _formulas(setting: Setting) -> set[int]:
    """20.50 万元（28 人×122 天×60 元/人/天）: the sentence itself multiplies."""
    taken: set[int] = set()
    for found in every("product.formula", setting.text):
        start, end = found.match.span("terms")
        inside = setting.within(start, end)
        stated = inside.start - 1
        pieces = [piece.span() for piece in _TERM.finditer(setting.text, start, end)]
        terms = [term for first, last in pieces if (term := _factors(setting, first, last)) is not None]
        if stated >= 0 and setting.stop(stated) == found.start and setting.is_money(stated) and len(terms) == len(pieces):
            figure = setting.figures[stated]
            product = terms[0] if len(terms) == 1 else total(terms)
            claim = ProseProduct(figure, [product], figure.section)
            claim.strict = True
            if figure.shift and not any(setting.is_money(index) for index in inside):  # 5.40 万元（3×1.8）: in 元, or as the amount before it
                scaled = product * Constant(Decimal(1).scaleb(figure.shift), f"1{figure.unit}")
                claim.readings = sorted((scaled, product), key=lambda each: abs((each.exact or Decimal()) - figure.exact))
            setting.filing.trace(figure.start, found.shape.name)
            setting.add(claim)
            taken.update(inside)
    return taken


def _factors(setting: Setting, start: int, end: int) -> Operand | None:
    """The product that words with × in them tell; what is no figure (122 天) is taken as it stands."""
    product: Operand | None = None
    for piece in _FACTOR.finditer(setting.text, start, end):
        numbers = list(_NUMBER.finditer(setting.text, *piece.span()))
        if len(numbers) != 1:
            return None
        number = numbers[0].group()
        index = setting.within(numbers[0].start(), piece.end())
        factor: Operand = setting.figures[index.start] if index else Constant(Decimal(number.replace(",", "")), number)
        product = factor if product is None else product * factor
    return product


def _prices(setting: Setting, start: int, end: int) -> set[int]:
    """编织袋 6 万条 12.24 万元（单价 2.04 元/条）."""
    taken: set[int] = set()
    for found in every("product.price", setting.text[start:end]):
        at = start + found.start
        price = setting.within(at, at + _PRICE)
        count, stated = price.start - 2, price.start - 1
        if len(price) != 1 or count < 0 or setting.stop(stated) != at or not setting.is_money(stated) or not setting.is_money(price.start):
            continue
        if not setting.is_money(count) and len(setting.around(stated).gap) < _APART:
            figures = setting.figures
            claim = ProseProduct(figures[stated], [figures[count] * figures[price.start]], figures[stated].section)
            claim.firm = True
            setting.filing.trace(figures[stated].start, found.shape.name)
            setting.add(claim)
            taken.update((stated, price.start))
    return taken


def read_means(setting: Setting, inside: list[int]) -> None:
    """1-8 月 26 人，9-12 月 3 人 beside a number of people: their average over the year; ``inside`` are the counts of tables."""
    run: Run = []
    for index in inside:
        figure = setting.figures[index]
        if setting.find("product.staffed", index, setting.around(index).between) is None:
            continue
        months = PERIOD.search(setting.text, max(0, figure.start - _MONTHS), figure.start)
        if months is None or not months["last"]:
            continue
        first, last = int(months["first"]), int(months["last"])
        run = [*run, (first, last, figure)] if run and run[-1][1] + 1 == first else [(first, last, figure)]
        if last == 12 and run[0][0] == 1 and len(run) > 1:
            _mean(setting, run)


def _mean(setting: Setting, run: Run) -> None:
    """The number of people that the row gives as what was reached."""
    before = setting.at(run[0][2].start) - 1
    for index in range(before, max(-1, before - _NEAR), -1):
        if setting.find("product.mean", index, setting.around(index).between) is not None:
            figure = setting.figures[index]
            terms: list[Operand] = [people * Constant(last - first + 1, f"{last - first + 1}") for first, last, people in run]
            claim = Average(figure, [total(terms) / Constant(12)], figure.section)
            claim.doubtful = True
            setting.add(claim)
            return
