"""How the parent and the encoder's child process speak: frames over two pipes.

A frame is two unsigned 32-bit lengths, a JSON header and raw bytes (vectors, float32).
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct("<II")


def send(stream: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Write one frame. Raises OSError (BrokenPipeError) when the other side is gone."""
    head = json.dumps(header).encode()
    stream.write(_LENGTHS.pack(len(head), len(body)) + head + body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read one frame, or None where the stream has ended."""
    lengths = _exactly(stream, _LENGTHS.size)
    if lengths is None:
        return None
    head_size, body_size = _LENGTHS.unpack(lengths)
    head = _exactly(stream, head_size)
    body = _exactly(stream, body_size)
    if head is None or body is None:
        return None
    return json.loads(head), body


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = stream.read(size - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
