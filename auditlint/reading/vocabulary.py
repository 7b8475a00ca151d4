"""The words of the field: canonical concepts, their aliases, fund scopes, and the families that make up a whole.

An alias must consume the whole label.  What may be left over is decoration: a year, 本年, the department's own name.
A label that is not consumed is unresolved and never compared with anything.
"""

from functools import lru_cache
from typing import NamedTuple

from ..startup import pattern

ALL, FISCAL, GENERAL, FUND, CAPITAL = "全部", "财政拨款", "一般公共", "政府性基金", "国有资本"
#: What is not 财政拨款.
OTHER = "非财政拨款"
#: The three funds that make up 财政拨款.
FUNDS = (GENERAL, FUND, CAPITAL)

#: Concepts that exist once in every fund scope; the scope comes from the label, the whole, or the section.
_SCOPED = {
    "收入总计": ("收入总计", "总收入", "收入决算总计", "收入总额", "收入预算总计", "收入总预算"),
    "支出总计": ("支出总计", "总支出", "支出决算总计", "支出总额", "支出预算总计", "支出总预算"),
    "收支总计": (
        "收支总计", "收入支出总计", "收支总额", "收支决算总计", "收入支出决算总计", "收入支出总体", "收支总体", "收入和支出总计",
        "收入、支出总计", "总收支", "收支总预算", "收支预算总额", "收入支出", "收支", "收支预算总计", "收入支出决算", "收支决算", "收支均", "收支总数",
        "收入总计和支出总计", "收入支出决算总额", "收支总", "收入支出总",
    ),
    "本年收入": (
        "本年收入", "本年收入合计", "收入合计", "当年收入", "当年收入合计", "收入", "收入决算", "收入决算合计", "本年收入决算",
        "本年度收入合计", "本年度收入", "收入预算", "当年预算收入", "年度预算收入", "预算收入",
    ),
    "本年支出": (
        "本年支出", "本年支出合计", "支出合计", "当年支出", "当年支出合计", "支出", "支出决算", "支出决算合计", "本年支出决算",
        "本年度支出合计", "本年度支出", "决算支出", "支出预算", "当年预算支出", "年度预算支出", "预算支出",
    ),
    "年初结转和结余": (
        "年初结转和结余", "上年结转和结余", "年初结转结余", "上年结转结余", "上年结转", "年初结余和结转", "年初结转及结余",
        "年初结转", "年初结余", "上年结转结余资金",
    ),
    "年末结转和结余": ("年末结转和结余", "年末结转结余", "结转下年", "年末结转及结余", "年末结转", "结转和结余", "年末结余",
                "年终结转结余资金", "年终结转结余", "年终结转和结余", "年终结转"),
    "基本支出": ("基本支出", "基本支出决算", "本年基本支出", "基本支出合计"),
    "项目支出": ("项目支出", "项目支出决算", "本年项目支出", "项目支出合计"),
    "人员经费": ("人员经费", "人员支出", "人员经费支出", "人员经费合计"),
    "公用经费": ("公用经费", "公用支出", "日常公用经费", "公用经费支出", "公用经费合计", "日常公用经费支出", "日常公用支出"),
    "工资福利支出": ("工资福利支出",),
    "商品和服务支出": ("商品和服务支出",),
    "对个人和家庭的补助": ("对个人和家庭的补助", "对个人和家庭补助支出", "对个人和家庭的补助支出", "对个人和家庭补助"),
    "资本性支出": ("资本性支出",),
    "机关工资福利支出": ("机关工资福利支出",),
    "机关商品和服务支出": ("机关商品和服务支出",),
    "三公经费": ("三公经费", "三公经费支出", "三公经费支出决算", "三公经费合计", "三公经费总支出", "三公经费决算", "三公"),
    "因公出国（境）费": (
        "因公出国（境）费", "因公出国（境）费用", "因公出国（境）经费", "因公出国（境）费支出", "因公出国（境）支出", "因公出国（境）",
        "因公出国（境）费用支出", "因公出国（境）经费支出", "因公出国支出", "因公出国费", "因公出国费用", "出国（境）费",
        "因公出国（境）费决算", "因公出国（境）费支出决算", "出国（境）经费",
    ),
    "公务用车购置及运行维护费": (
        "公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置及运行维护费支出", "公务用车购置及运行费支出",
        "公务用车费", "公车购置及运行维护费", "公务用车购置及运维费", "公务用车购置和运行费", "公务用车购置和运行维护费",
        "公务用车购置和运行维护费支出", "公务用车购置费及运行维护费", "公务用车购置费及运行维护费支出", "公务用车购置与运行维护费",
        "公务用车购置、运行维护费", "公务用车费支出", "公务用车支出", "公务用车购置及运行维护",
        "公务用车购置费和运行维护费", "公务用车购置及运行维护支出", "公务用车购置费及运行费", "公务用车经费",
    ),
    "公务用车购置费": ("公务用车购置费", "公务用车购置支出", "公务用车购置费支出", "公务用车购置", "公务用车购置经费", "公务用车购置费用", "公务用车购置费用支出"),
    "公务用车运行维护费": (
        "公务用车运行维护费", "公务用车运行费", "公务用车运行维护费支出", "公务用车运行费支出", "车辆运行费", "公务用车运行维护支出",
        "公车运行及维护费", "公车运行维护费", "公务用车运行支出", "公务用车运行维护", "公务用车运行维护经费",
        "公务用车运行维护费用", "公务用车运行维护费用支出", "公务用车运行费用", "公务用车运行费用支出",
    ),
    "公务接待费": (
        "公务接待费", "公务接待费支出", "公务接待支出", "公务接待费用", "公务接待", "公务接待经费", "公务接待费用支出",
    ),
    "会议费": ("会议费", "会议费支出"),
    "培训费": ("培训费", "培训费支出"),
}  # fmt: skip

