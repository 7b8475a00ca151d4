"""Codes and names of plain text: wrapped round the amounts of their row, glued together in some rows and apart in others, and told in part."""

from auditing import loud
from test_text_grids import only

from auditlint import check_text

HEAD = "某某市水务局2024年部门预算\n\n"

IN_ONE_CELL = """\
                              部门支出总表
                                                            单位：万元
科目名称                       合计          基本支出         项目支出
213农林水支出                   2,098.91       287.02       1,811.89
    21303水利                 2,098.91       287.02       1,811.89
       2130305水利工程建设         258.48                       258.48
       2130306水利工程运行与
                            1,740.54       287.02       1,453.52
维护
       2130314防汛               99.89                        99.89
221住房保障支出                    745.77       745.77
    22102住房改革支出              745.77       745.77
       2210201住房公积金          452.10       452.10
       2210202提租补贴           293.67       293.67
合计                         2,844.68     1,032.79     1,811.89
"""

BESIDE = """\
                              部门支出总表
                                                            单位：万元
科目编码       科目名称                    合计      基本支出      项目支出
   208 社会保障和就业支出                  116.52     109.24      7.28
 20805 行政事业单位养老支出                104.14     104.14
2080501 行政单位离退休                   22.14      22.14
          机关事业单位基本养老保险缴费支
2080505                            82.00      82.00
          出
 20899 其他社会保障和就业支出                12.38       5.10      7.28
2089999 其他社会保障和就业支出               12.38       5.10      7.28
   210 卫生健康支出                      66.70      66.70
 21011 行政事业单位医疗                   66.70      66.70
2101101 行政单位医疗                     66.70      66.70
"""

IN_PART = """\
                              部门支出总表
                                                            单位：万元
科目编码        科目名称               合计        基本支出       项目支出

             合计                182.98      174.07       8.91

208          社会保障和就业支出         115.12       83.07      32.05

05           行政事业单位养老支出        113.29       81.24      32.05

2080505      基本养老保险缴费          81.24       81.24

2080506      职业年金缴费             32.05                  32.05

99           其他社会保障和就业支出         1.83        1.83

2089999      其他社会保障和就业支出         1.83        1.83

221          住房保障支出             67.86       91.00     -23.14

02           住房改革支出             67.86       91.00     -23.14

2210201      住房公积金              67.86       91.00     -23.14
"""


def test_a_code_and_its_name_are_wrapped_round_the_amounts() -> None:
    assert {0: "2130306水利工程运行与维护", 1: "1,740.54", 2: "287.02", 3: "1,453.52"} in only(IN_ONE_CELL)
    assert loud(HEAD + IN_ONE_CELL) == []
    assert loud(HEAD + IN_ONE_CELL.replace("1,740.54", "1,780.54")) != []


def test_codes_stand_in_their_column_whether_or_not_a_name_stands_beside_them() -> None:
    table = only(BESIDE)
    assert [row.get(0) for row in table[1:]] == ["208", "20805", "2080501", "2080505", "20899", "2089999", "210", "21011", "2101101"]
    assert table[4][1] == "机关事业单位基本养老保险缴费支出"
    assert loud(HEAD + BESIDE) == []
    assert loud(HEAD + BESIDE.replace("82.00      82.00", "82.00      88.00")) != []


def test_two_digits_stand_under_the_class_above_them() -> None:
    assert loud(HEAD + IN_PART) == []
    families = [check.printed.text for check in check_text(HEAD + IN_PART).files[0].checks if check.rule == "TAB004" and check.verdict == "holds"]
    assert {"115.12", "113.29"} <= set(families)

IN_THREE = """\
                                   收入决算表

                                                                              单位：万元

                项目
   支出功能分类                本年收入合计    财政拨款收入    其他收入
   科目编码        科目名称

                                 2,946.25    2,940.05          6.20
 类   款  项
                     合计

201             一般公共服务支出         2,112.86     2,106.66          6.20
201   06        财政事务             2,112.86     2,106.66          6.20
201   06   01   行政运行             1,511.90     1,511.89          0.01
201   06   02   一般行政管理事务          16.19        10.00          6.19
201   06   07   信息化建设             135.25       135.25
201   06   08   财政委托业务支出          449.52       449.52
208             社会保障和就业支出         833.39       833.39
208   05        行政事业单位养老支出        833.39       833.39
208   05   01   行政单位离退休           84.65        84.65
208   05   02   事业单位离退休          748.74       748.74
"""


def test_lower_codes_are_no_amounts_where_the_head_does_not_say_so() -> None:
    """类 款 项 is printed below the first row, so that nothing stands above 06 and 01; no amount is printed as 06."""
    report = check_text(HEAD + IN_THREE)
    assert not report.findings
    assert all(figure.text.count(".") == 1 for figure in report.files[0].filing.figures)
    assert [each.rule for each in check_text(HEAD + IN_THREE.replace("1,511.90", "1,511.09")).findings] == ["TAB003"]
