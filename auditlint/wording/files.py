"""Files: what became of them, and why one was not audited."""

PHRASES: dict[str, tuple[str, str]] = {
    # files
    "quoted-by-git": (
        "没有这个文件：git 把文件名里的中文改写成了转义；请用 git diff -z … | xargs -0 auditlint check",
        "no such file: git wrote the name with escapes; use git diff -z ... | xargs -0 auditlint check",
    ),
    "no-such-file": ("没有这个文件或目录", "no such file or directory"),
    "lock-file": (
        "略过：这是 Office 或 WPS 打开文件时留下的锁定文件，不是文档；对应的文件正开着，没有保存的改动不在核对之内",
        "passed over: a lock that Office or WPS keeps beside an open file; changes not yet saved there are not audited",
    ),
    "passed-over": (
        "{n} 个文件里没有可核对的内容，略过：{paths}",
        "{n} file{s} with nothing to check passed over: {paths}",
    ),
    "own-output": (
        "略过 auditlint 自己写的 {n} 个文件或目录（报告、核对意见表、副本、普查）：{paths}；要核对请直接点名",
        "{n} file{s} or folder{s} that auditlint wrote (reports, letters, marked copies, surveys) passed over: {paths}; name a file to have it audited",
    ),
    "no-glob-match": ("没有文件与这个通配符匹配", "no file matches this pattern"),
    "not-regular": (
        "不是普通文件（管道、设备等），没有读；内容要核对的，请从标准输入（-）读",
        "no regular file (a pipe, a device), and not read; pass its content on the standard input (-)",
    ),
    "file-large": ("文件过大（超过 {most} MB），没有读", "the file is too large (over {most} MB) and was not read"),
    "file-changed": ("读取时文件有改动；请等写完再核对", "the file changed while it was read; audit it when it is complete"),
    "link-outside": (
        "是指向文件夹之外的链接，没有读；要核对请直接点名",
        "is a link that leaves the folder and was not followed; name it to have it audited",
    ),
    "unread-pages": ("版式文件（{suffix}）读不了，没有核对；请另存为 PDF", "{suffix} files cannot be read; save it as PDF"),
    "unread-text": ("{suffix} 文件读不了，没有核对；请另存为 .docx", "{suffix} files cannot be read; save it as .docx"),
    "unread-sheet": ("{suffix} 文件读不了，没有核对；请另存为 .xlsx", "{suffix} files cannot be read; save it as .xlsx"),
    "unread-slides": ("演示文稿（{suffix}）读不了，没有核对；请另存为 PDF", "{suffix} files cannot be read; save it as PDF"),
    "unread-packed": ("压缩文件（{suffix}）没有核对；请先解压", "packed files ({suffix}) are not audited; unpack it first"),
    "unread-picture": (
        "图片（{suffix}）没有核对；请先识别成文字（OCR），或核对原稿",
        "pictures ({suffix}) are not audited; recognise the text first (OCR), or audit the original",
    ),
    "no-stdin": ("标准输入已关闭，没有内容可读", "the standard input is closed; there is nothing to read"),
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
        "{figures} 个金额数字中只核对了 {checked} 个，低于 min-coverage（{minimum}）",
        "only {checked} of {figures} amounts were checked, less than min-coverage ({minimum})",
    ),
    "over-time": (
        "用了 {most} 秒还没有核对完，已停止；文件可能已损坏，确有这么大的请用 --timeout-per-file 放宽",
        "stopped after {most} s of work; the file may be damaged, and --timeout-per-file allows more for one that is large",
    ),
    "over-memory": (
        "读取所用的内存超过 {most} MB，已停止；文件可能已损坏，确有这么大的请用 --memory-per-file 放宽",
        "stopped at {most} MB of memory; the file may be damaged, and --memory-per-file allows more for one that is large",
    ),
    "over-output": (
        "读出的内容超过 {most} MB，已停止；请只保留要核对的内容",
        "stopped at {most} MB of content; keep only what is to be audited",
    ),
    "reader-died": (
        "读取这个文件的进程意外中止（{why}）；文件可能已损坏，请重新下载或从原稿重新导出",
        "the process that read it died ({why}); the file may be damaged, download or export it again",
    ),
    "signal": ("信号 {number}", "signal {number}"),
    "ended": ("没有结果", "no result"),
    "internal": ("读取时出错：{error}", "reading failed: {error}"),
    "broken": ("核对未能完成，程序出错：{error}", "the audit was not completed, the program failed: {error}"),
    "rule-failed": ("{path}：规则 {rule} 出错：{error}", "{path}: rule {rule} failed: {error}"),
    # the proof of a finding
    "proof-failed": ("{path}：举证出错：{error}", "{path}: weighing the proof failed: {error}"),
    "diagnosis-failed": ("{path}：归因出错：{error}", "{path}: diagnosis failed: {error}"),
    "excluded": ("按配置排除了 {n} 个文件", "{n} file{s} excluded by the configuration"),
}
