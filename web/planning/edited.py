"""What is worth a look in a light trail or a window dressing while it is being edited."""

from collections.abc import Mapping
from typing import Any

from models.kinds import FILE_KINDS
from models.mapping import town_document
from models.offered import offered
from models.places import Town
from scheduler.files import FaultsError, problem_from_document
from scheduler.message import Message

from ..database import db_session
from ..i18n import gettext
from ..records.forms import RecordForm
from .dressing import kit_remarks
from .lights import trail_remarks

AROUND = ("streets", "premises", "spots", "staff", "funding")


def remarks_on(town: Town, form: RecordForm) -> list[Message]:
    """Of the record as its form has it, saved or not; nothing while the form cannot be read."""
    if form.kind.name not in ("trails", "kits"):
        return []
    document = form.peek()
    if document is None:
        return []
    try:
        problem = problem_from_document(_alone(town, form.kind.name, document))
    except FaultsError:
        return []
    if form.kind.name == "kits":
        return [one for kit in problem.kits for one in kit_remarks(problem, kit)]
    return [one for trail in problem.trails for one in trail_remarks(problem, trail)]


def _alone(town: Town, list_: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """The town's problem with this record as the only one of its list, also where it is set aside."""
    whole = town_document(db_session(), town)
    keys = [key.name for key in FILE_KINDS[list_].file_keys]
    record = {
        "id": document.get("id") or document.get("title") or document.get("name") or gettext("This record")
    }
    record |= {name: document[name] for name in keys if document.get(name) is not None}
    lists, _ = offered({**{name: whole[name] for name in AROUND if name in whole}, list_: [record]})
    return {name: whole[name] for name in ("format", "town", "settings") if name in whole} | lists
