"""Zip packages (DOCX, ODT), looked through before anything of them is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from .refusals import refusal

_MOST_MEMBERS = 10_000
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


class Archive:
    """The members of a zip file, none larger than it says, all together within the allowance.

    The sizes are those declared in the directory; `zipfile` never unpacks more of a member than
    its declared size, so a lie makes it damaged, not large.
    """

    def __init__(self, data: bytes, unpacked: int) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise refusal("broken" if b"PK\x05\x06" in data[-70_000:] else "truncated") from error
        members = self._zip.infolist()
        if len(members) > _MOST_MEMBERS or sum(each.file_size for each in members) > unpacked:
            raise refusal("zip-bomb")
        if any(each.flag_bits & _ENCRYPTED for each in members):
            raise refusal("encrypted")
        self._sizes = {each.filename: each.file_size for each in members}

    @property
    def names(self) -> frozenset[str]:
        """The names of the members."""
        return frozenset(self._sizes)

    def read(self, name: str) -> bytes:
        """Return a member's bytes; Invalid of kind "broken" where it is damaged or missing."""
        try:
            return self._zip.read(name)
        except (KeyError, RuntimeError, *_DAMAGE) as error:
            raise refusal("broken") from error

    def xml(self, name: str) -> Any:
        """Return the root element of an XML member.

        Entities are not resolved and nothing is fetched; depth and size have lxml's limits.
        """
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise refusal("broken") from error
        if root is None:
            raise refusal("broken")
        return root

    def xml_if_any(self, name: str) -> Any | None:
        """Return the root element of an XML member, None where there is no such member."""
        return self.xml(name) if name in self._sizes else None
