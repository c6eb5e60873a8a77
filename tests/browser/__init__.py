"""Pages in a real browser: looks, keyboard, accessibility."""
