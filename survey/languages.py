"""Which languages there are, translated words outside a request, and dates, numbers and order in each."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_CEILING, Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

PAGE_LANGUAGES = ("fi", "sv")
"""The languages of the product's own words on pages, in mails and in files: complete in each. Organisations are asked
in one of them. The languages of a question set are its own (`QuestionSet.languages`), and may be others."""

AUTHOR_LANGUAGES = PAGE_LANGUAGES
"""The languages that authors have columns and fields for: in the Excel template, for pasted headings, at opening."""

LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English", "se": "Davvisámegiella"}
"""Each language by its own name."""

LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "se": "se-FI"}
"""Language tags (BCP 47) for documents, where the country tells the spelling dictionary."""

MEGABYTE = 1024 * 1024
HELSINKI = ZoneInfo("Europe/Helsinki")
TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of `language`; for a language that has none, the English msgids themselves.

    Compiled in memory from the .po file, so that no compiled file can be stale or be missing.
    """
    source = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as opened:
        write_mo(compiled, read_po(opened, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def mark(message: str) -> str:
    """Mark a message for extraction (import it as `_`); it is translated when it is shown."""
    return message


def gettext(language: str, message: str, /, **places: object) -> str:
    """`message` (an English msgid) in `language`, with its %(name)s places filled (%(language)s may be one)."""
    words = translations(language).ugettext(message)
    return words % places if places else words


def mark_with_context(context: str, message: str) -> tuple[str, str]:
    """Mark a message with what tells it from the same words elsewhere, for `pgettext`."""
    return context, message


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Mark a message with its plural for extraction; it is translated when it is shown."""
    return one, many


def pgettext(language: str, context: str, message: str, /) -> str:
    """`message` in `language` where it means what `context` says: “draft” in the name of a file has no å, ä, ö."""
    return str(translations(language).upgettext(context, message))


def ngettext(language: str, one: str, many: str, num: int, **places: object) -> str:
    """The singular or plural in `language` for `num`, which fills %(num)s."""
    return translations(language).ungettext(one, many, num) % {"num": num, **places}


@cache
def language_name(code: str) -> str:
    """A language's own name for itself (“English”); its code where nobody knows the name."""
    if code in LANGUAGE_NAMES:
        return LANGUAGE_NAMES[code]
    try:
        name = Locale.parse(code).language_name
    except (ValueError, UnknownLocaleError):
        name = None
    return _with_capital(name) if name else code


@cache
def language_name_in(language: str, code: str) -> str:
    """The name of the language `code` in `language` (“Pohjoissaame”); its own name where there is none."""
    name = Locale.parse(language).languages.get(code)
    return _with_capital(name) if name else language_name(code)


def _with_capital(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}"


def text_in(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, else in the first language there is: a draft set may lack one, an opened set never."""
    return texts.get(language) or next(iter(texts.values()), "")


def language_of(texts: Mapping[str, str], language: str) -> str:
    """The language of what `text_in` gives: what the passage's lang attribute must say."""
    return language if texts.get(language) else next(iter(texts), language)


def in_helsinki(moment: datetime) -> datetime:
    """A stored moment (UTC) as the clock in Finland shows it. Refuses a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be shown.")
    return moment.astimezone(HELSINKI)


class MomentUnclear(ValueError):
    """A time of day that the clock in Finland skips that day (`readings` is empty), or shows twice (both of them)."""

    def __init__(self, local: datetime, readings: tuple[datetime, ...]) -> None:
        super().__init__(f"{local:%Y-%m-%dT%H:%M} {'exists twice' if readings else 'does not exist'} in Finland")
        self.readings = readings


def moment_in_helsinki(local: datetime) -> datetime:
    """The moment at which the clock in Finland shows `local`, which has no time zone. Raises MomentUnclear in the night
    in which the clock is turned (Directive 2000/84/EC: at 01:00 UTC on the last Sundays of March and October)."""
    first, second = (local.replace(tzinfo=HELSINKI, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        exists = first.astimezone(UTC).astimezone(HELSINKI).replace(tzinfo=None) == local
        raise MomentUnclear(local, (first, second) if exists else ())
    return first


def format_date(day: date | datetime) -> str:
    """24.11.2026: the same in Finnish and in Swedish. A moment is first moved to Helsinki.

    The year has four digits always, because a date field shows its value so and reads it back.
    """
    day = in_helsinki(day) if isinstance(day, datetime) else day
    return f"{day.day}.{day.month}.{day.year:04}"


def format_time(moment: datetime) -> str:
    """16.05 or 8.30, to the minute, in Helsinki. The word before it (klo, kl.) belongs to the sentence."""
    local = in_helsinki(moment)
    return f"{local.hour}.{local.minute:02d}"


def format_moment(language: str, moment: datetime) -> str:
    """24.11.2026 klo 16.05 or 24.11.2026 kl. 16.05."""
    return gettext(language, "%(date)s at %(time)s", date=format_date(moment), time=format_time(moment))


def format_number(number: int | Decimal) -> str:
    """100 000 or 1 234,5, with the no-break space and the decimal comma that both languages use."""
    return (
        f"{number:,f}".translate(_AS_IN_FINLAND)
        if isinstance(number, Decimal)
        else f"{number:,}".translate(_AS_IN_FINLAND)
    )


def format_size(language: str, size: int) -> str:
    """120 kt or 1,2 Mt (kB, MB in Swedish) of so many bytes; up, so that what is too large never looks as if it fitted.

    Counted by 1,024 as Windows shows it.
    """
    if size < MEGABYTE:
        return gettext(language, "%(number)s kB", number=format_number(-(-size // 1024)))
    rounded = (Decimal(size) / MEGABYTE).quantize(Decimal("0.1"), ROUND_CEILING)
    whole = rounded == rounded.to_integral_value()
    return gettext(language, "%(number)s MB", number=format_number(int(rounded) if whole else rounded))


_AS_IN_FINLAND = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})


_LAST_LETTERS = {"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"}
"""Each begins with the character that follows z, so that these letters come after every other."""


def sort_key(name: str) -> tuple[str, str]:
    """Order of names in Finnish and Swedish: case aside, å ä ö last, other accents aside, then as written.

    In Python because the database's order differs between SQLite and PostgreSQL. The sources are SFS 4600 and
    Swedish usage; w sorts as its own letter, as both have since 2006.
    """
    letters = unicodedata.normalize("NFC", name.casefold())
    return "".join(_LAST_LETTERS.get(letter) or _without_accent(letter) for letter in letters), name


def sorted_names(names: Iterable[str]) -> list[str]:
    """`names` in the order of `sort_key`."""
    return sorted(names, key=sort_key)


def _without_accent(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
