"""The help of the commands in English, by what it says in Chinese where the commands are written."""

ENGLISH: dict[str, str] = {
    "核对部门决算公开文件：凡能重算的数字一一重算，指出不可能正确的地方。":
        "Audit published final accounts: every figure that can be recomputed is, and what cannot be right is told.",
    "显示版本。": "Show the version.",
    "显示用法。": "Show this help.",
    "接受看过的问题，记入 auditlint-accepted.toml：此后只计数，不算失败。\n\n位置照报告里写的抄，如 决算.txt:138、附表.xlsx:收入决算表!D31。清单认规则、项目和印出的数字，不认行号；数字改了就是新的问题。":
        "Accept findings that were looked at, in auditlint-accepted.toml: they are counted and fail no run.\n\n"
        "Places are written as the report writes them, such as filing.txt:138 or tables.xlsx:Sheet!D31.  The list knows rule, subject and printed "
        "figure and no line numbers; a figure that changes is a new finding.",
    "只接受这条规则的问题；可重复。": "Accept findings of this rule only; may be repeated.",
    "接受现有的全部错误和警告（默认当前目录）。": "Accept all errors and warnings there are (of the current directory by default).",
    "为什么可以保留。": "Why it may stay.",
    "接受到哪一天（含），如 2027-06-30。": "The last day of the acceptance, such as 2027-06-30.",
    "收回填好的核对意见表（xlsx 或 csv）：“处理”为“接受”的记入清单。":
        "Take back a letter with its answers (xlsx or csv): what is to be accepted goes into the list.",
    "去掉清单里不再适用的条目：问题已不在、已到期、文件已不在。": "Remove entries that fit nothing any more: the finding is gone, expired, or its file is gone.",
    "用这个配置文件，而不是离被查文件最近的那个。": "Use this configuration and not the one nearest to the files.",
    "不读任何配置文件。": "Read no configuration.",
    "另外载入的规则包（Python 模块名）；可重复。": "A rule pack to load as well (a Python module); may be repeated.",
    "消息的语言，默认中文。": "The language of messages, Chinese by default.",
    "以前的核对结果。": "Results of earlier runs.",
    "删除全部结果。": "Delete all results.",
    "结果放在哪里，有多少。": "Where results are kept, and how many.",
    "核对文件、目录（递归）或通配符所指的文件；“-”是标准输入。\n\n退出码：0 没有问题；1 有达到 --fail-on 的问题；2 用法或配置有误；3 有文件或规则未能完成核对；130 中途按 Ctrl-C 停下。":
        "Audit files, directories (with all below them) or patterns; '-' is the standard input.\n\n"
        "Exit codes: 0 nothing found; 1 findings at or above --fail-on; 2 wrong usage or configuration; 3 a file or a rule could not be audited; "
        "130 broken off with Ctrl-C.",
    "由 Dask 集群核对多个文件：调度器的地址，如 tcp://10.0.0.1:8786。":
        "Audit several files on a Dask cluster: the address of its scheduler, such as tcp://10.0.0.1:8786.",
    "第几页的行；行号按页数的文件（如 PDF）才需要。": "The page that the line is on, for files whose lines count on their pages, such as PDF.",
    "报告的格式，默认 text。": "The format of the report, text by default.",
    "把报告写入文件。": "Write the report to a file.",
    "同一次核对另写一份，如 sarif=报告.sarif；可重复。": "Another report of the same run, such as sarif=report.sarif; may be repeated.",
    "只用这些规则：代码或前缀，逗号分隔，可重复。": "Use these rules only: codes or prefixes, with commas; may be repeated.",
    "停用规则：代码或前缀，逗号分隔，可重复。": "Turn rules off: codes or prefixes, with commas; may be repeated.",
    "在已启用的规则之外再启用。": "Turn on rules beside those that are on.",
    "某些文件不用某些规则；可重复。": "Some rules are off for some files; may be repeated.",
    "不查这些文件，直接点名也不查；可重复。": "Leave these files out, even where they are named; may be repeated.",
    "从哪一级起退出码为 1，默认 error。": "From which severity on the exit code is 1, error by default.",
    "也列出提示（四舍五入等）。": "List notes too (rounding and the like).",
    "只列概览：按部门、按规则、问题最多的文件。": "The overview alone: by department, by rule, worst files.",
    "把问题按部门、规则或文件归在一起，最多的在前。": "Findings by department, rule or file, the most first.",
    "文件里没有可核对的内容也不算失败。": "A file with nothing to check is no failure.",
    "核对 git 暂存区里的文件，以暂存的内容为准。": "Audit the files staged in git, as they are staged.",
    "从标准输入（-）读时用的文件名。": "The name for what is read from the standard input (-).",
    "一个文件最多用多少秒处理器时间，默认按大小而定。": "The most seconds of processor time for a file, by its size if not given.",
    "读一个文件最多用多少内存，默认 800。": "The most memory for reading a file, 800 by default.",
    "不用以前的核对结果，也不留下。": "Use no results of earlier runs, and leave none.",
    "进程数，默认按文件多少而定。": "How many processes, by the number of files if not given.",
    "是否着色，默认看终端。": "Whether to colour, by the terminal if not given.",
    "列出勾稽关系里可以用的名称：有哪些资金口径，文件里又怎么称呼。": "List the names that identities may use: their funds, and how filings print them.",
    "格式，默认 text。": "The format, text by default.",
    "说明某一行的数字为什么这样读：词、形状、归属、断言、核对和举证。\n\n位置是 行、行:列，或照报告里写的抄，如 决算.txt:138、附表.xlsx:收入决算表!D31、说明.docx:第19段第58字。":
        "Show why the figures of a line were read so: words, shapes, owner, claims, checks and proof.\n\nThe place is LINE, LINE:COLUMN, or as a report "
        "writes it, such as filing.txt:138, tables.xlsx:Sheet1!D31.",
    "列出从文件中读到的每个数字、核对它的规则，以及未能核对的和原因。": "List every figure that was read, the rules that check it, and what was not checked and why.",
    "写入文件。": "Write to a file.",
    "git 钩子。": "The git hook.",
    "在当前仓库装一个 pre-commit 钩子：提交前核对暂存的文件。": "Install a pre-commit hook in this repository that audits what is staged.",
    "覆盖已有的别的钩子。": "Replace another hook that is there.",
    "去掉 hook install 装的钩子；别的钩子不动。": "Remove the hook that hook install put there; others stay.",
    "另存一份标出问题的副本：Word、Excel 加批注，PDF 加高亮和附注，其余写成 .marked.txt；别的一概不动。\n\n副本名为“原名.marked.后缀”。接受过的问题不标。退出码：0 已写好；2 用法有误或副本已存在；3 有文件未能核对或标注。":
        "Save a copy with the findings marked: comments in Word and Excel, highlights and remarks in PDF, else .marked.txt; nothing else is "
        "changed.\n\nThe copy is called NAME.marked.SUFFIX.  What was accepted is not marked.  Exit codes: 0 written; 2 wrong usage, or the copy is "
        "there; 3 a file could not be audited or marked.",
    "普查一批文件：问题、核对和数字写成 Parquet 表，按年度分开，供 DuckDB、pandas、Spark 查询；另有汇总。\n\n中途停下的，用同一条命令接着做。退出码同 check。":
        "Survey many files: findings, checks and figures as Parquet by year, for DuckDB, pandas and Spark, with a summary.\n\n"
        "A run that was stopped goes on when the same command is given again.  The exit codes are those of check.",
    "各表写到这个目录（必填；没有就建）。": "The directory for the tables (required; made if it is not there).",
    "副本写到这个目录（必填；没有就建）。": "The directory for the copies (required; made if it is not there).",
    "覆盖已有的副本；原文件从不覆盖。": "Replace copies that are there; an original never is.",
    "没有问题的文件也复制一份。": "Copy files without findings too.",
    "提示（四舍五入等）也标出来。": "Mark notes too (rounding and the like).",
    "规则包。": "Rule packs.",
    "用规则包自带的例子检验它：正例应没有问题，反例应在 ⟦ ⟧ 处指出，应为的数也对。全都相符退出码为 0，否则为 1。":
        "Test a rule pack by its examples: good ones are quiet, bad ones are told at ⟦ ⟧ with what should stand there.  The exit code is 0 where "
        "all do, else 1.",
    "解释一条规则：为什么、公式、例外、依据和正误的例子。": "Explain a rule: why, formula, exceptions, source, right and wrong examples.",
    "列出全部规则。": "List all rules.",
    "表格，或规则手册。": "A table, or the manual.",
    "编辑器的语言服务器（标准输入输出）：一边写一边核对 .txt 和 .md，悬停看算式和依据，一键改成应有的数字。":
        "A language server for editors (on the standard input and output): audits .txt and .md as they are written, shows arithmetic and grounds, and "
        "puts in what should stand there.",
    "在浏览器里核对：拖入文件，看报告，下载核对意见表和标出问题的副本。只有这台电脑能打开，结束时删除全部文件。\n\n不读临时文件夹上面的配置，只用 --config 或自己的用户配置。":
        "Audit in a browser: drop files, see the report, download the letter and marked copies.  Only this computer can open it, and all files are "
        "deleted at the end.\n\nNo configuration above the temporary folder is read, only --config or the user's own.",
    "端口，默认取一个空着的。": "The port, a free one if not given.",
    "不打开浏览器，只印出地址。": "Open no browser, print the address.",
    "一次最多几个文件，默认 200。": "The most files at a time, 200 by default.",
    "一次最多共多少 MB，默认 200。": "The most MB at a time, 200 by default.",
    # heads
    "用法：": "Usage: ",
    "选项": "Options",
    "命令": "Commands",
}  # fmt: skip
