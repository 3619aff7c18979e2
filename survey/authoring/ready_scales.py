"""Scales that many consultations use, with an option for "no position", in both languages."""

from collections.abc import Mapping
from typing import Any

from survey.authoring.made_keys import question_key
from survey.questions.question import Texts

NO_POSITION: Texts = {"fi": "Ei kantaa", "sv": "Ingen ståndpunkt"}

_STEPS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "samaa_mielta": (
        ("Täysin samaa mieltä", "Helt av samma åsikt"),
        ("Osittain samaa mieltä", "Delvis av samma åsikt"),
        ("Ei samaa eikä eri mieltä", "Varken av samma eller av annan åsikt"),
        ("Osittain eri mieltä", "Delvis av annan åsikt"),
        ("Täysin eri mieltä", "Helt av annan åsikt"),
    ),
    "kylla_ei": (
        ("Kyllä", "Ja"),
        ("Kyllä pääosin", "I huvudsak ja"),
        ("Ei pääosin", "I huvudsak nej"),
        ("Ei", "Nej"),
    ),
    "kannatus": (
        ("Kannatamme", "Vi understöder"),
        ("Kannatamme muutettuna", "Vi understöder med ändringar"),
        ("Emme kannata", "Vi understöder inte"),
    ),
    "tarkeys": (
        ("Erittäin tärkeä", "Mycket viktig"),
        ("Melko tärkeä", "Ganska viktig"),
        ("Jonkin verran tärkeä", "I viss mån viktig"),
        ("Ei kovin tärkeä", "Inte särskilt viktig"),
        ("Ei lainkaan tärkeä", "Inte alls viktig"),
    ),
    "vaikutus": (
        ("Erittäin myönteinen", "Mycket positiva"),
        ("Melko myönteinen", "Ganska positiva"),
        ("Ei vaikutusta", "Inga konsekvenser"),
        ("Melko kielteinen", "Ganska negativa"),
        ("Erittäin kielteinen", "Mycket negativa"),
    ),
}


def ready_scale(name: str) -> dict[str, Any]:
    """The scale in the form that it has under `scales` in a question set."""
    steps = [{"key": question_key(fi, ()), "label": {"fi": fi, "sv": sv}} for fi, sv in _STEPS[name]]
    return {"steps": steps, "no_position": {"key": question_key(NO_POSITION["fi"], ()), "label": dict(NO_POSITION)}}


def steps_in(name: str, language: str) -> list[str]:
    """The labels of its steps in `language`, "no position" last."""
    scale = ready_scale(name)
    return [step["label"][language] for step in [*scale["steps"], scale["no_position"]]]
