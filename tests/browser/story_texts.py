"""A made-up request with six headings, what a town answers, and its minutes in the shape of real ones."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

QUESTIONS = """
schema: 1
key: kirjastoautot
languages: [fi, sv]
title: {fi: Muistio kirjastoautojen tulevaisuudesta, sv: Promemoria om bokbussarnas framtid}
sections:
  - key: palvelut
    title: {fi: Palvelut, sv: Tjänster}
    questions:
      - {key: reitit, kind: long_text, label: {fi: Reittien suunnittelu, sv: Planering av rutterna}}
      - {key: omatoimi, kind: long_text, label: {fi: Omatoimikirjastojen aukiolo, sv: Öppettider i meröppna bibliotek}}
      - key: kokoelmat
        kind: long_text
        label: {fi: Kokoelmien yhteiskäyttö kuntien kesken, sv: Samlingar som kommunerna använder gemensamt}
  - key: rahoitus
    title: {fi: Rahoitus ja sopimukset, sv: Finansiering och avtal}
    questions:
      - {key: avustus, kind: long_text, label: {fi: Valtionavustuksen ehdot, sv: Villkor för statsunderstöd}}
      - key: sopimukset
        kind: long_text
        label: {fi: Seudullisten sopimusten edistäminen, sv: Främjande av regionala avtal}
      - {key: muuta, kind: long_text, label: {fi: Mitä muuta haluatte tuoda esille?, sv: Vad annat vill ni föra fram?}}
"""

AMENDED = "sopimukset"
"""The question whose text the board changes."""


@dataclass(frozen=True)
class Story:
    """What people write, in one language. `amended`: the text in the place of the answer to AMENDED. `minutes_before`,
    `minutes_after`: what the minutes have before and after the answers; the latter has the amended text too.
    """

    language: str
    headings: Mapping[str, str]
    answers: Mapping[str, str]
    amended: str
    comment: str
    body: str
    presenter: str
    wording: str
    minutes_before: str
    minutes_after: str

    @property
    def minutes(self) -> str:
        """The minutes as they are copied: broken lines that end in a blank, and no heading that looks like one."""
        parts = [self.minutes_before.strip()]
        for question, text in self.answers.items():
            parts += [self.headings[question], *text.split("\n\n")]
        parts += self.minutes_after.format(heading=self.headings[AMENDED], text=self.amended).strip().split("\n\n")
        broken = ["\n".join(textwrap.wrap(part, 70, break_long_words=False)) for part in parts]
        return "\n\n".join(broken).replace("\n", " \n")


FINNISH = Story(
    language="fi",
    headings={
        "reitit": "Reittien suunnittelu",
        "omatoimi": "Omatoimikirjastojen aukiolo",
        "kokoelmat": "Kokoelmien yhteiskäyttö kuntien kesken",
        "avustus": "Valtionavustuksen ehdot",
        "sopimukset": "Seudullisten sopimusten edistäminen",
        "muuta": "Mitä muuta haluatte tuoda esille?",
    },
    answers={
        "reitit": "Reitit on hyvä suunnitella koulujen ja päiväkotien lukujärjestysten mukaan. Pysäkkejä "
        "tarvitaan myös "
        "niissä kylissä, joista on lähikirjastoon yli kymmenen kilometriä.",
        "omatoimi": "Omatoimiaika täydentää palvelua mutta ei korvaa henkilökuntaa.\n\n"
        "Pienessä kirjastossa tarvitaan ainakin yksi päivä viikossa, jolloin asiakas saa apua.",
        "kokoelmat": "Yhteinen kokoelma on kannatettava. Kuljetusten kustannukset on jaettava kunnille "
        "asukasluvun mukaan.",
        "avustus": "Avustus on nyt sidottu uuden auton hankintaan. Ehtojen pitäisi sallia myös käytetyn auton "
        "kunnostus.",
        "sopimukset": "Kaupunki pitää sopimuksia hyvinä, kun ne perustuvat vapaaehtoisuuteen.",
        "muuta": "Sähköisten aineistojen lainaaminen kasvaa nopeasti, eikä muistiossa käsitellä niiden hintoja.",
    },
    amended="Seudulliset sopimukset ovat edellytys sille, että kirjastoauto kulkee kuntarajan yli. Laissa olisi "
    "säädettävä, miten kustannukset jaetaan, jos kunnat eivät pääse sopimukseen.",
    comment="Pitäisikö tässä mainita kuntarajat?",
    body="Sivistyslautakunta",
    presenter="sivistysjohtaja Aino Esimerkki",
    wording="Sivistyslautakunta päätti hyväksyä muutetun päätösehdotuksen.",
    minutes_before="Opetus- ja kulttuuriministeriö on pyytänyt lausuntoa kirjastoautojen tulevaisuutta koskevasta "
    "muistiosta. Lausunnon antaa sivistyslautakunta hallintosäännön 31 §:n perusteella.",
    minutes_after="""
