"""The survey of a folder."""

PHRASES: dict[str, tuple[str, str]] = {
    "survey-output": ("请用 -o 指明各表写到哪个目录", "name the folder that the tables go to with -o"),
    "survey-stdin": ("标准输入（-）不能普查；请给出目录或文件", "the standard input (-) cannot be surveyed; name a folder or files"),
    "survey-foreign": (
        "{path} 里有别的东西，不是以前普查的结果，没有动它；请换一个空的或新的目录",
        "{path} holds something that is no earlier survey and was left alone; name an empty or a new folder",
    ),
    "survey-taken": ("另一个普查正在写 {path}；等它结束，或换一个目录", "another survey is writing {path}; wait for it, or name another folder"),
    "survey-interrupted": (
        "已中断：还有 {n} 个文件没有核对，各表没有改动；用同一条命令接着做",
        "interrupted: {n} file{s} not audited, the tables were left as they are; the same command goes on from here",
    ),
    "survey-written": ("已写入 {path}", "written to {path}"),
    "survey-by-department": ("按部门（{n} 个）", "by department ({n})"),
    "survey-by-year": ("按年度（{n} 个）", "by year ({n})"),
    "survey-by-rule": ("按规则（{n} 条）", "by rule ({n})"),
    "survey-by-slip": ("错误和警告按笔误（{n} 种）", "errors and warnings by slip ({n})"),
    "survey-explained": ("另一种算法正好得出印出的数", "another reckoning gives just what is printed"),
    "survey-no-slip": ("看不出是哪一种", "none that can be told"),
    "survey-no-year": ("没有写年度", "no year told"),
    "survey-others": ("其余 {n} 个见 summary.csv", "{n} more, see summary.csv"),
    "survey-accepted": ("接受", "accepted"),
}
