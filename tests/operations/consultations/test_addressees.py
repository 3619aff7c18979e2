"""The organisations to invite, from a CSV file as programmes in Finland save it."""

import codecs
import time
import unicodedata

import pytest

from survey.operations.consultations.addressees import Addressee, AddresseesRefused, read_addressees
from survey.operations.register.groups import Groups

HEADER = "name_fi,name_sv,group,language,email"
ROWS = [
    "Espoon kaupunki,Esbo stad,municipality,fi,kirjaamo@espoo.fi",
    "Åbo Akademi,,education_research,sv,registrator@abo.fi",
]
WHOLE = "\n".join([HEADER, *ROWS])


def read(content: bytes) -> list[Addressee]:
    return read_addressees(content, groups=Groups())


def faults(content: bytes | str, invited: list[dict[str, str]] | None = None, language: str = "en") -> list[str]:
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(AddresseesRefused) as refused:
        read_addressees(raw, invited or [], groups=Groups())
    return [fault.words(language) for fault in refused.value.faults]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("windows-1252", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_separator_line_end_and_encoding_are_recognised(
    separator: str, line_end: str, encoding: str, mark: bytes
) -> None:
    text = WHOLE.replace(",", separator).replace("\n", line_end) + line_end
    espoo, akademi = read(mark + text.encode(encoding))
    assert espoo.name == {"fi": "Espoon kaupunki", "sv": "Esbo stad"}
    assert (akademi.name, akademi.language, akademi.email) == ({"fi": "Åbo Akademi"}, "sv", "registrator@abo.fi")


def test_words_of_both_languages_are_understood_and_columns_may_stand_in_any_order() -> None:
    text = "Sähköposti;Kieli;Ryhmä;Lausunnonantaja ruotsiksi;Lausunnonantaja suomeksi\n"
    header = {fault.partition("“")[0] for fault in faults(text.replace("Ryhmä", "Ryhma"))}
    assert header
    (made,) = read(b"email;language;group;name_sv;name_fi\nk@e.fi;Ruotsi;Kunta tai kaupunki;Esbo;\n")
    assert (made.group, made.language, made.name) == ("municipality", "sv", {"sv": "Esbo"})


def test_a_name_with_the_separator_stands_between_quotation_marks() -> None:
    (made,) = read(f'{HEADER}\n"Yhdistys A, B ja C",,organisation,fi,a@b.fi\n'.encode())
    assert made.name == {"fi": "Yhdistys A, B ja C"}


def test_excels_own_line_that_names_the_separator_is_read() -> None:
    assert len(read(f"sep=;\r\n{WHOLE.replace(',', ';')}".encode())) == 2
    assert faults("sep=;\n" + HEADER.replace(",", ";") + "\nA;B;x;fi;a@b.fi")[0].startswith("Line 3: ")


def test_every_fault_of_every_line_is_told_with_its_line() -> None:
    told = faults(
        f"{HEADER}\n"
        "A,B,village,fi,a@b.fi\n"
        "\n"
        ",,municipality,fi,a@b.fi\n"
        "C,,municipality,ee,ei osoite\n"
        "D,municipality,fi,a@b.fi\n"
        "E,F,municipality,fi,a@b.fi,ylimääräinen\n"
    )
    assert [line.partition(":")[0] for line in told] == ["Line 2", "Line 4", "Line 5", "Line 5", "Line 6", "Line 7"]
    assert "“village”" in told[0] and "municipality" in told[0]
    assert "no name" in told[1]
    assert "“ee”" in told[2] and "“ei osoite”" in told[3]
    assert "4 cells" in told[4] and "“ylimääräinen”" in told[5]


def test_whoever_is_in_the_file_twice_or_invited_already_is_told() -> None:
    told = faults(f"{HEADER}\n{ROWS[0]}\nESPOON KAUPUNKI,,municipality,fi,toinen@espoo.fi\n")
    assert told == ["Line 3: “ESPOON KAUPUNKI” is on line 2 too."]
    assert faults(WHOLE, [{"fi": "x", "sv": "Esbo stad"}]) == ["Line 2: “Esbo stad” is invited already."]


@pytest.mark.parametrize("other", ["Espoon kaupunki\u200b", "Espoon\u00a0kaupunki", "Espoon kaupun\u00adki"])
def test_names_that_look_the_same_are_the_same(other: str) -> None:
    told = faults(f"{HEADER}\n{ROWS[0]}\n{other},,municipality,fi,toinen@espoo.fi\n")
    assert [each.partition(":")[0] for each in told] == ["Line 3"]


def test_a_name_of_a_mac_is_the_same_as_of_another_computer() -> None:
    there = unicodedata.normalize("NFD", "Äänekosken kaupunki")
    told = faults(f"{HEADER}\nÄänekosken kaupunki,,municipality,fi,a@b.fi\n{there},,municipality,fi,c@d.fi\n")
    assert [each.partition(":")[0] for each in told] == ["Line 3"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (HEADER.encode(), "no organisations"),
        (b"PK\x03\x04\x00\x00", "The workbook cannot be read"),
        (WHOLE.encode("utf-16-le"), "no text that can be read"),
        (f"{HEADER}\nJärvelä,,municipality,fi,a@b.fi".encode("mac_roman"), "å, ä and ö"),
        (f"{HEADER}\nŠkoda,,company,fi,a@b.fi".encode("windows-1252"), "å, ä and ö"),
        (b"name_fi,name_sv,group,language,e-mial\nA,B,municipality,fi,a@b.fi", "Did you mean “email”?"),
        (b"name_fi,name_sv,group,language\nA,B,municipality,fi", "must name these columns too: email"),
        (b"name_fi,name_fi,name_sv,group,language,email\nA,,B,municipality,fi,a@b.fi", "is there twice"),
        (f'{HEADER}\n"A,B,municipality,fi,a@b.fi\n'.encode(), "Line 2: A quotation mark is not closed"),
        (
            b"name_fi,name_sv,group,language,email,muistiinpano\nA,B,municipality,fi,a@b.fi,x",
            "no column “muistiinpano”",
        ),
    ],
)
def test_what_is_no_such_file_is_said_so(content: bytes, words: str) -> None:
    assert words in faults(content)[0]


@pytest.mark.parametrize(("language", "words"), [("fi", "Rivi 2: "), ("sv", "Rad 2: ")])
def test_faults_are_told_in_both_languages(language: str, words: str) -> None:
    assert faults(f"{HEADER}\nA,B,village,fi,a@b.fi", language=language)[0].startswith(words)


def test_a_large_file_costs_no_more_than_its_lines() -> None:
    rows = "".join(f"Kunta {number},,municipality,fi,k{number}@e.fi\n" for number in range(20_000))
    began = time.process_time()
    assert len(read(f"{HEADER}\n{rows}".encode())) == 20_000
    assert time.process_time() - began < 20
    assert "larger than 5" in faults(b"x" * 6_000_000)[0].replace("\N{NO-BREAK SPACE}", " ")
