"""A file that somebody brings, whatever it is: a filled template, an XLSForm, YAML, or something else."""

from survey.authoring.authored import Authored
from survey.questions.faults import QuestionSetFaulty
from survey.questions.load import load_bytes, load_text


def read_upload(raw: bytes) -> Authored:
    """The question set in a file's bytes, as a draft, or every fault that keeps it from being one."""
    return read_yaml(raw)


def read_yaml(raw: bytes) -> Authored:
    """A YAML file; its text is kept as it was written, where it is text at all."""
    try:
        loaded = load_bytes(raw, draft=True)
    except QuestionSetFaulty as error:
        return Authored(None, "", error.faults)
    return Authored(loaded.question_set, raw.decode("utf-8-sig"), sorted(loaded.warnings + loaded.advice))


def read_text(yaml: str) -> Authored:
    """YAML that the product itself has written."""
    loaded = load_text(yaml, draft=True)
    return Authored(loaded.question_set, yaml, sorted(loaded.warnings + loaded.advice))
