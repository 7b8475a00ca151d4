"""Why a file was not read, or not all of it, and what to do about it."""

_OCR = ("请先识别成文字（OCR）再核对，或核对原稿的文本", "recognise the text first (OCR), or audit the text of the original")

PHRASES: dict[str, tuple[str, str]] = {
    # any file
    "file-empty": ("文件是空的；请确认导出是否完整", "the file is empty; see whether the export is complete"),
    "characters-lost": ("有 {n} 个字符在转换编码时丢失（\ufffd）", "characters lost when the encoding was changed (\ufffd): {n}"),
    "characters-turned": (
        "文字里有改变方向的字符（U+202D、U+202E），看到的可能与读到的不同；请删去后再核对",
        "characters reverse the direction of the text (U+202D, U+202E): what is seen may not be what was read; delete them and audit again",
    ),
    "content-large": (
        "内容过多（超过 {lines} 行或 {characters} 字）；请只保留要核对的内容",
        "too much content (over {lines} lines or {characters} characters); keep only what is to be audited",
    ),
    "numbers-too-long": ("第 {lines} 行有位数过多的数字，没有读", "numbers of too many digits on line {lines} were not read"),
    "reader-missing": (
        "读取 {kind} 文件需要另装组件（缺 {module}）：pip install \"{package}\"",
        "a package is needed to read {kind} files ({module} is missing): pip install \"{package}\"",
    ),
    # encodings
    "not-plain": ("内容是{kind}，不是纯文本；{advice}", "this is {kind} and no plain text; {advice}"),
    "kind-pdf": ("PDF 文件", "a PDF file"),
    "kind-office": ("Office 或压缩文件", "an Office or packed file"),
    "kind-old-office": ("旧版 Office 文件", "an old Office file"),
    "kind-picture": ("图片", "a picture"),
    "kind-packed": ("压缩文件", "a packed file"),
    "kind-rtf": ("RTF 文件", "an RTF file"),
    "use-pdftotext": ("请先用 pdftotext 转成文本", "turn it into text with pdftotext first"),
    "save-as-text": ("请另存为纯文本", "save it as plain text"),
    "recognise-text": ("请先识别成文本", "recognise its text first"),
    "unpack": ("请先解压", "unpack it first"),
    "null-bytes": (
        "内容含空字节，不是纯文本（若为 UTF-16，请加上 BOM 或另存为 UTF-8）",
        "it holds null bytes and is no plain text (if it is UTF-16, add a BOM or save it as UTF-8)",
    ),
    "encoding-unknown": (
        "编码无法识别：既不是 UTF-8 也不是 GB18030；请另存为 UTF-8，或确认这是文本文件",
        "unknown encoding, neither UTF-8 nor GB18030; save it as UTF-8, or see whether it is a text file",
    ),
    "text-lost": (
        "文字已在转换编码时丢失（含大量 \ufffd）；请从原稿重新导出为 UTF-8",
        "the text was lost when the encoding was changed (many \ufffd); export it from the original as UTF-8",
    ),
    "controls": ("内容不是文本（含大量控制字符）；请确认文件格式", "this is no text (many control characters); see what format it is"),
    # Office
    "office-locked": ("{kind} 文件有密码；请去掉密码后另存", "the {kind} file has a password; save it without"),
    "office-damaged": (
        "{kind} 文件已损坏或不完整{why}；请用 Word、Excel 或 WPS 打开后另存，再核对另存的文件",
        "the {kind} file is damaged or incomplete{why}; open it in Word, Excel or WPS, save it and audit what was saved",
    ),
    "lacks-body": ("（缺少正文）", " (its body is missing)"),
    "lacks-part": ("（缺少 {part}）", " ({part} is missing)"),
    "lacks-sheet": ("（缺少工作表“{name}”）", " (sheet “{name}” is missing)"),
    "has-doctype": ("（含有不应有的文档类型声明）", " (it declares a document type, which it must not)"),
    "nested-deeply": ("（嵌套过深）", " (it is nested too deeply)"),
    "office-part-large": (
        "{kind} 文件解压后过大（{part} 超过 {most} MB）；请只保留要核对的内容后另存",
        "the {kind} file is too large unpacked ({part} is over {most} MB); save only what is to be audited",
    ),
    "office-2003": (
        "Office 2003 的 XML 文件读不了；请用 Word、Excel 或 WPS 打开后另存为 .docx 或 .xlsx",
        "XML files of Office 2003 cannot be read; open it in Word, Excel or WPS and save it as .docx or .xlsx",
    ),
    "office-encrypted": (
        "Office 文件有打开密码，内容已加密；请用 Word、Excel 或 WPS 打开，去掉密码后另存，再核对另存的文件",
        "the Office file is encrypted with a password; open it in Word, Excel or WPS, save it without and audit what was saved",
    ),
    "old-word": ("旧版 Word 文件（.doc）读不了；请用 Word 或 WPS 打开后另存为 .docx", "old Word files (.doc) cannot be read; open it in Word or WPS and save it as .docx"),
    "powerpoint": ("PowerPoint 文件不是决算公开文本；请另存为 PDF 或 .docx", "a PowerPoint file is no published filing; save it as PDF or .docx"),
    "old-office": (
        "旧版 Office 文件读不了；请用 Word、Excel 或 WPS 打开后另存为 .docx 或 .xlsx",
        "old Office files cannot be read; open it in Word, Excel or WPS and save it as .docx or .xlsx",
    ),
    "part-damaged": (
        "文件里有损坏的部分，没有标注；请用 Word、Excel 或 WPS 打开后另存，再标注另存的文件",
        "a part of the file is damaged, nothing was marked; open it in Word, Excel or WPS, save it and mark what was saved",
    ),
    # Word
    "word-empty": ("Word 文件里没有文字；若内容是图片，请先识别成文字", "there is no text in the Word file; if it holds pictures, recognise their text first"),
    "word-table-large": (
        "Word 文件的表格过大（超过 {most} 格）；请只保留要核对的内容后另存",
        "a table of the Word file is too large (over {most} cells); save only what is to be audited",
    ),
    "hidden-text": ("隐藏的文字 {n} 处", "places of hidden text: {n}"),
    "large-pictures": (
        "有 {n} 张大图（可能是扫描的页面或表格），图片上的文字未能核对；请先识别成文字（OCR）再核对",
        "large pictures (perhaps scanned pages or tables): {n}, whose text was not audited; recognise it first (OCR)",
    ),
    "embedded-objects": (
        "有 {n} 个嵌入的对象（如 Excel 工作簿），里面的内容未能核对；请取出另存，一起核对",
        "embedded objects (such as Excel workbooks): {n}, whose content was not audited; save them as files and audit them too",
    ),
    "embedded-parts": (
        "有 {n} 处嵌入的外部内容，未能核对；请用 Word 打开后另存",
        "embedded content of other files: {n}, not audited; open it in Word and save it",
    ),
    "pictures": ("{n} 张图片", "pictures: {n}"),
    "charts": ("{n} 张图表", "charts: {n}"),
    # web pages
    "page-large": ("网页过大（超过 {most} MB）；请只保存正文部分", "the web page is too large (over {most} MB); save its article alone"),
    "page-nodes": ("网页过大；请只保存正文部分", "the web page is too large; save its article alone"),
    "page-deep": ("网页的标签嵌套过深，已损坏；请在浏览器里打开后另存", "the tags of the web page are nested too deeply; open it in a browser and save it"),
    "page-cut": (
        "网页不完整（没有结尾，可能没有下载完）；请重新下载，或在浏览器里打开后另存",
        "the web page is incomplete (it has no end); download it again, or open it in a browser and save it",
    ),
    "page-damaged": (
        "网页已损坏（有内容成了空字节）；请重新下载，或在浏览器里打开后另存",
        "the web page is damaged (some of it has become null bytes); download it again, or open it in a browser and save it",
    ),
    "page-empty": (
        "网页里没有正文（可能由脚本载入，或只有附件）；请在浏览器里打开后另存，或直接核对附件",
        "the web page has no article (scripts may load it, or there are only attachments); open it in a browser and save it, or audit the attachments",
    ),
    "page-encoding": (
        "网页的编码无法识别：既不是 UTF-8 也不是 GB18030；请在浏览器里打开后另存为 UTF-8",
        "unknown encoding of the web page, neither UTF-8 nor GB18030; open it in a browser and save it as UTF-8",
    ),
    "page-table-large": ("网页的表格过大（超过 {most} 格）；请只保存正文部分", "a table of the web page is too large (over {most} cells); save its article alone"),
    "frames-unread": ("有 {n} 个嵌入的框架，里面的内容未能核对；请另存后一起核对", "embedded frames: {n}, whose content was not audited; save them and audit them too"),
    "frames": ("{n} 个嵌入的框架", "embedded frames: {n}"),
    "drawings": ("{n} 个带文字的图形", "drawings with text: {n}"),
    # PDF
    "pdf-cut": ("PDF 文件不完整（没有结尾，可能没有下载完）；请重新下载或重新导出", "the PDF is incomplete (it has no end); download or export it again"),
    "pdf-locked": ("PDF 文件设有打开密码；请先解除密码再核对", "the PDF has a password; remove it first"),
    "pdf-broken": (
        "PDF 文件打不开（已损坏，或一页也没有）；请重新下载或从原稿重新导出",
        "the PDF cannot be opened (it is damaged, or has no page); download it or export it from the original again",
    ),
    "pdf-no-page": ("PDF 文件里一页也没有；请重新下载或从原稿重新导出", "the PDF has no page; download it or export it from the original again"),
    "pdf-many-pages": (
        "PDF 文件共 {count} 页，超过 {most} 页；请拆成几个文件再核对",
        "the PDF has {count} pages, more than {most}; split it into several files",
    ),
    "pdf-many-characters": ("PDF 文件超过 {most} 个字符；请拆成几个文件再核对", "the PDF has more than {most} characters; split it into several files"),
    "pdf-blank": ("PDF 文件是空白的（共 {count} 页）；请确认导出是否完整", "the PDF is blank ({count} pages); see whether the export is complete"),
    "pdf-pages": ("PDF 文件共 {count} 页，{fault}", "of the {count} pages of the PDF, {fault}"),
    "pages": ("第 {numbers} 页", "pages {numbers}"),
    "some-pages": ("有页面", "some pages"),
    "pdf-scanned": (f"{{pages}}没有文字（可能是扫描件），未能核对；{_OCR[0]}", f"{{pages}}: no text (perhaps scanned), not audited; {_OCR[1]}"),
    "pdf-picture": (f"{{pages}}主要是图片，图片上的文字未能核对；{_OCR[0]}", f"{{pages}}: mostly pictures, whose text was not audited; {_OCR[1]}"),
    "pdf-outlines": (
        "{pages}没有文字（文字可能已转成图形），未能核对；请从原稿重新导出 PDF，或先识别成文字（OCR）再核对",
        "{pages}: no text (it may have been turned into drawings), not audited; export the PDF from the original again, or recognise the text first (OCR)",
    ),
    "pdf-garbled": (
        "{pages}的文字解不出来（字体没有编码对照），未能核对；请从原稿重新导出 PDF，导出时嵌入字体",
        "{pages}: the text cannot be decoded (its font has no map of characters), not audited; export the PDF from the original again, with its fonts",
    ),
    "pdf-crowded": (
        "{pages}的图形或字符过多，表格未能核对；请从原稿重新导出 PDF",
        "{pages}: too many drawings or characters, tables not audited; export the PDF from the original again",
    ),
    "pdf-recognised": (
        "{pages}的文字是扫描后识别出来的，可能有错字；请对照原件看核对结果",
        "{pages}: the text was recognised from a scan and may be wrong; compare the findings with the original",
    ),
    "pdf-page-broken": (
        "{pages}已损坏，未能核对；请重新下载或从原稿重新导出 PDF",
        "{pages}: damaged, not audited; download the PDF or export it from the original again",
    ),
    "pdf-content-damaged": (
        "{pages}的内容已损坏或不完整，未能核对；请重新下载或从原稿重新导出 PDF",
        "{pages}: the content is damaged or incomplete, not audited; download the PDF or export it from the original again",
    ),
    "pdf-beside": (
        "{what}里的文字未能核对；请打印成 PDF（把表单和批注印在页面上）再核对",
        "the text of {what} was not audited; print it as PDF (with forms and remarks on the pages)",
    ),
    "pdf-forms": ("表单", "forms"),
    "pdf-remarks": ("批注", "remarks"),
    "attachments": ("{n} 个附件", "attachments: {n}"),
    "pictures-of-pages": ("{pages}的图片", "pictures of {pages}"),
    # Excel
    "excel-large": (
        "Excel 文件过大（单元格超过 {most} 个，或文字过多）；请只保留要核对的工作表后另存",
        "the Excel file is too large (over {most} cells, or too much text); save only the sheets to be audited",
    ),
    "excel-locked": ("Excel 文件有打开密码，内容已加密；请用 Excel 或 WPS 去掉密码后另存", "the Excel file is encrypted with a password; save it without in Excel or WPS"),
    "excel-empty": (
        "Excel 文件里没有内容（看得见的工作表都是空的）；请确认导出是否完整",
        "the Excel file is empty (so are all sheets that are shown); see whether the export is complete",
    ),
    "excel-damaged": (
        "Excel 文件已损坏或不完整；请用 Excel 或 WPS 打开后另存为 .xlsx，再核对另存的文件",
        "the Excel file is damaged or incomplete; open it in Excel or WPS, save it as .xlsx and audit what was saved",
    ),
    "excel-gaps": (
        "Excel 文件已损坏，缺了一部分单元格；请用 Excel 或 WPS 打开后另存为 .xlsx，再核对另存的文件",
        "the Excel file is damaged and some of its cells are lost; open it in Excel or WPS, save it as .xlsx and audit what was saved",
    ),
    "sheet-wide": ("工作表“{name}”第 {most} 列以后的内容没有读", "what stands beyond column {most} of sheet “{name}” was not read"),
    "sheet-chart": ("工作表“{name}”是图表", "sheet “{name}” is a chart"),
    "sheet-formulas": (
        "工作表“{name}”有 {n} 个公式没有存下结果；请用 Excel 或 WPS 打开并保存一次，再核对",
        "sheet “{name}” holds formulas without results: {n}; open it in Excel or WPS and save it once",
    ),
    "sheet-lost": (
        "工作表“{name}”有 {n} 个单元格的文字缺失（文件不完整）；请用 Excel 或 WPS 打开后另存",
        "the text of some cells of sheet “{name}” is missing (the file is incomplete): {n}; open it in Excel or WPS and save it",
    ),
    "sheet-unstyled": (
        "工作表“{name}”有 {n} 个数字的显示格式缺失（文件不完整），读到的可能不是看到的数；请用 Excel 或 WPS 打开后另存",
        "the formats of some numbers of sheet “{name}” are missing (the file is incomplete), and what was read may not be what is shown: {n}; open it in Excel or WPS and save it",
    ),
    "sheet-odd": (
        "工作表“{name}”有 {n} 个数字以科学记数法或分数显示，按存入的数读",
        "numbers of sheet “{name}” shown in scientific notation or as fractions: {n}, read as they are stored",
    ),
    "sheet-objects": (
        "工作表“{name}”里嵌入的对象未能核对；请取出另存，一起核对",
        "the objects embedded in sheet “{name}” were not audited; save them as files and audit them too",
    ),
    "sheet-pictures": (
        "工作表“{name}”里只有图片或图形，上面的文字未能核对；请先识别成文字（OCR）再核对",
        "sheet “{name}” holds only pictures or drawings, whose text was not audited; recognise it first (OCR)",
    ),
    "sheet-has": ("工作表“{name}”的 {what}", "sheet “{name}”, {what}"),
}
