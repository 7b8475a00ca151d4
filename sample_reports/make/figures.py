"""The books of the invented department, in yuan; everything else is computed from them."""

from dataclasses import dataclass
from decimal import Decimal

D = Decimal
ZERO = D(0)
NAME = "禾溪市青岚区林业和园林局"
YEAR = 2024


@dataclass(frozen=True)
class Item:
    """A functional item: what was spent on it from the general budget, from a fund or from own income, and the budget."""

    code: str
    names: tuple[str, str, str]
    basic: Decimal = ZERO
    project: Decimal = ZERO
    other_basic: Decimal = ZERO
    other_project: Decimal = ZERO
    fund: str = "一般公共"
    budget: Decimal = ZERO
    last: Decimal = ZERO
    use: str = ""
    reason: str = ""

    @property
    def allotted(self) -> Decimal:
        """What was spent of its fund."""
        return self.basic + self.project

    @property
    def spent(self) -> Decimal:
        """What was spent in all."""
        return self.allotted + self.other_basic + self.other_project


_PENSION = ("社会保障和就业支出", "行政事业单位养老支出")
_HEALTH = ("卫生健康支出", "行政事业单位医疗")
_FOREST = ("农林水支出", "林业和草原")
_HOUSING = ("住房保障支出", "住房改革支出")

ITEMS = (
    Item("2050803", ("教育支出", "进修及培训", "培训支出"), D("68412.50"), budget=D("81000.00"), last=D("74216.00"),
         use="干部职工和古树名木养护人员培训", reason="两期培训改为线上举办"),
    Item("2080501", (*_PENSION, "行政单位离退休"), D("512346.18"), budget=D("498620.00"), last=D("476231.55"),
         use="机关退休人员经费", reason="年内新增退休人员3人"),
    Item("2080502", (*_PENSION, "事业单位离退休"), D("236871.44"), budget=D("236871.44"), last=D("231406.27"),
         use="所属事业单位退休人员经费"),
    Item("2080505", (*_PENSION, "机关事业单位基本养老保险缴费支出"), D("1486223.37"), budget=D("1532400.00"), last=D("1423668.90"),
         use="在职人员基本养老保险缴费", reason="缴费人数少于年初测算"),
    Item("2080506", (*_PENSION, "机关事业单位职业年金缴费支出"), D("743111.69"), budget=D("766200.00"), last=D("711834.45"),
         use="在职人员职业年金缴费", reason="缴费人数少于年初测算"),
    Item("2101101", (*_HEALTH, "行政单位医疗"), D("421365.27"), budget=D("433100.00"), last=D("405218.64"),
         use="机关在职人员医疗保险缴费", reason="人员变动"),
    Item("2101102", (*_HEALTH, "事业单位医疗"), D("518904.83"), budget=D("506300.00"), last=D("488412.09"),
         use="所属事业单位在职人员医疗保险缴费", reason="缴费基数于7月调整"),
    Item("2110401", ("节能环保支出", "自然生态保护", "生态保护"), project=D("1203554.66"), budget=D("1260000.00"), last=D("986412.70"),
         use="青岚山生态廊道管护", reason="一处观测点因道路施工缓建"),
    Item("2130201", (*_FOREST, "行政运行"), D("6843217.92"), budget=D("6712400.00"), last=D("6534862.38"),
         use="局机关人员经费和日常公用经费", reason="补发上年度考核奖"),
    Item("2130202", (*_FOREST, "一般行政管理事务"), project=D("356420.35"), budget=D("380000.00"), last=D("341276.80"),
         use="法律顾问、政务公开和档案整理", reason="厉行节约"),
    Item("2130204", (*_FOREST, "事业机构"), D("7912664.08"), ZERO, D("92317.20"), D("1138206.41"), budget=D("7864500.00"),
         last=D("7618435.61"), use="林业站和园林养护所人员经费及公用经费", reason="年内招录事业人员4人"),
    Item("2130205", (*_FOREST, "森林资源培育"), project=D("8764513.27"), budget=D("8200000.00"), last=D("8934627.18"),
         use="低效林改造和中幼林抚育", reason="使用上年结转资金补植"),
    Item("2130207", (*_FOREST, "森林资源管理"), project=D("2145678.94"), budget=D("2300000.00"), last=D("2018455.36"),
         use="森林督查和林地变更调查", reason="调查服务招标节约资金"),
    Item("2130234", (*_FOREST, "林业草原防灾减灾"), project=D("3418962.55"), budget=D("3150000.00"), last=D("2864315.92"),
         use="松材线虫病防治和森林防火", reason="年中追加疫木除治资金"),
    Item("2210201", (*_HOUSING, "住房公积金"), D("1376480.26"), budget=D("1402300.00"), last=D("1318742.61"),
         use="在职人员住房公积金", reason="退休人员停缴"),
    Item("2210203", (*_HOUSING, "购房补贴"), D("964327.73"), budget=D("964327.73"), last=D("951284.06"), use="在职人员购房补贴"),
    Item("2120803", ("城乡社区支出", "国有土地使用权出让收入安排的支出", "城市建设支出"), project=D("4586217.36"), fund="政府性基金",
         budget=D("4200000.00"), last=D("3964782.15"), use="口袋公园建设和道路绿化提升", reason="使用上年结转资金"),
    Item("2230105", ("国有资本经营预算支出", "解决历史遗留问题及改革成本支出", "国有企业退休人员社会化管理补助支出"),
         project=D("152846.75"), fund="国有资本", budget=D("150000.00"), last=D("146208.33"), use="原国有林场退休人员社会化管理",
         reason="使用上年结转资金"),
)  # fmt: skip

