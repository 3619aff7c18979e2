"""What minutes have beside the statement itself: proposals, decisions, who tells more. It belongs to no answer."""

import re

_BODY = (
    r"\S*(?:hallitu(?:s|ksen)|valtuusto|lautakun(?:ta|nan)|jaosto|johtokun(?:ta|nan)|toimikun(?:ta|nan)|johtaja|pormestari"
    r"|styrelse|nämnd|fullmäktige|sektion|direktion|direktör|borgmästare)\w*"
)
_DECIDES = (
    r"(?:päätti(?:vät)?|päättää|päättänee|hyväksyi|merkitsi|antoi|antaa|esittää|ehdottaa"
    r"|beslutade|beslutar|beslöt|besluter|godkände|godkänner|antecknade|avger|avgav|föreslår)"
)
_SENTENCE = re.compile(rf"(?:\S+\s+){{0,5}}{_BODY}(?:\s+\S+){{0,4}}\s+{_DECIDES}\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:.{0,80}[\s-])?\w*(?:ehdotus|päätös|esitys|beslut(?:et)?|förslag(?:et)?|framställning)\s*:?", re.IGNORECASE
)
_BEGINNING = re.compile(
    r"(?:lisätieto(?:ja|a|jen antaja)|lisätiedot|tiedustelut|valmistelijat?|esittelijä|asian käsittely|käsittely"
    r"|kokouskäsittely|tiedoksi|täytäntöönpano|toimivalta|muutoksenhaku|oikaisuvaatimus|liitteet|liite|oheismateriaali"
    r"|pöytäkirja|tilläggsuppgifter|tilläggsinformation|(?:mera?|närmare|ytterligare) (?:information|upplysningar)"
    r"|beredare|beredning|föredragande|behandling|delgivning|för kännedom|verkställighet|befogenhet|ändringssökande"
    r"|bilag(?:a|or)|protokoll)\b\s*[:.]",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\b(?:oheismateriaalina|liitteenä|som bilaga|som tilläggsmaterial)\s*\.?$", re.IGNORECASE)
_CONTACT = re.compile(r"\b(?:puh|tfn|tel)\.?\s*:?\s*(?:\+358|0)[\d\s-]{5,}", re.IGNORECASE)

_LONGEST_LABEL = 100
_LONGEST_CONTACT = 300
_LONGEST_SENTENCE = 600
"""Characters from the beginning of a paragraph in which these are looked for."""


def is_official(paragraph: str) -> bool:
    """Whether a paragraph is of the minutes and not of an answer: whoever reads it decides where it belongs."""
    line = " ".join(paragraph.split())
    begins = line[:_LONGEST_SENTENCE]
    return bool(
        _BEGINNING.match(begins)
        or is_label(line)
        or _SENTENCE.match(begins)
        or (len(line) <= _LONGEST_CONTACT and _CONTACT.search(line))
        or (len(line) <= _LONGEST_CONTACT and _ENDING.search(line))
        or (line and not line.strip("_-–—*= "))
    )


def is_label(line: str) -> bool:
    """Whether a line says that a proposal or a decision follows: “Esittelijän muutettu ehdotus:”, “Beslut”."""
    return len(line) <= _LONGEST_LABEL and not line.endswith(".") and _LABEL.fullmatch(line) is not None
