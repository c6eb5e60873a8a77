"""The town as event files meet it: its horizon, its clock, its spots, and where it lies."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.message import Message

from ..geometry import metres
from ..places import Premises, Spot, Street, Town
from .words import plain

NEAR = 75.0  # metres: an event this close to a spot is taken to stand on it
MARGIN = 1500.0  # metres around the town's places that still count as the town


@dataclass(frozen=True, slots=True)
class Found:
    """Where an event stands: a spot, or anywhere in town; ``metres_away`` where it is not in town at all."""

    spot: str | None = None
    metres_away: float | None = None
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """
    ``spots`` are (key, name, point or None); ``points`` are the town's places in degrees, as (lon, lat).

    ``all_day`` are the hours that an event without hours takes.
    """

    start: date
    end: date
    zone: ZoneInfo
    spots: Sequence[tuple[str, str, tuple[float, float] | None]] = ()
    points: Sequence[tuple[float, float]] = ()
    all_day: tuple[str, str] = ("10:00", "18:00")
    anywhere: bool = False
    _near: dict[tuple[float, float], float] = field(default_factory=dict, repr=False, compare=False)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the horizon."""
        return self.start <= day < self.end

    def local(self, moment: datetime) -> datetime:
        """The town's wall clock, to the minute; a moment without a zone is local already."""
        if moment.tzinfo is not None:
            moment = moment.astimezone(self.zone)
        return moment.replace(second=0, microsecond=0, tzinfo=None)

    def place(self, name: str, address: str, point: tuple[float, float] | None) -> Found:
        """The spot that bears the name, else the nearest one within 75 m, else anywhere in town."""
        wanted = plain(name)
        for key, title, _ in self.spots:
            if wanted and wanted in (plain(title), plain(key)):
                return Found(spot=key)
        if point is None:
            return Found()
        near = [(metres(point, there), key) for key, _, there in self.spots if there is not None]
        if near and min(near)[0] <= NEAR:
            return Found(spot=min(near)[1])
        away = self._away(point)
        if away is not None and away > MARGIN and not self.anywhere:
            return Found(metres_away=away)
        return Found()

    def _away(self, point: tuple[float, float]) -> float | None:
        """Metres to the nearest place of the town; None where the town is not on the map yet."""
        if not self.points:
            return None
        if point not in self._near:
            self._near[point] = min(metres(point, there) for there in self.points)
        return self._near[point]


def setting_of(session: Session, town: Town, *, anywhere: bool = False) -> Setting:
    """The town as it stands. With ``anywhere`` events outside it are taken too."""
    spots = session.scalars(select(Spot).where(Spot.town_id == town.id).order_by(Spot.key)).all()
    places: list[tuple[float, float]] = []
    if town.longitude is not None and town.latitude is not None:
        places.append((float(town.longitude), float(town.latitude)))
    for table in (Premises, Spot):
        chosen = select(table.lon, table.lat).where(table.town_id == town.id, table.lon.is_not(None))
        places += [(lon, lat) for lon, lat in session.execute(chosen) if lon is not None and lat is not None]
    lines = session.scalars(select(Street.geometry).where(Street.town_id == town.id))
    places += [(point[0], point[1]) for line in lines for part in line or () for point in part[::5]]
    return Setting(
        town.start,
        town.end,
        ZoneInfo(town.timezone),
        tuple((one.key, one.name or one.key, _point(one)) for one in spots),
        tuple(dict.fromkeys((round(lon, 4), round(lat, 4)) for lon, lat in places)),
        anywhere=anywhere,
    )


def _point(spot: Spot) -> tuple[float, float] | None:
    return None if spot.lon is None or spot.lat is None else (spot.lon, spot.lat)
