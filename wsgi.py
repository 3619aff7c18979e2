"""The application for a WSGI server: `gunicorn wsgi:app`, `waitress-serve wsgi:app`. Settings are in README.md."""

import os

from survey.application import create_app
from survey.settings import Settings

app = create_app(Settings.from_environment(os.environ))
