"""Text from strangers is plain, and addresses lead to the web or nowhere."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.imports.texts import one_line, plain_text, web_address


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Bonjour <b>à tous</b></p><script>alert(1)</script>", "Bonjour à tous"),
        ("<img src=x onerror=alert(1)>Fête", "Fête"),
        ("&lt;script&gt;alert(1)&lt;/script&gt; Fête", "alert(1) Fête"),
        ("a &amp; b", "a & b"),
        ("**Concert** avec _elle_", "Concert avec elle"),
        ("[le site](https://example.org) ici", "le site ici"),
        ("a\x00b\x1b[31m\u202ec\u200b", "ab[31mc"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("5 < 6 et 7 > 3", "5 < 6 et 7 > 3"),
        (None, ""),
        ({"fr": "x"}, ""),
    ],
)
def test_markup_and_control_characters_go(source, text):
    assert plain_text(source) == text


@given(st.text())
def test_no_text_keeps_control_characters(source):
    assert all(
        one in "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Cs") for one in plain_text(source)
    )
    assert "\n" not in one_line(source)


def test_long_texts_are_cut():
    assert len(plain_text("a" * 50_000)) == 10_000
    assert plain_text("a" * 50_000).endswith("…")


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "http://exemple.fr"])
def test_web_addresses_are_kept(address):
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/x", "https://",
     'https://a.org/"onload="x', "https://a.org/\njavascript:x", "http://[", "https://a.org/" + "x" * 3000, "", None],
)  # fmt: skip
def test_other_addresses_are_not(address):
    assert web_address(address) == ""
