"""Live progress of a run as server-sent events, read from its rows, so that it survives every restart.

A stream holds a thread: their number is capped, and each ends after a while; browsers come back by themselves
with ``Last-Event-ID``.
"""

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, Response, current_app, request
from sqlalchemy.orm import Session, sessionmaker

from models.plans import Run

from .. import clock, i18n
from ..database import reading_sessions
from ..formats import duration, number
from ..i18n import gettext
from .curve import curve
from .queries import progress_after

ROOM = "rideau_streams"
POLL_SECONDS = 0.5
LONGEST_SECONDS = 120.0
TICK_SECONDS = 1.0
"""How often the time of a run is told that has found nothing new."""
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
    since = int(seen) if seen.isdecimal() else 0
    events = _events(reading_sessions(), run_id, since, i18n.language(), clock.at_hand())
    response = Response(_released(events, room), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(events.close)
    return response


def _released(events: Iterator[str], room: BoundedSemaphore) -> Iterator[str]:
    try:
        yield from events
    finally:
        room.release()


def _events(
    maker: sessionmaker[Session], run_id: int, seen: int, language: str, now: Callable[[], datetime]
) -> Iterator[str]:
    i18n.use_language(language)
    began = signed = time.monotonic()
    told = began - TICK_SECONDS
    yield "retry: 2000\n\n"
    while time.monotonic() - began < LONGEST_SECONDS:
        with maker() as session:
            run = session.get(Run, run_id)
            if run is None:
                return
            fresh = progress_after(session, run_id, seen)
            seen = fresh[-1].id if fresh else seen
            ticks = run.state == "running" and time.monotonic() - told >= TICK_SECONDS
            if fresh or ticks:
                told = time.monotonic()
                yield _event(str(seen), "progress", figures(run, now()))
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


def figures(run: Run, now: datetime) -> dict[str, Any]:
    """What the page shows of a run: points, how much better it could get at most, time, the drawing."""
    progress = run.progress
    points = next((one.points for one in reversed(progress) if one.points is not None), None)
    bound = next((one.bound for one in reversed(progress) if one.bound is not None), None)
    seconds = elapsed(run, now)
    drawn = curve(progress, run.seconds, seconds)
    return {
        "points": gettext("no plan yet") if points is None else number(points),
        "room": room_words(points, bound),
        "running": run.state == "running",
        "seconds": seconds,
        "elapsed": duration(seconds) if run.started_at else "",
        "plan": drawn.plan if drawn else "",
        "bound": drawn.bound if drawn else "",
    }


def elapsed(run: Run, now: datetime) -> float:
    """Seconds that a run has taken, its preparation among them, and no more than it was given."""
    last = float(run.progress[-1].seconds) if run.progress else 0.0
    if run.started_at is None:
        return last
    passed = ((run.finished_at or now) - run.started_at).total_seconds()
    return max(last, min(passed, float(run.seconds)))


def room_words(points: int | None, bound: int | None) -> str:
    """At most so many points more, in words."""
    if points is None or bound is None:
        return ""
    if bound <= points:
        return gettext("no plan can have more")
    return gettext("at best %(room)s points more", room=number(bound - points))
