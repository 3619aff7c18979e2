"""Word files made by hand, in the XML that different programs write."""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("styles", "numbering", "footnotes", "comments")


def run(text: str, properties: str = "") -> str:
    """A run of text; line feeds are breaks."""
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\n"))
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inside}{'<w:br/>'.join(pieces)}</w:r>"


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a plain text is one too."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{inside}{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def style(identity: str, name: str, inside: str = "", *, based_on: str = "", default: bool = False) -> str:
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="paragraph"{first} w:styleId="{identity}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


def package(body: str, extra: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A Word file with this body. `parts`: the content of styles, numbering, footnotes, comments; `extra`: any part."""
    kept = {name: parts[name] for name in _PARTS if name in parts}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}{name}+xml"/>' for name in kept)
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/{name}" Target="{name}.xml"/>' for at, name in enumerate(kept, start=1)
    )
    written = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>{overrides}</Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rId90" Type="{R}/hyperlink" Target="https://example.fi" TargetMode="External"/>'
        f'<Relationship Id="rId91" Type="{R}/theme" Target="NULL"/></Relationships>',
        "word/document.xml": f"{DECLARATION}<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        **{
            f"word/{name}.xml": f"{DECLARATION}<w:{name} {NAMES}>{content}</w:{name}>" for name, content in kept.items()
        },
        **(extra or {}),
    }
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as opened:
        for name, content in written.items():
            opened.writestr(name, content)
    return target.getvalue()
