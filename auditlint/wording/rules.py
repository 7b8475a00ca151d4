"""Rules and concepts, explained."""

PHRASES: dict[str, tuple[str, str]] = {
    "head-concept": ("名称", "name"),
    "head-funds": ("资金口径", "funds"),
    "head-aliases": ("又称", "also printed as"),
    # the explanation of a rule
    "manual": ("规则手册", "The rules"),
    "rule-why": ("说明", "Why"),
    "rule-formula": ("公式", "Formula"),
    "rule-source": ("依据", "Source"),
    "rule-good": ("正确的例子", "Correct"),
    "rule-bad": ("错误的例子（⟦ ⟧ 中为有误之处）", "Incorrect (the error stands in ⟦ ⟧)"),
    "rule-expected": ("应为 {expected}", "should be {expected}"),
    "rule-off": ("默认不启用", "not enabled by default"),
    "head-code": ("代码", "code"),
    "head-name": ("名称", "name"),
    "head-severity": ("级别", "severity"),
    "head-title": ("内容", "what it demands"),
}
