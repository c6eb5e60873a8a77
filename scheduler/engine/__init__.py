"""The search: it knows options, resources and points, and nothing of shops or events."""
