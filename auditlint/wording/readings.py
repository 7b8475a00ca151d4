"""Why the reading gives a figure to no relation, or leaves a claim without what it speaks of."""

PHRASES: dict[str, tuple[str, str]] = {
    # what a number is
    "too-many-digits": ("位数过多，不是金额", "too many digits for an amount"),
    "standard": ("单位标准，不参与核对", "a standard for one unit, which takes part in no relation"),
    "cut-number": ("数字在换行处断开，不知其全", "the number is cut at the end of a line, the whole of it is not known"),
    "approximate": ("约数，不参与核对", "an approximate number, which takes part in no relation"),
    "foreign-money": ("外币金额，不参与核对", "an amount in foreign money, which takes part in no relation"),
    "no-unit": ("没有单位", "it has no unit"),
    "points": ("百分点不是变动率", "percentage points are no rate of change"),
    # what it speaks of
    "of-reason": ("原因说明中的数字", "a figure in the reasons given"),
    "rate-of-reason": ("原因说明中的比率", "a rate in the reasons given"),
    "other-year": ("其他年度的数字", "a figure of another year"),
    "nameless": ("没有写明是什么数", "the words do not say what it is a figure of"),
    "no-meaning": ("没有可识别的含义", "no meaning was recognised"),
    "no-rate-meaning": ("没有可识别的比率含义", "no meaning was recognised for the rate"),
    "of-each": ("“分别”所说的各项增减，分不清是哪一项的", "one of several changes, and not said of which"),
    "of-the-rest": ("其余各项的个数", "a count of the remaining ones"),
    "no-current": ("找不到它所说的本年数", "the figure of this year that it speaks of was not found"),
    "no-figure": ("找不到它所说的数", "the figure that it speaks of was not found"),
    "no-part": ("找不到占比所说的数", "the figure that the share speaks of was not found"),
    "no-variance": ("找不到差异率所说的数", "the figure that the variance rate speaks of was not found"),
    "no-completion": ("找不到完成率所说的数", "the figure that the completion rate speaks of was not found"),
    "uneven-respectively": (
        "“分别”所指的各项与比率的个数不同",
        "the items and the rates that are told respectively differ in number",
    ),
    "no-share-amount": ("没有印出占比所说的金额", "the amount that the share speaks of is not printed"),
    "no-whole-amount": ("找不到“{named}”的金额", "no amount was found for “{named}”"),
    "whole-not-said": ("句中没有写明占什么", "the sentence does not say of what it is a share"),
    # products
    "no-months": ("没有写明发放几个月（天）", "it is not said for how many months or days"),
    "several-pairings": (
        "句中的人数、标准、次数不止一种配法",
        "numbers, standards and times of the sentence can be paired in several ways",
    ),
    # performance tables
    "of-goals": ("绩效目标的文字说明", "a figure in the words of the goals"),
    "of-indicators": ("绩效指标的文字说明", "a figure in the words of the indicators"),
    "performance-unread": ("绩效自评表中没有读懂的数字", "a number of the self-evaluation table that was not understood"),
    "target-alone": (
        "指标值是事先定的，没有可与它核对的数字",
        "a target is set beforehand, there is nothing to check it against",
    ),
    "weights-missing": ("有的行没有印出分值", "some rows print no weight"),
    "scores-missing": ("有的行没有同时印出分值与得分", "some rows do not print both weight and score"),
    "unit-unknown": ("没有认出指标值或完成值的单位", "the unit of the target or of the actual value was not recognised"),
    "units-differ": ("指标值与完成值的单位不同", "target and actual value have different units"),
    # tables
    "outside-amounts": ("不在表的金额栏", "not in a column of amounts"),
    "spaces-lost": (
        "表格抽取成文字后空格消失，有的数字不能确定是哪一栏",
        "the spaces of the table were lost when it was turned into text; the column of some figures is not known",
    ),
    "cells-moved": ("这一行的数字可能读到了别的栏", "the figures of this row may have been read into other columns"),
    "codes-repeat": ("表中有重复的科目编码", "codes are repeated in the table"),
}
