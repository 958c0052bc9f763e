"""HTTP on the standard library alone."""

import json
from enum import Enum
from typing import Any, Callable, Dict, Mapping, NamedTuple, Optional, TypeVar
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .problem import MmeiProblem

T = TypeVar("T")

JSON = "application/json"


class Answer(NamedTuple):
    """A good answer as it came."""

    status: int
    body: bytes


def part(value: str) -> str:
    """A value as it stands in a path."""
    return quote(value, safe="")


class Transport:
    """Sends calls with an API key. Nothing is sent again by itself, and each call has a connection of its own."""

    def __init__(self, url: str, key: str, timeout: float = 30) -> None:
        """The platform at ``url``; ``timeout`` is how many seconds it may be silent."""
        self._url = url.rstrip("/")
        self._key = key
        self._timeout = timeout
        self._opener = build_opener(_StayHere)

    def one(self, method: str, path: str, read: Callable[[Any], T], **sent: Any) -> T:
        """A call with one kind of answer, which ``read`` makes of its JSON."""
        return read(json.loads(self.send(method, path, **sent).body))

    def one_of(self, method: str, path: str, read: Mapping[int, Callable[[Any], Any]], **sent: Any) -> Any:
        """A call whose kinds of answer are told apart by their status."""
        answer = self.send(method, path, **sent)
        return read[answer.status](json.loads(answer.body))

    def text(self, method: str, path: str, **sent: Any) -> str:
        """A call that is answered by text, NDJSON and CSV among it."""
        return self.send(method, path, **sent).body.decode()

    def nothing(self, method: str, path: str, **sent: Any) -> None:
        """A call that has no answer but that it was done."""
        self.send(method, path, **sent)

    def send(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        content_type: str = JSON,
        query: Optional[Mapping[str, Any]] = None,
        headers: Optional[Mapping[str, Optional[str]]] = None,
    ) -> Answer:
        """Sends a call: bytes and text as they are, anything else as JSON. What is None is not sent.

        :raises MmeiProblem: the platform refused or failed.
        :raises OSError: it cannot be reached, or was silent for too long.
        """
        asked = {name: _written(value) for name, value in (query or {}).items() if value is not None}
        request = Request(f"{self._url}{path}{'?' if asked else ''}{urlencode(asked)}", _packed(body), method=method)
        for name, value in {"X-Api-Key": self._key, **_known(headers)}.items():
            request.add_header(name, value)
        if body is not None:
            request.add_header("Content-Type", content_type)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return Answer(answer.status, answer.read())
        except HTTPError as refused:
            with refused:
                raise MmeiProblem(refused.code, refused.reason, refused.headers, refused.read()) from None


class _StayHere(HTTPRedirectHandler):
    """The key is for the platform alone: it does not follow where an answer sends it."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _known(headers: Optional[Mapping[str, Optional[str]]]) -> Dict[str, str]:
    return {name: value for name, value in (headers or {}).items() if value is not None}


def _packed(body: Any) -> Optional[bytes]:
    if body is None or isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body)).encode()


def _written(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return str(value).lower() if isinstance(value, bool) else str(value)
