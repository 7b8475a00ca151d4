"""What the tables of a survey hold: their columns with their types and what they say, and the version of all of it.

The page ``docs/survey.md`` prints this; a table is partitioned by ``year``, which is in the names of its folders and no column.
"""

from ..named import NamedTuple

#: A new column raises the second number; one that is gone, or says something else, the first.
VERSION = "1.0"
#: Digits in all and behind the point of an amount in yuan.
PRECISION, SCALE = 38, 8


class Column(NamedTuple):
    """A column: ``kind`` is ``string``, ``int32``, ``bool``, ``decimal``, ``list`` (of texts) or ``structs`` (with ``fields``)."""

    name: str
    kind: str
    told: str
    fields: "tuple[Column, ...]" = ()


def _columns(text: str) -> tuple[Column, ...]:
    """Columns from lines of ``name kind what it says``."""
    words = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(Column(name, kind, told) for name, kind, told in words)


_FILE = _columns("""
path string 文件，如命令行上写的
department string 部门：文件自己写的，没有写的看文件名，再没有的是所在目录
""")
_PLACE = _columns("""
page int32 页（PDF）或工作表的序号（Excel），没有页的为空
line int32 行；Word、网页是段；有页的从页首数起
start_column int32 第几个字开始，从 1 数起
end_line int32 到哪一行
end_column int32 到第几个字之前
sheet string 工作表的名称
cell string 单元格，如 D31
table_number int32 文件里第几张表
table_row int32 表的第几行
table_column int32 表的第几列
spot string 报告里写的位置，如 138:14、表2第28行第4列
""")
_OTHER = _columns("""
path string 所在的文件，可能是另一个
line int32 行
spot string 位置
text string 印出的数字或词
unit string 单位
label string 项目
""")
_SUSPECT = (*_OTHER, *_columns("""
should_be string 应为
slip string 笔误的种类，说法同 slip_told
"""))  # fmt: skip
_EXPLAINED = _columns("""
path string 所在的文件
line int32 行
spot string 位置
rule string 规则
message string 问题
actual string 印出的
expected string 应为
""")
_NUMBERS = _columns("""
actual string 印出的数（写成十进制的字，单位见 unit）
expected string 应为，单位同上
difference string 印出的减应为的，单位同上
unit string 单位：万元、元、%、人……
difference_yuan decimal 金额的差，以元计；不是金额的为空
formula string 算式
result string 算式得出的数
""")
_PROOF = _columns("""
established string 举证：关系由什么证实（words、column、code、total、law、tie……），没有举证的为空
held int32 同一结构在别处成立几次
failed int32 不成立几次
rivals list 试过的别的读法
""")

TABLES: dict[str, tuple[Column, ...]] = {
    "files": (*_FILE, *_columns("""
kind string 决算或预算
extent string 部门（汇总）、单位（本级或一个单位），没有写的为空
status string ok 读了；unchecked 没有可核对的内容；passed-over 同前而不算失败；unread 没读或没读全
encoding string 文本的编码
figures int32 印出的数字
checked int32 由等式重算过的
bounded int32 只受不等式约束的
money int32 金额数字
money_checked int32 重算过的金额数字
holds int32 成立的核对
rounding int32 四舍五入可以解释的核对
broken int32 不成立的核对
unchecked int32 没有判断的核对
errors int32 错误
warnings int32 警告
notes int32 提示
accepted int32 看过、接受的
undiagnosed int32 未及归因的
joined list 合为一份核对的其他文件
""")),
    "findings": (*_FILE, *_columns("""
rule string 规则代码
name string 规则名称
severity string error、warning 或 note
message string 问题
"""), *_PLACE, *_columns("""
section string 所在的部分
label string 项目
"""), *_NUMBERS, *_PROOF, *_columns("""
slip string 笔误的种类：digit、swapped、dropped、doubled、point、unit、sign、turned、truncated、copied、row、elsewhere、repaired、explained，没有的为空
slip_told string 同上，用文字说
"""),
        Column("suspects", "structs", "可能写错的数字或词，各带应为多少", _SUSPECT),
        Column("related", "structs", "参与核对的其他数字", _OTHER),
        Column("explains", "structs", "同一原因引起的其他问题", _EXPLAINED),
        *_columns("""
fingerprint string 指纹：上面加减几行不变
accepted bool 看过、接受了（接受清单）
accepted_reason string 接受的理由
accepted_by string 谁接受的
""")),
    "checks": (*_FILE, *_columns("""
rule string 规则代码
verdict string holds 成立；rounding 四舍五入可以解释；broken 不成立；unchecked 没有判断
operator string 关系：=、<、<=、>、>=
"""), *_PLACE, *_columns("""
text string 印出的数字或词
section string 所在的部分
label string 项目
"""), *_NUMBERS, *_PROOF, *_columns("""
slip string 不成立的：什么笔误可以解释，说法同 findings
support string 关系由哪一种结构提出：column、code、total、law……，不出自表的为空
reason string 没有判断的原因
"""),
        Column("operands", "structs", "参与的其他数字", _OTHER)),
    "figures": (*_FILE, *_PLACE, *_columns("""
text string 印出的样子
value string 数值（写成十进制的字，单位见 unit）
unit string 单位
dimension string money、percent 或 count
yuan decimal 金额以元计；不是金额的为空
label string 项目
concept string 认出的标准名称（auditlint concepts），没有认出的为空
scope string 资金口径
role string 决算、年初预算、增减额……
of_year int32 句子另外写明的年度；空的是文件自己的年度
section string 所在的部分
state string recomputed 由等式重算过；bounded 只受不等式约束；unchecked 未核对
rules list 核对它的规则
reason string 未核对的原因
""")),
    "problems": (*_FILE, *_columns("""
kind string unread 没读或没读全；unchecked 没有可核对的内容；passed-over 同前而不算失败；failure 规则出错；unseen 有图片等没有读
message string 说明
""")),
}  # fmt: skip
#: How many columns of a row say which file it is of.
OF_FILE = len(_FILE)
