"""The languages of the product, translations outside a request, and the format of dates, numbers and sorting."""

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
"""The languages of the product's own texts on pages, in mails and in files. All texts are complete in each of them, and
every organisation is asked in one of them. A question set has its own list of languages (`QuestionSet.languages`),
which may contain others.
"""

AUTHOR_LANGUAGES = PAGE_LANGUAGES
"""The languages for which authors get columns and fields: in the Excel template, for pasted headings, and at the
opening.
"""

LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English", "se": "Davvisámegiella"}
"""The name of each language in that language."""

LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "se": "se-FI"}
"""Language tags (BCP 47) for documents. The country selects the spelling dictionary."""

MEGABYTE = 1024 * 1024
HELSINKI = ZoneInfo("Europe/Helsinki")
TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"


@cache
def translations(language: str) -> NullTranslations:
    """Return the catalogue of `language`. If the language has none, the English msgids are used as they are.

    The .po file is compiled in memory, so that there is no compiled file that could be outdated or missing.
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
    """Mark a message for extraction (import it as `_`), and return it. It is translated later, when it is shown."""
    return message


def gettext(language: str, message: str, /, **places: object) -> str:
    """Return `message` (an English msgid) in `language`, with its %(name)s places filled (%(language)s may be one of
    them).
    """
    words = translations(language).ugettext(message)
    return words % places if places else words


class TranslatableError(Exception):
    """An error whose message is shown to people: `str` gives it in English, `words` in another language.

    `message` is a marked message. Its %(name)s places are filled with `places`. A place may be a function that gets a
    language and returns the words for the place.
    """

    def __init__(self, message: str, /, **places: object) -> None:
        self.message, self.places = message, places
        super().__init__(self.words("en"))

    def words(self, language: str) -> str:
        """Return the message in `language`."""
        filled = {name: place(language) if callable(place) else place for name, place in self.places.items()}
        return gettext(language, self.message, **filled)


def mark_with_context(context: str, message: str) -> tuple[str, str]:
    """Mark a message for `pgettext`, with a context that distinguishes it from the same words with another meaning."""
    return context, message


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Mark a message and its plural for extraction, and return both. They are translated later, when they are shown."""
    return one, many


def pgettext(language: str, context: str, message: str, /) -> str:
    """Return `message` in `language` with the meaning that `context` names: “draft” in a file name is translated
    without å, ä, ö.
    """
    return str(translations(language).upgettext(context, message))


def ngettext(language: str, one: str, many: str, num: int, **places: object) -> str:
    """Return the singular or plural in `language` for `num`, which fills %(num)s."""
    return translations(language).ungettext(one, many, num) % {"num": num, **places}


@cache
def language_name(code: str) -> str:
    """Return a language's name in that language (“English”); the code itself if the name is not known."""
    if code in LANGUAGE_NAMES:
        return LANGUAGE_NAMES[code]
    try:
        name = Locale.parse(code).language_name
    except (ValueError, UnknownLocaleError):
        name = None
    return _with_capital(name) if name else code


@cache
def language_name_in(language: str, code: str) -> str:
    """Return the name of the language `code` in `language` (“Pohjoissaame”); if it is not known, the same as
    `language_name`.
    """
    name = Locale.parse(language).languages.get(code)
    return _with_capital(name) if name else language_name(code)


def _with_capital(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}"


def text_in(texts: Mapping[str, str], language: str) -> str:
    """Return the text in `language`, otherwise in the first language that the text has.

    A draft of a set may lack a language, an opened set never does.
    """
    return texts.get(language) or next(iter(texts.values()), "")


def language_of(texts: Mapping[str, str], language: str) -> str:
    """Return the language of the text that `text_in` returns, for the attribute lang."""
    return language if texts.get(language) else next(iter(texts), language)


def in_helsinki(moment: datetime) -> datetime:
    """Return a stored time (UTC) as local time in Finland. Raises ValueError if it has no time zone."""
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
    """Return for example 24.11.2026, which is the same in Finnish and Swedish. A datetime is first converted to Finnish
    time.

    The year always has four digits, because a date field shows its value in this format and reads it again.
    """
    day = in_helsinki(day) if isinstance(day, datetime) else day
    return f"{day.day}.{day.month}.{day.year:04}"


def format_time(moment: datetime) -> str:
    """Return the local time in Finland, to the minute: 16.05 or 8.30. The word before it (klo, kl.) is part of the
    sentence.
    """
    local = in_helsinki(moment)
    return f"{local.hour}.{local.minute:02d}"


def format_moment(language: str, moment: datetime) -> str:
    """Return for example 24.11.2026 klo 16.05 or 24.11.2026 kl. 16.05."""
    return gettext(language, "%(date)s at %(time)s", date=format_date(moment), time=format_time(moment))


def format_number(number: int | Decimal) -> str:
    """Return for example 100 000 or 1 234,5, with the no-break space and the decimal comma that both languages use."""
    return (
        f"{number:,f}".translate(_AS_IN_FINLAND)
        if isinstance(number, Decimal)
        else f"{number:,}".translate(_AS_IN_FINLAND)
    )


def format_size(language: str, size: int) -> str:
    """Return `size`, in bytes, as for example 120 kt or 1,2 Mt (kB, MB in Swedish).

    It is rounded up, so that a file that is too large never seems to have an allowed size. The units are multiples of
    1,024, as in Windows.
    """
    if size < MEGABYTE:
        return gettext(language, "%(number)s kB", number=format_number(-(-size // 1024)))
    rounded = (Decimal(size) / MEGABYTE).quantize(Decimal("0.1"), ROUND_CEILING)
    whole = rounded == rounded.to_integral_value()
    return gettext(language, "%(number)s MB", number=format_number(int(rounded) if whole else rounded))


_AS_IN_FINLAND = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})


_LAST_LETTERS = {"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"}
"""Each value begins with the character that follows z, so that these letters are sorted after all others."""


def sort_key(name: str) -> tuple[str, str]:
    """Return the sort key of a name in Finnish and Swedish: upper and lower case are equal, å ä ö come last, other
    accents are ignored, and names that are equal so far are sorted as they are written.

    This is done in Python because the order of the database differs between SQLite and PostgreSQL. The sources are SFS
    4600 and Swedish usage; w is sorted as a separate letter, as both have done since 2006.
    """
    letters = unicodedata.normalize("NFC", name.casefold())
    return "".join(_LAST_LETTERS.get(letter) or _without_accent(letter) for letter in letters), name


def stored_sort_key(name: str) -> str:
    """Return `sort_key` in hexadecimal, which every database sorts in that order, whatever language it sorts by."""
    letters, _name = sort_key(name)
    return letters.encode("utf-8", "replace").hex()


def search_key(*texts: str) -> str:
    """Return these texts as one that can be searched without regard to upper and lower case."""
    return unicodedata.normalize("NFC", "\n".join(texts)).casefold()


def sorted_names(names: Iterable[str]) -> list[str]:
    """Return `names` sorted by `sort_key`."""
    return sorted(names, key=sort_key)


def _without_accent(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
