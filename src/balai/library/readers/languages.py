"""The language of a text, among those that reports of the field are written in."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

LANGUAGES = tuple(
    "ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja km ko lo lt lv ms my nb ne nl "  # noqa: SIM905
    "pl ps pt ro ru si sk sl so sq sr sv sw ta th tl tr uk ur uz vi zh".split()
)


_loading: list[threading.Thread] = []


def prepare() -> None:
    """Begin to unpack the model beside other work: it takes half a second of a processor."""
    if not _loading and not _identifier.cache_info().currsize:
        _loading.append(threading.Thread(target=_identifier, daemon=True))
        _loading[0].start()


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

    packed = (MODEL_DIR / MODEL_FILE).read_bytes()
    model = numpy.load(io.BytesIO(lzma.decompress(packed)), allow_pickle=False)
    classes = model["classes"]
    kept = numpy.isin(classes, LANGUAGES)
    return LanguageIdentifier(
        model["ptc"][:, kept].astype(numpy.float32),  # halves take twice as long to multiply
        model["pc"][kept],
        classes[kept].tolist(),
        _to_array(model["nextmove"]),
        model["out_feat"].tolist(),
        norm_probs=True,
        tk_row=_to_array(model["nextmove_row"]),
    )


_SURE = 0.6
_LEAST_LETTERS = 12
_FIRST_OF_SCRIPTS = "\u0370"
# Scripts that one language of the set is written in.
_SCRIPTS = (
    ("\u0e00-\u0e7f", "th"),
    ("\u0e80-\u0eff", "lo"),
    ("\u1780-\u17ff", "km"),
    ("\u1000-\u109f", "my"),
    ("\u3040-\u30ff", "ja"),
    ("\uac00-\ud7af", "ko"),
    ("\u0370-\u03ff", "el"),
    ("\u0590-\u05ff", "he"),
    ("\u0980-\u09ff", "bn"),
    ("\u0b80-\u0bff", "ta"),
    ("\u0d80-\u0dff", "si"),
)
# Malay and Indonesian share most of their letters' habits; these words they do not share.
_MALAY = """
    kerana bahawa wang polis komuniti universiti aktiviti kualiti pelbagai mesyuarat maklumat
    senarai kes kempen perkhidmatan ialah hendaklah seksyen subseksyen akta perenggan keganasan
    pengganas lawatan sekiranya manakala setiausaha jenayah belia kesihatan tempoh mahu
    awak encik cik yuran peruntukan pindaan tertakluk jawatankuasa baharu
    kereta basikal telefon doktor beritahu fikir lapan cuba percuma
"""
_INDONESIAN = """
    karena bahwa uang polisi kepolisian komunitas universitas aktivitas kualitas berbagai rapat
    informasi kasus kampanye pelayanan layanan bisa kantor provinsi kabupaten kekerasan
    terorisme pelatihan tim sedangkan sekretaris pria bapak narapidana lapas sore telepon dokter
    pikir coba delapan mobil sepeda nggak enggak kemarin besok kapolri polda polres gubernur
    karyawan
"""
_MALAY_WORDS = frozenset(_MALAY.split())
_INDONESIAN_WORDS = frozenset(_INDONESIAN.split())


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, empty where it cannot be told."""
    sample = text[:4000]
    letters = sum(map(str.isalpha, sample))
    if letters < _LEAST_LETTERS:
        return ""
    for script, code in _SCRIPTS if max(sample) >= _FIRST_OF_SCRIPTS else ():
        if len(re.findall(f"[{script}]", sample)) > letters / 2:
            return code
    for thread in _loading:
        thread.join()
    chances = dict(_identifier().rank(sample))
    best = max(chances, key=lambda code: chances[code])
    if best in ("ms", "id") and chances["ms"] + chances["id"] >= _SURE:
        return _malay_or_indonesian(sample, chances["ms"], chances["id"])
    return best if chances[best] >= _SURE else ""


def _malay_or_indonesian(text: str, malay: float, indonesian: float) -> str:
    """Tell the two apart by words that only one of them has, else by which is likelier."""
    words = re.findall(r"[a-z]+", text.lower())
    for_malay = sum(word in _MALAY_WORDS for word in words)
    for_indonesian = sum(word in _INDONESIAN_WORDS for word in words)
    if for_malay != for_indonesian:
        return "ms" if for_malay > for_indonesian else "id"
    if max(malay, indonesian) < _SURE * (malay + indonesian):
        return ""
    return "ms" if malay > indonesian else "id"


def detector() -> Callable[[str], str]:
    """Return what `assemble` asks for languages."""
    return language_of
