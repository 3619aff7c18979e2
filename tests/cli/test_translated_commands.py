"""Commands speak Finnish or Swedish whole: help, usage, prompts, results and refusals, click's own among them."""

import gettext
import os
import re
from datetime import datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.languages import HELSINKI
from tests.cli.processes import KEY, ROOT, run

FORM = str(ROOT / "forms" / f"{KEY}.yaml")
COMMANDS = [name for name, command in main.commands.items() if not command.hidden]
ENGLISH = re.compile(
    r"\b(Error|Usage|Options|Commands|Try|Show|Missing|Invalid|No such|Did you|does not|is not|Got|requires|range"
    r"|default|required|Password|Repeat|Aborted|The|There|Give|Set|Run|Write)\b"
)
"""Words of click and of the product's English messages. None of them is also a Finnish or a Swedish word."""


def spoken(language: str, *words: object, status: int = 0, typed: str | None = None) -> Result:
    """Run a command on a terminal in this language."""
    environment = {"LANGUAGE": None, "LC_ALL": None, "LC_MESSAGES": None, "LANG": f"{language}_FI.UTF-8"}
    commands = CliRunner(env=environment, catch_exceptions=False)
    done = commands.invoke(main, [str(word) for word in words], input=typed)
    assert done.exit_code == status, done.output
    return done


def without_breaks(text: str) -> str:
    """A text without the spaces and line breaks that depend on the width of the terminal."""
    return "".join(text.split())


def last_line(done: Result) -> str:
    """The message, below the usage."""
    return done.output.rstrip("\n").rpartition("\n")[2]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_whole_in_every_language(name: str) -> None:
    words = [name, "--help"] if name else ["--help"]
    english, finnish, swedish = (spoken(language, *words).output for language in ("en", "fi", "sv"))
    assert "Usage: " in english and "Käyttö: " in finnish and "Användning: " in swedish
    assert not ENGLISH.search(finnish), finnish
    assert not ENGLISH.search(swedish), swedish
    command = main.commands[name] if name else main
    with click.Context(command) as context:
        texts = [command.help, *(param.help for param in command.params if isinstance(param, click.Option))]
        values = [param for param in command.params if not getattr(param, "is_flag", False)]
        named = [param.metavar for param in values if not isinstance(param.type, click.Choice)]
        assert all(texts), f"no help: {context.info_name}"
        assert all(named), "no word for a value"
    for text in texts:
        assert without_breaks(str(text)) in without_breaks(english)
        assert without_breaks(str(text)) not in without_breaks(finnish + swedish)


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_the_list_of_commands_cuts_no_sentence(language: str) -> None:
    assert ".." not in spoken(language, "--help").output.replace("]...", "")


