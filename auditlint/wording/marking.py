"""Marked-up copies."""

PHRASES: dict[str, tuple[str, str]] = {
    "marked": ("{path}：标出 {n} 处，写入 {target}", "{path}: {n} finding{s} marked in {target}"),
    "mark-nothing": ("{path}：没有发现问题，没有另存（--all 也复制一份）", "{path}: nothing found, not copied (--all copies it too)"),
    "mark-failed": ("未能标注：{reason}", "not marked: {reason}"),
    "mark-output": ("请用 -o 指明副本写到哪个目录", "name the folder that the copies go to with -o"),
    "mark-stdin": ("标准输入（-）没有可标注的文件；请给出文件名", "the standard input (-) is no file to mark; name a file"),
    "mark-exists": (
        "{path} 已经存在，没有改写；换一个目录，或加 --force 覆盖上次的副本",
        "{path} exists and was left as it is; name another folder, or pass --force to replace an earlier copy",
    ),
    "mark-within": (
        "-o 的目录 {path} 就是（或包含）被核对的目录，副本会与原文件混在一起；请换一个，如 -o 标注",
        "the folder of -o, {path}, is or holds a folder that is audited, and copies would lie among the originals; name another, such as -o marked",
    ),
    "mark-original": (
        "副本会写到另一个要核对的文件或另一份副本上：{path}；请换一个目录",
        "the copy would be written over a file that is audited or over another copy: {path}; name another folder",
    ),
}
