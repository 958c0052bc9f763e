"""What the platform says where it does not answer a call."""

import json
from email.message import Message
from typing import Any, Dict, Optional


class MmeiProblem(Exception):
    """The platform answered with a problem (RFC 9457), or with a failure that carries none.

    ``status`` is the HTTP status; ``problem`` what the platform said, empty where what failed was something else at its address;
    ``retry_after`` the seconds to wait before the same call makes sense again, None where it does not say.
    """

    def __init__(self, status: int, reason: str, headers: Message, body: bytes) -> None:
        self.status = status
        self.problem: Dict[str, Any] = _read(body)
        seconds = headers.get("Retry-After") or ""
        self.retry_after: Optional[int] = int(seconds) if seconds.isdecimal() else None
        super().__init__(f"{status} {_describe(reason, self.problem)}")


def _read(body: bytes) -> Dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _describe(reason: str, problem: Dict[str, Any]) -> str:
    title: str = problem.get("title", reason)
    fields = [f"{field}: {why}" for field, reasons in problem.get("errors", {}).items() for why in reasons]
    return f"{title.rstrip('.')}: {'; '.join(fields)}" if fields else problem.get("detail", title)
