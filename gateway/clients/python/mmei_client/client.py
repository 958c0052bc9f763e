"""The platform, as a program sees it."""

import json
import uuid
from typing import Optional

from .api import ObservationAnswer, ObservationRequest
from .calls import Calls


class Mmei(Calls):
    """The platform at an address, called with an API key: ``Mmei("http://127.0.0.1:8080", key)``."""

    def observe(
        self,
        request: ObservationRequest,
        *,
        image: Optional[bytes] = None,
        audio: Optional[bytes] = None,
        idempotency_key: Optional[str] = None,
    ) -> ObservationAnswer:
        """Perceives and recommends, and waits for the answer. A face and a voice are sent as they are, not as base64.

        :raises MmeiProblem: the platform refused or failed.
        :raises OSError: it cannot be reached, or was silent for too long.
        """
        headers = {"Idempotency-Key": idempotency_key}
        path = "/v1/observations"
        if image is None and audio is None:
            return self.one("POST", path, ObservationAnswer.from_dict, body=request.to_dict(), headers=headers)
        boundary = uuid.uuid4().hex
        parts = [_part(boundary, "request", json.dumps(request.to_dict()).encode(), "application/json")]
        parts += [
            _part(boundary, name, medium, "application/octet-stream")
            for name, medium in (("image", image), ("audio", audio))
            if medium is not None
        ]
        return self.one(
            "POST",
            path,
            ObservationAnswer.from_dict,
            body=b"".join(parts) + f"--{boundary}--\r\n".encode(),
            content_type=f"multipart/form-data; boundary={boundary}",
            headers=headers,
        )


def _part(boundary: str, name: str, content: bytes, content_type: str) -> bytes:
    disposition = f'form-data; name="{name}"; filename="{name}"' if name != "request" else f'form-data; name="{name}"'
    head = f"--{boundary}\r\nContent-Disposition: {disposition}\r\nContent-Type: {content_type}\r\n\r\n"
    return head.encode() + content + b"\r\n"
