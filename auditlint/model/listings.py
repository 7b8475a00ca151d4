"""What a filing counts and reckons in words: announced lists, counts, and the sums and products of its sentences."""

from decimal import Decimal

from .arithmetic import Constant, Operand, Product
from .claims import Claim
from .document import Document
from .figure import SHIFT, Figure, Word
from .phrasing import Phrase

#: What a :class:`Listing` names: units and the like, the tables of the filing, its self-evaluations.
NAMES, TABLES, FORMS = "名称", "表", "自评表"
#: What a :class:`Presence` is of: what money is spent on that things or people are counted for.
HOSTING, ABROAD, BUYING, RUNNING = "接待", "出国", "购置", "运行"
#: What an :class:`AtLeast` or a :class:`Presence` counts.
PEOPLE, BATCHES, GROUPS = "人数", "批次", "团组"


class InUnit(Product):
    """A figure whose unit the sentence leaves out: 甲 1357.18 万元，其他 1901.93，共计 3259.11 万元."""

    __slots__ = ()

    def __init__(self, figure: Figure, unit: str):
        super().__init__(figure, Constant(Decimal(1).scaleb(SHIFT.get(unit, 0) - figure.shift), unit))

    def formula(self, lang: str = "zh") -> str:
        return self.left.formula(lang)


class Listing(Claim):
    """下设 7 个处室，分别是：甲、乙、丙 ...: an announced count and how many things are listed.

    ``readings`` are the numbers of things that the words can be read as, the most natural first; ``firm`` tells that
    each of them looks like a name.  ``what`` is 名称 for names in a list, 表 for the tables of the filing.
    """

    __slots__ = ("count", "announced", "readings", "firm", "what")

    def __init__(
        self, count: Figure | Word, announced: int, readings: tuple[int, ...], firm: bool, what: str, section: str
    ):
        super().__init__(section)
        self.count = count
        self.announced = announced
        self.readings = readings
        self.firm = firm
        self.what = what


class Named(Claim):
    """人员经费 a 万元，主要包括：甲、乙、丙: the names that the filing gives; ``whole`` is the word that they are parts of.

    ``complete`` tells that the list does not end in 等.
    """

    __slots__ = ("whole", "names", "complete")

    def __init__(self, whole: Word, names: list[Word], complete: bool, section: str):
        super().__init__(section)
        self.whole = whole
        self.names = names
        self.complete = complete


class Tally(Claim):
    """Counts that make up another: 项目 8 个 ... 优 6 个、良 2 个.

    ``complete`` tells that the words leave nothing out, so that the parts make the whole and not only fit into it, and
    ``sure`` that they can mean nothing else.
    """

    __slots__ = ("whole", "parts", "complete", "sure")

    def __init__(self, whole: Figure, parts: list[Figure], complete: bool, section: str):
        super().__init__(section)
        self.whole = whole
        self.parts = parts
        self.complete = complete
        self.sure = complete and len(parts) > 2


class Presence(Claim):
    """Two things that are there together or not at all: 公务接待费 and 接待批次.

    ``counts`` are one or more counts, ``cause`` the amount (or count) that goes with them; ``kind`` is 接待, 出国, 购置,
    运行, 人数 or 车型.
    """

    __slots__ = ("counts", "cause", "kind")

    def __init__(self, counts: list[Figure], cause: Figure, kind: str, section: str):
        super().__init__(section)
        self.counts = counts
        self.cause = cause
        self.kind = kind


class AtLeast(Claim):
    """A count that another cannot pass: 人次 is at least 批次.  ``kind`` is 批次 or 团组."""

    __slots__ = ("more", "less", "kind")

    def __init__(self, more: Figure, less: Figure, kind: str, section: str):
        super().__init__(section)
        self.more = more
        self.less = less
        self.kind = kind


class Repeat(Claim):
    """One set of projects spoken of several times: how many they are, and the amount each time."""

    __slots__ = ("counts", "amounts")

    def __init__(self, counts: list[Figure], amounts: list[Figure], section: str):
        super().__init__(section)
        self.counts = counts
        self.amounts = amounts


class Numbering(Claim):
    """The numbers of sibling paragraphs in the order they stand: the value, the start and the length of each."""

    __slots__ = ("marks", "document")

    def __init__(self, marks: list[tuple[int, int, int]], document: Document):
        super().__init__()
        self.marks = marks
        self.document = document

    @property
    def values(self) -> list[int]:
        """The numbers alone."""
        return [value for value, _, _ in self.marks]

    def word(self, at: int) -> Word:
        """The number of a sibling as it is printed."""
        value, start, size = self.marks[at]
        return Word(self.document.text[start : start + size], start, start + size, self.document, value)


class ProseSum(Claim):
    """A sum told in a sentence: 甲 60.50 万元，乙 5.7 万元，合计 66.2 万元.

    ``readings`` are the lists of parts that the words allow, the most natural first.  ``complete`` tells that the words
    leave nothing out, ``firm`` that the parts can be nothing else, ``left`` that the last part is what was left over, or, where they
    are not complete, that the parts cannot be more than the whole.
    """

    __slots__ = ("whole", "readings", "complete", "firm", "left")

    def __init__(self, whole: Figure, readings: list[list[Operand]], complete: bool, firm: bool, section: str):
        super().__init__(section)
        self.whole = whole
        self.readings = readings
        self.complete = complete
        self.firm = firm
        self.left = False


class ProseProduct(Claim):
    """A product told in a sentence: 26 名，每人每月 1200 元，发放 12 次，共 37.44 万元.

    ``readings`` are the expressions that the words allow, the most natural first; where there is none, ``reason`` says
    why.  ``strict`` tells that every factor is named for what it is, ``firm`` that the amount can hardly be anything else,
    ``doubtful`` that a factor is not printed but worked out from the words.
    """

    __slots__ = ("stated", "readings", "strict", "firm", "doubtful", "factors")

    def __init__(self, stated: Figure, readings: list[Operand], section: str, reason: Phrase | None = None):
        super().__init__(section, reason)
        self.stated = stated
        self.readings = readings
        self.strict = False
        self.firm = False
        self.doubtful = False
        self.factors: list[Figure] = []


class Average(Claim):
    """人均接待费 127.57 元: an amount over a count, each with the figures that may be meant.

    ``doubtful`` tells that the words leave room for another average, ``nearest`` that it is one of the only amount and number of its sentence.
    """

    __slots__ = ("stated", "readings", "doubtful", "nearest")

    def __init__(self, stated: Figure, readings: list[Operand], section: str):
        super().__init__(section)
        self.stated = stated
        self.readings = readings
        self.doubtful = self.nearest = False


class Equation(Claim):
    """三公经费控制率=（44.72 万元/55.83 万元）×100%=80.10%: a rate or an amount with the equation that the sentence prints for it."""

    __slots__ = ("stated", "value")

    def __init__(self, stated: Figure, value: Operand, section: str):
        super().__init__(section)
        self.stated = stated
        self.value = value


class PerUnit(Claim):
    """车均运行费 x 元: an amount for each of something, with the figures before it that it may be reckoned from."""

    __slots__ = ("stated", "before")

    def __init__(self, stated: Figure, before: list[Figure]):
        super().__init__(stated.section)
        self.stated = stated
        self.before = before
