"""Real towns from OpenStreetMap extracts: streets, premises, vacancies, squares and the ways to walk.

``read_town(path)`` is the way in. Data is under the Open Database Licence: ``ATTRIBUTION`` goes on every page.
"""

from .source import ATTRIBUTION, OsmError, parse_bbox
from .town import OsmTown, read_town

__all__ = ["ATTRIBUTION", "OsmError", "OsmTown", "parse_bbox", "read_town"]