#: Concepts of which there is one in a filing, whatever the section.
_PLAIN = {
    "使用非财政拨款结余": (
        "使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", "使用非财政拨款结余和专用结余", "用事业基金弥补收支差额",
        "使用非财政拨款结余(含专用结余)", "使用专用结余", "非财政拨款结余",
    ),
    "结余分配": ("结余分配", "本年结余分配"),
    "财政专户管理教育资金": ("财政专户管理教育资金", "财政专户管理资金", "财政专户管理教育资金收入", "财政专户管理资金收入"),
    "上级补助收入": ("上级补助收入",),
    "事业收入": ("事业收入", "事业单位事业收入"),
    "经营收入": ("经营收入", "事业单位经营收入"),
    "附属单位上缴收入": ("附属单位上缴收入", "附属单位缴款"),
    "其他收入": ("其他收入", "其它收入"),
    "上缴上级支出": ("上缴上级支出", "上缴上级"),
    "经营支出": ("经营支出", "事业单位经营支出"),
    "对附属单位补助支出": ("对附属单位补助支出", "对附属单位补助", "附属单位补助支出"),
    "机关运行经费": (
        "机关运行经费", "机关运行经费支出", "机构运行经费", "行政参公单位机关运行经费", "机关运行费", "机关运行经费合计",
        "财政拨款的机关运行经费", "财政拨款安排的机关运行经费", "财政拨款机关运行经费", "机关运行经费财政拨款", "机关运行经费预算",
        "财政拨款的机关运行经费预算", "机关运行经费财政拨款预算",
    ),
    "政府采购支出": (
        "政府采购支出总额", "政府采购支出", "政府采购总额", "政府采购支出合计", "政府采购金额", "政府采购支出金额", "政府采购合计",
        "政府采购支出决算", "政府采购", "采购支出总额", "政府采购金额合计", "政府采购预算", "政府采购预算总额",
    ),
    "政府采购货物支出": ("政府采购货物支出", "货物采购金额", "货物支出", "货物采购支出", "政府采购货物", "货物类采购支出", "货物采购", "货物类", "货物类采购",
                 "政府采购货物预算", "货物"),
    "政府采购工程支出": ("政府采购工程支出", "工程采购金额", "工程支出", "工程采购支出", "政府采购工程", "工程类采购支出", "工程采购", "工程类", "工程类采购",
                 "政府采购工程预算", "工程"),
    "政府采购服务支出": ("政府采购服务支出", "服务采购金额", "服务支出", "服务采购支出", "政府采购服务", "服务类采购支出", "服务采购", "服务类", "服务类采购",
                 "政府采购服务预算", "服务"),
    "授予中小企业合同金额": ("授予中小企业合同金额", "授予中小企业合同", "授予中小企业的合同金额", "中小企业合同金额"),
    "授予小微企业合同金额": (
        "授予小微企业合同金额", "授予小微企业合同", "授予小型、微型企业合同金额", "授予小微企业的合同金额", "授予小型微型企业合同金额",
        "授予小型和微型企业合同金额",
    ),
    "固定资产原值": ("固定资产原值",),
    "房屋价值": ("房屋价值", "房屋原值"),
    "车辆价值": ("车辆价值", "车辆原值"),
    "公务用车保有量": ("公务用车保有量", "公务用车保有数", "公务用车保有数量", "财政拨款开支运行维护费的公务用车保有量",
               "开支财政拨款的公务用车保有量", "财政拨款开支的公务用车保有量", "公务用车年末保有量", "车辆保有量",
               "公务用车实有数", "公务用车实际保有量", "公务车保有量"),
    "公务用车购置数": ("公务用车购置数", "公务用车购置数量", "购置公务用车", "公务用车购置", "更新购置公务用车", "购置数", "购置车辆",
               "公务用车购置量", "新购置公务用车"),
    "车辆数": ("车辆", "共有车辆", "固定资产车辆", "车辆合计", "车辆共计", "车辆保有", "车辆总数"),
    "实有人数": ("实有人数", "年末实有人数", "实有人员", "实有在编人数", "年末实有人员"),
    "行政单位": ("行政单位", "行政机关"),
    "参公事业单位": ("参照公务员法管理的事业单位", "参照公务员法管理事业单位", "参公事业单位", "参公单位", "参照公务员管理的事业单位"),
    "事业单位": ("事业单位", "其他事业单位", "公益一类事业单位", "全额拨款事业单位"),
    "离退休人员": ("离退休人员", "离退休人数", "离退休"),
    "在职人员": ("在职人员", "在职人数", "在职"),
    "离休人员": ("离休人员", "离休人数", "离休"),
    "退休人员": ("退休人员", "退休人数", "退休"),
    "省部级领导用车": ("副部（省）级及以上领导用车", "副省级及以上领导用车", "部（省）级领导干部用车", "部级领导干部用车", "省级领导干部用车",
                "副部（省）级以上领导用车", "副省（部）级及以上领导用车", "省部级及以上领导用车", "部级及以上领导干部用车",
                "领导干部用车", "省级及以上领导用车"),
    "主要负责人用车": ("主要负责人用车", "主要领导干部用车", "主要领导用车", "主要负责人（领导）用车"),
    "机要通信用车": ("机要通信用车",),
    "应急保障用车": ("应急保障用车",),
    "执法执勤用车": ("执法执勤用车", "一般执法执勤用车"),
    "特种专业技术用车": ("特种专业技术用车", "特种专业用车"),
    "离退休干部用车": ("离退休干部用车", "离退休干部服务用车", "离退休干部用车服务"),
    "其他用车": ("其他用车", "其它用车"),
    "因公出国（境）团组": ("因公出国（境）团组", "因公出国（境）团组数", "出国（境）团组", "因公出国团组", "因公出国（境）"),
    "国内公务接待": ("国内公务接待", "国内公务接待批次", "公务接待", "接待", "公务接待批次"),
}  # fmt: skip

