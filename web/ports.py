"""Whether the pages can be served where they are wanted, found out before anything else is done."""

import socket

from scheduler.message import Refused, message


class PortTaken(Refused):
    """Nothing can be served there; ``message`` says what to choose instead."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raises ``PortTaken`` where another program listens already, or the address is not of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            text = message("{host} is no address of this machine: choose another with --host.", host=host)
            raise PortTaken(text) from None
        except OSError:
            text = message(
                "Port {port} of {host} is taken: choose another with --port.", port=str(port), host=host
            )
            raise PortTaken(text) from None
