"""Formulas of Word on one line: x^2, a_n, (a + b)/c, √(x)."""

from __future__ import annotations

from typing import Any

from .xml import child, children, local

_OPERATORS = frozenset("=+−±×÷·<>≤≥≈≠∞→∑∏∫")


def linear(element: Any) -> str:
    """Return the text of an Office Math element written on one line."""
    return " ".join("".join(_parts(element)).split())


def _parts(element: Any) -> list[str]:
    name = local(element)
    if name == "t":
        return [f" {sign} " if sign in _OPERATORS else sign for sign in element.text or ""]
    if name in ("sSup", "sSub"):
        script = "sup" if name == "sSup" else "sub"
        return [*_of(element, "e"), "^" if name == "sSup" else "_", _grouped(element, script)]
    if name == "sSubSup":
        scripts = (_grouped(element, "sub"), "^", _grouped(element, "sup"))
        return [*_of(element, "e"), "_", *scripts]
    if name == "f":
        return [" ", _grouped(element, "num"), "/", _grouped(element, "den"), " "]
    if name == "rad":
        return ["√", f"({''.join(_of(element, 'e'))})"]
    if name == "nary":
        return [
            *_nary_sign(element),
            *_of(element, "sub"),
            " ",
            *_of(element, "sup"),
            " ",
            *_of(element, "e"),
        ]
    if name == "d":
        inner = ", ".join("".join(_parts(each)) for each in children(element, "e"))
        return ["(", inner, ")"]
    return [part for each in element for part in _parts(each)]


def _of(element: Any, name: str) -> list[str]:
    found = child(element, name)
    return _parts(found) if found is not None else []


def _grouped(element: Any, name: str) -> str:
    """Return a part, in brackets where it is more than one sign."""
    text = "".join(_of(element, name)).strip()
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _nary_sign(element: Any) -> list[str]:
    sign = child(element, "naryPr", "chr")
    texts = list(sign.attrib.values()) if sign is not None else ["∫"]
    return [f" {texts[0]} " if texts else " "]
