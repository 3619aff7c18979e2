"""Every problem that a kind finds has words."""

import re
from pathlib import Path

from survey.questions import kinds, question
from survey.questions.asking import progress
from survey.web.sections.problems import all_words

SOURCES = [*Path(str(kinds.__file__)).parent.glob("*.py"), Path(str(progress.__file__)), Path(str(question.__file__))]


def test_every_problem_has_words_and_no_words_are_for_nothing() -> None:
    written = " ".join(source.read_text(encoding="utf-8") for source in SOURCES)
    found = set(re.findall(r'Problem\(\s*"(\w+)"', written))
    found |= {code for pair in re.findall(r'Problem\("(\w+)" if \w[^"]* else "(\w+)"', written) for code in pair}
    assert {"missing", "row_missing", "too_few_entries"} <= found
    assert found - all_words().keys() == set()
    assert all(f'"{code}"' in written for code in all_words())
