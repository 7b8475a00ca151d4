"""What words make of the amount behind them: what of, of which year, which budget, and what it is measured against.

Which words say what stands in the shapes of ``auditlint.language``.
"""

from ...field import LAST_BUDGET, LAST_YEAR, OTHER_YEAR, resolve
from ...language import expanded, find, meaning, starting
from ...language.shapes import Found
from ...startup import pattern
from .clauses import Base, Clause, Lead, Leads, Measures, Role
from .divided import TOTALLED
from .words import SIDES

_YEAR = pattern(r"(20\d\d)年")
_YEAR_BEFORE = pattern(r"^(?:20\d\d|本|当|全)年度?")
#: 2024 年度、2023 年度培训费分别为, 2021 年至 2024 年培训费分别为: one thing in several years.
_ONE_YEAR = pattern(expanded(r"20\d\d年度?|{last}|{own}"))
_OF_YEARS = pattern(expanded(r"^(?:20\d\d年度?|{last}|{own})(?P<name>[^、和与及]*)(?:(?:[、和与及]|以及)(?:20\d\d年度?|{last}|{own})(?P=name))+(?=.*(?:分别|各自|依次))"))
_FROM_TO = pattern(r"^(?P<first>20\d\d)年?度?(?:至|到|[-－—–~～]+)(?P<last>20\d\d)年(?:度|间|期间)?")
_ONLY_TIME = pattern(r"(?:20\d\d|本|当|全)年(?:度|末|底)?")
_KEPT = pattern(r"(?:均|严格|全部)?(?:控制|压缩|压减|保持)在(?:了)?")
_TIME_BEHIND = pattern(r"(?<=.)20\d\d年度?$")  # 公务接待费2025年预算
#: 人均 is no name with 均 behind it.
_AVERAGE = pattern(r"[人户亩车次生床辆]均$")
#: 甲、乙、丙分别为: the amounts that follow are one of each.
_RESPECTIVE = pattern(r"[、和与及][^、]+?(?P<end>(?:决算)?数?(?:分别|依次)(?:支出|完成|安排)?(?:[为是])?[:：]?)$")
#: What parts names, first without 及, which is within some: 公务用车购置及运行维护费.
_ANDS = tuple(map(pattern, (r"[、和与]|以及", r"[、和与及]|以及")))
#: What may stand before a name and is none of it, and what stands behind it.
_WITHIN = pattern(r"^(?:含)?(?:其中)?")
_LEFT = ("各", "均", "分别", "同比", "共", "也", "却", "反而", "累计", "预计")
_AND_LAST = "以及"
_OF_LAST, _FLOW_BUDGETS = pattern(expanded("{last}")), ("收入预算", "支出预算")
#: What a change is told of without a name: the final accounts, and not their total.
_ACCOUNTS = frozenset(("决算数", "支出决算数", "支出决算"))
_SPENT = _ACCOUNTS | {"支出", "决算"}
#: A base that is neither last year's nor a budget.
_ANOTHER = Base(OTHER_YEAR, None, "")
_PLAN = "预算"
#: The plan of something that has a name: 宣传费预算.
_PLAN_OF = pattern(expanded(r"^(?!.*(?:{kind}|年度|本年|当年|全年|支出|收入|部门|公共|基金|资本|财政)).{2,}预算(?:数|总额|金额)?$"))
_BEFORE_LAST = "前年"
#: 占该类支出的, 该科目上年支出: what was spoken of.
THAT = ("该", "此")
_OVER = frozenset(("和", "同", "按"))
_WITH, _THAN, _OF, _COPULA = "与", "比", "的", "的为是"


def mention(words: str, plain: Lead) -> tuple[list[Clause], Lead]:
    """What an amount is stated for; a base that is named on the way is said of its own."""
    said: list[Clause] = []
    if plain.apart:
        years, words = _years_of(words, plain.context)
        plain = plain._replace(years=years)
    respective = _RESPECTIVE.search(words)
    if respective is not None:
        year = _YEAR.match(words)
        return said, plain._replace(kind=Leads.APART, names=_names_of(words[: respective.start("end")]), year=int(year.group(1)) if year else None)
    found = find("base", words)
    if found is not None and found.words[:1] not in _OVER:
        base = base_of(found, words[: found.start])
        plain = plain._replace(base=base)
        words = words[found.end :]
        if _is_basis(found, words):
            return said, plain._replace(shapes=(found.shape.name,), role=Role.BASIS, subject=subject_of(base.subject) or words.strip(_COPULA))
        said.append(Measures(found.shape.name, base))
    if words.startswith("（") and find("prior", words[1:]) is not None:
        words = words[1:]  # 公务接待费 2 万元（上年 1.60 万元），增长 25%
    year = _YEAR.search(words)
    plain = plain._replace(year=int(year.group(1)) if year else None)
    ways = (_of_last_year, _against, _of_former, _of_named_plan, _role, _of_whole)
    return said, next((lead for way in ways if (lead := way(words, plain)) is not None), None) or _named(words, plain)


