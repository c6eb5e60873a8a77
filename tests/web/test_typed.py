"""What people type in forms."""

from werkzeug.datastructures import MultiDict

from web.typed import Typed


def test_line_ends_of_browsers_do_not_make_a_text_longer():
    typed = Typed(MultiDict({"notes": "\r\n".join(["ab"] * 4)}))
    assert typed.text("notes", most=11) == "ab\nab\nab\nab"
    assert not typed.errors
