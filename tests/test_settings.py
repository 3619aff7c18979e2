"""Settings are read once, from the environment, and refuse what is not safe."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from survey.languages import PAGE_LANGUAGES
from survey.settings import (
    SHORTEST_SECRET_KEY,
    About,
    MailServer,
    SettingMissing,
    Settings,
    chosen_folder,
    database_url,
)

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


def with_mail(url: str, sender: str = "lausunnot@palvelu.example") -> Settings:
    """Settings with these two for mail."""
    return Settings.from_environment({"SURVEY_SECRET_KEY": SECRET, "SURVEY_MAIL_URL": url, "SURVEY_MAIL_FROM": sender})


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", ("localhost", 25, "smtp", "", "")),
        ("smtp://u:p@127.0.0.1:2525/", ("127.0.0.1", 2525, "smtp", "u", "p")),
        ("smtp+starttls://u%40x:p%3A%C3%A4@mail.example", ("mail.example", 587, "smtp+starttls", "u@x", "p:ä")),
        ("smtps://mail.example:1465", ("mail.example", 1465, "smtps", "", "")),
    ],
)
def test_the_mail_server_comes_from_one_url(url: str, server: tuple[str, int, str, str, str]) -> None:
    mail = with_mail(url).mail
    assert isinstance(mail, MailServer)
    assert (mail.host, mail.port, mail.encryption, mail.user, mail.password) == server
    assert mail.sender == "lausunnot@palvelu.example"


def test_without_settings_no_mail_is_sent() -> None:
    assert Settings.from_environment({"SURVEY_SECRET_KEY": SECRET}).mail is None


@pytest.mark.parametrize(
    "url",
    [
        *("mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port", "smtp://mail.example/inbox"),
        *("smtps://user@mail.example", "smtp://user:secret-word@mail.example", "smtp://[::1"),
    ],
)
def test_a_mail_server_that_cannot_be_used_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingMissing, match="SURVEY_MAIL_URL") as refused:
        with_mail(url)
    assert "secret-word" not in "".join(refused.value.words(language) for language in (*PAGE_LANGUAGES, "en"))


@pytest.mark.parametrize("sender", ["Kuulolla <a@b.example>", "palvelu", "a@b.example, c@d.example", "a@b\nBcc: c@d"])
def test_the_sender_is_an_address_alone(sender: str) -> None:
    with pytest.raises(SettingMissing, match="SURVEY_MAIL_FROM"):
        with_mail("smtp://localhost", sender)


@pytest.mark.parametrize(("url", "sender"), [("smtp://localhost", ""), ("", "a@b.example")])
def test_one_of_the_two_settings_for_mail_alone_is_refused(url: str, sender: str) -> None:
    with pytest.raises(SettingMissing, match="too"):
        with_mail(url, sender)


def test_the_password_is_in_no_representation() -> None:
    assert "secret-word" not in repr(with_mail("smtps://user:secret-word@mail.example"))


def test_one_time_codes_are_demanded_only_where_that_is_said() -> None:
    secret = {"SURVEY_SECRET_KEY": SECRET}
    for said, demanded in (("", False), ("no", False), ("yes", True)):
        assert Settings.from_environment({**secret, "SURVEY_DEMAND_TOTP": said}).demands_codes is demanded
    with pytest.raises(SettingMissing, match="yes, no"):
        Settings.from_environment({**secret, "SURVEY_DEMAND_TOTP": "true"})
