"""What the invented department says about its accounts; every rate is computed from the figures as they are printed."""

from collections.abc import Iterator
from decimal import Decimal

from auditlint.readers.numerals import chinese

from . import figures as f
from .blocks import Block, Text, rate, wan
from .tables import publics, tables

_LAST = f.YEAR - 1


def filing() -> list[Block]:
    """The whole filing in its order."""
    return [*_named(_front()), *_head_of_tables(), *tables(), *_named(_account()), *_named(_terms())]


def _named(parts: Iterator[tuple[int, str, str]]) -> Iterator[Text]:
    """Give headings their numbers: each counts anew below the one above it."""
    counts = [0, 0, 0, 0]
    for level, words, name in parts:
        if level in (2, 3):
            counts[level] += 1
            counts[level + 1 :] = [0] * (3 - level)
        else:
            counts[2:] = [0, 0] if level == 1 else counts[2:]
        mark = {2: f"{chinese(counts[2])}、", 3: f"（{chinese(counts[3])}）"}.get(level, "")
        yield Text(name or words[:20], words, level, mark)


def _head_of_tables() -> list[Text]:
    return [Text("第二部分", f"第二部分 {f.YEAR}年度部门决算表", 1)]


def m(amount: Decimal) -> str:
    """An amount as the narrative prints it."""
    return f"{wan(amount):.2f}万元"


def change(now: Decimal, before: Decimal, up: str = "增长", down: str = "下降") -> str:
    """增加 1.00万元，增长2.00%, from what is printed of both years."""
    difference = wan(now) - wan(before)
    if not difference:
        return "与上年持平"
    words = ("增加", up) if difference > 0 else ("减少", down)
    moved = f"{words[0]}{abs(difference):.2f}万元"
    return f"{moved}，{words[1]}{rate(difference, wan(before))}" if wan(before) else moved


def _share(part: Decimal, whole: Decimal) -> str:
    return f"占{rate(wan(part), wan(whole))}"


def _compared(spent: Decimal, budget: Decimal, reason: str, kind: str = "年初预算") -> str:
    if wan(spent) == wan(budget):
        return f"决算数等于{kind}数。"
    return f"决算数{'大于' if spent > budget else '小于'}{kind}数的主要原因：{reason}。"


def _completed(spent: Decimal, budget: Decimal) -> str:
    return f"年初预算为{m(budget)}，支出决算为{m(spent)}，完成年初预算的{rate(wan(spent), wan(budget))}。"


def _front() -> Iterator[tuple[int, str, str]]:
    yield 0, f"{f.NAME}", "封面"
    yield 0, f"{f.YEAR}年度部门决算", "年度"
    yield 1, f"第一部分 {f.NAME}概况", "第一部分"
    yield 2, "主要职责", ""
    yield 0, f"{f.NAME}是主管全区林业、草原和城市园林工作的区政府工作部门，主要职责是：", "职责"
    yield 3, "拟订全区林业和园林绿化发展规划并组织实施，承担森林、湿地和古树名木的保护监督。", "职责1"
    yield 3, "组织开展造林绿化、低效林改造和中幼林抚育，指导街道和镇的村庄绿化。", "职责2"
    yield 3, "负责森林防火和林业有害生物防治，建立与气象、应急部门的会商机制。", "职责3"
    yield 3, "管理城市公园绿地，审核建设项目附属绿地方案，组织园林养护质量考评。", "职责4"
    yield 3, "负责林地、林权和木材经营加工的监督管理，依法查处破坏森林资源的行为。", "职责5"
    yield 3, "完成区委、区政府交办的其他任务。", "职责6"
    yield 2, "机构设置", ""
    yield 0, "本部门设有5个内设机构，分别是：办公室、计划财务科、森林资源科、园林绿化科、防灾减灾科。", "机构"
    yield 0, f"纳入{f.YEAR}年度部门决算编制范围的单位共3家，包括：{f.NAME}本级、青岚区林业工作站、青岚区园林养护所。", "单位"


def _account() -> Iterator[tuple[int, str, str]]:
    yield 1, f"第三部分 {f.YEAR}年度部门决算情况说明", "第三部分"
    yield from _totals()
    yield from _general()
    yield from _basic()
    yield from _three()
    yield from _funds()
    yield from _others()


