"""The ``rideau`` command: every module of ``commands/`` adds its ``COMMANDS``.

What goes wrong is told in one sentence, in the language of whoever types, with exit code 2; nobody is shown a trace.
"""

import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import click

from scheduler.message import Message, message

from . import commands
from .config import ConfigError, Settings, load_settings

logger = logging.getLogger(__name__)
FAULTY = 2
ROOM = "rideau.settings"


class Rideau(click.Group):
    """Commands found in ``commands/``."""

    def _all(self) -> dict[str, click.Command]:
        if not self.commands:
            for found in sorted(iter_modules(commands.__path__), key=lambda m: m.name):
                module = import_module(f"web.commands.{found.name}")
                for command in getattr(module, "COMMANDS", ()):
                    self.add_command(command)
        return dict(self.commands)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._all())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return self._all().get(name)


@click.group(cls=Rideau, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings file (config.toml)."
)
@click.option("--trace", is_flag=True, help="Show where in the program an error comes from.")
@click.version_option(package_name="rideau", message="%(version)s")
@click.pass_context
def rideau(ctx: click.Context, config: Path | None, trace: bool) -> None:
    """Rideau: who goes where and when in a town centre, within budget and staff, and why."""
    ctx.ensure_object(dict)
    ctx.obj["config"] = config


def current_settings() -> Settings:
    """The settings of this command; read when first asked for, so that commands on files need none."""
    kept: dict[str, Any] = click.get_current_context().find_root().ensure_object(dict)
    if ROOM not in kept:
        kept[ROOM] = load_settings(kept.get("config"), os.environ)
    return kept[ROOM]


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the console script."""
    given = sys.argv[1:] if arguments is None else arguments
    _speak()
    try:
        code = rideau.main(given, prog_name="rideau", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(FAULTY)
    except click.ClickException as error:
        click.echo(f"rideau: {_sentence(error)}", err=True)
        sys.exit(FAULTY)
    except Exception as error:
        if "--trace" in given:
            raise
        for line in told(error):
            click.echo(f"rideau: {line}", err=True)
        sys.exit(FAULTY)
    sys.exit(code if isinstance(code, int) else 0)


def told(error: Exception) -> list[str]:
    """What went wrong, in sentences for people."""
    from .telling import translate

    if faults := getattr(error, "faults", ()):
        return [f"{fault.path}: {translate(fault.message)}".removeprefix(": ") for fault in faults]
    found = getattr(error, "message", None)
    if isinstance(found, Message):
        return [translate(found)]
    if isinstance(error, OSError):
        reason = Message(error.strerror or str(error))
        if not error.filename:
            return [translate(reason)]
        return [translate(message("{file}: {reason}", file=error.filename, reason=reason))]
    text = message(
        "this could not be done ({error}); run it again with --trace to see where", error=_short(error)
    )
    return [translate(text)]


def _sentence(error: click.ClickException) -> str:
    """What is wrong with what was typed, in one line, and where the help is."""
    from .i18n import gettext

    said = " ".join(error.format_message().split())
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return gettext(
            "%(fault)s See: %(command)s --help", fault=said.rstrip(".") + ".", command=error.ctx.command_path
        )
    return said


def _short(error: Exception) -> str:
    first = str(error).strip().splitlines()
    return f"{type(error).__name__}: {first[0]}" if first else type(error).__name__


def _speak() -> None:
    """The language of the terminal where it is one of ours, else the one that is set."""
    from .i18n import use_language
    from .terminal import speak

    use_language(_language())
    speak()


def _language() -> str:
    from .i18n import LANGUAGES

    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if (code := os.environ.get(variable, "")[:2].lower()) in LANGUAGES:
            return code
    try:
        return load_settings(None, os.environ).language.default
    except ConfigError:
        return "fr"


if __name__ == "__main__":
    main()
