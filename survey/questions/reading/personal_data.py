"""Finds questions whose answers would publish personal data, and questions that the respondent's details ask already.

It goes by words in Finnish, Swedish and English, so that it may be wrong either way: it gives advice, never an error.
"""

import re
from typing import Final

from survey.questions.question import Question

_KINDS: Final = frozenset({"email", "phone"})
"""The kinds whose answers are personal data, unless the label says that they are an office's."""

_WRITTEN_IN: Final = frozenset({"text", "long_text"})
"""The kinds in which anything can be written, so that the words of the question have to tell."""

_OF_OFFICES = re.compile(
    r"vaihde|vaihteen|växel|kirjaamo|registratur|registratorskontor|virastopostilaatikko|ämbetspost|switchboard",
    re.IGNORECASE,
)

_PERSONAL = re.compile(
    r"""
    \bsähköposti | \bs-posti\b | \be-post | \be-?mail | \bmejl
    | \bpuhelin(numero|nro)?(nne|si)?\b | \bpuhelinyhtey | \bmatkapuhelin | \bkännykkä | \bgsm\b | \bpuh\.
    | \btelefon(nummer|numret)?\b | \btfn\b | \bmobil(nummer|telefon)\b | \bphone\b
    | \b(posti|katu|koti|käynti|lähi)osoit | (?<![\w-])osoite(tiedot|enne|esi)?\b
    | \b(post|gatu|hem|besöks)adress | \badress(en|uppgifter)?\b
    | \byhteystie(to|do) | \bkontaktuppgift | \bkontaktinformation | \bcontact\b
    | \byhteyshenkilö | \bvastuuhenkilö | \bkontaktperson | \bansvarig(a)?\ person
    | \b(etu|suku)nim | \b(för|efter)namn\b
    | \b(vastaajan|henkilön|täyttäjän|kirjaajan|laatijan|allekirjoittajan|yhteyshenkilön|vastuuhenkilön)\ nimi
    | \b(svarandens|personens|undertecknarens)\ namn | \bnamn\ på\ (person|kontakt|den\ person)
    | \bhenkilötunn | \bhetu\b | \bpersonbeteckning | \bsyntymäai(ka|an) | \bfödelse(tid|datum)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ALONE = re.compile(
    r"\W*((vastaaja|lausunnonantaja)n?\ )?(nimi(nne|si)?|(ert\ |ditt\ )?namn|name|your name)\W*", re.IGNORECASE
)
"""A label that is nothing but this word: the name of a project or of a provision is not personal data."""

_PERSONAL_KEYS: Final = frozenset({
    "email", "sahkoposti", "sahkopostiosoite", "epost", "epostadress", "puhelin", "puhelinnumero", "phone", "telefon",
    "telefonnummer", "yhteystiedot", "yhteystieto", "kontaktuppgifter", "yhteyshenkilo", "vastuuhenkilo",
    "kontaktperson", "etunimi", "sukunimi", "fornamn", "efternamn", "henkilotunnus", "hetu", "personbeteckning",
})  # fmt: skip
_KEYS_ALONE: Final = frozenset({"name", "nimi", "namn", "osoite", "postiosoite", "address", "adress", "postadress"})

_IN_DETAILS = re.compile(
    r"""
    \W*(
    (vastaavan\ |lausuvan\ )?
      (organisaation(ne)?|kunnan(ne)?|vastaajatahon|lausunnonantajan|lausujan|toimijan|viraston)\ (virallinen\ )?nimi
    | organisaatio(nne)? | vastaajataho | lausunnonantaja | vastaaja(organisaatio|ryhmä)?
    | (den\ svarande\ )?
      (organisationens|kommunens|remissinstansens|aktörens|myndighetens)\ (officiella\ )?namn
    | (er\ )?organisation | remissinstans(en)? | svarande(\ organisation)?
    | lausunnon\ kieli | utlåtandets\ språk | vastauskieli | svarsspråk(et)?
    | (lausunnonantajan\ )?asianumero | (remissinstansens\ )?ärendenummer
    | päätöksen\ tehnyt\ toimielin | beslutande\ organ | päätöspäivä | beslutsdatum
    | pöytäkirjan\ pykälä | paragraf\ i\ protokollet
    )\W*
    """,
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip

_SENTENCE = re.compile(r"\?")
_ASKS_WHO = re.compile(
    r"\W*(kuka|kenelle|keneltä|mikä on|mitkä ovat|vem|vilken är|vilket är|vilka är|vad är)\b", re.IGNORECASE
)
"""How a question begins that asks for data, and not what one thinks of a matter such as contact details."""


def asks_personal_data(question: Question) -> bool:
    """Whether an answer would probably be personal data: a name, an e-mail address, a phone number, an address."""
    words = _words(question)
    if question.kind in _KINDS:
        return not any(_OF_OFFICES.search(each) for each in words)
    if question.kind not in _WRITTEN_IN:
        return False
    if any(_ALONE.fullmatch(each) or _asks_for_data(each) for each in words):
        return True
    key = question.key.rpartition("/")[2]
    return key in _KEYS_ALONE or not _PERSONAL_KEYS.isdisjoint(key.split("_"))


def is_in_details(question: Question) -> bool:
    """Whether the respondent's details ask the same: who answers, in which language, and who decided on it."""
    return any(_IN_DETAILS.fullmatch(each) for each in _words(question))


def _asks_for_data(words: str) -> bool:
    if _SENTENCE.search(words) and not _ASKS_WHO.match(words):
        return False
    return _PERSONAL.search(words) is not None and not _OF_OFFICES.search(words)


def _words(question: Question) -> list[str]:
    return [" ".join(each.split()) for texts in (question.label, question.short or {}) for each in texts.values()]
