"""The fixed phrases of messages and reports, in Chinese and in English."""

LANGUAGES = ("zh", "en")

_PHRASES: dict[str, tuple[str, str]] = {
    # findings
    "printed": ("：印作 {actual}", ": printed {actual}"),
    "=": ("：印作 {actual}，应为 {expected}", ": printed {actual}, should be {expected}"),
    "<=": ("：印作 {actual}，应不大于 {expected}", ": printed {actual}, should be at most {expected}"),
    ">=": ("：印作 {actual}，应不小于 {expected}", ": printed {actual}, should be at least {expected}"),
    "<": ("：印作 {actual}，应小于 {expected}", ": printed {actual}, should be less than {expected}"),
    ">": ("：印作 {actual}，应大于 {expected}", ": printed {actual}, should be more than {expected}"),
    "sum=": ("：合计为 {actual}，应为 {expected}", ": comes to {actual}, should be {expected}"),
    "sum<=": ("：合计为 {actual}，应不大于 {expected}", ": comes to {actual}, should be at most {expected}"),
    "sum>=": ("：合计为 {actual}，应不小于 {expected}", ": comes to {actual}, should be at least {expected}"),
    "sum<": ("：合计为 {actual}，应小于 {expected}", ": comes to {actual}, should be less than {expected}"),
    "sum>": ("：合计为 {actual}，应大于 {expected}", ": comes to {actual}, should be more than {expected}"),
    "rounding": (
        "：印作 {actual}，重算为 {expected}，四舍五入可以解释",
        ": printed {actual}, recomputed {expected}, which rounding explains",
    ),
    "sumrounding": (
        "：合计为 {actual}，与 {expected} 之差四舍五入可以解释",
        ": comes to {actual}; rounding explains how it differs from {expected}",
    ),
    "word-rounding": ("：四舍五入可以解释", ": rounding explains it"),
    "word": ("：印作“{actual}”，应为“{expected}”", ': printed "{actual}", should be "{expected}"'),
    "truncated": ("被截断而未四舍五入", "truncated instead of rounded"),
    "note-tail": ("；{note}", "; {note}"),
    # severities, as a heading and as a count
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
    "count-error": ("{n} 个错误", "{n} error{s}"),
    "count-warning": ("{n} 个警告", "{n} warning{s}"),
    "count-note": ("{n} 个提示", "{n} note{s}"),
    # the text report
    "clean": ("没有发现问题", "nothing found"),
    "nothing-audited": ("没有核对任何文件", "no file was audited"),
    "not-audited": ("{n} 个文件未能核对", "{n} file{s} not audited"),
    "rule-failures": ("{n} 条规则出错", "{n} rule{s} failed"),
    "files": ("{n} 个文件", "{n} file{s}"),
    "coverage": (
        "印出的 {figures} 个数字中 {checked} 个已核对（{percent}），{holds} 项勾稽成立",
        "{checked} of {figures} printed figures checked ({percent}), {holds} relations hold",
    ),
    "notes-hidden": ("提示未列出，用 --show-notes 显示", "notes are not shown; --show-notes shows them"),
    "comma": ("，", ", "),
    "semicolon": ("；", "; "),
    "list-comma": ("、", ", "),
    "see-line": ("见第 {line} 行", "see line {line}"),
    "see-page": ("见第 {page} 页第 {line} 行", "see page {page}, line {line}"),
    "see-cell": ("见“{sheet}”{cell}", "see {sheet}!{cell}"),
    "in-file": ("{path} {where}", "{where} of {path}"),
    "page": ("第{page}页", "p{page}"),
    "suspect": ("很可能是 {text} 应为 {fix}", "most likely {text} should be {fix}"),
    "suspect-open": ("很可能错在 {text}", "most likely {text} is wrong"),
    "suspects": (
        "以下任一处改正即可，无法断定是哪一处：",
        "either of these would repair it; which one cannot be told:",
    ),
    "suspect-one": ("{text} 应为 {fix}", "{text} should be {fix}"),
    "explains": ("同一原因还使以下核对不成立：", "the same cause also breaks:"),
    "folded": (
        "{n} 处相差末位，四舍五入可以解释（{where}）",
        "{n} last digits differ, which rounding explains ({where})",
    ),
    "folded-lines": ("第 {lines} 行", "lines {lines}"),
    "more": ("等", "and more"),
    "problem": ("未能核对：{problem}", "not audited: {problem}"),
    # files
    "no-such-file": ("没有这个文件或目录", "no such file or directory"),
    "no-glob-match": ("没有文件与这个通配符匹配", "no file matches this pattern"),
    "not-readable": ("无法读取：{reason}", "cannot be read: {reason}"),
    "empty-directory": (
        "目录里没有可以核对的文件（{suffixes}）",
        "the directory holds no file that can be audited ({suffixes})",
    ),
    "no-figures": (
        "没有认出任何数字，未做任何核对；如不是决算公开文件，请用 exclude 排除，或加 --allow-unchecked",
        "no figure was recognised, nothing was checked; exclude the file if it is no filing, or pass --allow-unchecked",
    ),
    "no-checks": (
        "认出 {figures} 个数字，但没有一个能够核对；如属正常，请加 --allow-unchecked",
        "{figures} figures were recognised and none of them could be checked; --allow-unchecked lets that pass",
    ),
    "low-coverage": (
        "{figures} 个数字中只核对了 {checked} 个，低于 min-coverage（{minimum}）",
        "only {checked} of {figures} figures were checked, less than min-coverage ({minimum})",
    ),
    "internal": ("读取时出错：{error}", "reading failed: {error}"),
    "rule-failed": ("{path}：规则 {rule} 出错：{error}", "{path}: rule {rule} failed: {error}"),
    "worker-died": ("工作进程意外中止", "the worker process died"),
    "excluded": ("按配置排除了 {n} 个文件", "{n} file{s} excluded by the configuration"),
    # configuration and usage
    "in-config": ("{where}：{problem}", "{where}: {problem}"),
    "did-you-mean": ("；是不是“{close}”？", "; did you mean '{close}'?"),
    "config-missing": ("没有这个配置文件", "no such configuration file"),
    "config-encoding": ("配置文件不是 UTF-8 编码，请另存为 UTF-8", "the configuration is not UTF-8; save it as UTF-8"),
    "config-syntax": ("配置文件语法错误：{error}", "syntax error: {error}"),
    "config-no-table": ("文件里没有 {table} 一节", "there is no {table} table in it"),
    "config-unknown-key": ("没有“{key}”这个配置项", "unknown key '{key}'"),
    "config-bad-value": ("“{key}”不能是 {value}，应为{wanted}", "'{key}' cannot be {value}; it must be {wanted}"),
    "config-unknown-code": (
        "“{key}”中没有“{code}”这个规则代码或前缀",
        "unknown rule code or prefix '{code}' in '{key}'",
    ),
    "config-identity": ("identity 有误：{error}", "bad identity: {error}"),
    "config-needs-toml": ("“{key}”只能写在 TOML 配置里", "'{key}' can only be given in a TOML configuration"),
    "wanted-strings": ("字符串列表", "a list of strings"),
    "wanted-string": ("字符串", "a string"),
    "wanted-choice": ("{choices}之一", "one of {choices}"),
    "wanted-table": ("“通配符 = 代码列表”的表", "a table of 'pattern = codes'"),
    "wanted-tables": ("表的数组（[[identity]]）", "an array of tables ([[identity]])"),
    "wanted-ratio": ("0 到 1 之间的小数", "a decimal between 0 and 1"),
    "per-file-form": (
        "--per-file-ignores 应写成“通配符:代码”，不能是“{value}”",
        "--per-file-ignores takes 'pattern:CODES', not '{value}'",
    ),
    "isolated-config": ("--isolated 与 --config 不能同时使用", "--isolated and --config exclude each other"),
    "no-paths": ("请给出要核对的文件或目录", "name the files or directories to audit"),
    "staged-paths": ("--staged 不能与文件名同时使用", "--staged takes no file names"),
    "unknown-rule": ("没有“{code}”这条规则", "there is no rule '{code}'"),
    "pack-missing": (
        "没有安装规则包“{pack}”；请检查 rule-packs，或先安装它",
        "rule pack '{pack}' is not installed; check rule-packs, or install it",
    ),
    "pack-failed": ("规则包“{pack}”无法载入：{error}", "rule pack '{pack}' cannot be loaded: {error}"),
    "pack-no-register": ("规则包“{pack}”没有 register 函数", "rule pack '{pack}' has no register function"),
    "cannot-write": ("无法写入 {path}：{reason}", "cannot write {path}: {reason}"),
    "usage": ("用法错误：{problem}", "usage error: {problem}"),
    "no-option": ("没有“{option}”这个选项", "there is no option '{option}'"),
    "no-command": ("没有“{command}”这个命令", "there is no command '{command}'"),
    "try-help": ("用 {command} --help 查看用法", "see {command} --help"),
    # git
    "no-git": ("没有找到 git", "git was not found"),
    "no-repository": ("当前目录不在 git 仓库里", "the current directory is not in a git repository"),
    "git-failed": ("git {command} 失败：{error}", "git {command} failed: {error}"),
    "hook-foreign": (
        "{path} 已有别的钩子，没有改动；请在其中加一行“auditlint check --staged”，或用 --force 覆盖",
        "{path} holds another hook and was left alone; add the line 'auditlint check --staged' to it, or pass --force",
    ),
    "hook-installed": ("已安装 {path}", "installed {path}"),
    # the explanation of a rule
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
    # the step summary
    "summary-title": ("决算公开勾稽核对", "auditlint"),
    "summary-where": ("位置", "where"),
    "summary-rule": ("规则", "rule"),
    "summary-message": ("说明", "finding"),
    "summary-cut": ("另有 {n} 项未列出，见日志。", "{n} more are not listed; see the log."),
    # the figures command
    "figures-head": ("数字", "Figures"),
    "claims-head": ("文中的断言", "Claims"),
    "unchecked-head": ("未能核对", "Not checked"),
    "unbound": ("未核对：{reason}", "not checked: {reason}"),
    "no-reason": ("没有哪条规则用到它", "no rule uses it"),
    # SARIF
    "sarif-cut": (
        "结果超过 {limit} 条，另有 {n} 条未写入",
        "more than {limit} results; {n} are left out",
    ),
    "sarif-0": ("没有发现达到失败级别的问题", "no finding at or above the failing severity"),
    "sarif-1": ("发现问题", "findings"),
    "sarif-3": ("有文件或规则未能完成核对", "a file or a rule could not be audited"),
    "sarif-fix": ("改为 {text}", "change to {text}"),
}


def say(lang: str, key: str, /, **values: object) -> str:
    """The phrase ``key`` in a language, with ``values`` filled in; ``{s}`` is the plural that goes with ``n``."""
    chinese, english = _PHRASES[key]
    return (english if lang == "en" else chinese).format(s="" if values.get("n") == 1 else "s", **values)
