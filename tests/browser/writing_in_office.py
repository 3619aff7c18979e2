"""Writes in a Word file as a secretary does, in LibreOffice with its changes tracked. LibreOffice's own Python runs it.

It is asked as `writing_in_office.py PIPE SOURCE TARGET BEFORE AFTER`: in the office that listens at the pipe, the
paragraph BEFORE of the file SOURCE becomes AFTER, and the office saves that as the file TARGET. Nothing else of the
product or of its tests is imported here: that Python has neither.
"""

import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

PATIENCE = 40
"""Seconds in which an office starts, on a busy machine."""

WORD = "MS Word 2007 XML"


def write(pipe: str, source: Path, target: Path, before: str, after: str) -> None:
    """Replace a paragraph, save, and close the office. Raises LookupError where the file has no such paragraph."""
    uno = import_module("uno")
    desktop = _desktop(uno, pipe)
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (_property(uno, "Hidden", value=True),))
    document.RecordChanges = True
    _replace(document.Text, before, after)
    document.storeToURL(target.as_uri(), (_property(uno, "FilterName", value=WORD),))
    document.close(True)  # its owner may close it too
    desktop.terminate()


def _desktop(uno: Any, pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            office = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # the office does not listen yet; its exceptions have classes only once it does
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)


def _property(uno: Any, name: str, *, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _replace(text: Any, before: str, after: str) -> None:
    paragraphs = text.createEnumeration()
    while paragraphs.hasMoreElements():
        paragraph = paragraphs.nextElement()
        if paragraph.supportsService("com.sun.star.text.Paragraph") and paragraph.getString() == before:
            cursor = text.createTextCursorByRange(paragraph.getStart())
            cursor.gotoRange(paragraph.getEnd(), True)  # so that it is selected
            cursor.setString(after)
            return
    raise LookupError(before)


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], sys.argv[5])
