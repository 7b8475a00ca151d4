"""What a filing must contain: by kind (决算 or 预算), by who files (部门 or 单位), and by year."""


from auditlint.field import BUDGETED, SEPARATE, SPENT, Form, Fund, Published, forms
from auditlint.model import Filing
from auditlint.model.filing import DEPARTMENT, UNIT
from auditlint.named import NamedTuple

#: What a page about the public expenses alone says in its title.
_PUBLICS = "三公"
PROFILES = ("部门决算", "单位决算", "部门预算", "单位预算")
#: From this year on performance has to be reported.
PERFORMANCE_SINCE = 2018


class Profile(NamedTuple):
    """What kind of filing it is: ``kind`` 决算 or 预算, ``who`` 部门 or 单位, ``year`` the year it is for.

    A page about one subject alone, such as the 三公 expenses of a county, has no kind, and nothing is demanded of it.
    """

    kind: str
    who: str
    year: int | None

    def since(self, year: int) -> bool:
        """Whether it is for ``year`` or later; one of an unknown year is."""
        return self.year is None or self.year >= year


class Demand(NamedTuple):
    """Something that must be there.

    ``pattern`` is what shows that it is; ``topic`` are words of the heading under which it is missed; where the filing
    says that one of ``concepts`` is nil or zero, there is nothing to state.
    """

    name: str
    name_en: str
    pattern: str
    topic: str = ""
    concepts: tuple[str, ...] = ()


def profile_of(filing: Filing, named: str = "") -> Profile:
    """The profile of a filing: as the configuration names it, else as its first lines say."""
    if named:
        return Profile(named[2:], named[:2], filing.year)
    head = filing.document.text[:300]
    title = head.partition("\n")[0]
    if _PUBLICS in title and f"{DEPARTMENT}{filing.kind}" not in title:
        return Profile("", "", filing.year)
    single = f"{UNIT}{filing.kind}" in head and f"{DEPARTMENT}{filing.kind}" not in head
    return Profile(filing.kind, UNIT if single else DEPARTMENT, filing.year)


def sections(profile: Profile) -> list[Demand]:
    """The sections that a filing must have; the patterns are of their headings."""
    if not profile.kind:
        return []
    wanted = [
        Demand("主要职能", "main functions", r"职责|职能|概况|基本情况"),
        Demand("名词解释", "glossary", r"名词解释|名词说明"),
    ]
    if profile.who == DEPARTMENT:
        wanted.append(Demand("机构设置（单位构成）", "organisation", r"机构|构成|基本情况|概况"))
    if profile.kind == BUDGETED:
        return [
            *wanted,
            Demand("预算编制说明", "explanation of the budget", r"(?:编制|情况)说明|预算说明|收支.{0,8}情况"),
        ]
    wanted += [
        Demand(
            "收入支出决算总体情况",
            "overall revenue and expenditure",
            r"收入支出决算|收支总体|收支决算|收入决算|总体情况",
        ),
        Demand("收入决算情况", "revenue", r"(?<!拨款)收入(?:支出)?(?:决算|总体|情况)"),
        Demand("支出决算情况", "expenditure", r"(?<!拨款)(?<!基本)支出(?:决算|总体|情况)"),
        Demand("财政拨款收支情况", "fiscal appropriation", r"财政拨款(?:收入支出|收支|支出|收入)"),
        Demand("一般公共预算财政拨款支出情况", "general public budget", r"一般公共预算"),
        Demand("基本支出情况", "basic expenditure", r"基本支出"),
        Demand("“三公”经费情况", "the three public expenses", r"三公"),
        *(Demand(f"{fund.budget}情况", fund.name_en, fund.name) for fund in separate_funds(profile)),
    ]
    return wanted


def separate_funds(profile: Profile) -> list[Fund]:
    """The funds beside the general budget, of each of which a filing must say something."""
    return [fund for fund in SEPARATE if profile.since(fund.since)]


_MANY = r"(?:\d+|[一二三四五六七八九十]+)"


