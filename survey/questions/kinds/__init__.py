"""The kinds of question, each one class with all its aspects, found by the name a question set uses."""

from survey.questions.kinds.amendment import Amendment
from survey.questions.kinds.attachment import Attachment
from survey.questions.kinds.business_id import BusinessId
from survey.questions.kinds.choice import Choice
from survey.questions.kinds.choices import Choices
from survey.questions.kinds.date import Date
from survey.questions.kinds.email import Email
from survey.questions.kinds.group import Group
from survey.questions.kinds.long_text import LongText
from survey.questions.kinds.matrix import Matrix
from survey.questions.kinds.note import Note
from survey.questions.kinds.number import Number
from survey.questions.kinds.phone import Phone
from survey.questions.kinds.registry import KINDS, known_keys, read_question
from survey.questions.kinds.scale import Scale
from survey.questions.kinds.text import Text
from survey.questions.kinds.url import Url

__all__ = ["KINDS", "known_keys", "read_question"]

KINDS |= {
    "text": Text,
    "long_text": LongText,
    "choice": Choice,
    "choices": Choices,
    "scale": Scale,
    "matrix": Matrix,
    "number": Number,
    "date": Date,
    "email": Email,
    "phone": Phone,
    "url": Url,
    "business_id": BusinessId,
    "attachment": Attachment,
    "amendment": Amendment,
    "group": Group,
    "note": Note,
}
