"""The README stays true: its commands, settings, folders and lines are those of the product."""

import re
from pathlib import Path

from click.testing import CliRunner

from survey.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme_and_every_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"-m survey ([a-z-]+)", README))
    assert named == {name for name, command in main.commands.items() if not command.hidden}


def test_every_option_that_the_readme_gives_exists() -> None:
    for command, words in re.findall(r"-m survey ([a-z-]+)((?:[^\n]|\\\n)*)", README):
        options = {name for parameter in main.commands[command].params for name in parameter.opts}
        assert set(re.findall(r"(--[a-z-]+)", words.split("`")[0])) <= options | {"--help"}, command


def test_every_setting_is_in_the_readme() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "survey").rglob("*.py"))
    assert set(re.findall(r"SURVEY_[A-Z_]+", source)) <= set(re.findall(r"SURVEY_[A-Z_]+", README))


def test_every_room_of_the_house_is_in_the_readme() -> None:
    rooms = {path.name for path in (ROOT / "survey").iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    for room in rooms:
        assert f"{room}/" in README, room


def test_every_room_and_module_that_the_readme_draws_exists() -> None:
    picture = README.partition("## Where things are")[2].split("```")[1]
    inside = {path.name for top in ("survey", "tests") for path in (ROOT / top).rglob("*")}
    known = inside | {path.name for path in ROOT.iterdir()}
    named = re.findall(r"\b([\w-]+)(/|\.py)(?=[\s,;]|$)", picture)
    assert len(named) > 30
    assert [name for name, ending in named if name + ending.strip("/") not in known] == []


def test_the_modules_of_commands_in_the_readme_exist() -> None:
    (named,) = re.findall(r"cli/ +the commands by subject: ([\w, ]+(?:\n {16}[\w, ]+)*)", README)
    for name in re.split(r",\s+", named.strip()):
        assert (ROOT / "survey" / "cli" / f"{name}.py").exists(), name


def test_every_command_explains_itself() -> None:
    for command in main.commands:
        said = CliRunner().invoke(main, [command, "--help"])
        assert said.exit_code == 0
        assert main.commands[command].help


def test_the_test_line_and_the_start_line_take_the_locked_files() -> None:
    assert README.count("--require-hashes -r requirements.txt") == 1
    assert README.count("--require-hashes -r requirements-test.txt") == 1
    for name in ("requirements.txt", "requirements-test.txt"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in lock and "://" not in lock