#: Concepts that are none of a fund's own and yet may be told of one fund alone: 一般公共预算拨款政府采购.
BY_FUND = frozenset(("政府采购支出", "政府采购货物支出", "政府采购工程支出", "政府采购服务支出"))
_FUND_NAMES = (
    (pattern(r"一般公共(?:预算|服务预算)?(?:当年)?(?:财政)?(?:拨款)?|公共预算(?:当年)?财政拨款|公共财政预算(?:拨款)?"), GENERAL),
    (pattern(r"政府性基金(?:预算)?(?:当年)?(?:财政)?(?:拨款)?"), FUND),
    (pattern(r"国有资本经营(?:预算)?(?:当年)?(?:财政)?(?:拨款)?"), CAPITAL),
    (pattern(r"财政(?:拨款|补助)"), FISCAL),
)
_ALIASES = {
    alias: (concept, scoped)
    for table, scoped in ((_PLAIN, False), (_SCOPED, True))
    for concept, aliases in table.items()
    for alias in aliases
}
#: Everything that filings are read for, by its standard name.
CONCEPTS = frozenset((*_PLAIN, *_SCOPED))


class Concept(NamedTuple):
    """A standard name, the fund scopes that there may be one of it in (none where a filing has only one), and what it is printed as."""

    name: str
    funds: tuple[str, ...]
    aliases: tuple[str, ...]


