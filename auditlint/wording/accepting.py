"""Accepting findings, and the answers of the departments."""

PHRASES: dict[str, tuple[str, str]] = {
    # the letter to the departments
    "answers-none": (
        "{path} 不是核对意见表：没有“文件”“部门答复”“处理”“标识”几栏",
        "{path} is no audit letter: it lacks the columns file, reply, decision, mark",
    ),
    "answers-decision": (
        "{row}的“处理”不认识：{decision}（应为 {decisions} 之一，或空着）",
        "{row}: unknown decision {decision} (one of {decisions}, or empty)",
    ),
    "answers-reply": ("{row}要接受，但没有部门答复", "{row} is to be accepted without a reply"),
    "answers-row": ("第 {row} 行", "row {row}"),
    "answers-row-of": ("“{sheet}”第 {row} 行", "row {row} of {sheet}"),
    "answers-count": (
        "答复：接受 {accepted}，改正 {mended}，待核实 {open}，没有处理 {none}",
        "answers: {accepted} accepted, {mended} to mend, {open} open, {none} without a decision",
    ),
    "answers-gone": ("{rows}的问题已不在，或数字已改，没有接受", "{rows}: not found any more, or changed; not accepted"),
    "answers-alone": ("--from 不能与文件、--all、--rule、--reason、--prune 同时使用", "--from excludes files, --all, --rule, --reason and --prune"),
    # what was accepted
    "accepted-entry": ("accepted 必须是 [[accepted]] 的表，不能是 {entry}", "accepted must be tables [[accepted]], not {entry}"),
    "accepted-value": ("“{key}”不能是 {value}", "'{key}' cannot be {value}"),
    "accepted-missing": ("{rule} 的一条缺“{key}”", "an entry of {rule} lacks '{key}'"),
    "accept-what": (
        "请写明接受什么：文件:位置（如 决算.txt:138）、--rule 代码，或 --all",
        "say what to accept: FILE:PLACE (such as filing.txt:138), --rule CODE, or --all",
    ),
    "accept-reason": ("请用 --reason 写明理由", "give the reason with --reason"),
    "accept-past": ("--until 已经过去", "--until is in the past"),
    "accept-alone": ("--prune 不能与 --all、--rule、--reason、--until 同时使用", "--prune excludes --all, --rule, --reason and --until"),
    "accept-nothing": ("这里没有这样的问题；现有：{found}", "no such finding here; there are: {found}"),
    "accept-nothing-at": ("这里（{place}）没有这样的问题；现有：{found}", "no such finding at {place}; there are: {found}"),
    "accept-already": ("已经接受过了，在 {path} 里：{found}", "accepted already, in {path}: {found}"),
    "accept-no-list": ("没有 auditlint-accepted.toml", "there is no auditlint-accepted.toml"),
    "accept-none": ("没有要接受的问题", "nothing to accept"),
    "accept-done": ("接受了 {n} 个问题，写入 {path}：", "accepted {n} finding{s}, written to {path}:"),
    "accept-pruned": ("从 {path} 去掉 {n} 条", "removed {n} entr{ies} from {path}"),
    "accept-baseline": ("启用 auditlint 时已有", "there when auditlint was introduced"),
    "count-accepted": ("{n} 个已接受", "{n} accepted"),
    "stale": (
        "{path} 有 {n} 条不再适用（auditlint accept --prune 清除）：",
        "{n} entr{ies} of {path} no longer fit (auditlint accept --prune removes them):",
    ),
    "stale-gone": ("{entry}：已没有这个问题，或数字已改", "{entry}: not found any more, or its figure has changed"),
    "stale-expired": ("{entry}：{until} 到期", "{entry}: expired on {until}"),
    "stale-missing": ("{entry}：文件已不在", "{entry}: the file is gone"),
}
