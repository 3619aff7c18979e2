"""The commands of `python -m survey`. Each is imported when it is asked for: all of them take three times as long."""

import os
from collections.abc import Iterator, Mapping
from importlib import import_module

import click

from survey.cli.options import set_up_logging
from survey.cli.translated_commands import group, language_option
from survey.languages import mark as _

MODULES: Mapping[str, tuple[str, str]] = {
    "backup": ("installation", "backup_"),
    "check": ("authoring", "check"),
    "convert": ("authoring", "convert"),
    "correct": ("question_sets", "correct"),
    "create-coordinator": ("installation", "create_coordinator_"),
    "demo": ("demonstration", "demo"),
    "diff": ("question_sets", "diff"),
    "export": ("exports", "export"),
    "import": ("exports", "import_"),
    "invite": ("consultations", "invite_"),
    "make-export": ("exports", "make_export_"),
    "open": ("consultations", "open_"),
    "preview": ("preview", "preview"),
    "register": ("register", "register_"),
    "restore": ("installation", "restore_"),
    "retention": ("retention", "retention"),
    "schema": ("authoring", "schema"),
    "send-mail": ("mail", "send_mail"),
    "serve": ("serving", "serve"),
    "set-role": ("installation", "set_role"),
    "template": ("authoring", "template"),
    "upgrade": ("installation", "upgrade_"),
}
"""By name: the module of this package that has the command, and what it is called there."""


class _Imported(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        module, attribute = MODULES[name]
        command: click.Command = getattr(import_module(f"survey.cli.{module}"), attribute)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


@group(_("Kuulolla: public consultations, from a question set to the statements in a workbook."), _Imported())
@language_option
def main() -> None:
    os.umask(0o077)  # only the owner may read databases, backups, workbooks and links
    set_up_logging()
