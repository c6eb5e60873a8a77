"""A town as files: tables that come back exactly, and the problem that a plan is made from."""

from .town import FORMS, export_town, town_tables, write_town

__all__ = ["FORMS", "export_town", "town_tables", "write_town"]
