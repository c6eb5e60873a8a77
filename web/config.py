"""Settings: defaults, then a TOML file, then the environment; read once at the edge, then frozen.

Nothing else in Rideau looks at the environment.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from scheduler.fleet import EXECUTORS
from scheduler.message import Message, message

PREFIX = "RIDEAU_"
CONFIG_VARIABLE = "RIDEAU_CONFIG"
LANGUAGES = ("fr", "en")
LEVELS = ("debug", "info", "warning", "error")
FORMATS = ("text", "json")

S = TypeVar("S")


class ConfigError(Exception):
    """A setting is unknown or wrong. ``message`` names the key and what is expected."""

    def __init__(self, text: Message) -> None:
        super().__init__(str(text))
        self.message = text


@dataclass(frozen=True, slots=True)
class Server:
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 32
    public_url: str = ""
    trusted_proxies: int = 0

    @property
    def address(self) -> str:
        """What people type, without a slash at the end."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class Database:
    url: str = "sqlite:///var/rideau.db"


@dataclass(frozen=True, slots=True)
class Files:
    dir: str = "var"

    @property
    def runs(self) -> Path:
        return Path(self.dir) / "runs"


@dataclass(frozen=True, slots=True)
class Language:
    default: str = "fr"


@dataclass(frozen=True, slots=True)
class Planning:
    seconds: int = 60
    most_seconds: int = 600
    workers: int = 2
    memory_mb: int = 4096


@dataclass(frozen=True, slots=True)
class Fleet:
    executor: str = "here"
    workers: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Jobs:
    poll_seconds: float = 0.5
    tidy_seconds: int = 60
    keep_days: int = 30


@dataclass(frozen=True, slots=True)
class Security:
    session_hours: int = 12
    upload_mb: int = 50
    stream_clients: int = 16


@dataclass(frozen=True, slots=True)
class Demo:
    accounts: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    level: str = "info"
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, by section as in ``config.toml``."""

    server: Server = field(default_factory=Server)
    database: Database = field(default_factory=Database)
    files: Files = field(default_factory=Files)
    language: Language = field(default_factory=Language)
    planning: Planning = field(default_factory=Planning)
    fleet: Fleet = field(default_factory=Fleet)
    jobs: Jobs = field(default_factory=Jobs)
    security: Security = field(default_factory=Security)
    demo: Demo = field(default_factory=Demo)
    log: Log = field(default_factory=Log)


SECTIONS = {f.name: f.default_factory for f in fields(Settings)}
CHOICES = {
    "language.default": LANGUAGES,
    "fleet.executor": EXECUTORS,
    "log.level": LEVELS,
    "log.format": FORMATS,
}
LEAST = {
    "server.port": 1,
    "server.threads": 4,
    "server.trusted_proxies": 0,
    "planning.seconds": 1,
    "planning.most_seconds": 1,
    "planning.workers": 1,
    "planning.memory_mb": 256,
    "fleet.workers": 0,
    "jobs.tidy_seconds": 1,
    "jobs.keep_days": 1,
    "security.session_hours": 1,
    "security.upload_mb": 1,
    "security.stream_clients": 0,
}
MOST = {"server.port": 65535, "fleet.workers": 1024}


def load_settings(path: str | Path | None, environment: Mapping[str, str]) -> Settings:
    """Settings from ``path`` (or the file named by ``RIDEAU_CONFIG``, or none) and ``environment``."""
    named = path or environment.get(CONFIG_VARIABLE)
    tables = _read_file(Path(named)) if named else {}
    _overlay(tables, environment)
    return settings_from(tables)


def settings_from(tables: Mapping[str, Mapping[str, Any]]) -> Settings:
    """Settings from tables of values; raises ``ConfigError`` for what is unknown or wrong."""
    _refuse_unknown(tables, SECTIONS, "")
    sections = {name: _section(cls, tables.get(name, {}), name) for name, cls in SECTIONS.items()}
    return Settings(**sections)


def as_environment(settings: Settings) -> dict[str, str]:
    """Every setting as an environment variable, so that a child process has exactly the same ones."""
    return {_variable(section, key): _written(value) for section, key, value in each(settings)}


def each(settings: Settings) -> Iterator[tuple[str, str, Any]]:
    """All settings as (section, key, value)."""
    for name in SECTIONS:
        section = getattr(settings, name)
        for f in fields(section):
            yield name, f.name, getattr(section, f.name)


def _read_file(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = Message(error.strerror or str(error))
        raise ConfigError(message("{file} cannot be read: {reason}", file=path, reason=reason)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(message("{file} is not TOML: {reason}", file=path, reason=error)) from None


def _overlay(tables: dict[str, dict[str, Any]], environment: Mapping[str, str]) -> None:
    """Put the values of the environment over those of the file."""
    for variable in sorted(environment):
        if not variable.startswith(PREFIX) or variable == CONFIG_VARIABLE:
            continue
        section, _, key = variable.removeprefix(PREFIX).lower().partition("__")
        _refuse_unknown({section: {}}, SECTIONS, "", variable)
        known = {f.name: f for f in fields(SECTIONS[section])}
        _refuse_unknown({key: {}}, known, f"{section}.", variable)
        tables.setdefault(section, {})[key] = _parsed(known[key].type, environment[variable], variable)


def _parsed(kind: Any, text: str, variable: str) -> Any:
    if kind is bool and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    if kind is str:
        return text
    raise ConfigError(
        message("{key} is “{value}”, expected {expected}", key=variable, value=text, expected=kind.__name__)
    )


def _refuse_unknown(found: Any, known: Mapping[str, Any], prefix: str, shown: str | None = None) -> None:
    if not isinstance(found, Mapping):
        raise ConfigError(message("{key} is not a section", key=prefix.rstrip(".")))
    if unknown := sorted(found.keys() - known.keys()):
        raise ConfigError(
            message(
                "unknown setting “{key}”, expected one of {expected}",
                key=shown or prefix + unknown[0],
                expected=", ".join(prefix + name for name in sorted(known)),
            )
        )


def _section(cls: type[S], table: Mapping[str, Any], where: str) -> S:
    known = {f.name: f for f in fields(cls)}
    _refuse_unknown(table, known, f"{where}.")
    values = {key: _fitting(known[key].type, value, f"{where}.{key}") for key, value in table.items()}
    return cls(**values)


def _fitting(kind: Any, value: Any, key: str) -> Any:
    """``value`` if it is of its kind and within its limits."""
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        expected = {"str": "a text in quotes", "bool": "true or false"}.get(kind.__name__, "a number")
        raise _wrong(key, value, expected)
    if key in CHOICES and value not in CHOICES[key]:
        raise _wrong(key, value, ", ".join(CHOICES[key]))
    if key in LEAST and value < LEAST[key]:
        raise _wrong(key, value, f"≥ {LEAST[key]}")
    if key in MOST and value > MOST[key]:
        raise _wrong(key, value, f"≤ {MOST[key]}")
    if kind is float and not 0.05 <= value <= 60:
        raise _wrong(key, value, "0.05–60")
    return value


def _wrong(key: str, value: Any, expected: str) -> ConfigError:
    return ConfigError(
        message("{key} is “{value}”, expected {expected}", key=key, value=value, expected=expected)
    )


def _variable(section: str, key: str) -> str:
    return f"{PREFIX}{section.upper()}__{key.upper()}"


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