def concepts() -> list[Concept]:
    """Everything that filings are read for."""
    return [
        Concept(name, (ALL, FISCAL, *FUNDS) if scoped else (FISCAL, *FUNDS) if name in BY_FUND else (), tuple(alias for alias in aliases if alias != name))
        for table, scoped in ((_SCOPED, True), (_PLAIN, False))
        for name, aliases in table.items()
    ]


#: These alone say too little without a fund name before them.
_WEAK = frozenset(
    ("收入", "支出", "收入支出", "收支", "三公", "公务接待", "接待", "车辆", "货物", "工程", "服务", "因公出国（境）", "上年结转",
     "年初结余", "年末结余", "结转和结余", "收支均", "收入预算", "支出预算")
)  # fmt: skip
#: These are what they say only of somebody: 本单位预算收入, and not at the broken end of 培训费预算支出.
_HEADED = frozenset(("预算收入", "预算支出"))
_QUOTES = pattern(r"[“”\"'‘’「」『』《》\s]")
_DECORATION = pattern(
    r"(?:(?:截至|截止)?(?:20\d\d|本|当|全|该|上)?年(?:度|末|底|初)?|20\d\d|[我本该各]?(?:部门|单位|局|委|院|校|区|市|县|厅|办|中心|所|镇|乡|街道|系统|级|机关)"
    r"|[^，。；、]{2,14}(?:情况)?中|全年|合计|共计|总计|累计|共有?|的|年?度|相应|安排|使用|发生|实际|预计|用于|其中|政府采购|以及|及|和|全部|当年|[:：、]|\d{1,2}[.、．]|[（(]\d{1,2}[）)]|[①-⑳]"
    r"|[（(][^（）()]*[）)]|[一二三四五六七八九十]是|[一二三四五六七八九十]+、|部门决算|决算|预算|按[^，]{1,10}分|执行数?)*"
)
_ENTITY = pattern(
    r"(?:.*?(?:局|委员会|委|办公室|办|院|中心|部门|单位|厅|会|处|队|所|站|馆|校|学|园|公司|政府|街道|镇|乡|机关|部|社|团|联|协会|府|室|库|台|场|区|县|市))?"
)
_HEAD_DECORATION = pattern(_ENTITY.pattern + _DECORATION.pattern)

