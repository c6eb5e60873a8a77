"""Small random problems and plans, for properties and for agreement with the oracle.

``problems()`` and ``plans(problem)`` are likely to break rules; ``kept_plans(problem)`` break none (they are grown
entry by entry, each kept only if the checker finds nothing); ``spoilt(plan)`` are plans with a few values changed.
Pass ``trails=False, kits=False, published=False`` for problems without them.
"""

from .kept import grown, kept_plans
from .plans import placements, plans
from .problems import problems
from .spoilt import spoilt
from .values import PROFILE, quick

__all__ = ["PROFILE", "grown", "kept_plans", "placements", "plans", "problems", "quick", "spoilt"]
