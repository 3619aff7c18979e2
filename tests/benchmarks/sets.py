"""What reading and checking a question set costs."""

import time
from collections.abc import Callable, Mapping

from survey.questions.load import load_text
from tests.benchmarks.figures import Figure, figure


def written(questions: int, sections: int) -> str:
    """A question set as an author writes it: choices with reasons and long texts in turn, in two languages."""
    lines = ["schema: 1", "key: mittaus", "languages: [fi, sv]", "title: {fi: Mittaus, sv: Mätning}", "sections:"]
    for section in range(sections):
        lines += [f"  - key: osio-{section}", "    title: {fi: Osio, sv: Avsnitt}", "    questions:"]
        for number in range(section, questions, sections):
            lines += _question(number)
    return "\n".join(lines) + "\n"


def _question(number: int) -> list[str]:
    label = f"        label: {{fi: Mitä mieltä olette ehdotuksesta {number}?, sv: Vad anser ni om förslaget {number}?}}"
    if number % 3:
        return [f"      - key: k{number}", "        kind: long_text", label]
    options = ("kylla", "paaosin", "ei_paaosin", "ei", "ei_kantaa")
    return [
        f"      - key: k{number}",
        "        kind: choice",
        label,
        "        reason: optional",
        "        options:",
        *(f"          - {{key: {key}, label: {{fi: Vaihtoehto {key}, sv: Alternativ {key}}}}}" for key in options),
    ]


def _loading() -> Figure:
    yaml = written(45, 8)
    runs = []
    for _ in range(7):
        began = time.process_time()
        load_text(yaml)
        runs.append((time.process_time() - began) * 1000)
    return figure(runs, "ms of CPU to load and check 45 questions", 300)


BENCHMARKS: Mapping[str, Callable[[], Figure]] = {"load": _loading}