#: Families of parts: the name, its members, the members without which a list is not all there is, and their wholes.
FAMILIES: tuple[tuple[str, frozenset[str], frozenset[str], frozenset[str]], ...] = tuple(
    (name, frozenset(members), frozenset(core), frozenset(wholes))
    for name, members, core, wholes in (
        ("收入来源", ("本年收入", "使用非财政拨款结余", "年初结转和结余"), ("本年收入", "年初结转和结余"), ("收入总计", "收支总计")),
        ("支出去向", ("本年支出", "结余分配", "年末结转和结余"), ("本年支出", "年末结转和结余"), ("支出总计", "收支总计")),
        (
            "收入构成",
            ("财政拨款收入", "一般公共收入", "政府性基金收入", "国有资本收入", "财政专户管理教育资金", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
            ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
            ("本年收入",),
        ),
        (
            "支出构成",
            ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
            ("基本支出", "项目支出"),
            ("本年支出",),
        ),
        ("基本支出构成", ("人员经费", "公用经费"), ("人员经费", "公用经费"), ("基本支出",)),
        (
            "三公经费构成",
            ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"),
            ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"),
            ("三公经费",),
        ),
        ("单位构成", ("行政单位", "参公事业单位", "事业单位"), ("行政单位", "事业单位"), ()),
        ("离退休构成", ("离休人员", "退休人员"), ("离休人员", "退休人员"), ("离退休人员",)),
        ("人员构成", ("在职人员", "离休人员", "退休人员"), ("在职人员", "离休人员", "退休人员"), ("实有人数",)),
        (
            "车辆构成",
            ("省部级领导用车", "主要负责人用车", "机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车", "离退休干部用车", "其他用车"),
            ("机要通信用车", "执法执勤用车", "其他用车"),
            ("车辆数",),
        ),
        ("公务用车构成", ("公务用车购置费", "公务用车运行维护费"), ("公务用车购置费", "公务用车运行维护费"), ("公务用车购置及运行维护费",)),
        (
            "政府采购构成",
            ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出"),
            ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出"),
            ("政府采购支出",),
        ),
    )
)  # fmt: skip
#: Concepts that a filing states once for each of many things: they are parts of lists, never compared across sections.
LOCAL = frozenset(
    ("行政单位", "参公事业单位", "事业单位", "在职人员", "离休人员", "退休人员", "离退休人员", "实有人数", "国内公务接待", "因公出国（境）团组",
     "省部级领导用车", "主要负责人用车", "机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车", "离退休干部用车", "其他用车")
)
#: Concepts that begin a new total; a list never runs on into one of them.
TOTALS = frozenset(("收入总计", "支出总计", "收支总计"))
#: What comes in, goes out and is carried over.
FLOWS = frozenset(("本年收入", "本年支出", "收入总计", "支出总计", "收支总计", "年初结转和结余", "年末结转和结余"))
#: What a total has beside the flow of the year, and whose total it is.
CARRIED = {"年初结转和结余": "收入", "年末结转和结余": "支出"}
#: The members of the family that a concept is of.
FAMILY_OF = {member: members for _, members, _, _ in FAMILIES for member in members}
#: The economic classes, which every total of spending is divided into.
CLASSES = frozenset(("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出"))
#: The parts that a concept is known to be made of.
PARTS_OF = {whole: members for _, members, _, wholes in FAMILIES for whole in wholes}

#: What is no remark but part of a name: 资本性支出（基本建设） is another class than 资本性支出.
_OWN_CLASS = "（基本建设）"
#: No alias is longer.
_LONGEST = max(map(len, _ALIASES))


def normal(label: str) -> str:
    """A label with quotation marks and spaces gone and brackets of one kind."""
    bare: str = _QUOTES.sub("", label)
    return bare.replace("(", "（").replace(")", "）")


def fund_scope(words: str) -> str:
    """The fund scope that words name, or ""."""
    for name, scope in _FUND_NAMES:
        if name.search(words):
            return scope
    return ""


@lru_cache(maxsize=4096)
def resolve(label: str) -> tuple[str, str, bool] | None:
    """Concept, the fund scope that the label itself names ("" for none), and whether the concept is scoped.

    ``None`` where the label is not a known one as a whole.
    """
    words = normal(label)
    if not words:
        return None
    found = _resolve(words)
    for suffix in ("决算数", "决算", "预算数", "预算", "预算支出", "合计"):
        if found is None and words.endswith(suffix):
            found = _resolve(words[: -len(suffix)])
    if found is None and words.endswith("）") and "（" in words[1:] and not words.endswith(_OWN_CLASS):
        found = _resolve(words[: words.rindex("（")])
    return found


def names_budget(words: str) -> bool:
    """Whether words speak of a budget, and not only of a fund that has 预算 in its name."""
    for name, _ in _FUND_NAMES:
        words = name.sub("", words)
    return "预算" in words


@lru_cache(maxsize=4096)
def by_fund(label: str, concept: str) -> tuple[str, str, bool] | None:
    """``concept`` in the fund scope that a label names, where it names nothing else: 一般公共预算支出 of 三公经费."""
    words = normal(label).removeprefix("其中").lstrip("：:")
    if concept.endswith("结转和结余"):
        for words_of, scope in (("非财政拨款", OTHER), ("财政拨款", FISCAL)):
            if words.startswith(words_of) and words.removeprefix(words_of) in ("结转", "结余", "结转和结余", "结转结余"):
                return concept, scope, True
    for name, scope in _FUND_NAMES:
        match = name.match(words)
        if match is not None and words[match.end() :] in ("", "支出", "收入", "安排", "安排支出", "资金"):
            return concept, scope, True
    return None


def _resolve(words: str) -> tuple[str, str, bool] | None:
    found = _lookup(words)
    if found is not None:
        return found[0], "", found[1]
    for name, scope in _FUND_NAMES:
        match = name.search(words)
        if match is not None:
            rest = words[: match.start()] + words[match.end() :]
            rest = rest.replace("财政拨款", "")
            found = _lookup(rest, weak=True)
            if found is not None and (found[1] or found[0] in BY_FUND):
                return found[0], scope, True
            return None
    return None


def _lookup(words: str, weak: bool = False) -> tuple[str, bool] | None:
    for start in range(max(0, len(words) - _LONGEST), len(words)):
        tail = words[start:]
        found = _ALIASES.get(tail)
        if found is None or (tail in _WEAK and not weak) or (not start and tail in _HEADED):
            continue
        if not start or _HEAD_DECORATION.fullmatch(words, 0, start):
            return found
    return None
