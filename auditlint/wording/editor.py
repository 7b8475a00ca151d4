"""The language server."""

PHRASES: dict[str, tuple[str, str]] = {
    "editor-fix": ("把“{text}”改为 {fix}", "change “{text}” to {fix}"),
    "editor-operand": ("{words}（{where}）", "{words} ({where})"),
    "editor-died": ("核对这份文件的进程中止或超时，没有结果", "the process that audits this text died or took too long: no result"),
}
