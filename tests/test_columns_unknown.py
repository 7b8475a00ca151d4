"""Tables of which some columns are not known for certain: sums alone told them, or their heads did not."""

from auditing import loud

from auditlint import check_text
from auditlint.model import Row, Table
from auditlint_rules.table_lookup import UNKNOWN, Tables

HEAD = "某某市水务局2024年部门预算\n\n"

#: 02 水体 has no amount last year: three columns are left blank, and raw text does not tell which.
SHORT_ROWS = """\
一般公共预算支出情况表
单位：万元
科目编码
科目名称 上年预算数 本年预算数 增减额 增减率
类 款 项
总计 182.91 203.60 20.69 11.31%
206 科学技术支出 34.38 29.49 -4.89 -14.22%
99 其他科学技术支出 34.38 29.49 -4.89 -14.22%
99 其他科学技术支出 34.38 29.49 -4.89 -14.22%
208 社会保障和就业支出 9.99 16.09 6.10 61.06%
99 其他社会保障和就业支出 9.99 16.09 6.10 61.06%
99 其他社会保障和就业支出 9.99 16.09 6.10 61.06%
210 卫生健康支出 30.49 34.16 3.67 12.04%
11 行政事业单位医疗 30.49 34.16 3.67 12.04%
01 行政单位医疗 11.29 9.79 -1.50 -13.29%
02 事业单位医疗 9.53 12.24 2.71 28.44%
03 公务员医疗补助 9.67 12.13 2.46 25.44%
211 节能环保支出 8.42 19.57 11.15 132.42%
03 污染防治 8.42 19.57 11.15 132.42%
01 大气 8.42 12.03 3.61 42.87%
02 水体 7.54 7.54
213 农林水支出 99.63 104.29 4.66 4.68%
03 水利 99.63 104.29 4.66 4.68%
05 水利工程建设 40.34 39.58 -0.76 -1.88%
06 水利工程运行与维护 43.62 45.04 1.42 3.26%
14 防汛 15.67 19.67 4.00 25.53%
"""


def test_what_no_slip_explains_where_sums_alone_told_the_columns_is_misread() -> None:
    assert loud(HEAD + SHORT_ROWS) == []
    assert loud(HEAD + SHORT_ROWS.replace("30.49 34.16 3.67 12.04%\n11", "30.49 38.16 3.67 12.04%\n11")) != []


def test_a_column_that_no_head_told_is_not_blank() -> None:
    """What the general budget spends is not nothing where its table tells it in a column of another name."""
    filing = check_text(HEAD + "支出10.00万元。").files[0].filing
    table, row = Table("一般公共支出表", "一般公共预算支出情况表", "万元", ("上年预算",)), Row("", "合计")
    table.rows.append(row)
    filing.tables.append(table)
    tables = Tables(filing)
    assert tables.total(table.kind, "本年支出") is None
    row.figures.append(filing.figures[0])
    assert tables.total(table.kind, "本年支出") is UNKNOWN
    assert tables.total(table.kind, "上年预算") is None
