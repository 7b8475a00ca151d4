"""The letter to the departments."""

PHRASES: dict[str, tuple[str, str]] = {
    "letter-title": ("部门决算公开核对意见表", "Audit letter on published final accounts"),
    "letter-cover": ("封面", "Cover"),
    "letter-date": ("核对日期：{date}", "audited on {date}"),
    "letter-how": (
        "请各部门在自己的工作表里逐条填写“部门答复”，并在“处理”里选 {decisions} 之一：改正的请改后重新公开；接受的是看过、有理由保留的，理由写在答复里。"
        "“标识”一列请勿改动。收齐后：auditlint accept --from 本文件",
        "Each department answers in its own sheet and chooses one of {decisions}: what is accepted stays, with the reason in the reply. "
        "Leave the column 'mark' alone. Then: auditlint accept --from THIS FILE",
    ),
    "letter-number": ("序号", "no."),
    "letter-department": ("部门", "department"),
    "letter-file": ("文件", "file"),
    "letter-place": ("位置", "where"),
    "letter-severity": ("级别", "severity"),
    "letter-quote": ("原文", "printed"),
    "letter-problem": ("问题", "problem"),
    "letter-formula": ("算式", "arithmetic"),
    "letter-should": ("应为", "should be"),
    "letter-source": ("依据", "grounds"),
    "letter-reply": ("部门答复", "reply"),
    "letter-decision": ("处理", "decision"),
    "letter-rule": ("规则", "rule"),
    "letter-mark": ("标识", "mark"),
    "letter-unread": ("未能核对", "not audited"),
    "letter-explains": ("同一原因还使 {n} 项核对不成立", "the same cause breaks {n} more check{s}"),
    "decision-mend": ("改正", "mend"),
    "decision-accept": ("接受", "accept"),
    "decision-open": ("待核实", "open"),
}
