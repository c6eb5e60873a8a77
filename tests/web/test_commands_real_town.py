"""The README's way from an OpenStreetMap extract to a published feed, typed as it stands there."""

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.shared import SHARED
from tests.web.feed_checker import events, faults
from web import create_app
from web.config import load_settings

from .commands import run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HEADING = "### A real town from an OpenStreetMap extract to a published feed"


def sequence(slug: str) -> list[list[str]]:
    """The commands of the section about a town, ``init`` first, without the one that serves until Ctrl-C."""
    section = README.split(HEADING)[1].split("\n### ")[0]
    lines = section.replace("\\\n", " ").splitlines()
    typed = [shlex.split(line) for line in lines if line.startswith("    .venv/bin/rideau ")]
    return [["init"]] + [words[1:] for words in typed if slug in words]


def with_seconds(words: list[str], seconds: str) -> list[str]:
    text = re.sub(r"--seconds \d+", f"--seconds {seconds}", shlex.join(words))
    return shlex.split(text.replace("../shared", str(SHARED)))


@pytest.mark.parametrize(
    ("slug", "bears"), [("monaco", "Marché des créateurs"), ("frankfurt", "Mittagskonzert")]
)
def test_the_sequence_of_the_readme_ends_in_a_feed(slug, bears, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("RIDEAU_DATABASE__URL", f"sqlite:///{tmp_path / 'rideau.db'}")
    monkeypatch.setenv("RIDEAU_FILES__DIR", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    typed = sequence(slug)
    assert [words[0] for words in typed] == ["init", "town", "import", "import", "plan", "publish"]
    for words in typed:
        assert run(*with_seconds(words, "5")) == 0, (words, capsys.readouterr().err)
    told = capsys.readouterr().out
    assert f"/t/{slug}/town.ics" in told
    client = create_app(load_settings(None, os.environ)).test_client()
    paths = re.findall(r"http://[^/\s]+(/t/\S+\.ics)", told)
    assert len(paths) > 5
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200
        assert faults(answer.data) == []
        assert events(answer.data)
    assert bears in client.get(f"/t/{slug}/town.ics").get_data(as_text=True)
