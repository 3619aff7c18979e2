"""`python -m tests`: style, types, then every test, the import contracts among them; 1 on failure.

`python -m tests --coverage` does the same and shows which lines no test runs; measuring them doubles the time of tests.

`python -m tests --fast` is for every change while one writes: style, and the tests of what is asked, of pages and of
words, without types, browser, LibreOffice or PostgreSQL. It takes less than 90 seconds of one processor.
"""

import subprocess
import sys

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"),
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


def main() -> int:
    """Run every check, whatever the earlier ones said, so that one run shows all there is to mend."""
    failed = []
    asked = {"--fast": FAST, "--coverage": COVERAGE}
    for module, *words in next((checks for word, checks in asked.items() if word in sys.argv[1:]), CHECKS):
        print(f"== {module} {' '.join(words)}", flush=True)  # noqa: T201  # this is what the command says
        done = subprocess.run([sys.executable, "-m", module, *words], check=False)  # noqa: S603  # our own tools
        if done.returncode:
            failed.append(module)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)  # noqa: T201  # this is what the command says
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
