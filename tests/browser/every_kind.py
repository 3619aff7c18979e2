"""A set with every kind of question, and answers to it: filled in, wrong, and to the shipped set."""

from tests.files import PDF, SAMPLES

LONG_WORD = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas" * 3

EVERY_KIND = """
schema: 1
key: kaikki
languages: [fi, sv]
title: {fi: Kaikki vastaustavat, sv: Alla svarssätt}
introduction: {fi: "Ensimmäinen kappale.\\n\\nToinen kappale.", sv: "Första stycket.\\n\\nAndra stycket."}
sections:
  - key: kaikki
    title: {fi: Kaikki, sv: Alla}
    introduction: {fi: Osion johdanto., sv: Avsnittets inledning.}
    questions:
      - key: pitka
        kind: long_text
        required: true
        max_length: 100
        label: {fi: Näkemyksenne luonnoksesta, sv: Era synpunkter på utkastet}
        help: {fi: Enintään yksi kappale., sv: Högst ett stycke.}
      - key: lyhyt
        kind: text
        max_length: 20
        label: {fi: Säännös, sv: Bestämmelse}
      - key: paiva
        kind: date
        required: true
        label: {fi: Voimaantulo, sv: Ikraftträdande}
      - key: posti
        kind: email
        label: {fi: Osoite, sv: Adress}
      - key: kanta
        kind: choice
        required: true
        label: {fi: Kantanne, sv: Er ståndpunkt}
        options: &kannat
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
        reason: required
      - key: kustannus
        kind: number
        minimum: 0
        decimals: 2
        unit: {fi: euroa, sv: euro}
        label: {fi: Arvio kustannuksista, sv: Beräknade kostnader}
      - {key: puhelin, kind: phone, label: {fi: Puhelinnumero, sv: Telefonnummer}}
      - {key: tunnus, kind: business_id, label: {fi: Y-tunnus, sv: FO-nummer}}
      - {key: osoite, kind: url, label: {fi: Verkkosivu, sv: Webbplats}}
      - key: vaikutukset
        kind: choices
        label: {fi: Mihin esitys vaikuttaa?, sv: Vad påverkas av propositionen?}
        at_most: 2
        reason: optional
        options:
          - {key: talous, label: {fi: Talouteen, sv: Ekonomin}}
          - {key: palvelut, label: {fi: Palveluihin, sv: Servicen}}
          - {key: muu, label: {fi: "Muuhun, mihin?", sv: "Annat, vad?"}, specify: true}
          - {key: ei_mihinkaan, label: {fi: Ei mihinkään näistä, sv: Inget av dessa}, exclusive: true}
      - key: asteikko
        kind: scale
        label: {fi: Kuinka kiireellinen uudistus on?, sv: Hur brådskande är reformen?}
        reason: optional
        steps:
          - {key: kiireellinen, label: {fi: Kiireellinen, sv: Brådskande}}
          - {key: ei_kiireellinen, label: {fi: Ei kiireellinen, sv: Inte brådskande}}
        no_position: {key: ei_kantaa, label: {fi: Ei kantaa, sv: Ingen ståndpunkt}}
      - key: tausta
        kind: note
        label: {fi: Taustaa, sv: Bakgrund}
        text: {fi: "Katso [mietintö](https://example.fi).", sv: "Se [betänkandet](https://example.fi)."}
      - key: vaittamat
        kind: matrix
        label: {fi: Mitä mieltä olette väittämistä?, sv: Vad anser ni om påståendena?}
        rows:
          - {key: tavoitteet, label: {fi: Tavoitteet ovat oikeat., sv: Målen är de rätta.}, required: true}
          - {key: keinot, label: {fi: Keinot ovat oikeat., sv: Medlen är de rätta.}}
        steps:
          - {key: samaa, label: {fi: Samaa mieltä, sv: Av samma åsikt}}
          - {key: eri, label: {fi: Eri mieltä, sv: Av annan åsikt}}
        no_position: {key: ei_kantaa, label: {fi: Ei kantaa, sv: Ingen ståndpunkt}}
      - key: maaraaika
        kind: amendment
        label: {fi: Määräaika, sv: Tidsfristen}
        provision: {fi: 5 §, sv: 5 §}
        proposed: {fi: Palvelu järjestetään kuukauden kuluessa., sv: Servicen ordnas inom en månad.}
        reason: required
        nothing_to_state: true
      - {key: muu_muutos, kind: amendment, label: {fi: Muu muutosehdotus, sv: Annat ändringsförslag}}
      - key: pykalat
        kind: group
        label: {fi: Huomautukset pykälittäin, sv: Anmärkningar paragrafvis}
        help: {fi: Lisätkää niin monta kuin tarvitsette., sv: Lägg till så många som ni behöver.}
        entry: {fi: Pykälä, sv: Paragraf}
        repeat: {minimum: 1, maximum: 3}
        questions:
          - {key: saannos, kind: text, label: {fi: Säännös, sv: Bestämmelse}, required: true}
          - {key: huomautus, kind: long_text, label: {fi: Huomautuksenne, sv: Er anmärkning}, nothing_to_state: true}
          - {key: milloin, kind: date, label: {fi: Mistä alkaen?, sv: Från och med?}}
      - key: liitteet
        kind: attachment
        file_kinds: [pdf, docx, odt]
        max_size: 1
        max_files: 3
        label: {fi: Päätöksen liitteet, sv: Bilagor till beslutet}
        help: {fi: Esimerkiksi pöytäkirjanote., sv: Till exempel ett protokollsutdrag.}
      - {key: liite, kind: attachment, label: {fi: Muu liite, sv: Annan bilaga}, nothing_to_state: true}
      - {key: toinen, kind: choice, label: {fi: Toinen kanta, sv: Andra ståndpunkten}, options: *kannat}
      - key: vaihtoehto
        kind: choice
        label: {fi: Vaihtoehto, sv: Alternativ}
        reason: optional
        options:
""" + "".join(
    f'          - {{key: v{n}, label: {{fi: "Vaihtoehto {n}", sv: "Alternativ {n}"}}}}\n' for n in range(1, 10)
)

