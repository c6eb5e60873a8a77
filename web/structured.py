"""What search engines are told of an entry: schema.org Event as JSON-LD."""

from typing import Any
from zoneinfo import ZoneInfo

from models.places import Town
from models.plans import Slot

from .plain_text import one_line, public_text
from .trails import told


def event_data(town: Town, slot: Slot, address: str) -> dict[str, Any]:
    """The entry and its state. Pages of an invented town are kept out of searches by their robots tag."""
    zone = ZoneInfo(town.timezone)
    starts, ends = slot.starts.astimezone(zone), slot.ends.astimezone(zone)
    state = "EventCancelled" if slot.status == "cancelled" else "EventScheduled"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": one_line(public_text(slot.title)),
        "startDate": starts.date().isoformat() if slot.all_day else starts.isoformat(),
        "endDate": ends.date().isoformat() if slot.all_day else ends.isoformat(),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": address,
        "location": _place(town, slot),
        "organizer": {"@type": "GovernmentOrganization", "name": town.name},
    }
    texts = [slot.description, told(slot.route) if slot.route else ""]
    if description := "\n\n".join(filter(None, texts)):
        data["description"] = public_text(description)
    return data


def _place(town: Town, slot: Slot) -> dict[str, Any]:
    place: dict[str, Any] = {
        "@type": "Place",
        "name": one_line(slot.location) or town.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": one_line(slot.location),
            "addressLocality": town.name,
        },
    }
    if slot.lat is not None and slot.lon is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": slot.lat, "longitude": slot.lon}
    return place
