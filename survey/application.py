"""Building the Flask application from its parts. The order of the parts matters."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from survey import coordinate, public, respond
from survey.settings import Settings
from survey.store.database import Database
from survey.web.errors import set_up_errors
from survey.web.guards import TRIAL, TRIAL_IN_PATH, set_up_guards
from survey.web.headers import set_up_headers
from survey.web.http.proxies import set_up_proxies
from survey.web.http.static_files import set_up_static_files
from survey.web.installation import install
from survey.web.language import set_up_languages
from survey.web.limits import LARGEST_BODY, MOST_FIELDS, set_up_limits
from survey.web.templating import set_up_templates


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """Return the application with these settings. If no `database` is given, the one named in the settings
    is opened.
    """
    app = Flask("survey", static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,  # Flask's own limit, 500 kB, is less than one long answer
        MAX_FORM_PARTS=MOST_FIELDS,
        SESSION_COOKIE_NAME="__Host-kuulolla" if settings.over_https else "kuulolla",
        SESSION_COOKIE_SECURE=settings.over_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=180),
        # Otherwise every response would set the cookie again: static files, which shared caches may keep a year, and
        # late responses, whose old cookie would replace a newer one.
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # a page may be open for days; the token lives as long as the session
        TRUSTED_HOSTS=[urlsplit(settings.base_url).hostname, "localhost", "127.0.0.1"],
    )
    install(app, settings, database or Database(settings.database_url))
    set_up_limits(app)
    set_up_languages(app)
    set_up_static_files(app)
    set_up_templates(app)
    set_up_headers(app)
    CSRFProtect(app)
    set_up_guards(app)
    set_up_errors(app)
    for audience in (public, respond, coordinate):
        app.register_blueprint(audience.pages)
    app.register_blueprint(respond.pages, name=TRIAL, url_prefix=TRIAL_IN_PATH)
    set_up_proxies(app, settings)
    return app
