"""Prose: sentences to items and claims.

``parsing`` cuts the words between figures into ``clauses`` and leads, ``mentions`` tells what they make of an amount.  ``narrative``
folds them over an immutable ``context``: what is spoken of, which lists are open, what a rate would belong to.  ``amounts`` and
``changes`` say whose a figure is (their rules are ordered and named), ``lists`` which items are parts of which whole.  What is read
goes into the ``book``; ``binding`` finds the operands when everything is read.
"""

from .narrative import Narrative

__all__ = ["Narrative"]
