"""QR codes as drawings that stand in a page: its policy takes no style within, and no data: address."""

from dataclasses import dataclass

import qrcode

MARGIN_MODULES = 4
"""The light margin that ISO/IEC 18004 asks for round a code."""


@dataclass(frozen=True)
class QrCode:
    """A QR code as the path of an SVG, a module being one unit long."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Return the QR code of a text, each run of dark modules in a row as one rectangle of the path."""
    code = qrcode.QRCode(border=MARGIN_MODULES)
    code.add_data(text)
    rows = code.get_matrix()
    parts = []
    for y, row in enumerate(rows):
        begin = None
        for x, is_dark in enumerate([*row, False]):
            if is_dark and begin is None:
                begin = x
            elif not is_dark and begin is not None:
                parts.append(f"M{begin} {y}h{x - begin}v1h-{x - begin}z")
                begin = None
    return QrCode(len(rows), "".join(parts))
