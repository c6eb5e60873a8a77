"""What keeps a light trail from being held as it is written: each a sentence with its remedy."""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.message import Message, message
from scheduler.problem import Distance, Installation, Problem, Spot, Trail

from .means import heads, payable
from .onfoot import fits, legs_of


def trail_remarks(problem: Problem, trail: Trail) -> list[Message]:
    """Whatever makes this trail, or one of its installations, impossible or lame in this problem."""
    found = [
        *_numbers(trail),
        *_ends(trail),
        *_dates(problem, trail),
        *_walks(trail),
        *_closed(problem, trail),
    ]
    spots = {spot.id: spot for spot in problem.spots}
    on_trail = [spots[id] for id in trail.spots if id in spots]
    for one in trail.installations:
        found += _stands(trail, one, on_trail)
    return [*found, *_money(problem, trail), *_people(problem, trail)]


def _numbers(trail: Trail) -> Iterator[Message]:
    if trail.max_stops == 0 or not trail.min_stops:
        yield message(
            "{trail} may be held without any stop, and then there is nothing to see: ask for at least one stop, and "
            "allow as many.",
            trail=trail.id,
        )
    if trail.max_stops and trail.max_stops < trail.min_stops:
        yield message(
            "{trail} asks for at least {minimum} stops and at most {maximum}: correct one of the two.",
            trail=trail.id,
            minimum=trail.min_stops,
            maximum=trail.max_stops,
        )
    if trail.min_stops > len(set(trail.spots)):
        yield message(
            "{trail} needs more stops ({minimum}) than it has spots ({number}): tick more spots, or ask for fewer "
            "stops.",
            trail=trail.id,
            minimum=trail.min_stops,
            number=len(set(trail.spots)),
        )


def _ends(trail: Trail) -> Iterator[Message]:
    if trail.first_spot is not None and trail.first_spot not in trail.spots:
        yield message(
            "{trail} must begin at {spot}, which is not one of its spots: tick it as well.",
            trail=trail.id,
            spot=trail.first_spot,
        )
    if trail.last_spot is not None and trail.last_spot not in trail.spots:
        yield message(
            "{trail} must end at {spot}, which is not one of its spots: tick it as well.",
            trail=trail.id,
            spot=trail.last_spot,
        )


# --- when


def first_nights(problem: Problem, trail: Trail) -> list[date]:
    """The evenings on which it may begin, by its dates and weekdays, sunsets aside."""
    town = problem.town
    spans = [(town.start, town.end)]
    if trail.windows is not None:
        spans = [(max(span.start, town.start), min(span.end, town.end)) for span in trail.windows]
    days = {
        start + timedelta(days=n)
        for start, end in spans
        for n in range(max(0, (end - start).days - trail.nights + 1))
    }
    return sorted(day for day in days if trail.weekdays is None or day.isoweekday() in trail.weekdays)


def _dates(problem: Problem, trail: Trail) -> Iterator[Message]:
    starts = first_nights(problem, trail)
    if not starts:
        yield message(
            "{trail} has no possible date: no {nights} evenings in a row of the season fit its dates and weekdays. "
            "Widen them, or ask for fewer nights.",
            trail=trail.id,
            nights=trail.nights,
        )
        return
    if not (trail.opens.sunset or trail.closes.sunset):
        return
    nights = {day + timedelta(days=n) for day in starts for n in range(trail.nights)}
    unknown = nights - problem.town.sunsets.keys()
    if unknown:
        yield message(
            "{trail} follows the sunset, which is not known for {number} of its {total} possible evenings: "
            "give the town’s latitude and longitude in its settings, or a fixed hour.",
            trail=trail.id,
            number=len(unknown),
            total=len(nights),
        )


def _closed(problem: Problem, trail: Trail) -> Iterator[Message]:
    """Where too many of its spots are closed whenever it could begin."""
    spots = {spot.id: spot for spot in problem.spots}
    starts = first_nights(problem, trail)
    if not starts or trail.min_stops > len(set(trail.spots)):
        return
    open_ = max(sum(_is_open(spots[id], day, trail) for id in set(trail.spots)) for day in starts)
    if open_ < trail.min_stops:
        yield message(
            "{trail} needs {minimum} stops, and on every possible evening at most {number} of its spots are open: "
            "widen its dates, or tick other spots.",
            trail=trail.id,
            minimum=trail.min_stops,
            number=open_,
        )


def _is_open(spot: Spot, day: date, trail: Trail) -> bool:
    nights = [day + timedelta(days=n) for n in range(trail.nights)]
    return not any(span.start <= night < span.end for span in spot.closures for night in nights)


# --- the walk


