"""What the roles are called."""

from collections.abc import Mapping
from typing import Any

from .i18n import lazy_gettext as _

ROLE_NAMES: Mapping[str, Any] = {
    "administrator": _("Administrator"),
    "manager": _("Town-centre manager"),
    "event_team": _("Event team"),
    "reader": _("Reader"),
}
