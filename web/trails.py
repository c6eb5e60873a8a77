"""A light trail in words: its stops with their works, how far and over what the walk goes, hours by the sunset."""

from collections.abc import Mapping
from typing import Any

from .formats import NBSP, number
from .i18n import gettext as _
from .i18n import ngettext

Route = Mapping[str, Any]


def metres(value: int) -> str:
    """340 m, 1,2 km: a distance on foot."""
    return f"{number(value)}{NBSP}m" if value < 1000 else f"{number(round(value / 1000, 1))}{NBSP}km"


def walk_words(route: Route) -> str:
    """How far it is on foot, and whether there are steps."""
    if len(route["stops"]) < 2:
        return _("one place, nothing to walk")
    if route["step_free"]:
        return _("%(metres)s on foot, no steps", metres=metres(route["metres"]))
    return _("%(metres)s on foot, with steps", metres=metres(route["metres"]))


def stops_counted(route: Route) -> str:
    return ngettext("%(num)s stop", "%(num)s stops", len(route["stops"]))


def stop_words(stop: Mapping[str, Any]) -> str:
    """A stop with the work that stands there."""
    if not stop["work"]:
        return str(stop["name"])
    return _("%(place)s: %(work)s", place=stop["name"], work=stop["work"])


def sunset_words(route: Route) -> list[str]:
    """What of the hours follows the sun."""
    found = []
    for which, after in route["sunset"].items():
        minutes = ngettext("%(num)s minute", "%(num)s minutes", abs(after))
        match which, (after > 0) - (after < 0):
            case "opens", 0:
                found.append(_("opens at sunset"))
            case "opens", 1:
                found.append(_("opens %(minutes)s after sunset", minutes=minutes))
            case "opens", _before:
                found.append(_("opens %(minutes)s before sunset", minutes=minutes))
            case "closes", 0:
                found.append(_("closes at sunset"))
            case "closes", 1:
                found.append(_("closes %(minutes)s after sunset", minutes=minutes))
            case "closes", _before:
                found.append(_("closes %(minutes)s before sunset", minutes=minutes))
    return found


def told(route: Route) -> str:
    """The whole trail on a few lines, as calendars show it."""
    lines = [f"{place}. {stop_words(stop)}" for place, stop in enumerate(route["stops"], 1)]
    if route["loop"]:
        lines.append(_("and back to the start"))
    return "\n".join([*lines, walk_words(route)]).replace(NBSP, " ")