def statements(profile: Profile) -> list[Demand]:
    """The statements that a filing must make; the patterns are of its text."""
    if not profile.kind:
        return []
    wanted = [
        Demand(
            "机关运行经费",
            "operating costs of the office",
            r"机[关构]运行(?:经)?费[^。]{0,120}?(?:\d|无|不在|没有|未)|(?:无|没有|未)[^，。\n]{0,8}机[关构]运行",
            "机关运行",
        ),
        Demand(
            "政府采购",
            "government procurement",
            r"政府采购[^。]{0,60}?(?:\d|无|没有|未)|(?:无|没有|未)[^，。\n]{0,8}政府采购",
            "政府采购",
        ),
        Demand(
            "国有资产占用", "state assets", r"(?:车辆|固定资产|资产总额|国有资产)[^。]{0,60}?(?:\d|无|没有)", "国有资产"
        ),
        Demand("“三公”经费", "the three public expenses", r"三公[”\"’]?经费[^。]{0,60}?(?:\d|无|没有|未)", "三公"),
    ]
    if profile.since(PERFORMANCE_SINCE):
        wanted.append(Demand("预算绩效", "performance", r"绩效(?:评价|自评|目标|管理|监控)", "绩效"))
    if profile.kind == SPENT:
        wanted += _VISITS
    return wanted


_THREE = ("三公经费",)
_VISITORS = ("公务接待费", *_THREE)
_ABROAD = ("因公出国（境）费", *_THREE)
_CARS = ("公务用车购置及运行维护费", *_THREE)
_VISITS = [
    Demand(
        "国内公务接待批次", "number of receptions",
        rf"接待[^。\n]{{0,80}}?{_MANY}(?:个|批)|批次[^。\n]{{0,8}}?\d", "三公", _VISITORS,
    ),
    Demand(
        "国内公务接待人次", "persons received",
        r"(?:接待|批次?|来宾|来访)[^。\n]{0,60}?\d+(?:人|名)", "三公", _VISITORS,
    ),
    Demand(
        "因公出国（境）团组数", "groups sent abroad",
        rf"组团数?[^。\n]{{0,12}}?\d|(?<!来访)团组[^。\n]{{0,12}}?\d|{_MANY}个?(?:因公)?(?:出国)?团组", "三公", _ABROAD,
    ),
    Demand(
        "因公出国（境）人次", "persons sent abroad", r"(?:出国|(?<!来访)团组|组团)[^。\n]{0,60}?\d+人", "三公", _ABROAD,
    ),
    Demand(
        "公务用车购置数", "vehicles bought",
        r"(?:购置|更新|购入)[^。\n]{0,30}?\d+(?:辆|台)|\d+(?:辆|台)[^，。\n]{0,6}购置|(?:无|没有|未)[^，。\n]{0,8}(?:购置|更新)",
        "三公", ("公务用车购置费", *_CARS),
    ),
    Demand(
        "公务用车保有量", "vehicles held", r"(?:保有量|保有数|公务用车|公务车)[^。\n]{0,20}?\d+(?:辆|台)", "三公", _CARS,
    ),
]  # fmt: skip


def tables(profile: Profile) -> list[Form]:
    """The tables that a filing must have; their order and their numbers are free."""
    if not profile.kind:
        return []
    return [form for form in forms().forms if published(form, profile.kind) is not None and profile.since(form.since)]


def published(form: Form, kind: str) -> Published | None:
    """What a form is called in filings of a kind."""
    return form.accounts if kind == SPENT else form.budget


def table_named(title: str, known: list[Form], kind: str) -> Form | None:
    """The table that a title names: the longest title that it ends with wins."""
    if _PUBLICS in title:
        return next((form for form in known if form.publics), None)
    best: tuple[int, Form | None] = (0, None)
    for form in (*known, None):
        names = published(form, kind) if form is not None else None
        for words in names.titles if names is not None else forms().others:
            if title.endswith(words) and len(words) > best[0]:
                best = len(words), form
    return best[1]
