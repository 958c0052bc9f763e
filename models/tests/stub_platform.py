"""A stand-in for the platform's HTTP side: what it is sent is kept, what it answers can be changed. The real one is met in
test_served_platform.py."""

import json
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from mmei_models.evaluation.client import Client
from mmei_models.taxonomy import EMOTIONS, INTENTS

MODELS = {"image": "face-vit@1", "audio": "speech-wav2vec2@1", "text": "text-bert@1", "fusion": "mmei@1", "content": "content-bert@1"}
LIMITS = {"maxK": 100, "itemsPerRequest": 200, "maxDeadlineMs": 10_000}


class StubPlatform:
    """`change` gets the request and the answer of an observation and may change the answer; `refusals` are answered first, as (status,
    headers, body)."""

    def __init__(self):
        self.items: dict[str, dict] = {}
        self.observed: list[tuple[dict, dict[str, bytes]]] = []
        self.refusals: list[tuple[int, dict, bytes]] = []
        self.change = lambda request, answer: None
        self.keys: set[str | None] = set()

    def answer(self, path: str, content_type: str, body: bytes) -> dict:
        match path:
            case "/v1/limits":
                return LIMITS
            case "/v1/items:status":
                return {"items": len(self.items), "indexed": len(self.items)}
            case "/v1/items:import":
                rows = [json.loads(line) for line in body.splitlines()]
                self.items |= {row["id"]: row for row in rows}
                return {"accepted": len(rows), "unchanged": 0, "rejected": 0, "errors": []}
        parts = {part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in _parts(content_type, body)}
        request = json.loads(parts.pop("request"))
        self.observed.append((request, parts))
        answer = _answer(request, parts)
        self.change(request, answer)
        return answer


def _parts(content_type: str, body: bytes):
    return message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body).get_payload()


def _answer(request: dict, media: dict[str, bytes]) -> dict:
    sent = [*media, *(["text"] if "text" in request else [])]
    items = request["options"]["items"]
    return {
        "degraded": False,
        "emotion": {"probabilities": {name: 1 / len(EMOTIONS) for name in EMOTIONS}},
        "intent": {"probabilities": {name: 1 / len(INTENTS) for name in INTENTS}},
        "modalities": {name: _perceived(name, request["consent"], 1 / len(sent)) for name in sent},
        "items": [{"id": name, "score": -place, "explanation": {"similarity": place / 100}} for place, name in enumerate(reversed(items))],
        "models": {role: model for role, model in MODELS.items() if role in (*sent, "fusion", "content")},
    }


def _perceived(modality: str, consent: dict, weight: float) -> dict:
    agreed = modality == "text" or (consent.get(modality) and consent.get("purpose"))
    return {"status": "used", "weight": weight} if agreed else {"status": "withheld"}


@contextmanager
def serving(stub: StubPlatform):
    """A client of the stub, over a real socket, that does not pause between attempts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            stub.keys.add(self.headers.get("X-Api-Key"))
            status, headers, content = stub.refusals.pop(0) if stub.refusals else (200, {}, None)
            content = (
                json.dumps(stub.answer(self.path, self.headers.get("Content-Type", ""), body)).encode() if content is None else content
            )
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    stub.pauses = []
    try:
        yield Client(f"http://127.0.0.1:{server.server_port}", "a-key", pause=stub.pauses.append)
    finally:
        server.shutdown()
        server.server_close()
