"""People's files into tables: each import is read whole, shown as a dry run, and applied all or nothing."""
