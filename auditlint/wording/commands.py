"""Commands: what cannot be followed, and what was done."""

PHRASES: dict[str, tuple[str, str]] = {
    "per-file-form": (
        "--per-file-ignores 应写成“通配符:代码”，不能是“{value}”",
        "--per-file-ignores takes 'pattern:CODES', not '{value}'",
    ),
    "isolated-config": ("--isolated 与 --config 不能同时使用", "--isolated and --config exclude each other"),
    "one-file": ("一次只看一个文件", "one file at a time"),
    "explain-where": ("请写成 文件:行、文件:行:列 或 文件:报告里的位置，不能是“{value}”", "name FILE:LINE, FILE:LINE:COLUMN or FILE:PLACE as a report has it, not '{value}'"),
    "no-paths": ("请给出要核对的文件或目录", "name the files or directories to audit"),
    "staged-paths": ("--staged 不能与文件名同时使用", "--staged takes no file names"),
    "unknown-rule": ("没有“{code}”这条规则", "there is no rule '{code}'"),
    "cannot-write": ("无法写入 {path}：{reason}", "cannot write {path}: {reason}"),
    "usage": ("用法错误：{problem}", "usage error: {problem}"),
    "no-option": ("没有“{option}”这个选项", "there is no option '{option}'"),
    "missing-argument": ("缺少 {name}", "{name} is missing"),
    "bad-choice": ("“{name}”应为 {choices} 之一", "'{name}' must be one of {choices}"),
    "bad-number": ("“{name}”应为合适的整数", "'{name}' must be a fitting whole number"),
    "bad-date": ("“{name}”应为 2027-06-30 这样的日期", "'{name}' must be a date such as 2027-06-30"),
    "no-value": ("“{name}”后面要写值", "'{name}' needs a value"),
    "extra-argument": ("多出的参数：{words}", "one argument too many: {words}"),
    "no-command": ("没有“{command}”这个命令，也没有这个文件", "there is no command and no file '{command}'"),
    "try-help": ("用 {command} --help 查看用法", "see {command} --help"),
    "text-only": ("{option} 只用于 --format text", "{option} is for --format text alone"),
    "no-scheduler": ("连不上调度器 {address}：{reason}", "cannot reach the scheduler {address}: {reason}"),
    "needs-package": ("需要另装组件：pip install \"{package}\"", "a package is missing: pip install \"{package}\""),
    "output-audited": (
        "{path} 就是要核对的文件，报告会把它盖掉；请写到别的文件",
        "{path} is one of the files to audit, and the report would overwrite it; write it to another file",
    ),
    "needs-output": ("{form} 格式请用 -o 写入文件", "write {form} to a file with -o"),
    # the cache
    "cache-info": ("{path}：{n} 个结果，{size} kB", "{path}: {n} result{s}, {size} kB"),
    "cache-cleared": ("删除了 {n} 个结果", "deleted {n} result{s}"),
    # git
    "no-git": ("没有找到 git", "git was not found"),
    "no-repository": ("当前目录不在 git 仓库里", "the current directory is not in a git repository"),
    "git-failed": ("git {command} 失败：{error}", "git {command} failed: {error}"),
    "hook-foreign": (
        "{path} 已有别的钩子，没有改动；请在其中加一行“auditlint check --staged --allow-unchecked”，或用 --force 覆盖",
        "{path} holds another hook and was left alone; add the line 'auditlint check --staged --allow-unchecked' to it, or pass --force",
    ),
    "hook-not-ours": ("{path} 不是 auditlint 装的钩子，没有改动", "{path} is no hook of auditlint and was left alone"),
    "hook-none": ("没有装钩子（{path}）", "no hook is installed ({path})"),
    "hook-removed": ("已去掉 {path}", "removed {path}"),
    "staged-next": (
        "改正后 git add，再提交；看过、可以保留的用 auditlint accept，清单也要 git add；这一次不核对用 git commit --no-verify",
        "mend it, git add and commit again; accept what may stay with auditlint accept and git add the list; skip this once with git commit --no-verify",
    ),
    "also-form": ("--also 应写成“格式=文件”，不能是“{value}”", "--also takes 'FORMAT=FILE', not '{value}'"),
    "list-unstaged": ("{path} 没有暂存（git add），没有采用", "{path} is not staged (git add) and was not followed"),
    "hook-installed": ("已安装 {path}", "installed {path}"),
}
