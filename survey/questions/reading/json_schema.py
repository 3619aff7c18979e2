"""The format of question sets as a JSON Schema (2020-12), for completion and checks in editors.

It is made from the pydantic models, so that it always agrees with the loader. What only the loader can find (keys used
twice, missing languages, conditions that refer to later questions) is left to `check`.
"""

from collections.abc import Mapping
from typing import Any

from survey.questions.conditions import ANSWERED, ANY_OF
from survey.questions.kinds import KINDS
from survey.questions.question import LANGUAGE_PATTERN, QUESTION_KEY_PATTERN
from survey.questions.question_set import QuestionSet
from survey.questions.reading.blocks import BLOCK, PREFIX

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

HINTS: Mapping[str, str] = {
    "schema": "The version of this format: 1.",
    "key": "A name that never changes: answers are kept under it.",
    "languages": "The languages of the set, the main one first.",
    "title": "The heading, in each language.",
    "introduction": "What to know before answering, in each language.",
    "consultation": "Who asks and why, whom to ask, what to read. All of it may be left out.",
    "issuer": "Who asks for statements, in each language.",
    "diary_number": "The number of the matter in the issuer's case management.",
    "project_number": "The number of the project in the Government's project register.",
    "background": "Why statements are asked for, in each language, in paragraphs.",
    "goals": "What is being aimed at, in each language, in paragraphs.",
    "contacts": "Those who answer questions about the consultation; the first is shown on every page.",
    "materials": "What to read before answering.",
    "email": "An e-mail address.",
    "phone": "A telephone number, as it is to be shown.",
    "url": "An address on the web, or one for each language that the material is there in.",
    "sections": "The pages.",
    "questions": "What is asked on the page.",
    "blocks": "Questions that are asked in several places, by name.",
    "block": "The name of a block of the set, whose questions are asked here.",
    "prefix": "What stands here before the key of each question of the block.",
    "scales": "Scales that several questions use, by name.",
    "kind": "What kind of answer is asked for.",
    "label": "What people read, in each language.",
    "short": "The label in at most 60 characters, for the columns of tables.",
    "help": "One or two sentences under the question, in each language.",
    "required": "Whether the statement can be handed in without this answer.",
    "public": "Whether the answer is published: false for contact details and other personal data.",
    "show_if": "Asked only where earlier answers are so: a question's key with its options or “answered”.",
    "options": "The alternatives, in the order in which they are shown.",
    "steps": "The steps of the scale, in their order.",
    "no_position": "The option of those who take no position, shown apart from the steps.",
    "scale": "The name of a scale of the set.",
    "reason": "Whether a reason is asked for beside the choice.",
    "max_length": "The most characters.",
    "nothing_to_state": "Whether “we have nothing to state on this” is offered as an answer of its own.",
}
"""What an editor shows for a key whose field has no description (keys that only one kind of question has do have one).

The guide in forms/README.md explains more.
"""


def json_schema() -> Schema:
    """The JSON Schema of a question set, as a mapping."""
    whole = QuestionSet.model_json_schema(by_alias=True)
    defined = whole.pop("$defs")
    for kind, question in KINDS.items():
        schema = question.model_json_schema(by_alias=True)
        defined |= schema.pop("$defs", {})
        defined[_name(kind)] = schema
    defined = {name: _tidy(schema) for name, schema in defined.items()}
    defined["Contact"]["properties"]["title"]["description"] = "The person's title or task, in each language."
    defined |= {"Question": _question(defined["Question"]["properties"]), "Condition": _condition(), "Texts": _texts()}
    for schema in defined.values():
        if "questions" in schema.get("properties", {}):
            schema["properties"]["questions"]["items"] = _question_or_block()
    tidied = _tidy(whole) | {"title": "Kuulolla: a question set"}
    return {"$schema": DIALECT, **tidied, "$defs": dict(sorted(defined.items()))}


def _name(kind: str) -> str:
    return f"question_{kind}"


def _question(asked_of_all: Mapping[str, Schema]) -> Schema:
    """A question in the schema: its `kind` decides which keys it has.

    As long as an entry has no `kind`, editors offer the keys that all kinds share (`asked_of_all`).
    """
    kinds = {"enum": list(KINDS), "description": HINTS["kind"]}
    return {
        "type": "object",
        "required": ["key", "kind", "label"],
        "properties": {**asked_of_all, "kind": kinds},
        "allOf": [
            {
                "if": {"required": ["kind"], "properties": {"kind": {"const": kind}}},
                "then": {"$ref": f"#/$defs/{_name(kind)}"},
            }
            for kind in KINDS
        ],
    }


def _question_or_block() -> Schema:
    """An entry in a list of questions: one question, or a block."""
    prefix = {"type": "string", "pattern": QUESTION_KEY_PATTERN, "description": HINTS[PREFIX]}
    block = {"type": "string", "description": HINTS[BLOCK]}
    use = {"type": "object", "properties": {BLOCK: block, PREFIX: prefix}, "additionalProperties": False}
    return {"if": {"required": [BLOCK]}, "then": use, "else": {"$ref": "#/$defs/Question"}}


def _condition() -> Schema:
    wish = {"anyOf": [{"const": ANSWERED}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]}
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {ANY_OF: {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Condition"}}},
        "patternProperties": {f"^(?!{ANY_OF}$)[a-z][a-z0-9_]*$": wish},
        "additionalProperties": False,
    }


def _texts() -> Schema:
    return {
        "type": "object",
        "minProperties": 1,
        "patternProperties": {LANGUAGE_PATTERN: {"type": "string", "minLength": 1}},
        "additionalProperties": False,
    }


def _tidy(schema: Any) -> Any:
    """A pydantic schema without titles, programmers' descriptions and `null`, and with one definition for all texts.

    `null` is removed because it is not written in question sets.
    """
    if isinstance(schema, list):
        return [_tidy(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    if LANGUAGE_PATTERN in schema.get("patternProperties", {}):
        return {"$ref": "#/$defs/Texts"}
    tidied = {
        name: _tidy(value) for name, value in schema.items() if name not in {"title", "description", "properties"}
    }
    if tidied.get("default", "") is None:
        del tidied["default"]
    if {"type": "null"} in tidied.get("anyOf", ()):
        tidied |= next(each for each in tidied.pop("anyOf") if each != {"type": "null"})
    if "properties" in schema:
        tidied["properties"] = {name: _property(name, value) for name, value in schema["properties"].items()}
    return tidied


def _property(name: str, schema: Any) -> Any:
    tidied = {"$ref": "#/$defs/Condition"} if name == "show_if" else _tidy(schema)
    described = schema.get("description") or HINTS.get(name)
    return {**tidied, "description": described} if described else tidied