REFUSED = {
    "another command": (["opne"], "Komentoa 'opne' ei ole. Tarkoititko 'open'?", "Det finns inget kommando 'opne'."),
    "an argument": (["check"], "Argumentti puuttuu: 'TIEDOSTO...'.", "Argument saknas: 'FIL...'."),
    "an option": (["open", FORM], "Valitsin puuttuu: '--deadline'.", "Flagga saknas: '--deadline'."),
    "another option": (["demo", "--prot", "1"], "Tarkoititko '--port'?", "Menade du '--port'?"),
    "a choice": (
        ["check", FORM, "--format", "xml"],
        "'xml' ei ole mikään näistä: 'text', 'json'.",
        "'xml' är inte något av dessa: 'text', 'json'.",
    ),
    "a word for a number": (["serve", "--port", "x"], "'x' ei kelpaa luvuksi.", "'x' duger inte som tal."),
    "a number": (["serve", "--port", "70000"], "70000 ei ole välillä 0<=x<=65535.", "ligger inte i intervallet"),
    "a file": (["preview", "none.yaml"], "kansiota 'none.yaml' ei ole.", "mappen 'none.yaml' finns inte."),
    "too much": (["upgrade", "now"], "Ylimääräinen argumentti (now)", "Ett argument för mycket (now)"),
    "a value": (["open", FORM, "--key"], "Valitsimelta '--key' puuttuu arvo.", "Flaggan '--key' saknar ett värde."),
    "no value": (
        ["check", "--draft=1"],
        "Valitsimelle '--draft' ei anneta arvoa.",
        "Flaggan '--draft' har inget värde.",
    ),
    "two files": (["diff", FORM], "Anna kaksi tiedostoa", "två filer"),
    "a set": (["demo", "--form", "none"], "”none” ei ole tiedosto", "”none” är varken en fil"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_understood_is_refused_in_the_language_of_the_terminal(what: str) -> None:
    words, *expected = REFUSED[what]
    for language, frame, text in (("fi", "Virhe: ", expected[0]), ("sv", "Fel: ", expected[1])):
        done = spoken(language, *words, status=2)
        assert last_line(done).startswith(frame) and text in last_line(done), done.output
        assert not ENGLISH.search(done.output), done.output


def test_the_language_of_the_terminal_is_read_as_gettext_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    usage = {"Usage": "en", "Käyttö": "fi", "Användning": "sv"}
    environment: dict[str, str] = {}
    found = []
    for name, value in (
        *(("LANG", "fi_FI.UTF-8"), ("LC_MESSAGES", "sv_FI.UTF-8"), ("LC_ALL", "fi_FI@euro"), ("LANGUAGE", "se:sv:fi")),
        *(("LANGUAGE", "fil_PH"), ("LANGUAGE", ""), ("LC_ALL", "C.UTF-8")),
    ):
        environment[name] = value
        said = CliRunner(env=environment).invoke(main, ["--help"]).output
        found.append(usage[said.partition(":")[0]])
    assert found == ["fi", "sv", "fi", "sv", "en", "fi", "en"]


@pytest.mark.parametrize(
    "words",
    [
        ["--language", "sv", "check", "--nothing"],
        ["--language=sv", "check", "--nothing"],
        ["check", "--language", "sv", "--nothing"],
        ["check", "--nothing", "--language", "sv"],
        ["--language", "fi", "check", "--nothing", "--language", "sv"],
    ],
)
def test_an_option_chooses_the_language_wherever_it_stands(words: list[str]) -> None:
    assert last_line(spoken("fi", *words, status=2)) == "Fel: Det finns ingen flagga '--nothing'."
    helped = [word.replace("--nothing", "--help") for word in words]
    assert spoken("fi", *helped).output.startswith("Användning: ")


def test_the_language_of_a_file_is_not_that_of_the_messages(tmp_path: Path) -> None:
    words = ["export", "none", "--language", "sv", "--to", tmp_path / "x.xlsx", "--data", tmp_path]
    spoken("fi", "upgrade", "--data", tmp_path)
    assert "Ei ole lausuntopyyntöä" in spoken("fi", *words, status=1).stderr


def test_a_command_leaves_the_process_as_it_was() -> None:
    before = os.environ.copy()
    spoken("fi", "check", "--nothing", "--language", "sv", status=2)
    assert os.environ == before
    assert gettext.textdomain() == "messages"


def test_a_password_is_asked_for_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    spoken("fi", "upgrade", "--data", tmp_path)
    words = ["create-coordinator", "maija@example.fi", "--name", "Maija", "--data", tmp_path]
    done = spoken("fi", *words, typed="yksi kaksi kolme\nyksi kaksi\nyksi kaksi kolme\nyksi kaksi kolme\n")
    assert "Salasana: " in done.output and "Sama uudelleen: " in done.output
    assert "Virhe: arvot eivät ole samat." in done.output
    assert "maija@example.fi voi nyt kirjautua sisään." in done.output
    assert not ENGLISH.search(done.output), done.output
    stopped = spoken("sv", *words, status=1, typed="")
    assert "Lösenord: " in stopped.output and last_line(stopped) == "Avbrutet."


@pytest.mark.parametrize(
    ("language", "advice", "result"),
    [
        ("fi", "varoitus short-time: Vastausaika päivinä: 3.", rf"{KEY}: avoinna [\d.]+ klo\xa016\.00 asti"),
        ("sv", "varning short-time: Svarstid i dagar: 3.", rf"{KEY}: öppen till [\d.]+ kl\.\xa016\.00"),
    ],
)
def test_a_consultation_is_opened_in_one_language(tmp_path: Path, language: str, advice: str, result: str) -> None:
    spoken(language, "upgrade", "--data", tmp_path)
    deadline = (datetime.now(HELSINKI) + timedelta(days=3)).strftime("%Y-%m-%dT16:00")
    done = spoken(language, "open", FORM, "--deadline", deadline, "--data", tmp_path)
    assert done.stderr.startswith(advice)
    first, who_takes_part = done.stdout.strip().split("\n")
    assert re.fullmatch(result, first) and "--coordinator" in who_takes_part, done.stdout
    assert not ENGLISH.search(done.output), done.output


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fi",
            [
                "Virhe: Tietokantaa ei ole päivitetty tähän versioon. Suorita: python -m survey upgrade",
                "Virhe: Määräaika on jo mennyt.",
                "Virhe: Lausunnonpyytäjän nimi puuttuu näillä kielillä: suomi, ruotsi.",
                "Virhe: Puuttuu: diaarinumero, yhteyshenkilö. Tieto voi olla kysymyslomakkeen kohdassa ”consultation”.",
                "Virhe: ”x y” ei kelpaa tunnukseksi: käytä merkkejä a–z, 0–9 ja -.",
                "Virhe: Salasanassa pitää olla 12–1\xa0000 merkkiä.",
                "Virhe: Tiedosto {file} on jo olemassa. Mitään ei kirjoitettu sen päälle.",
                "Virhe: {file} ei ole Kuulollan tietokanta, tai se on vaurioitunut.",
                "Virhe: {file} ei ole Kuulollan tekemä lausuntopyynnön tiedosto.",
                "Virhe: Kansiota {folder}/none ei ole.",
            ],
        ),
        (
            "sv",
            [
                "Fel: Databasen har inte uppdaterats till den här versionen. Kör: python -m survey upgrade",
                "Fel: Tidsfristen har redan gått ut.",
                "Fel: Namnet på den som begär utlåtande saknas på dessa språk: finska, svenska.",
                "Fel: Saknas: diarienummer, kontaktperson. Uppgiften kan stå under ”consultation” i frågeformuläret.",
                "Fel: ”x y” duger inte som kod: använd a–z, 0–9 och -.",
                "Fel: Lösenordet ska ha 12–1\xa0000 tecken.",
                "Fel: Filen {file} finns redan. Ingenting skrevs över.",
                "Fel: {file} är inte en databas från Kuulolla, eller så är den skadad.",
                "Fel: {file} är inte en fil som Kuulolla har gjort av en begäran om utlåtande.",
                "Fel: Mappen {folder}/none finns inte.",
            ],
        ),
    ],
)
def test_refusals_of_commands_are_in_the_language_of_the_terminal(
    tmp_path: Path, language: str, expected: list[str]
) -> None:
    file, text = tmp_path / "file", ROOT / "tests" / "forms" / "text.yaml"
    file.write_text("nothing", encoding="utf-8")
    data = ["--data", tmp_path / "data"]
    later = ["--deadline", "2099-01-29T16:00", *data]
    named = ["--issuer-fi", "M", "--issuer-sv", "M", *later]
    refused = [spoken(language, "backup", file, *data, status=1)]
    spoken(language, "upgrade", *data)
    refused += [
        spoken(language, *words, status=1)
        for words in (
            ["open", FORM, "--deadline", "2020-01-29T16:00", *data],
            ["open", text, *later],
            ["open", text, *named],
            ["open", text, *named, "--key", "x y"],
            ["create-coordinator", "m@example.fi", "--name", "M", "--password", "x", *data],
            ["backup", file, *data],
            ["restore", file, *data],
            ["import", file, *data],
            ["schema", "--to", tmp_path / "none" / "x.json"],
        )
    ]
    assert [last_line(done) for done in refused] == [each.format(file=file, folder=tmp_path) for each in expected]


def test_a_service_without_a_secret_says_so_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    refused = run("serve", "--data", tmp_path, status=1, SURVEY_SECRET_KEY="", LC_ALL="fi_FI.UTF-8").stderr
    assert refused.startswith("Virhe: Anna asetukselle SURVEY_SECRET_KEY satunnainen salaisuus")


def test_a_database_that_cannot_be_used_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "survey.sqlite3").write_text("This is no database. " * 100, encoding="utf-8")
    assert "Virhe: Tietokantaa ei voi käyttää." in spoken("fi", "upgrade", "--data", tmp_path, status=1).stderr
    folder = tmp_path / "folder"
    spoken("fi", "upgrade", "--data", folder)
    (tmp_path / "copy.unfinished").mkdir()
    assert "Virhe: " in spoken("fi", "backup", tmp_path / "copy", "--data", folder, status=1).stderr
    for address, words in (
        ("postgresql://localhost:1/none", "Virhe: Tietokantaa ei voi käyttää."),
        ("nonsense", "Virhe: SURVEY_DATABASE_URL ei ole tietokannan osoite."),
    ):
        monkeypatch.setenv("SURVEY_DATABASE_URL", address)
        assert words in spoken("fi", "upgrade", status=1).stderr
