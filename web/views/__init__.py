"""One blueprint per desk: a module here that has a ``bp`` is a part of the site."""
