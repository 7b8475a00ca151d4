"""Headings: 第二部分 / 三、 / （二） / 3. as a path, with the fund scope and the subject that each title sets."""

from ..field import ALL, FISCAL, FUNDS, functional_class, fund_scope, resolve
from ..model.filing import Section
from ..startup import pattern

#: The number of a heading, by a group for each level.
NUMBER = (
    r"(?:(?P<part>第[一二三四五六七八九十]+部分)|(?P<one>[一二三四五六七八九十]{1,3})、|[（(](?P<two>[一二三四五六七八九十]{1,3})[）)]"
    r"|(?P<three>\d{1,2})[.、．](?!\d)|[（(](?P<four>\d{1,2})[）)])"
)
#: From the widest to the narrowest.
LEVELS = ("part", "one", "two", "three", "four")
_HEADING = pattern(NUMBER + r"(?:(?<=[一二三四五六七八九十][）)])、)?")
_TITLE_WORD = pattern(
    r"(?:情况|说明|概况|职责|职能|构成|设置|解释|报表|决算表?|预算表?|总表|明细表|绩效|经费|采购|占用|使用|事项|管理|总体|收入|支出|分析|对比|结构|附件|附表|收支|费|数|表)(?:[（(][^（）()]*[）)])?[。：:.]?$"
)
_FINITE = pattern(r"[，；]|[：:]指?.|\d(?:%|万元|元|亿元|辆|人|个|批次)")
#: What a heading says it does with its subject.
_TOLD = pattern(r"(?:决算)?(?:总体)?(?:具体)?(?:情况)?(?:的)?(?:说明)?[。：:.]?$")
_TOPICS = (
    ("三公", "三公"), ("机关运行", "机关运行"), ("采购", "政府采购"), ("国有资产", "国有资产"), ("绩效", "绩效"), ("基本支出", "基本支出"),
    ("名词解释", "名词解释"), ("结构", "结构"), ("具体", "具体"), ("总体", "总体"), ("概况", "概况"), ("职能", "职能"), ("职责", "职能"),
    ("机构设置", "机构"), ("人员", "机构"),
)  # fmt: skip


def heading(text: str) -> tuple[int, str, int] | None:
    """Level (0 to 4), number and length of a heading at the start of a paragraph; ``None`` if it is none."""
    match = _HEADING.match(text)
    if match is None:
        return None
    stop = text.find("。", 0, 60)
    head = text[: stop + 1] if 0 < stop < len(text) - 1 else text
    body = head[match.end() :]
    if len(body) > 48 or body[:1] in "是、" or _FINITE.search(body) or any(mark in body for mark in ("（项）", "(项)", "（类）", "(类)")):
        return None
    level = LEVELS.index(match.lastgroup or LEVELS[0])
    inline = len(head) < len(text)
    if inline and level >= 3 and body.rstrip("。").endswith(("费", "收入", "支出", "数", "经费")):
        return None
    if level and (not _TITLE_WORD.search(body) or body.endswith(("：", ":")) and level >= 3):
        return None
    number = match.group().strip("（()）、.．") if level else match.group()[1:-2]
    return level, number, len(head)


def subject_of(title: str) -> str:
    """What the heading of a numbered paragraph tells of: 3.公务用车运行维护费支出情况说明 of 公务用车运行维护费; "" for nothing known."""
    words = _TOLD.sub("", _HEADING.sub("", title, count=1))
    if words in ("收入预算", "支出预算"):
        return f"本年{words[:2]}"
    return words if resolve(words) is not None or functional_class(words) else ""


def open_section(trail: tuple[Section, ...], level: int, number: str, title: str, start: int) -> tuple[Section, tuple[Section, ...]]:
    """The section that a heading opens under the open ones (``trail``), and the trail with it."""
    while trail and trail[-1].level >= level:
        trail = trail[:-1]
    parent = trail[-1] if trail else None
    mark = number if level != 2 else f"（{number}）"
    path = f"{parent.path}/{mark}" if parent and parent.path else mark
    above = parent.scope if parent and level > 1 else ALL
    scope = fund_scope(title) or above
    if scope == FISCAL and above in FUNDS:
        # 五、一般公共预算财政拨款支出 / （一）财政拨款支出总体情况 goes on with the same fund.
        scope = above
    topic = next((topic for word, topic in _TOPICS if word in title), parent.topic if parent and level > 1 else "")
    section = Section(path, title, scope, topic, start, level)
    return section, (*trail, section)
