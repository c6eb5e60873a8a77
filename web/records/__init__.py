"""Lists and forms of everything a town keeps, made from one description per kind of record."""
