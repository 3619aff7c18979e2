"""Minutes of a made-up board in the shape of real ones: broken lines, one heading twice, a decision, a contact line."""

FINNISH = """Kunnanhallitus 16.11.2026 § 214

Työ- ja elinkeinoministeriö pyytää lausuntoa arviomuistiosta. Mallikunta
antaa lausunnon työvoimapalvelujen kehittämistarpeista.

Mallikunnan lausunto otsikoittain:

Uravalmennuksen räätälöinti

Räätälöity uravalmennus auttaa niitä, joiden työkyky on kohtuullinen. Kunta
pitää tärkeänä, että kohderyhmä rajataan selvästi ja että palvelun kesto on jous-
tava.

Lisäksi tarvitaan työ-
ja elinkeinopalvelujen yhteistyötä.

3. SÄÄNTELYN TARKENTAMINEN
Sääntelyn on oltava mahdollistavaa, jotta kunta voi
kokeilla uutta.

Alueellisten yhteistyösopimusten
edistäminen

Sopimuksia tehdään jo nyt, mutta tieto ei kulje.

Lisätietoja: työllisyysjohtaja Erkki Esimerkki, puh. 040 123 4567,
erkki.esimerkki(at)mallikunta.example

Kunnanjohtajan ehdotus:

Kunnanhallitus päättää antaa edellä olevan lausunnon.

Kunnanjohtajan muutettu ehdotus:

Kunnanhallitus päättää antaa lausunnon seuraavalla muutoksella:

Alueellisten yhteistyösopimusten edistäminen

Sopimukset ovat osa elinvoimapolitiikkaa, ja tiedon on kuljettava.

Kunnanhallituksen päätös:

Kunnanhallitus päätti hyväksyä muutetun ehdotuksen.

___________
""".replace("\n", " \n")
"""Each line ends in a blank, as a template of minutes leaves it."""

TEXTS = {
    "uravalmennus": "Räätälöity uravalmennus auttaa niitä, joiden työkyky on kohtuullinen. Kunta pitää tärkeänä, että "
    "kohderyhmä rajataan selvästi ja että palvelun kesto on joustava.\n\n"
    "Lisäksi tarvitaan työ- ja elinkeinopalvelujen yhteistyötä.",
    "saantely": "Sääntelyn on oltava mahdollistavaa, jotta kunta voi kokeilla uutta.",
    "yhteistyosopimukset": "Sopimukset ovat osa elinvoimapolitiikkaa, ja tiedon on kuljettava.",
}
"""What the minutes have under each question, the later text where there are two."""

FIRST = "Sopimuksia tehdään jo nyt, mutta tieto ei kulje."

SWEDISH = """Skräddarsydd karriärträning

Karriärträningen hjälper dem vars arbetsförmåga är god.

Stadsstyrelsens beslut

Stadsstyrelsen beslutade enligt förslaget.

Tilläggsuppgifter: sysselsättningschef Eva Exempel, tfn 040 123 4567
"""
