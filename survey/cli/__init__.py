"""The commands of `python -m survey`."""

import os

from survey.cli.authoring import check, convert, schema, template
from survey.cli.consultations import invite_, open_
from survey.cli.demonstration import demo
from survey.cli.exports import export, import_, make_export_
from survey.cli.installation import backup_, create_coordinator_, restore_, serve, upgrade_
from survey.cli.mail import send_mail
from survey.cli.options import set_up_logging
from survey.cli.preview import preview
from survey.cli.question_sets import correct, diff
from survey.cli.translated_commands import group, language_option
from survey.languages import mark as _


@group(_("Kuulolla: public consultations, from a question set to the statements in a workbook."))
@language_option
def main() -> None:
    os.umask(0o077)  # only the owner may read databases, backups, workbooks and links
    set_up_logging()


COMMANDS = (
    *(demo, serve, backup_, restore_, upgrade_, create_coordinator_, send_mail),
    *(check, convert, schema, template, preview, diff, open_, correct, invite_, export, import_, make_export_),
)

for command in COMMANDS:
    main.add_command(command)
