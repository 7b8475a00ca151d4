"""Rule packs and identities: what is wrong with them, and their examples."""

PHRASES: dict[str, tuple[str, str]] = {
    "pack-missing": (
        "没有安装规则包“{pack}”；请检查 rule-packs，或先安装它（pip install -e 它所在的目录）",
        "rule pack '{pack}' is not installed; check rule-packs, or install it (pip install -e ITS FOLDER)",
    ),
    "pack-failed": ("规则包“{pack}”无法载入：{error}", "rule pack '{pack}' cannot be loaded: {error}"),
    "pack-no-register": ("规则包“{pack}”没有 register 函数", "rule pack '{pack}' has no register function"),
    "rule-duplicate": ("规则代码重复：{code}（{first}、{second}）", "two rules have the code {code} ({first}, {second})"),
    "rule-code": (
        "规则 {name} 的代码不能是 {code}，应为三个大写字母和三个数字，如 ABC123",
        "rule {name}: the code cannot be {code}; write three capitals and three digits, such as ABC123",
    ),
    "rule-choice": (
        "规则 {code}（{name}）的 {key} 不能是 {value}，应为 {known} 之一",
        "rule {code} ({name}): {key} cannot be {value}; write one of {known}",
    ),
    "rule-examples": (
        "规则 {code}（{name}）的 {key} 应为 Example 的元组：{key}=(Example(\"…\"),)",
        "rule {code} ({name}): {key} must be a tuple of examples: {key}=(Example(\"...\"),)",
    ),
    "rule-marks-good": (
        "规则 {code}（{name}）的第 {number} 个正例里不能有 ⟦ ⟧：正例没有要指出的地方",
        "rule {code} ({name}): good example {number} cannot hold ⟦ ⟧: nothing is told of it",
    ),
    "rule-marks-bad": (
        "规则 {code}（{name}）的第 {number} 个反例应把有误之处放在 ⟦ ⟧ 里，只放一处",
        "rule {code} ({name}): bad example {number} must hold what is wrong between ⟦ and ⟧, once",
    ),
    "rule-operand": (
        "规则 {code}（{name}）第 {line} 行：{call} 比较的是数字和算式，不能直接写 {value}，请写 Constant({value})，百分数写 Constant(\"{value}%\")",
        "rule {code} ({name}), line {line}: {call} compares figures and expressions; write Constant({value}) instead of {value}, or Constant(\"{value}%\") for a percentage",
    ),
    "identity-lacks": ("{where}：缺少 {key}", "{where}: {key} is missing"),
    "identity-keys": ("{where}：不认识的键 {keys}", "{where}: unknown keys {keys}"),
    "identity-operator": (
        "{where}：公式须有且只有一个 =、<= 或 >=：{formula}",
        "{where}: a formula has one =, <= or >=: {formula}",
    ),
    "identity-scope": (
        "{where}：不认识的资金口径 {value}（可用：{known}）",
        "{where}: unknown fund scope {value} (one of {known})",
    ),
    "identity-role": ("{where}：不认识的角色 {value}（可用：{known}）", "{where}: unknown role {value} (one of {known})"),
    "identity-when": ("{where}：不认识的条件 {value}（可用：{known}）", "{where}: unknown condition {value} (one of {known})"),
    "identity-empty": ("{where}：公式里有空的项：{side}", "{where}: an empty term in the formula: {side}"),
    "identity-meant": ("{where}：不认识的项 {term}；是不是“{meant}”？", "{where}: unknown term {term}; did you mean '{meant}'?"),
    "identity-term": (
        "{where}：不认识的项 {term}；可用的名称见 auditlint concepts",
        "{where}: unknown term {term}; auditlint concepts lists the names",
    ),
    "worker-failed": ("集群里的进程不能核对：{error}", "a worker of the executor cannot audit: {error}"),
    "pack-empty": ("规则包“{pack}”里没有规则", "there are no rules in the pack '{pack}'"),
    "pack-good": ("第 {n} 个正例", "good example {n}"),
    "pack-bad": ("第 {n} 个反例", "bad example {n}"),
    "pack-no-good": ("没有正例", "there is no good example"),
    "pack-no-bad": ("没有反例", "there is no bad example"),
    "pack-noise": ("本应没有问题，却指出了 {found}", "nothing is wrong there, and yet {found} was told"),
    "pack-silent": (
        "没有指出第 {line} 行第 {column} 列的“{marked}”；{found}",
        "'{marked}' at line {line}, column {column} was not told; {found}",
    ),
    "pack-other": ("指出的是 {found}", "{found} was"),
    "pack-nothing": ("什么也没有指出", "nothing was"),
    "pack-unproved": ("没有核对成：{reasons}", "it was left unchecked: {reasons}"),
    "pack-elsewhere": ("指出的是“{found}”，而 ⟦ ⟧ 里是“{marked}”", "'{found}' was told, and '{marked}' stands in ⟦ ⟧"),
    "pack-should": ("应为 {should}，而例子里写的是 {expected}", "it should be {should}, and the example says {expected}"),
    "pack-raised": ("规则 {rule} 出错：{error}", "rule {rule} failed: {error}"),
    "pack-count": ("{rules} 条规则，{examples} 个例子，{failed} 个不符", "rules: {rules}, examples: {examples}, failed: {failed}"),
}
