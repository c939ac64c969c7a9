"""Addresses and secrets drawn as squares for a camera (QR codes)."""

from __future__ import annotations

import base64
from io import BytesIO


def square(text: str) -> str:
    """Return `text` as a QR code: an SVG in a data: address.

    The ground is white whatever the page's colours: a camera does not read dark on dark.
    """
    import qrcode  # type: ignore[import-untyped]
    from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

    drawn = BytesIO()
    qrcode.make(text, image_factory=SvgPathFillImage).save(drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode("ascii")