def _years_of(words: str, before: str) -> tuple[tuple[str, ...], str]:
    """The years that words, or those ``before`` them, name for amounts that follow one another, and the words without them."""
    several = _OF_YEARS.match(words)
    if several is not None:
        return tuple(_ONE_YEAR.findall(several.group())), several["name"] + words[several.end() :]
    inside = _FROM_TO.match(words)
    span = inside or _FROM_TO.fullmatch(before)
    if span is None:
        return (), words
    return tuple(f"{year}年" for year in range(int(span["first"]), int(span["last"]) + 1)), words[inside.end() :] if inside is not None else words


def _is_basis(found: Found, words: str) -> bool:
    """Whether the words behind a base only name its amount: 较上年的 9 万元, 比上年本年支出 9 万元."""
    if not words.strip(_COPULA):
        return True
    return resolve(words) is not None and (not found.slot("over") or found.slot("over") == _THAN)


def _of_last_year(words: str, plain: Lead) -> Lead | None:
    """上年支出 9 万元: last year's amount, of the flow that its words name."""
    prior = find("prior", words.lstrip("、"))
    if prior is None or words.endswith(_FLOW_BUDGETS) and _OF_LAST.match(words) is None:
        return None
    flow = words.rstrip(_COPULA).removesuffix(_PLAN)[-2:]
    return plain._replace(shapes=(prior.shape.name,), role=Role.PRIOR, label=f"本年{flow}" if flow in SIDES else "", planned=_PLAN in words)


def _names_of(words: str) -> tuple[str, ...]:
    """The names in 基本支出、项目支出分别为, where all are known; none of a year before them."""
    ways = (tuple(_YEAR_BEFORE.sub("", name) for name in parts.split(words)) for parts in _ANDS)
    read = (tuple(_full_name(name, names) for name in names) for names in ways if len(names) > 1)
    return next((names for names in read if all(names)), ())


def _full_name(name: str, names: tuple[str, ...]) -> str:
    """A name of several that is known, with what only the last of them prints: 货物、工程、服务采购, 收入、支出; "" for one that is not."""
    if set(names) <= set(SIDES):
        return f"本年{name}"
    if resolve(name) is not None:
        return name
    tails = (name + names[-1][at:] for at in range(1, len(names[-1])))
    return next((full for full in tails if resolve(full) is not None), "")


def _against(words: str, plain: Lead) -> Lead | None:
    """较年初 80 万元增加 20 万元: what a change is measured against that is neither last year's nor a budget."""
    against = find("against", words)
    if against is None:
        return None
    return plain._replace(shapes=(against.shape.name,), role=Role.BASIS, base=_ANOTHER, subject="")


def _of_former(words: str, plain: Lead) -> Lead | None:
    """上年公务接待费支出 3 万元, 该科目支出上年 3 万元: last year's, under its own name, or of what was spoken of."""
    former = find("former", words)
    label = subject_of(former.slot("label")) if former is not None else ""
    that = label.startswith(THAT)
    if former is None or not that and resolve(label) is None:
        return None
    label = "" if that else label
    return plain._replace(shapes=(former.shape.name,), role=Role.PRIOR, label=label, subject=label, year=None, planned=_PLAN in words[former.match.end("label") :])


def _of_whole(words: str, plain: Lead) -> Lead | None:
    """占本年支出合计 9 万元的 85%: an amount that is only what a share is of."""
    whole = find("whole", words)
    if whole is None:
        return None
    return plain._replace(shapes=(whole.shape.name,), label=subject_of(whole.slot("whole", "aim")), by_the_way=True)


def _of_named_plan(words: str, plain: Lead) -> Lead | None:
    """占宣传费预算 9 万元的 85%: a plan that is another's, and not the budget of what is spoken of."""
    found = find("whole", words)
    return _of_whole(words, plain) if found is not None and _PLAN_OF.search(found.slot("whole")) is not None else None


