"""Settings: the file, the environment, and what is refused."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from web.config import ConfigError, Settings, as_environment, each, load_settings, settings_from

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "config.toml"


def test_the_file_says_what_rideau_does_without_it():
    assert load_settings(CONFIG, {}) == Settings()


def test_the_file_names_every_key():
    tables = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert {(section, key) for section in tables for key in tables[section]} == {
        (section, key) for section, key, _ in each(Settings())
    }


def test_every_key_can_come_from_the_environment():
    changed = replace(Settings(), server=replace(Settings().server, port=9000, host="::"))
    environment = as_environment(changed)
    assert len(environment) == len(list(each(Settings())))
    assert load_settings(None, environment) == changed


def test_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / "c.toml").write_text("[server]\nport = 9001\nthreads = 8\n")
    found = load_settings(tmp_path / "c.toml", {"RIDEAU_SERVER__PORT": "9002"})
    assert (found.server.port, found.server.threads) == (9002, 8)


def test_the_environment_names_the_file(tmp_path):
    (tmp_path / "c.toml").write_text("[language]\ndefault = 'en'\n")
    assert load_settings(None, {"RIDEAU_CONFIG": str(tmp_path / "c.toml")}).language.default == "en"


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"serveur": {}}, "unknown setting “serveur”"),
        ({"server": {"prot": 1}}, "unknown setting “server.prot”, expected one of server.host"),
        ({"server": {"port": "8000"}}, "server.port is “8000”, expected a number"),
        ({"server": {"port": 0}}, "expected ≥ 1"),
        ({"server": {"port": 70000}}, "expected ≤ 65535"),
        ({"server": {"port": True}}, "server.port is “True”"),
        ({"demo": {"accounts": "yes"}}, "expected true or false"),
        ({"log": {"level": "loud"}}, "debug, info, warning, error"),
        ({"language": {"default": "de"}}, "expected fr, en"),
        ({"jobs": {"poll_seconds": 0}}, "0.05–60"),
        ({"server": 3}, "server is not a section"),
    ],
)
def test_wrong_settings_are_refused_with_the_remedy(tables, said):
    with pytest.raises(ConfigError) as refused:
        settings_from(tables)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "environment",
    [
        {"RIDEAU_SERVER__PROT": "1"},
        {"RIDEAU_PORT": "1"},
        {"RIDEAU_SERVER__PORT": "many"},
        {"RIDEAU_DEMO__ACCOUNTS": "1"},
    ],
)
def test_a_wrong_variable_is_named(environment):
    with pytest.raises(ConfigError, match=next(iter(environment))):
        load_settings(None, environment)


def test_a_file_that_is_not_there_or_not_toml_is_named(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path / "none.toml", {})
    (tmp_path / "bad.toml").write_text("[server\n")
    with pytest.raises(ConfigError, match="is not TOML"):
        load_settings(tmp_path / "bad.toml", {})


def test_nothing_else_reads_the_environment():
    readers = {
        str(path.relative_to(ROOT))
        for room in ("web", "models", "scheduler")
        for path in (ROOT / room).rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8") or "os.getenv" in path.read_text(encoding="utf-8")
    }
    # cli reads it once; the others hand it down to a child process.
    assert readers <= {"web/cli.py", "web/supervisor.py", "models/imports/ics.py"}
