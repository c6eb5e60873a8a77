"""Imports from a page: the file is kept aside, read in a process of its own, shown as a dry run, then applied."""
