"""The scores of projects that the narrative tells: each is the total of the one table that it names."""

import re

from ...language import group
from ...model.document import begin_of
from ...model.filing import Filing
from ...model.performance import ToldScore
from ...startup import pattern

#: The score of a project's own evaluation: none of its indicators, of another year or thing, or that others gave.
_POINTS, _SELF, _SCORED = "分", "自评", pattern(group("scored"))
_OTHER, _BY_OTHERS = pattern(group("otherscore")), pattern(group("byothers"))
#: What may stand before and after the name of a project that no longer name goes on with.
_BEFORE, _AFTER = group("beforename"), group("aftername")
_MARKS = "，,；;。：:"


def read_told_scores(filing: Filing) -> None:
    """甲项目绩效自评得分为 93.35 分: enter such scores with the total of the one table that names the project."""
    named = [(table.project, table.total_score) for table in filing.performance if table.evaluated and table.project and table.total_score is not None]
    text = filing.document.text
    for item in filing.items if named else ():
        score = item.actual
        if score is None or score.unit != _POINTS or not _SCORED.search(item.label):
            continue
        words = "".join(text[begin_of(text, score.start, "\n") : score.start].split())
        clause = words[begin_of(words, len(words), _MARKS) :]
        if _SELF not in clause or _OTHER.search(clause) or _BY_OTHERS.search(words):
            continue
        totals = [total for name, total in named if _is_named(name, words)]
        if len(totals) == 1:
            filing.add(ToldScore(score, totals[0]))


def _is_named(name: str, words: str) -> bool:
    """Whether words name just this project: 道路养护（二期） and 农村道路养护补助 are others."""
    return name in words and re.search(f"{_BEFORE}{re.escape(name)}{_AFTER}", words) is not None
