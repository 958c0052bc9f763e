"""Asks a running platform what evaluation/catalog.py asks the models: a real catalogue is imported, and each wish sent by a person of its
own. The mood goal is stated: what is measured is how a wish is served, by the same rule here and there."""

from pathlib import Path

import numpy as np

from ..data import titles
from .catalog import FIRST, Settings, first, items_of, people_of, wishes_of
from .client import CallError, Client, multipart
from .served import stock
from .splits import Say

TOLERANCE = 0.01


def compare(client: Client, catalog: Path, wishes: Path, folder: Path, say: Say) -> dict:
    """`served.p_at_10`, `offline.p_at_10`, their difference, and what was found first for each wish."""
    shown, asked = titles.read(catalog), wishes_of(wishes)
    stock(client, [{"id": t.id, "kind": "video", "title": t.title, "description": t.description, "tags": []} for t in shown], say)
    genres, names = {title.id: title.genres for title in shown}, {title.id: title.title for title in shown}
    found = [_answered(client, wish.say, number) for number, wish in enumerate(asked)]
    say("running the committed models here")
    items = items_of([title.text for title in shown], folder)
    here = [[shown[place].id for place in first(person, items, Settings())] for person in people_of([w.say for w in asked], folder)]
    there, offline = (
        float(np.mean([np.mean([bool(wish.want & genres[item]) for item in each]) for wish, each in zip(asked, slates)]))
        for slates in (found, here)
    )
    alike = float(np.mean([len(set(one) & set(other)) / len(one) for one, other in zip(found, here)]))
    return {
        "wishes": len(asked),
        "items": len(shown),
        "served.p_at_10": round(there, 6),
        "offline.p_at_10": round(offline, 6),
        "difference": round(there - offline, 6),
        "same_items": round(alike, 6),
        "tolerance": TOLERANCE,
        "within_tolerance": abs(there - offline) <= TOLERANCE,
        "found": [{"say": wish.say, "first": [names[item] for item in each]} for wish, each in zip(asked, found)],
    }


def table(answer: dict) -> str:
    """The document for a terminal."""
    lines = [f"{name:18} {value}" for name, value in answer.items() if name != "found"]
    return "\n".join(lines + [f"{each['say']!r}: {', '.join(each['first'])}" for each in answer["found"]])


def _answered(client: Client, say: str, number: int) -> list[str]:
    request = {
        "userId": f"wish-{number:04d}",
        "consent": {"text": True, "purpose": "recommendation"},
        "text": say,
        "options": {"k": FIRST, "mood": "match", "deadlineMs": client.get("/v1/limits")["maxDeadlineMs"]},
    }
    answer = client.post("/v1/observations", *multipart(request, {}))
    if len(items := [item["id"] for item in answer["items"]]) < FIRST:
        raise CallError(f"{say!r}: {len(items)} items were recommended instead of {FIRST}")
    return items
