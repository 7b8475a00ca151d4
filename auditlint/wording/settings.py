"""Configurations: what is wrong with them."""

PHRASES: dict[str, tuple[str, str]] = {
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
    "config-packs": (
        "“rule-packs”会运行代码，在被查文件旁找到的配置里不能写；请写在 --rule-pack、--config 或自己的用户配置里",
        "'rule-packs' runs code and cannot stand in a configuration found beside the files; use --rule-pack, --config or the user's own configuration",
    ),
    "config-trusted": (
        "“{key}”在被查文件旁找到的配置里不能写；请写在命令行、--config 或自己的用户配置里",
        "'{key}' cannot stand in a configuration found beside the files; use the command line, --config or the user's own configuration",
    ),
    "config-large": ("配置文件过大（超过 {most} kB）", "the configuration is too large (over {most} kB)"),
    "config-deep": ("配置文件嵌套过深", "the configuration is nested too deeply"),
    "config-needs-toml": ("“{key}”只能写在 TOML 配置里", "'{key}' can only be given in a TOML configuration"),
    "wanted-strings": ("字符串列表", "a list of strings"),
    "wanted-string": ("字符串", "a string"),
    "wanted-choice": ("{choices}之一", "one of {choices}"),
    "wanted-table": ("“通配符 = 代码列表”的表", "a table of 'pattern = codes'"),
    "wanted-tables": ("表的数组（[[identity]]）", "an array of tables ([[identity]])"),
    "wanted-whole": ("正整数", "a positive whole number"),
    "wanted-ratio": ("0 到 1 之间的小数", "a decimal between 0 and 1"),
    # what was accepted
    "unmatched-ignore": (
        "per-file-ignores 中的“{pattern}”没有匹配任何文件",
        "'{pattern}' in per-file-ignores matches no file",
    ),
}
