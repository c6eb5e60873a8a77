"""The descriptions, one per kind of record, in the order of the rail."""

from ..kind import Kind
from .decisions import DECISIONS
from .events import EVENTS
from .kits import KITS
from .money import COVERAGE, FUNDING
from .people import PARTNERS, PEOPLE
from .places import OWNERS, SHOPS, SPOTS, STREETS
from .premises import PREMISES
from .projects import PROJECTS
from .trails import TRAILS

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        PREMISES,
        STREETS,
        OWNERS,
        SHOPS,
        PROJECTS,
        PARTNERS,
        EVENTS,
        SPOTS,
        TRAILS,
        KITS,
        PEOPLE,
        FUNDING,
        COVERAGE,
        DECISIONS,
    )
}
