"""The kinds of question: one module in this folder for each kind, with one class that contains everything about it.

A new kind is a module here, one in `survey/web/kinds/` and one template in `survey/templates/kinds/`. All three have
the name of the kind in question sets. `tests/test_house.py` lists what else is missing for a kind.
"""

from survey.questions.kinds.registry import KINDS, find_kinds, known_keys, read_question

__all__ = ["KINDS", "known_keys", "read_question"]

KINDS |= find_kinds(__name__, __path__)
