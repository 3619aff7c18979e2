"""`python -m tests`: style, types, then every test with coverage, the import contracts among them; 1 on failure."""

import subprocess
import sys

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal", "--cov", "--cov-report=term"),
)


def main() -> int:
    """Run every check, whatever the earlier ones said, so that one run shows all there is to mend."""
    failed = []
    for module, *words in CHECKS:
        print(f"== {module} {' '.join(words)}", flush=True)  # noqa: T201  # this is what the command says
        done = subprocess.run([sys.executable, "-m", module, *words], check=False)  # noqa: S603  # our own tools
        if done.returncode:
            failed.append(module)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)  # noqa: T201  # this is what the command says
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