FILLED = {
    "pitka": {"text": "Kannatamme luonnosta.\n\nToinen kappale."},
    "lyhyt": {"text": "5 §"},
    "paiva": {"date": "1.1.2027"},
    "posti": {"email": "kirjaamo@example.fi"},
    "kanta": {"option": "ei", "reason": LONG_WORD},
    "kustannus": {"number": "1 234,5"},
    "puhelin": {"phone": "+358 9 123 4567"},
    "tunnus": {"business_id": "0201256-6"},
    "osoite": {"url": "https://www.example.fi/lausunto"},
    "vaikutukset": {"options": "talous muu", "specify": LONG_WORD, "reason": "Koska."},
    "asteikko": {"option": "ei_kantaa", "reason": "Aikataulu on auki."},
    "vaittamat": {"row-tavoitteet": "samaa", "row-keinot": "ei_kantaa"},
    "maaraaika": {"wording": "Palvelu järjestetään kahden kuukauden kuluessa.", "reason": "Kuukausi ei riitä."},
    "muu_muutos": {"provision": "7 §", "wording": LONG_WORD, "reason": "Koska."},
    "pykalat": {"entries": "e1 e2 e3"},
    "pykalat/e1/saannos": {"text": "1 §"},
    "pykalat/e1/huomautus": {"nothing_to_state": "1"},
    "pykalat/e2/saannos": {"text": "2 §"},
    "pykalat/e2/huomautus": {"text": LONG_WORD},
    "pykalat/e2/milloin": {"date": "1.1.2027"},
    "toinen": {"option": "kylla"},
    "vaihtoehto": {"option": "v3", "reason": "Koska."},
}
FILES = ((f"{LONG_WORD[:140]}.pdf", PDF), ("Pöytäkirja § 22.docx", SAMPLES["docx"]), ("liite.odt", SAMPLES["odt"]))
WRONG = {
    "pitka": {"text": "Liian pitkä vastaus. " * 10},
    "lyhyt": {"text": LONG_WORD},
    "paiva": {"date": "32.13."},
    "posti": {"email": "ei osoite"},
    "kustannus": {"number": "paljon"},
    "puhelin": {"phone": "soittakaa"},
    "tunnus": {"business_id": "0201256-7"},
    "osoite": {"url": "ei osoite"},
    "vaikutukset": {"options": "talous palvelut ei_mihinkaan"},
    "asteikko": {"reason": "Perustelu ilman valintaa."},
    "kanta": {"option": "ei"},
    "vaittamat": {"row-keinot": "muu"},
    "maaraaika": {"wording": "Oma sanamuoto.", "nothing_to_state": "1"},
    "muu_muutos": {"reason": "Perustelu ilman sanamuotoa."},
    "pykalat": {"entries": "e1 e2", "removed": "e9"},
    "pykalat/e1/huomautus": {"text": "Säännös puuttuu."},
    "pykalat/e1/milloin": {"date": "32.13."},
    "pykalat/e9/saannos": {"text": "Poistettu pykälä"},
    "vaihtoehto": {"reason": "Perustelu ilman valintaa."},
}
ANSWERS = {
    "kanta": {"option": "paaosin", "reason": "Suunta on oikea."},
    "uravalmennus": {"text": f"Ensimmäinen kappale.\n\n{LONG_WORD}\nhttps://example.fi/{'osa/' * 60}"},
    "muuta": {"text": "Kiitos mahdollisuudesta lausua. 🙂"},
}
DECISION = {
    "details/case_number": {"text": "MAL/12/00.01/2026"},
    "details/decision_body": {"text": "Kunnanhallitus"},
    "details/decision_date": {"date": "12.11.2026"},
    "details/decision_paragraph": {"text": "§ 22"},
}
WRONG_DETAILS = {
    "details/decision_date": {"date": "32.13."},
    "details/contact_email": {"email": "kirjaamo at example"},
}
