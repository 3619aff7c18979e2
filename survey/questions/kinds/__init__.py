"""The kinds of question: a module of this folder for each, whose class has all aspects of that kind.

A new kind is a module here, one in `survey/web/kinds/` and one template in `survey/templates/kinds/`, all named as the
kind is in question sets; `tests/test_house.py` lists whatever else a kind lacks.
"""

from survey.questions.kinds.registry import KINDS, find_kinds, known_keys, read_question

__all__ = ["KINDS", "known_keys", "read_question"]

KINDS |= find_kinds(__name__, __path__)
