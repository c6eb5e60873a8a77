"""The documents say what the product does: every command, setting, rule and term appears in them, and nothing else."""

import re
import tomllib
from pathlib import Path

import click

from scheduler.check import RULES
from scheduler.points import POINTS
from web.cli import rideau
from web.config import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCHEDULER = ROOT / "scheduler"
MATHEMATICS = (SCHEDULER / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, name: str) -> list[str]:
    """Every command of the group by its full name."""
    context = click.Context(group)
    found = []
    for word in group.list_commands(context):
        one = group.get_command(context, word)
        full = f"{name} {word}"
        found += commands(one, full) if isinstance(one, click.Group) else [full]
    return found


def test_every_command_is_in_the_readme():
    missing = [name for name in commands(rideau, "rideau") if name not in README]
    assert missing == []


def test_every_option_of_a_documented_command_exists():
    context = click.Context(rideau)
    known = {"--help", "--require-hashes", "--config"}
    for word in rideau.list_commands(context):
        one = rideau.get_command(context, word)
        stack = [one]
        while stack:
            current = stack.pop()
            known |= {option for p in current.params for option in p.opts if option.startswith("--")}
            if isinstance(current, click.Group):
                stack += current.commands.values()
    assert sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - known) == []


def test_every_rule_and_term_is_in_the_mathematics_once_with_where_it_is_found():
    told = re.findall(r"^\| `([a-z_.]+)` \| `([a-z_/]+\.py)` `(\w+)` \| \S", MATHEMATICS, re.MULTILINE)
    assert sorted(name for name, *_ in told) == sorted([*RULES, *POINTS])
    elsewhere = [one for one in told if not defines(*one[1:])]
    assert elsewhere == []


def defines(file: str, name: str) -> bool:
    """Whether a file of the scheduler has a function, method or class of this name."""
    path = SCHEDULER / file
    return path.is_file() and bool(
        re.search(rf"^ *(def|class) {name}\b", path.read_text("utf-8"), re.MULTILINE)
    )


def test_files_named_in_the_mathematics_exist():
    named = set(re.findall(r"`([\w/]+\.py)`", MATHEMATICS))
    found = [file for file in named for folder in ("", "engine") if (SCHEDULER / folder / file).is_file()]
    assert len(named) > 30
    assert sorted(named - set(found)) == []


def test_config_toml_lists_every_setting_with_its_default():
    written = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    defaults = Settings()
    assert {section: vars_of(getattr(defaults, section)) for section in vars_of(defaults)} == written


def vars_of(settings: object) -> dict[str, object]:
    return {name: getattr(settings, name) for name in settings.__dataclass_fields__}


def test_files_named_in_the_readme_exist():
    named = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