def _walks(trail: Trail) -> Iterator[Message]:
    spots = list(dict.fromkeys(trail.spots))
    if len(spots) < 2 or trail.min_stops < 2:
        return
    if not trail.distances:
        yield message(
            "{trail} has no distance between its spots: measure the walks on its page, or type them.",
            trail=trail.id,
        )
        return
    legs = legs_of(trail, spots)
    lonely = [spot for spot in spots if not legs[spot]]
    for spot in lonely:
        yield _lonely(trail, spot, [d for d in trail.distances if spot in (d.a, d.b)])
    if len(spots) - len(lonely) >= trail.min_stops and fits(trail, legs) is False:
        yield message(
            "{trail} cannot be walked: no way past {minimum} of its spots keeps its limits ({maximum} m in all). "
            "Allow a longer walk, fewer stops, or tick spots nearer to one another.",
            trail=trail.id,
            minimum=trail.min_stops,
            maximum=trail.max_length_m,
        )
    elif len(spots) - len(lonely) < trail.min_stops <= len(spots):
        yield message(
            "{trail} needs at least {minimum} stops, and only {number} of its spots can be walked to from another.",
            trail=trail.id,
            minimum=trail.min_stops,
            number=len(spots) - len(lonely),
        )


def _lonely(trail: Trail, spot: str, legs: list[Distance]) -> Message:
    others = [leg for leg in legs if leg.a in trail.spots and leg.b in trail.spots]
    if not others:
        return message(
            "{trail} cannot reach {spot}: no walk to it is known. Measure the walks again, type a distance, or take "
            "the spot out.",
            trail=trail.id,
            spot=spot,
        )
    level = [leg for leg in others if leg.step_free or not trail.step_free]
    if not level:
        return message(
            "{trail} must be step-free, and every known walk to {spot} has steps: take the spot out, or correct the "
            "distance if there is a level way.",
            trail=trail.id,
            spot=spot,
        )
    return message(
        "{trail} cannot reach {spot}: the nearest of its other spots is {metres} m away, more than the trail allows. "
        "Allow a longer way between two stops, or take the spot out.",
        trail=trail.id,
        spot=spot,
        metres=min(leg.metres for leg in level),
    )


# --- its installations


def _stands(trail: Trail, one: Installation, spots: list[Spot]) -> Iterator[Message]:
    """Why an installation can stand nowhere on the trail."""
    named = {"trail": trail.id, "installation": one.id}
    allowed = [spot for spot in spots if one.spots is None or spot.id in one.spots]
    if not allowed:
        yield message(
            "{trail}: “{installation}” may stand at none of the trail’s spots. Tick one of them for it.",
            **named,
        )
        return
    strong = [spot for spot in allowed if spot.power_w >= one.power_w]
    if not strong:
        best = max(allowed, key=lambda spot: (spot.power_w, spot.id))
        yield message(
            "{trail}: “{installation}” needs {power} W, and the most there is where it may stand is {available} W, at "
            "{spot}. Allow it other spots, or bring power there.",
            **named,
            power=one.power_w,
            available=best.power_w,
            spot=best.id,
        )
    elif not any(set(one.features) <= set(spot.features) for spot in strong):
        yield message(
            "{trail}: “{installation}” needs {features}, and no spot where it may stand, with enough power, has that. "
            "Allow it other spots, or note the equipment on a spot.",
            **named,
            features=", ".join(one.features),
        )


# --- what it costs, and who


def _money(problem: Problem, trail: Trail) -> Iterator[Message]:
    if costs(problem, trail) and not payable(problem, "trail", trail.tags):
        yield message(
            "{trail} costs money and no budget line pays for it: let a line pay for light trails, with a tag of the "
            "trail where the line asks for one.",
            trail=trail.id,
        )


def costs(problem: Problem, trail: Trail) -> bool:
    """Whether the trail cannot be held for nothing, whatever its stops: its people, or all of its spots and works."""
    rates = problem.settings.role_rates
    if any(rates.get(role, 0) and count for role, count in trail.staff.items()):
        return True
    fees = [spot.fee_cents for spot in problem.spots if spot.id in trail.spots]
    works = [one.cost_cents for one in trail.installations]
    return bool(works and all(works)) or bool(fees and all(fees))


def _people(problem: Problem, trail: Trail) -> Iterator[Message]:
    held = heads(problem)
    for role, count in sorted(trail.staff.items()):
        if held[role] < count:
            yield message(
                "{trail} needs more people as “{role}” ({number}) than the town has ({held}): add people, or ask for "
                "fewer.",
                trail=trail.id,
                number=count,
                role=role,
                held=held[role],
            )
    for one in trail.installations:
        for role, count in sorted(one.staff.items()):
            if held[role] < count + trail.staff.get(role, 0):
                yield message(
                    "{trail}: “{installation}” brings the people needed as “{role}” to {number} and the town has "
                    "{held}: it cannot be shown.",
                    trail=trail.id,
                    installation=one.id,
                    role=role,
                    number=count + trail.staff.get(role, 0),
                    held=held[role],
                )
