"""
Towns to try Rideau on: one invented with care (``fictional_town``), and real ones completed by chance (``real_town``).

Both give a ``DemoTown``: documents as ``models.records.apply_all`` stores them. Everything that is not true is
marked as fictitious.
"""

from .case import DemoTown
from .real import real_town
from .town import fictional_town

__all__ = ["DemoTown", "fictional_town", "real_town"]
