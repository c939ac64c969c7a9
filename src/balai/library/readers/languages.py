"""The language of a text, among those that reports of the field are written in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

LANGUAGES = tuple(
    "ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja km ko lo lt lv ms my nb ne nl "  # noqa: SIM905
    "pl ps pt ro ru si sk sl so sq sr sv sw ta th tl tr uk ur uz vi zh".split()
)


@cache
def _identifier() -> Any:
    """Return the identifier of py3langid, its model unpacked in memory.

    The package's own loader unpacks into a temporary file, and the child may not write.
    """
    import io
    import lzma

    import numpy
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
    from py3langid.modelio import _to_array

    with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
        model = numpy.load(io.BytesIO(packed.read()), allow_pickle=False)
    identifier = LanguageIdentifier(
        model["ptc"],
        model["pc"],
        model["classes"].tolist(),
        _to_array(model["nextmove"]),
        model["out_feat"].tolist(),
        norm_probs=True,
        tk_row=_to_array(model["nextmove_row"]),
    )
    known = set(identifier.labels)
    identifier.set_languages([code for code in LANGUAGES if code in known])
    return identifier


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, empty where it cannot be told."""
    if sum(map(str.isalpha, text)) < 12:
        return ""
    code, probability = _identifier().classify(text[:4000])
    return str(code) if probability >= 0.6 else ""


def detector() -> Callable[[str], str]:
    """Return what `assemble` asks for languages."""
    return language_of
