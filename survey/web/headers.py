"""Response headers for security: no foreign code, no frames, and no page address sent to other sites."""

from flask import Flask
from werkzeug.wrappers import Response

from survey.web.http.cache_policy import cache_policy
from survey.web.installation import installation

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",  # saving while it is written (static/autosave.js)
        "img-src 'self' data:",  # Designsystemet's icons are data: addresses inside its style sheet
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def set_up_headers(app: Flask) -> None:
    """Add the headers to every response. What may be kept of it is decided in `survey/web/http/cache_policy.py`."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)  # an attached file already has its own, stricter policy
        response.headers["Cache-Control"] = cache_policy(response)
        if installation().settings.over_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response
