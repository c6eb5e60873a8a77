"""``rideau serve``, ``rideau web``, ``rideau jobs``: the running product."""

from dataclasses import replace

import click


def _settings(host: str | None, port: int | None):
    from ..cli import current_settings

    settings = current_settings()
    given = {k: v for k, v in (("host", host), ("port", port)) if v is not None}
    return replace(settings, server=replace(settings.server, **given)) if given else settings


HOST = click.option("--host", help="Address to listen on (server.host).")
PORT = click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (server.port).")


@click.command()
@HOST
@PORT
def serve(host: str | None, port: int | None) -> int:
    """Serve the pages and run the jobs, until Ctrl-C."""
    from ..logs import set_up_logs
    from ..ports import refuse_taken_port
    from ..starting import prepare_installation
    from ..supervisor import serve as run

    settings = _settings(host, port)
    set_up_logs(settings.log)
    refuse_taken_port(settings.server.host, settings.server.port)
    prepare_installation(settings)
    return run(settings)


@click.command()
@HOST
@PORT
def web(host: str | None, port: int | None) -> int:
    """Serve the pages only."""
    from ..logs import set_up_logs
    from ..ports import refuse_taken_port
    from ..server import run_web

    settings = _settings(host, port)
    set_up_logs(settings.log)
    refuse_taken_port(settings.server.host, settings.server.port)
    return run_web(settings)


@click.command()
def jobs() -> int:
    """Run the jobs only: plans asked for, and tidying."""
    from ..jobs import run_jobs
    from ..logs import set_up_logs

    settings = _settings(None, None)
    set_up_logs(settings.log)
    return run_jobs(settings)


COMMANDS = (serve, web, jobs)