def _totals() -> Iterator[tuple[int, str, str]]:
    yield 2, "收入支出决算总体情况说明", ""
    change_of_total = change(f.TOTAL, f.LAST_TOTAL)
    yield 0, (
        f"{f.YEAR}年度收入总计{m(f.TOTAL)}，其中：本年收入合计{m(f.INCOME)}，使用非财政拨款结余{m(f.RESERVES_USED)}，"
        f"年初结转和结余{m(f.BEGIN)}。"
    ), "收入总计"  # fmt: skip
    yield 0, (
        f"{f.YEAR}年度支出总计{m(f.TOTAL)}，其中：本年支出合计{m(f.SPENDING)}，结余分配{m(f.DISTRIBUTED)}，年末结转和结余{m(f.END)}。"
    ), "支出总计"  # fmt: skip
    yield 0, f"与{_LAST}年度相比，收、支总计各{change_of_total}，主要原因是：松材线虫病防治和口袋公园建设增加支出。", "总体变动"
    yield 2, "收入决算情况说明", ""
    parts = (("财政拨款收入", f.ALLOTTED_IN), *f.OWN_INCOME.items())
    told = "；".join(f"{name}{m(amount)}，{_share(amount, f.INCOME)}" for name, amount in parts)
    yield 0, f"本年收入合计{m(f.INCOME)}，其中：{told}。", "收入构成"
    yield 2, "支出决算情况说明", ""
    told = "；".join(f"{name}{m(amount)}，{_share(amount, f.SPENDING)}" for name, amount in (("基本支出", f.BASIC), ("项目支出", f.PROJECT)))
    yield 0, f"本年支出合计{m(f.SPENDING)}，其中：{told}。", "支出构成"
    yield 2, "财政拨款收入支出决算总体情况说明", ""
    whole = f.ALLOTTED_IN + f.ALLOTTED_BEGIN
    yield 0, (
        f"{f.YEAR}年度财政拨款收、支总计{m(whole)}。与{_LAST}年度相比，财政拨款收、支总计各{change(whole, f.LAST_ALLOTTED_TOTAL)}，"
        f"主要原因是：使用以前年度结转资金。其中：年初财政拨款结转和结余{m(f.ALLOTTED_BEGIN)}，年末财政拨款结转和结余{m(f.ALLOTTED_END)}。"
    ), "财政拨款总体"  # fmt: skip


def _general() -> Iterator[tuple[int, str, str]]:
    items = [item for item in f.ITEMS if item.fund == "一般公共"]
    spent, budget = f.spent("一般公共"), sum((item.budget for item in items), f.ZERO)
    last = sum((item.last for item in items), f.ZERO)
    yield 2, "一般公共预算财政拨款支出决算情况说明", ""
    yield 3, "一般公共预算财政拨款支出决算总体情况", ""
    yield 0, (
        f"{f.YEAR}年度一般公共预算财政拨款支出{m(spent)}，占本年支出合计的{rate(wan(spent), wan(f.SPENDING))}。与{_LAST}年度相比，"
        f"一般公共预算财政拨款支出{change(spent, last)}，主要原因是：防灾减灾和人员经费增加。"
    ), "一般公共总体"  # fmt: skip
    yield 3, "一般公共预算财政拨款支出决算结构情况", ""
    classes: dict[str, Decimal] = {}
    for item in items:
        classes[item.names[0]] = classes.get(item.names[0], f.ZERO) + item.allotted
    told = "；".join(f"{name}（类）{m(amount)}，{_share(amount, spent)}" for name, amount in classes.items())
    yield 0, f"一般公共预算财政拨款支出{m(spent)}，主要用于以下方面：{told}。", "结构"
    yield 3, "一般公共预算财政拨款支出决算具体情况", ""
    yield 0, (
        f"一般公共预算财政拨款支出{_completed(spent, budget)}{_compared(spent, budget, '年中追加防灾减灾资金')}其中："
    ), "一般公共具体"  # fmt: skip
    for number, item in enumerate(items, 1):
        one, two, three = item.names
        compared = change(item.allotted, item.last)
        yield 0, (
            f"{number}.{one}（类）{two}（款）{three}（项）。主要用于：{item.use}。{_completed(item.allotted, item.budget)}"
            f"{_compared(item.allotted, item.budget, item.reason)}比上年决算{compared}。"
        ), three  # fmt: skip


def _basic() -> Iterator[tuple[int, str, str]]:
    economic = f.economic()
    people = {name: amount for code, (name, amount) in economic.items() if code[:3] in ("301", "303")}
    running = {name: amount for code, (name, amount) in economic.items() if code[:3] in ("302", "310")}
    whole, one, two = (sum(each, f.ZERO) for each in ((*people.values(), *running.values()), people.values(), running.values()))
    yield 2, "一般公共预算财政拨款基本支出决算情况说明", ""
    yield 0, f"{f.YEAR}年度一般公共预算财政拨款基本支出{m(whole)}，其中：", "基本支出"
    yield 0, f"人员经费{m(one)}，主要包括：{'、'.join(people)}。", "人员经费"
    yield 0, f"公用经费{m(two)}，主要包括：{'、'.join(running)}。", "公用经费"