#: What was carried over into the year and out of it.
CARRIED_IN = {"一般公共": D("1532647.81"), "政府性基金": D("1204568.14"), "国有资本": D("31265.40"), "其他": D("412356.28")}
CARRIED_OUT = {"一般公共": D("984215.36"), "政府性基金": D("818350.78"), "国有资本": D("28418.65")}
#: The items that what was carried over belongs to.
CARRIER = {"一般公共": "2130205", "政府性基金": "2120803", "国有资本": "2230105"}
OWN_INCOME = {"事业收入": D("1286542.35"), "其他收入": D("84213.66")}
RESERVES_USED = D("35000.00")
DISTRIBUTED = D("60000.00")
LAST_TOTAL = D("43102865.47")
LAST_ALLOTTED_TOTAL = D("40816532.74")

#: Economic items of the basic expenditure; performance pay is what remains.
ECONOMIC = {
    "30101": ("基本工资", D("4126553.20")), "30102": ("津贴补贴", D("3542118.46")), "30103": ("奖金", D("2861744.92")),
    "30107": ("绩效工资", None), "30108": ("机关事业单位基本养老保险缴费", D("1486223.37")), "30109": ("职业年金缴费", D("743111.69")),
    "30110": ("职工基本医疗保险缴费", D("940270.10")), "30112": ("其他社会保障缴费", D("63214.08")), "30113": ("住房公积金", D("1376480.26")),
    "30199": ("其他工资福利支出", D("412637.55")),
    "30201": ("办公费", D("213654.17")), "30202": ("印刷费", D("41236.80")), "30205": ("水费", D("38412.66")),
    "30206": ("电费", D("176423.91")), "30207": ("邮电费", D("52318.44")), "30209": ("物业管理费", D("386452.07")),
    "30211": ("差旅费", D("61227.35")), "30213": ("维修（护）费", D("148226.54")), "30215": ("会议费", D("12416.30")),
    "30216": ("培训费", D("68412.50")), "30217": ("公务接待费", D("6234.00")), "30226": ("劳务费", D("88412.75")),
    "30228": ("工会经费", D("214365.58")), "30229": ("福利费", D("186423.66")), "30231": ("公务用车运行维护费", D("92416.38")),
    "30239": ("其他交通费用", D("312487.26")), "30299": ("其他商品和服务支出", D("143226.87")),
    "30302": ("退休费", D("618452.36")), "30304": ("抚恤金", D("84216.00")), "30309": ("奖励金", D("4620.00")),
    "31002": ("办公设备购置", D("86412.55")),
}  # fmt: skip
GROUPS = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "310": "资本性支出"}

#: The three publics: budget, account and last year's account.
PUBLICS = {
    "因公出国（境）费": (ZERO, ZERO, ZERO),
    "公务用车购置费": (D("180000.00"), D("176800.00"), ZERO),
    "公务用车运行维护费": (D("105000.00"), D("98612.38"), D("103486.20")),
    "公务接待费": (D("15000.00"), D("8426.00"), D("11238.00")),
}
RUNNING = (D("1126843.52"), D("1208465.30"))
PROCUREMENT = {"货物": D("1264835.00"), "工程": D("3986214.60"), "服务": D("5412368.75")}
SMALL = (D("8864213.40"), D("5126840.00"))


def economic() -> dict[str, tuple[str, Decimal]]:
    """The economic items with what remains for performance pay."""
    basic = sum((item.basic for item in ITEMS), ZERO)
    rest = basic - sum((amount for _, amount in ECONOMIC.values() if amount is not None), ZERO)
    return {code: (name, rest if amount is None else amount) for code, (name, amount) in ECONOMIC.items()}


def spent(fund: str) -> Decimal:
    """What was spent of a fund."""
    return sum((item.allotted for item in ITEMS if item.fund == fund), ZERO)


def received(fund: str) -> Decimal:
    """What a fund gave in the year."""
    return spent(fund) + CARRIED_OUT[fund] - CARRIED_IN[fund]


FUNDS = ("一般公共", "政府性基金", "国有资本")
ALLOTTED_IN = sum((received(fund) for fund in FUNDS), ZERO)
ALLOTTED = sum((spent(fund) for fund in FUNDS), ZERO)
INCOME = ALLOTTED_IN + sum(OWN_INCOME.values())
SPENDING = sum((item.spent for item in ITEMS), ZERO)
BEGIN = sum(CARRIED_IN.values(), ZERO)
TOTAL = INCOME + RESERVES_USED + BEGIN
END = TOTAL - SPENDING - DISTRIBUTED
ALLOTTED_BEGIN = sum((CARRIED_IN[fund] for fund in FUNDS), ZERO)
ALLOTTED_END = sum((CARRIED_OUT[fund] for fund in FUNDS), ZERO)
BASIC = sum((item.basic + item.other_basic for item in ITEMS), ZERO)
PROJECT = SPENDING - BASIC
