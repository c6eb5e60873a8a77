"""The commands of ``rideau``, a module per subject."""
