"""The example in the template: a small question set about a library act, in both languages."""

from collections.abc import Mapping

EXAMPLE_NAME: Mapping[str, str] = {
    "title-fi": "Luonnos hallituksen esitykseksi eduskunnalle laiksi yleisistä kirjastoista annetun lain muuttamisesta",
    "title-sv": (
        "Utkast till regeringens proposition till riksdagen med förslag till lag om ändring av lagen om allmänna "
        "bibliotek"
    ),
}

EXAMPLE: tuple[Mapping[str, str], ...] = (
    {
        "section-fi": "Esitys kokonaisuutena",
        "section-sv": "Propositionen som helhet",
        "kind": "kannatus",
        "label-fi": "Kannatatteko esitystä?",
        "label-sv": "Understöder ni propositionen?",
        "reason": "optional",
        "required": "yes",
    },
    {
        "kind": "long_text",
        "label-fi": "Yleiset huomiot esityksestä",
        "label-sv": "Allmänna kommentarer till propositionen",
        "help-fi": "Pykäliä koskevat huomiot kirjoitetaan seuraavaan osioon.",
        "help-sv": "Kommentarer till paragraferna skrivs i nästa avsnitt.",
    },
    {
        "section-fi": "Vaikutukset",
        "section-sv": "Konsekvenser",
        "kind": "choices",
        "label-fi": "Mihin kirjaston palveluihin esitys vaikuttaa alueellanne?",
        "label-sv": "Vilka bibliotekstjänster i ert område påverkas av propositionen?",
        "options-fi": "Aukioloaikoihin\nKirjastoautoihin\nAineistohankintoihin\nMuuhun, mihin?\nEi mihinkään näistä",
        "options-sv": "Öppettiderna\nBokbussarna\nMedieförvärven\nAnnat, vad?\nInget av dessa",
        "short-fi": "Vaikutukset palveluihin",
        "short-sv": "Konsekvenser för tjänsterna",
    },
    {
        "kind": "number",
        "label-fi": "Arvio kustannuksista vuodessa, euroa",
        "label-sv": "Beräknade kostnader per år, euro",
    },
    {
        "kind": "scale",
        "label-fi": "Onko siirtymäaika riittävä?",
        "label-sv": "Är övergångstiden tillräcklig?",
        "options-fi": "Liian lyhyt\nSopiva\nLiian pitkä\nEi kantaa",
        "options-sv": "För kort\nLagom\nFör lång\nIngen ståndpunkt",
        "reason": "optional",
    },
    {
        "section-fi": "Lopuksi",
        "section-sv": "Till slut",
        "kind": "long_text",
        "label-fi": "Mitä muuta haluatte sanoa esityksestä?",
        "label-sv": "Vad annat vill ni säga om propositionen?",
    },
)
"""The rows of the example: column name → text. Kinds, reasons and yes or no are written with their code names."""
