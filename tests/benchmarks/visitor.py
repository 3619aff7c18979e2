"""The visitor of the benchmarks, in a process of its own so that its work is not counted as the server's."""

import http.client
import json
import re
import sys
from html import unescape
from urllib.parse import urlencode, urlsplit

FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
RADIO = re.compile(r'name="(answer-[^"]+-option)" value="ei"')
SCRIPT = re.compile(r'id="autosave" data-address="([^"]+)"')
AREA = re.compile(r'<textarea[^>]* name="([^"]+)"')


class Visitor:
    """One browser without JavaScript on one kept connection."""

    def __init__(self, base: str, token: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(base).netloc)
        self._cookie = ""
        self.overview = self._ask("GET", f"/fi/r/{token}")[1]
        self.section = f"{self.overview}sections/osio-0"
        self._turn = 0
        self._script = ""
        self._hidden: dict[str, str] = {}

    def page(self) -> str:
        """The filled page."""
        return self._ask("GET", self.section)[0]

    def journey(self) -> None:
        """The page, a change of every answer, and the page that follows."""
        page = self.page()
        self._turn += 1
        fields = {name: unescape(value) for name, value in FIELD.findall(page)}
        fields |= dict.fromkeys(RADIO.findall(page), ("ei", "kylla")[self._turn % 2])
        fields |= dict.fromkeys(AREA.findall(page), f"Vastaus {self._turn}.")
        _, leads_to = self._ask("POST", self.section, urlencode(fields))
        self._ask("GET", leads_to)

    def one_field(self) -> None:
        """What the script of the page sends when one field has changed."""
        if not self._script:
            page = self.page()
            self._script = unescape(SCRIPT.findall(page)[0])
            self._hidden = dict(FIELD.findall(page))
        self._turn += 1
        fields = {name: self._hidden[name] for name in ("csrf_token", "revision-k1")}
        fields["answer-1-k1-text"] = f"Vastaus {self._turn}."
        answer = json.loads(self._ask("POST", self._script, urlencode(fields))[0])
        self._hidden["revision-k1"] = str(answer["fields"]["revision-k1"])

    def first(self) -> str:
        """The overview and all it needs, for their size."""
        page = self._ask("GET", self.overview)[0]
        wanted = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page)
        return page + "".join(self._ask("GET", unescape(address))[0] for address in wanted)

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[str, str]:
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        assert response.status in {200, 303}, f"{method} {path}: {response.status}"
        if cookie := response.headers.get("Set-Cookie"):
            self._cookie = cookie.split(";")[0]
        return text, response.headers.get("Location", "").split("#")[0]


def main() -> None:
    """Do `what` as often as each line of standard input says; `first` prints what a first view fetches."""
    base, token, what = sys.argv[1:]
    visitor = Visitor(base, token)
    if what == "first":
        sys.stdout.write(visitor.first())
        return
    for line in sys.stdin:
        for _ in range(int(line)):
            getattr(visitor, what)()
        print(json.dumps(int(line)), flush=True)  # noqa: T201  # the answer to the process that waits


if __name__ == "__main__":
    main()
