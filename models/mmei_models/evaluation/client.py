"""A client of the platform as any other: HTTP with an API key, failures by name, patience where the platform asks for it."""

import http.client
import json
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

ATTEMPTS = 5
LONGEST_PAUSE = 10.0


class CallError(Exception):
    """A call that failed for good. The text says why, in the platform's words where it gave any."""


class Client:
    """Calls of one API key. Safe for concurrent use; each call has a connection of its own, without any proxy."""

    def __init__(self, url: str, key: str, timeout: float = 30.0, pause: Callable[[float], None] = time.sleep):
        address = urlsplit(url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError(f"--url takes an address such as http://127.0.0.1:8080, not {url!r}")
        self._open = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        self._host, self._base = address.netloc, address.path.rstrip("/")
        self._key, self._timeout, self._pause = key, timeout, pause

    def get(self, path: str) -> dict:
        return self._call("GET", path, None, {})

    def post(self, path: str, body: bytes, content_type: str) -> dict:
        return self._call("POST", path, body, {"Content-Type": content_type})

    def _call(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> dict:
        """Tries again when the platform is busy (429, 503) or the connection breaks; whatever is sent here may be sent twice."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with closing(self._open(self._host, timeout=self._timeout)) as connection:
                    connection.request(method, self._base + path, body, headers | {"X-Api-Key": self._key, "Accept": "application/json"})
                    response = connection.getresponse()
                    status, content, wait = response.status, response.read(), response.headers.get("Retry-After", "1")
            except (OSError, http.client.HTTPException) as error:
                status, content, wait, reason = None, b"", "1", f"{type(error).__name__}: {error}"
            else:
                reason = f"{status} {_problem(content)}"
            if status is not None and 200 <= status < 300:
                return _json(content)
            if attempt == ATTEMPTS or status not in (None, 429, 503):
                raise CallError(f"{method} {path}: {reason}")
            self._pause(min(float(wait) if wait.isdigit() else 1.0, LONGEST_PAUSE))
        raise AssertionError("the last attempt returns or raises")


def multipart(request: dict, media: dict[str, tuple[bytes, str]]) -> tuple[bytes, str]:
    """The body of an observation and its content type: the part `request`, and the media by part name, each with its own content type."""
    boundary = uuid.uuid4().hex
    parts = {"request": (json.dumps(request).encode(), "application/json")} | media
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
        + content
        + b"\r\n"
        for name, (content, kind) in parts.items()
    )
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _json(content: bytes) -> dict:
    try:
        return json.loads(content)
    except ValueError as error:
        raise CallError(f"the answer is not JSON: {content[:200]!r}") from error


def _problem(content: bytes) -> str:
    """A problem document (RFC 9457) in one line, or the beginning of whatever else came."""
    try:
        problem = json.loads(content)
        errors = "; ".join(f"{field}: {', '.join(reasons)}" for field, reasons in problem.get("errors", {}).items())
        return " ".join(part for part in (problem.get("title"), problem.get("detail"), errors) if part)
    except (ValueError, AttributeError):
        return content[:200].decode(errors="replace")
