"""Response headers that keep a page what it is: no foreign code, no frames, no address given away."""

from flask import Flask, request
from werkzeug.wrappers import Response

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
    """Give every response the headers; what people write and read is kept in no shared cache."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        if installation().settings.over_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response
