"""`python -m tests`: style, types, then every test, the import contracts among them; 1 on failure.

`python -m tests --coverage` does the same and shows which lines no test runs; measuring them doubles the time of tests.

`python -m tests --fast` is for every change while one writes: style, and the tests of what is asked, of pages and of
words, without types, browser, LibreOffice or PostgreSQL. It takes less than 90 seconds of one processor.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

PROCESSES = min(4, (os.cpu_count() or 1) + 1)
"""How many processes share the tests: one more than processors, since each now and then waits for its browser, a server
or another process. Each collects all tests and has a browser, a PostgreSQL server and a stage of its own, which takes
it three quarters of a minute, so there are not more.
"""

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-n", str(PROCESSES), "--dist", "worksteal"),
)

COVERAGE = (*CHECKS[:-1], (*CHECKS[-1], "--cov", "--cov-report=term"))

FAST = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    (
        *("pytest", "-m", "not postgresql and not browser", "tests/questions", "tests/web", "tests/public"),
        *("tests/respond", "tests/test_translations.py", "tests/test_languages.py", "tests/test_settings.py"),
    ),
)


def _run(check: Sequence[str], *, show: bool) -> int:
    """Run one check; what it says is printed at once, or together when it is done. Its exit status."""
    title = f"== {' '.join(check)}"
    command = [sys.executable, "-m", *check]
    if show:
        print(title, flush=True)  # noqa: T201  # this is what the command says
        return subprocess.run(command, check=False).returncode  # noqa: S603  # our own tools
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603  # the same
    print(f"\n{title}\n{done.stdout}", end="", flush=True)  # noqa: T201  # the same
    return done.returncode


def main() -> int:
    """Run every check, whatever the earlier ones said, so that one run shows all there is to mend.

    The last one, the tests, speaks while it runs. The others run meanwhile, and say what they found when they end:
    types keep one processor busy, and the other one would have nothing to do.
    """
    asked = {"--fast": FAST, "--coverage": COVERAGE}
    *others, tests = next((checks for word, checks in asked.items() if word in sys.argv[1:]), CHECKS)
    with ThreadPoolExecutor(1) as beside:
        found = [beside.submit(_run, check, show=False) for check in others]
        failed = [tests[0]] if _run(tests, show=True) else []
    failed += [check[0] for check, code in zip(others, found, strict=True) if code.result()]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)  # noqa: T201  # this is what the command says
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
