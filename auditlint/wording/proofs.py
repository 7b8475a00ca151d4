"""Why a relation was not judged, and what its proof has to say beside it."""

PHRASES: dict[str, tuple[str, str]] = {
    "own": ("{zh}", "{en}"),
    # arithmetic
    "divisor-may-be-zero": ("除数四舍五入前可能为零", "the divisor may be zero before rounding"),
    "divisor-zero": ("除数为零", "the divisor is zero"),
    "nothing-to-compare": ("缺少可比较的数", "there is no number to compare with"),
    "nothing-to-compute": ("缺少可计算的数", "there is no number to reckon with"),
    # the burden of proof
    "structure-never-there": (
        "表的结构没有读准：差额就印在旁边，或这一关系在别处也不成立",
        "the structure of the table was misread: the difference is printed beside it, or the relation fails elsewhere too",
    ),
    "one-witness": ("只有一处旁证，不足以判断", "one place alone speaks for it, which is not enough"),
    "another-meaning": (
        "印出的数字或差额在表中另有所指，可能不是同一口径",
        "the figure or the difference stands in the table for something else; the scope may be another",
    ),
    "whole-among-parts": ("列举中有一项就是合计本身，不能相加", "the list holds the total itself, which is no part"),
    "of-another": ("同一段里的 {text} 换一种读法就成立，说的可能是它", "it holds where {text} in the same paragraph is read otherwise; that may be what is meant"),
    "supposed": ("句中剔除或假设了什么，印出的数不足以重算", "the sentence leaves something out or supposes it: what is printed does not tell"),
    "misread": ("所比的两个数另有读法，不作判断", "the amounts it compares have another reading; nothing is judged"),
    "far-apart": ("两处相差悬殊，不像笔误，可能不是同一口径", "the two are too far apart for a slip; the scope may be another"),
    "unproved": ("举证出错，不作判断", "weighing the proof failed; nothing is judged"),
    "row-left-out": ("几栏的差数自成一行，可能漏了一行", "the differences of several columns make a row: one may be missing"),
}
