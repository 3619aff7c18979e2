"""Response headers for security: no foreign code, no frames, and no page address sent to other sites."""

from flask import Flask, request
from werkzeug.wrappers import Response

from survey.web.guards import signed_in_coordinator
from survey.web.installation import installation

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
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
    """Add the headers to every response.

    No shared cache stores pages. A coordinator's pages are not stored at all, so that the Back button shows nothing
    after signing out. An organisation's pages may be shown again by Back, because browsers then restore what was typed.
    """

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)  # an attached file already has its own, stricter policy
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store" if signed_in_coordinator() else "private, no-cache"
        if installation().settings.over_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response
