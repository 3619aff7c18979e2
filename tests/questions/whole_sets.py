"""Any valid question set, as Hypothesis makes them up: every kind and key, texts with every sign that can be kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from survey.questions.faults.places import CellPlace, SheetPlaces
from survey.questions.kinds import KINDS
from survey.questions.kinds.group import NOT_WITHIN
from survey.questions.load import load_tree
from survey.questions.question import LONGEST_SHORT
from survey.questions.question_set import QuestionSet
from survey.questions.text import clean_text

Plain = dict[str, Any]

QUICK = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
)
"""The same examples each time, and few enough for every run of the tests."""

LANGUAGES = ("fi", "sv", "en", "se", "smn", "zzz")

TRICKY = [
    "Kyllä, pääosin", "Huom: näin", "# ei kommentti", "- ei luettelo", "=1+1", "#N/A", "+358", "@a", "null", "true",
    "no", "1", "1.0", "2026-11-24", "~", "’”\"'", "{a: b}", "[a]", "a\n\nb", "a\r\nb", "a\x0bb", "a\u2028b", "a\x85b",
    "\tb c\t d", "_x000B_", "_x005F_", "${a}", "${a} ja ${b}", "**a** [b](https://example.fi)", "<b>&amp;</b>", "🙂",
    "\ufeffa", "a\u200fb", "%(a)s", "| a", "> a", "? a", "! a", "& a", "* a", "` a", "a #b", "a:", "yes", "\u00a0a",
    "selected(${a}, 'b')", "TRUE",
]  # fmt: skip

_ANY_TEXT = st.text(min_size=1, max_size=8).map(lambda text: f"a{clean_text(text).text}b")
_TEXT = st.sampled_from(TRICKY) | _ANY_TEXT
_LONG = st.integers(min_value=1, max_value=40).map(lambda times: "Pitkä kysymys. " * times)
_KEY = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True) | st.sampled_from(
    ["or", "and", "answered", "selected", "a", "b", "ei_kantaa", "introduction", "section_a", "a_b", "x" * 40]
)
_SET_KEY = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True)
_FLAG = st.sampled_from([True, False])
_LIMIT = st.integers(min_value=1, max_value=10_000)
_REASON = st.sampled_from(["none", "optional", "required"])


def question_sets() -> SearchStrategy[QuestionSet]:
    """Whole sets, loaded."""
    return set_mappings().map(_loaded)


def _loaded(mapping: Plain) -> QuestionSet:
    return load_tree(mapping, SheetPlaces(mapping, {}, CellPlace("set", 1, 1))).question_set


@dataclass
class Written:
    """What the parts of a set share while it is written."""

    texts: SearchStrategy[Plain]
    scales: Plain
    keys: set[str] = field(default_factory=set)
    earlier: list[Plain] = field(default_factory=list)

    def key(self, draw: DrawFn) -> str:
        """A key that no other question has."""
        key = draw(_KEY)
        while key in self.keys | {"any_of"}:
            key = f"{key[:30]}_{len(self.keys)}"
        self.keys.add(key)
        return key


@st.composite
def set_mappings(draw: DrawFn) -> Plain:
    """Whole sets as their authors write them."""
    languages = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=2, unique=True))
    texts = texts_in(languages)
    scales = draw(st.dictionaries(_KEY, _scale(texts), max_size=1))
    written = Written(texts, scales)
    section_keys = draw(st.lists(_SET_KEY, min_size=1, max_size=2, unique=True))
    return {
        "schema": 1,
        "key": draw(_SET_KEY),
        "languages": languages,
        "title": draw(texts),
        **draw(_some({"introduction": texts, "consultation": _consultation(texts)})),
        **({"scales": scales} if scales else {}),
        "sections": [draw(_section(key, written)) for key in section_keys],
    }


def _consultation(texts: SearchStrategy[Plain]) -> SearchStrategy[Plain]:
    address = st.just("https://example.fi/a")
    contact = st.fixed_dictionaries(
        {"name": _TEXT, "email": st.just("maija@example.fi")}, optional={"title": texts, "phone": _TEXT}
    )
    addresses = texts.map(lambda each: dict.fromkeys(each, "https://example.fi/b"))
    material = st.fixed_dictionaries({"title": texts, "url": address | addresses})
    return _some(
        {
            "issuer": texts,
            "diary_number": _TEXT,
            "background": texts,
            "contacts": st.lists(contact, min_size=1, max_size=2),
            "materials": st.lists(material, min_size=1, max_size=2),
        }
    )


def texts_in(languages: Sequence[str]) -> SearchStrategy[Plain]:
    """A text in each language, short enough to need no shorter form."""
    return st.fixed_dictionaries({language: _TEXT.map(lambda text: text[:LONGEST_SHORT]) for language in languages})


def _some(possible: Mapping[str, SearchStrategy[Any]]) -> SearchStrategy[Plain]:
    """Some of the keys that may be left out."""
    return st.fixed_dictionaries({}, optional=dict(possible))


@st.composite
def _section(draw: DrawFn, key: str, written: Written) -> Plain:
    flags = {"introduction": written.texts, "required": _FLAG, "nothing_to_state": _FLAG}
    section = {"key": key, "title": draw(written.texts), **draw(_some({**flags, **_conditional(written.earlier)}))}
    questions = []
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        question = draw(_question(written))
        questions.append(question)
        written.earlier += _asking([question])
    return {**section, "questions": questions}


@st.composite
def _question(draw: DrawFn, written: Written, before: Sequence[Plain] = (), *, inside: bool = False) -> Plain:
    kind = draw(st.sampled_from([kind for kind in KINDS if not inside or kind not in NOT_WITHIN]))
    conditions = draw(_some(_conditional([*written.earlier, *before])))
    question: Plain = {"key": written.key(draw), "kind": kind, "label": draw(written.texts), **conditions}
    if kind == "note":
        return {**question, "text": draw(written.texts)}
    question |= draw(_some({"short": written.texts, "help": written.texts, "required": _FLAG}))
    if kind != "attachment":
        question |= draw(_some({"public": _FLAG}))
    if kind == "group":
        inner: list[Plain] = []
        for _ in range(draw(st.integers(min_value=1, max_value=2))):
            inner.append(draw(_question(written, _asking(inner), inside=True)))
        if not _asking(inner):  # of notes alone there is nothing to answer, or to publish
            inner.append({"key": written.key(draw), "kind": "text", "label": draw(written.texts)})
        return {**question, "entry": draw(written.texts), **draw(_some({"repeat": _repeat()})), "questions": inner}
    if draw(st.booleans()):
        question = _with_long_label(question, draw(_LONG))
    return question | draw(_some({"nothing_to_state": _FLAG})) | draw(OWN_KEYS[kind](written.texts, written.scales))


def _asking(questions: Sequence[Plain]) -> list[Plain]:
    """Those that conditions of any other question may look at."""
    return [question for question in questions if question["kind"] != "note" and question.get("public", True)]


def _with_long_label(question: Plain, words: str) -> Plain:
    languages = question["label"]
    return {**question, "label": dict.fromkeys(languages, words), "short": dict.fromkeys(languages, "Lyhyt")}


def _condition(earlier: Sequence[Plain]) -> SearchStrategy[Plain]:
    """A condition over earlier questions, of which there is at least one."""
    alternatives = st.lists(_wishes(earlier, most=2), min_size=1, max_size=3).map(lambda parts: {"any_of": parts})
    both = st.builds(lambda wishes, parts: {**wishes, **parts}, _wishes(earlier, most=2), alternatives)
    return _wishes(earlier, most=2) | alternatives | both


def _conditional(earlier: Sequence[Plain]) -> Mapping[str, SearchStrategy[Plain]]:
    return {"show_if": _condition(earlier)} if earlier else {}


@st.composite
def _wishes(draw: DrawFn, earlier: Sequence[Plain], most: int) -> Plain:
    chosen = draw(st.lists(st.sampled_from(range(len(earlier))), min_size=1, max_size=most, unique=True))
    return {earlier[index]["key"]: draw(_wish(earlier[index])) for index in chosen}


def _wish(question: Plain) -> SearchStrategy[Any]:
    if question["kind"] not in ("choice", "choices") or "options" not in question:
        return st.just("answered")
    options = [option["key"] for option in question["options"]]
    return st.just("answered") | st.lists(st.sampled_from(options), min_size=1, max_size=3)


@st.composite
def _option_list(draw: DrawFn, texts: SearchStrategy[Plain], *, exclusive: bool) -> list[Plain]:
    keys = draw(st.lists(_KEY, min_size=2, max_size=3, unique=True))
    specifying = draw(st.none() | st.sampled_from(keys))
    separate = draw(st.sets(st.sampled_from(keys[1:]))) if exclusive else set()
    return [
        {
            "key": key,
            "label": draw(texts),
            **({"specify": True} if key == specifying else {}),
            **({"exclusive": True} if key in separate else {}),
        }
        for key in keys
    ]


@st.composite
def _scale(draw: DrawFn, texts: SearchStrategy[Plain]) -> Plain:
    options = [{"key": key, "label": draw(texts)} for key in draw(st.lists(_KEY, min_size=3, max_size=3, unique=True))]
    return {"steps": options[1:], **({"no_position": options[0]} if draw(st.booleans()) else {})}


def _on_scale(texts: SearchStrategy[Plain], scales: Plain) -> SearchStrategy[Plain]:
    named = [st.just({"scale": name}) for name in scales]
    return st.one_of(_scale(texts), *named)


def _repeat() -> SearchStrategy[Plain]:
    return st.integers(min_value=1, max_value=100).flatmap(
        lambda most: _some({"minimum": st.integers(min_value=0, max_value=most)}).map(
            lambda least: {**least, "maximum": most}
        )
    )


@st.composite
def _number(draw: DrawFn, texts: SearchStrategy[Plain]) -> Plain:
    numbers = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False) | st.integers(min_value=-100, max_value=100)
    limits = sorted(draw(st.lists(numbers, min_size=2, max_size=2)))
    wanted = draw(st.sampled_from([(), ("minimum",), ("maximum",), ("minimum", "maximum")]))
    said = {key: limit for key, limit in zip(("minimum", "maximum"), limits, strict=True) if key in wanted}
    return said | draw(_some({"decimals": st.integers(min_value=0, max_value=10), "unit": texts}))


@st.composite
def _choices(draw: DrawFn, texts: SearchStrategy[Plain]) -> Plain:
    options = draw(_option_list(texts, exclusive=True))
    together = sum(1 for option in options if not option.get("exclusive"))
    most = draw(st.integers(min_value=1, max_value=together))
    limits = {"at_least": st.integers(min_value=1, max_value=most), "at_most": st.just(most)}
    return {"options": options, **draw(_some({**limits, "reason": _REASON, "max_length": _LIMIT}))}


@st.composite
def _matrix(draw: DrawFn, texts: SearchStrategy[Plain], scales: Plain) -> Plain:
    keys = draw(st.lists(_KEY, min_size=1, max_size=3, unique=True))
    rows = [{"key": key, "label": draw(texts), **draw(_some({"required": _FLAG}))} for key in keys]
    return {"rows": rows, **draw(_on_scale(texts, scales))}


_REASONED = {"reason": _REASON, "max_length": _LIMIT}

OWN_KEYS: Mapping[str, Callable[[SearchStrategy[Plain], Plain], SearchStrategy[Plain]]] = {
    "text": lambda texts, scales: _some(
        {"max_length": _LIMIT, "autocomplete": st.sampled_from(["name", "organization"])}
    ),
    "long_text": lambda texts, scales: _some({"max_length": _LIMIT}),
    "choice": lambda texts, scales: st.builds(
        lambda options, more: {"options": options, **more}, _option_list(texts, exclusive=False), _some(_REASONED)
    ),
    "choices": lambda texts, scales: _choices(texts),
    "scale": lambda texts, scales: st.builds(
        lambda scale, more: {**scale, **more}, _on_scale(texts, scales), _some(_REASONED)
    ),
    "matrix": _matrix,
    "number": lambda texts, scales: _number(texts),
    "date": lambda texts, scales: st.just({}),
    "email": lambda texts, scales: _some({"autocomplete": st.just("email")}),
    "phone": lambda texts, scales: _some({"autocomplete": st.just("tel")}),
    "url": lambda texts, scales: st.just({}),
    "business_id": lambda texts, scales: st.just({}),
    "amendment": lambda texts, scales: _some({"provision": texts, "proposed": texts, **_REASONED}),
    "attachment": lambda texts, scales: _some(
        {
            "file_kinds": st.lists(st.sampled_from(["pdf", "docx"]), min_size=1, unique=True),
            "max_size": st.integers(min_value=1, max_value=10),
            "max_files": st.integers(min_value=1, max_value=5),
        }
    ),
}
"""What a kind has beside what every question has. `group` and `note` are made above."""
