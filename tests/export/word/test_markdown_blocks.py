"""Help texts and introductions as paragraphs of a document."""

from survey.export.word.document import Look, Mark, Paragraph, Span
from survey.export.word.markdown_blocks import markdown_paragraphs


def test_paragraphs_line_breaks_and_emphasis_are_kept() -> None:
    assert list(markdown_paragraphs("eka *korostus*\nsama rivi  \nuusi **rivi**\n\ntoka", "fi", Look.HINT)) == [
        Paragraph(
            (
                Span("eka ", "fi"),
                Span("korostus", "fi", Mark.EMPHASIS),
                Span(" ", "fi"),
                Span("sama rivi", "fi"),
                Span("\n", "fi"),
                Span("uusi ", "fi"),
                Span("rivi", "fi", Mark.STRONG),
            ),
            Look.HINT,
        ),
        Paragraph((Span("toka", "fi"),), Look.HINT),
    ]


def test_lists_have_their_bullets_and_numbers_also_within_one_another() -> None:
    found = list(markdown_paragraphs("- eka\n\n  jatkoa\n- toka\n\n3. kolmas\n4. neljäs\n   - sisempi\n5. viides"))
    assert [(each.look, "".join(span.text for span in each.spans)) for each in found] == [
        (Look.BULLET, "eka"),
        (Look.NUMBERED, "\tjatkoa"),
        (Look.BULLET, "toka"),
        (Look.NUMBERED, "3.\tkolmas"),
        (Look.NUMBERED, "4.\tneljäs"),
        (Look.BULLET, "sisempi"),
        (Look.NUMBERED, "5.\tviides"),
    ]


def test_a_link_keeps_its_address_and_markup_stays_text() -> None:
    (paragraph,) = markdown_paragraphs("[laki](https://example.fi) <b>ei</b> [x](javascript:alert(1))")
    assert paragraph.spans[0] == Span("laki", url="https://example.fi")
    assert "".join(span.text for span in paragraph.spans[1:]) == " <b>ei</b> [x](javascript:alert(1))"
    assert not any(span.url for span in paragraph.spans[1:])
