"""Live progress of a run as server-sent events, read from its rows, so that it survives every restart.

A stream holds a thread: their number is capped, and each ends after a while; browsers come back by themselves
with ``Last-Event-ID``.
"""

import json
import time
from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, Response, current_app, request
from sqlalchemy.orm import Session, sessionmaker

from models.plans import Run

from .. import i18n
from ..database import reading_sessions
from ..formats import duration, number
from ..i18n import gettext
from .curve import curve
from .queries import progress_after

ROOM = "rideau_streams"
POLL_SECONDS = 0.5
LONGEST_SECONDS = 120.0
SIGN_SECONDS = 10.0
ENDED = ("done", "failed", "cancelled")


def init_app(app: Flask) -> None:
    app.extensions[ROOM] = BoundedSemaphore(max(1, app.config["RIDEAU"].security.stream_clients))


def stream(run_id: int) -> Response:
    """The stream of one run, or 503 where too many are open: the page then refreshes by itself."""
    room: BoundedSemaphore = current_app.extensions[ROOM]
    if not room.acquire(blocking=False):
        return Response("", 503, {"Retry-After": "5"})
    seen = request.headers.get("Last-Event-ID", "")
    events = _events(reading_sessions(), run_id, int(seen) if seen.isdecimal() else 0, i18n.language())
    response = Response(_released(events, room), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(events.close)
    return response


def _released(events: Iterator[str], room: BoundedSemaphore) -> Iterator[str]:
    try:
        yield from events
    finally:
        room.release()


def _events(maker: sessionmaker[Session], run_id: int, seen: int, language: str) -> Iterator[str]:
    i18n.use_language(language)
    began = signed = time.monotonic()
    yield "retry: 2000\n\n"
    while time.monotonic() - began < LONGEST_SECONDS:
        with maker() as session:
            run = session.get(Run, run_id)
            if run is None:
                return
            fresh = progress_after(session, run_id, seen)
            if fresh:
                seen = fresh[-1].id
                yield _event(str(seen), "progress", figures(run))
            state = run.state
        if state in ENDED:
            yield _event(str(seen), "end", {"state": state})
            return
        if time.monotonic() - signed > SIGN_SECONDS:
            signed = time.monotonic()
            yield ": still here\n\n"
        time.sleep(POLL_SECONDS)


def _event(id_: str, name: str, data: dict[str, Any]) -> str:
    return f"id: {id_}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def figures(run: Run) -> dict[str, Any]:
    """What the page shows of a run: points, how much better it could get at most, time, the drawing."""
    progress = run.progress
    last = progress[-1] if progress else None
    points = next((one.points for one in reversed(progress) if one.points is not None), None)
    bound = next((one.bound for one in reversed(progress) if one.bound is not None), None)
    drawn = curve(progress, run.seconds)
    return {
        "points": gettext("no plan yet") if points is None else number(points),
        "room": room_words(points, bound),
        "seconds": float(last.seconds) if last else 0,
        "elapsed": duration(float(last.seconds)) if last else "",
        "plan": drawn.plan if drawn else "",
        "bound": drawn.bound if drawn else "",
    }


def room_words(points: int | None, bound: int | None) -> str:
    """At most so many points more, in words."""
    if points is None or bound is None:
        return ""
    if bound <= points:
        return gettext("no plan can have more")
    return gettext("at best %(room)s points more", room=number(bound - points))
