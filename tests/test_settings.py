"""Settings are read once, from the environment, and refuse what is not safe."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from survey.languages import PAGE_LANGUAGES
from survey.settings import SHORTEST_SECRET_KEY, About, SettingMissing, Settings, chosen_folder, database_url

SECRET = "s" * SHORTEST_SECRET_KEY


def test_a_secret_key_alone_is_enough() -> None:
    settings = Settings.from_environment({"SURVEY_SECRET_KEY": SECRET})
    assert settings.folder == Path("data")
    assert settings.database_url == f"sqlite:///{Path('data').resolve() / 'survey.sqlite3'}"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.trusted_proxies == 0
    assert not settings.over_https


@pytest.mark.parametrize("environment", [{}, {"SURVEY_SECRET_KEY": ""}, {"SURVEY_SECRET_KEY": SECRET[1:]}])
def test_without_a_long_secret_key_nothing_starts(environment: dict[str, str]) -> None:
    with pytest.raises(SettingMissing, match="SURVEY_SECRET_KEY"):
        Settings.from_environment(environment)


def test_the_folder_on_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    environment = {"SURVEY_SECRET_KEY": SECRET, "SURVEY_DATA": "elsewhere"}
    settings = Settings.from_environment(environment, folder=tmp_path)
    assert settings.folder == tmp_path
    assert settings.database_url == f"sqlite:///{tmp_path.resolve() / 'survey.sqlite3'}"
    assert chosen_folder(environment, None) == Path("elsewhere")


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:p@db/kuulolla", "postgresql+psycopg://u:p@db/kuulolla"),
        ("postgres://u:p@db/kuulolla", "postgresql+psycopg://u:p@db/kuulolla"),
        ("postgresql+psycopg://u:p@db/kuulolla", "postgresql+psycopg://u:p@db/kuulolla"),
        ("sqlite:////srv/kuulolla.sqlite3", "sqlite:////srv/kuulolla.sqlite3"),
    ],
)
def test_a_plain_postgresql_address_is_given_the_installed_driver(given: str, used: str) -> None:
    assert database_url({"SURVEY_DATABASE_URL": given}, Path("data")) == used


def test_the_base_address_has_no_slash_at_the_end_and_says_whether_it_is_encrypted() -> None:
    settings = Settings.from_environment({"SURVEY_SECRET_KEY": SECRET, "SURVEY_BASE_URL": "https://kuulolla.example/"})
    assert settings.base_url == "https://kuulolla.example"
    assert settings.over_https


def test_the_number_of_trusted_proxies_is_a_whole_number() -> None:
    one = Settings.from_environment({"SURVEY_SECRET_KEY": SECRET, "SURVEY_TRUSTED_PROXIES": "1"})
    assert one.trusted_proxies == 1
    for wrong in ("yes", "-1", "1.5", "²"):
        with pytest.raises(SettingMissing, match="SURVEY_TRUSTED_PROXIES"):
            Settings.from_environment({"SURVEY_SECRET_KEY": SECRET, "SURVEY_TRUSTED_PROXIES": wrong})


def test_settings_cannot_be_changed() -> None:
    settings = Settings.from_environment({"SURVEY_SECRET_KEY": SECRET})
    with pytest.raises(FrozenInstanceError):
        settings.base_url = "http://elsewhere"  # type: ignore[misc]  # what is refused


def test_whose_service_it_is_is_said_in_both_languages_or_not_at_all() -> None:
    said = {f"SURVEY_OPERATOR_{language.upper()}": language for language in PAGE_LANGUAGES}
    about = About.from_environment(said | {"SURVEY_ACCESSIBILITY_CHECKED": "2027-01-15"})
    assert about.operator == {language: language for language in PAGE_LANGUAGES} and not about.name
    with pytest.raises(SettingMissing, match="SURVEY_OPERATOR_SV"):
        About.from_environment({"SURVEY_OPERATOR_FI": "Mallilan kunta"})
    with pytest.raises(SettingMissing, match="must be a day"):
        About.from_environment({"SURVEY_ACCESSIBILITY_CHECKED": "15.1.2027"})