Lisätietoja: kirjastotoimenjohtaja Kaisa Kirjaaja, puh. 040 000 0000, kaisa.kirjaaja(at)example.fi

Sivistysjohtajan ehdotus:

Sivistyslautakunta päättää antaa edellä olevan lausunnon.

Sivistysjohtajan muutettu ehdotus:

Sivistyslautakunta päättää antaa edellä olevan lausunnon seuraavalla muutoksella:

{heading}

{text}

Sivistyslautakunnan päätös:

Sivistyslautakunta päätti hyväksyä muutetun päätösehdotuksen.

___________
""",
)

SWEDISH = Story(
    language="sv",
    headings={
        "reitit": "Planering av rutterna",
        "omatoimi": "Öppettider i meröppna bibliotek",
        "kokoelmat": "Samlingar som kommunerna använder gemensamt",
        "avustus": "Villkor för statsunderstöd",
        "sopimukset": "Främjande av regionala avtal",
        "muuta": "Vad annat vill ni föra fram?",
    },
    answers={
        "reitit": "Det är bra att planera rutterna efter skolornas och daghemmens scheman. Hållplatser behövs "
        "också i de "
        "byar som har mer än tio kilometer till närmaste bibliotek.",
        "omatoimi": "Meröppet kompletterar servicen men ersätter inte personalen.\n\n"
        "I ett litet bibliotek behövs minst en dag i veckan då kunden får hjälp.",
        "kokoelmat": "En gemensam samling är värd att understödas. Kostnaderna för transporterna ska delas mellan "
        "kommunerna efter invånarantal.",
        "avustus": "Understödet gäller nu bara köp av en ny buss. Villkoren borde också tillåta att en begagnad buss "
        "rustas upp.",
        "sopimukset": "Staden anser att avtalen är bra när de bygger på frivillighet.",
        "muuta": "Utlåningen av elektroniskt material växer snabbt, men promemorian behandlar inte priserna på det.",
    },
    amended="Regionala avtal är en förutsättning för att bokbussen ska kunna köra över kommungränsen. I lagen "
    "borde det "
    "föreskrivas hur kostnaderna delas om kommunerna inte kommer överens.",
    comment="Borde kommungränserna nämnas här?",
    body="Bildningsnämnden",
    presenter="bildningsdirektör Anna Exempel",
    wording="Bildningsnämnden beslutade godkänna det ändrade beslutsförslaget.",
    minutes_before="Undervisnings- och kulturministeriet har begärt utlåtande om promemorian om bokbussarnas framtid. "
    "Utlåtandet ges av bildningsnämnden med stöd av 31 § i förvaltningsstadgan.",
    minutes_after="""
Tilläggsuppgifter: bibliotekschef Karin Kanslist, tfn 040 000 0000, karin.kanslist(at)example.fi

Bildningsdirektörens förslag:

Bildningsnämnden beslutar ge utlåtandet ovan.

Bildningsdirektörens ändrade förslag:

Bildningsnämnden beslutar ge utlåtandet ovan med följande ändring:

{heading}

{text}

Bildningsnämndens beslut:

Bildningsnämnden beslutade godkänna det ändrade beslutsförslaget.

___________
""",
)

STORIES = {each.language: each for each in (FINNISH, SWEDISH)}