def _three() -> Iterator[tuple[int, str, str]]:
    budget, now, last = publics(0), publics(1), publics(2)
    yield 2, "财政拨款“三公”经费支出决算情况说明", ""
    yield 3, "“三公”经费财政拨款支出决算总体情况说明", ""
    yield 0, (
        f"{f.YEAR}年度“三公”经费财政拨款支出预算为{m(budget[0])}，支出决算为{m(now[0])}，完成预算的{rate(wan(now[0]), wan(budget[0]))}。"
        f"决算数小于预算数的主要原因：公务用车购置招标节约资金，公务接待批次减少。"
    ), "三公总体"  # fmt: skip
    yield 0, (
        f"{f.YEAR}年度“三公”经费财政拨款支出决算数比{_LAST}年度{change(now[0], last[0])}，主要原因是：更新1辆森林防火应急用车。"
    ), "三公变动"  # fmt: skip
    yield 3, "“三公”经费财政拨款支出决算具体情况说明", ""
    yield 0, (
        f"因公出国（境）费支出决算为{m(now[1])}，{_share(now[1], now[0])}；公务用车购置及运行维护费支出决算为{m(now[2])}，"
        f"{_share(now[2], now[0])}；公务接待费支出决算为{m(now[5])}，{_share(now[5], now[0])}。具体情况如下："
    ), "三公构成"  # fmt: skip
    yield 0, f"1.因公出国（境）费支出{m(now[1])}。全年安排因公出国（境）团组0个，累计0人次。", "出国"
    yield 0, (
        f"2.公务用车购置及运行维护费支出{m(now[2])}。其中：公务用车购置费支出{m(now[3])}，购置公务用车1辆；公务用车运行维护费支出{m(now[4])}，"
        "主要用于森林督查、防火巡护所需车辆的燃料费、维修费、保险费。年末财政拨款开支的公务用车保有量为4辆。"
    ), "公车"  # fmt: skip
    yield 0, f"3.公务接待费支出{m(now[5])}，比上年{change(now[5], last[5])}，主要用于接待林业检查。国内公务接待12批次，96人次。", "接待"


def _funds() -> Iterator[tuple[int, str, str]]:
    for fund, name in (("政府性基金", "政府性基金预算财政拨款"), ("国有资本", "国有资本经营预算财政拨款")):
        item = next(each for each in f.ITEMS if each.fund == fund)
        yield 2, f"{name}收入支出决算情况说明", ""
        yield 0, (
            f"{f.YEAR}年度{name}年初结转和结余{m(f.CARRIED_IN[fund])}，本年收入{m(f.received(fund))}，本年支出{m(f.spent(fund))}，"
            f"年末结转和结余{m(f.CARRIED_OUT[fund])}。支出具体情况如下："
        ), name  # fmt: skip
        one, two, three = item.names
        yield 0, (
            f"1.{one}（类）{two}（款）{three}（项）。主要用于：{item.use}。{_completed(item.allotted, item.budget)}"
            f"{_compared(item.allotted, item.budget, item.reason)}比上年决算{change(item.allotted, item.last)}。"
        ), three  # fmt: skip


def _others() -> Iterator[tuple[int, str, str]]:
    yield 2, "其他重要事项的情况说明", ""
    yield 3, "机关运行经费支出情况", ""
    yield 0, f"{f.YEAR}年度本部门机关运行经费支出{m(f.RUNNING[0])}，比上年{change(*f.RUNNING)}，主要原因是：集中办公后物业费减少。", "机关运行"
    yield 3, "政府采购支出情况", ""
    total = sum(f.PROCUREMENT.values(), f.ZERO)
    told = "、".join(f"政府采购{name}支出{m(amount)}" for name, amount in f.PROCUREMENT.items())
    small, tiny = f.SMALL
    yield 0, (
        f"{f.YEAR}年度政府采购支出总额{m(total)}，其中：{told}。授予中小企业合同金额{m(small)}，占政府采购支出总额的{rate(wan(small), wan(total))}，"
        f"其中：授予小微企业合同金额{m(tiny)}，占授予中小企业合同金额的{rate(wan(tiny), wan(small))}。"
    ), "采购"  # fmt: skip
    yield 3, "国有资产占有使用情况", ""
    yield 0, (
        f"截至{f.YEAR}年12月31日，本部门共有车辆9辆，其中：副部（省）级及以上领导用车0辆、主要负责人用车0辆、机要通信用车1辆、应急保障用车3辆、"
        "执法执勤用车2辆、特种专业技术用车2辆、离退休干部服务用车0辆、其他用车1辆，其他用车主要是园林养护所的作业车。单价100万元（含）以上设备"
        "（不含车辆）1台（套）。"
    ), "资产"  # fmt: skip
    yield 3, "预算绩效管理情况", ""
    yield 0, (
        f"本部门组织对{f.YEAR}年度6个项目开展绩效自评，涉及资金1582.34万元，平均得分94.50分。其中：评级为“优”的项目4个，评级为“良”的项目2个，"
        "评级为“中”的项目0个，评级为“差”的项目0个。"
    ), "绩效"  # fmt: skip


def _terms() -> Iterator[tuple[int, str, str]]:
    yield 1, "第四部分 名词解释", "第四部分"
    yield 2, "财政拨款收入：指单位从本级财政部门取得的财政预算资金。", "名词1"
    yield 2, "事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入，如苗木检疫和绿化技术服务收入。", "名词2"
    yield 2, "其他收入：指上述收入以外的收入，主要是银行存款利息。", "名词3"
    yield 2, "年初结转和结余：指以前年度尚未完成、结转到本年按有关规定继续使用的资金。", "名词4"
    yield 2, "基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。", "名词5"
    yield 2, "项目支出：指在基本支出之外为完成特定任务和事业发展目标所发生的支出。", "名词6"
    yield 2, "“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。", "名词7"
    yield 2, "机关运行经费：指行政单位使用一般公共预算安排的基本支出中的日常公用经费。", "名词8"