def _role(words: str, plain: Lead) -> Lead | None:
    """预算数 or 决算数 of what stands before these words."""
    fund = find("fund", words)
    if fund is not None:
        return _named(words, plain)._replace(shapes=(fund.shape.name,))
    arranged = starting("arranged", words)
    if arranged is not None:
        return plain._replace(shapes=(arranged.shape.name,), label=subject_of(arranged.slot("label")), role=Role.BUDGET, budget=budget_kind(arranged.slot("kind")))
    planned, spent = find("planned", words), find("spent", words)
    found = planned if spent is None or planned is not None and planned.start <= spent.start else spent
    if found is None:
        return None
    label = words[: found.start].strip("、，,：: ")
    label = "" if _KEPT.fullmatch(label) is not None else label  # 控制在年初预算 9 万元以内
    flow = found.words.lstrip("、，,").lstrip(_OF).removeprefix(found.slot("unit"))[:2]
    if flow not in SIDES:
        flow = ""
    elif label and resolve(label) is None:
        label = next((known for known in (label + flow, f"{label}本年{flow}") if resolve(known) is not None), label)
    within = bool(found.slot("within"))
    if within and label in _SPENT:
        label = ""
    what = found.slot("what")
    budget = next((word for word in meaning("counted") if word in what), "") if what else budget_kind(found.slot("kind"))
    role = Role.ACTUAL if what else Role.BUDGET
    return plain._replace(shapes=(found.shape.name,), label=subject_of(label), role=role, budget=budget, within=within, flow=flow)


def _named(words: str, plain: Lead) -> Lead:
    """An amount that only its name introduces."""
    tail = find("tail", words)
    label = words[: tail.start] if tail is not None else words
    turned = find("became", label)
    if turned is not None:
        word = turned.slot("word")
        return plain._replace(kind=Leads.BECAME, shapes=(turned.shape.name,), word=word, word_at=turned.start - len(words), year=None, subject=subject_of(label[: turned.start]))
    before = find("from", words)
    if before is not None:
        if not before.slot("past"):
            return plain._replace(shapes=(before.shape.name,), role=Role.BASIS, base=_ANOTHER)
        year = _YEAR.match(before.slot("past"))  # 2025年收入预算由上年的: last year's, whatever year its name tells
        return plain._replace(
            shapes=(before.shape.name,), role=Role.PRIOR, subject=subject_of(label[: before.start] or plain.context), year=int(year.group(1)) if year else None
        )
    return plain._replace(label=subject_of(label), shapes=(tail.shape.name,) if tail is not None else ())


def subject_of(label: str) -> str:
    """The words that name what is spoken of: the piece after the last 、."""
    label = label.strip(" ，,、；;：:")
    if label.count("（") > label.count("）"):
        inside = label[1:] if label.startswith("（") and "）" in label else label.rsplit("（", 1)[1]  # （因公出国（境）费
        label = inside[len(_WITHIN.match(inside).group()) :]  # type: ignore[union-attr]
    time = _ONLY_TIME.match(label)
    rest = label[time.end() :] if time is not None else label
    if time is not None and rest in ("", *SIDES):
        return f"本年{rest}" if rest else ""
    piece = label.rsplit("、", 1)[1] if "、" in label and "（" not in label and not _names_several(label) else label
    piece = piece.removeprefix(_AND_LAST) or piece
    piece = _TIME_BEHIND.sub("", piece)
    for word in _LEFT:
        if piece.endswith(word) and len(piece) > len(word) and _AVERAGE.search(piece) is None:
            piece = piece[: -len(word)]
    return piece


def _names_several(label: str) -> bool:
    """会议费、培训费合计: whether words name what several things that are known come to, and not the last of them; one side of the account is no thing of its own."""
    names = label.split("、")
    return names[-1].endswith(TOTALLED) and not any(name.removesuffix(_PLAN) in SIDES or resolve(name) is None for name in (*names[:-1], names[-1][:-2]))


def budget_kind(words: str) -> str:
    """年初, 全年 or 调整: which budget words name; "" for none in particular."""
    kind = meaning("budget").get(words.removesuffix(_OF), "year")
    return {"first": "年初", "whole": "全年", "adjusted": "调整"}.get(kind, "")


def base_of(found: Found, subject: str) -> Base:
    """What the words of a base name: last year, a year of its own, a budget; ``subject`` is what stands before them."""
    year = int(found.slot("year")) if found.slot("year") else None
    kind = budget_kind(found.slot("kind", "inner"))
    bare = not subject and found.words.startswith(_WITH) or subject in _ACCOUNTS
    if found.slot("own"):
        return Base(f"{kind}预算", None, subject)
    if not found.slot("past"):
        return Base(LAST_YEAR, None, subject)
    if found.slot("past") == _BEFORE_LAST:
        return _ANOTHER._replace(subject=subject)
    if not found.slot("budget"):
        return Base(LAST_YEAR, year, subject, bare)
    if found.slot("execution") or year is None:
        return Base(LAST_YEAR if found.slot("execution") else LAST_BUDGET, year, subject)
    return Base(f"{kind}预算", year, subject, dated=True)
