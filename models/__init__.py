"""Everything a town keeps: tables, what reads and writes them, and how files come in and go out."""
