"""A QR code as one SVG path, for phones that point at an address."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of margin that readers need (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class Code:
    """``path`` in units of one module, on a square of ``size`` modules, margin included."""

    path: str
    size: int


def qr_path(text: str) -> Code:
    """Each run of dark modules is a line of one unit; error correction M."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append(f"M{x + QUIET} {y + QUIET + 0.5:g}h{end - x}")
            x = end + 1
    return Code("".join(runs), len(rows) + 2 * QUIET)
