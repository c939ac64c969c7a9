"""Ways to reach somebody through the net: mail addresses, profiles, handles, IP addresses."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

# Bounded on both sides and begun only where the characters before cannot belong to the address,
# so that a megabyte of letters or of "@" is read once.
_EMAIL = re.compile(
    r"(?<![\w.%+\-])[\w%+\-][\w.%+\-]{0,63}"
    r"(?:@|\s?[\[(](?:at|AT|@)[\])]\s?)"
    r"(?:[\w\-]{1,63}\.){1,6}[^\W\d_]{2,24}(?![\w@])"
)
_SLASH = re.compile("/")
_PROFILE = re.compile(
    r"(?<![\w.@])(?:https?://)?(?:[a-z]{1,10}\.)?(?:"
    r"(?:facebook|fb|instagram|threads|snapchat|vk|github|pinterest|soundcloud)\.com/"
    r"|(?:twitter|x)\.com/|t\.me/|wa\.me/|line\.me/ti/p/|linkedin\.com/in/"
    r"|(?:tiktok|medium|youtube|threads)\.(?:com|net)/@"
    r"|[\w.\-]{1,60}/(?:~|@|users?/|profiles?/))"
    r"([\w.\-%]{2,60})(?:/?(?:\?[^\s<>\"]{0,80})?)",
    re.IGNORECASE,
)
# First parts of a path that belong to the service or to a group, not to a person.
_NOT_A_PERSON = frozenset(
    [
        "about",
        "events",
        "explore",
        "groups",
        "hashtag",
        "help",
        "home",
        "i",
        "intent",
        "joinchat",
        "legal",
        "login",
        "pages",
        "p",
        "policies",
        "privacy",
        "reel",
        "search",
        "settings",
        "share",
        "sharer",
        "sharer.php",
        "story",
        "terms",
        "watch",
    ]
)
_HANDLE = re.compile(r"@(?<![\w@./]@)[A-Za-z_][\w.]{1,28}\w(?![\w@])")
_NAMED_HANDLE = re.compile(
    r"[ITFSWL](?<!\w.)(?:(?<=I)(?:nstagram|G)|(?<=T)(?:elegram|witter|ikTok)|(?<=F)acebook|"
    r"(?<=S)(?:napchat|kype)|(?<=W)eChat|(?<=L)INE ID)"
    r"(?:\s(?:ID|account|akaun|akun|compte|handle|user(?:name)?))?\s?[:=]\s?"
    r"(?P<handle>(?![A-Z][a-z]*\b)[A-Za-z_][\w.\-]{1,28}\w)(?![\w@/])"
)
_IPV4 = re.compile(r"\d(?<![\w.].)\d{0,2}\.(?:\d{1,3}\.){2}\d{1,3}(?!\w)(?!\.\d)")
_COLONS = re.compile(r":[0-9A-Fa-f]{0,4}:")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_IP_CUE = Cue(r"IP\b", r"alamat IP\b", r"adresse IP\b", r"IP-adres\b", r"servers?\b")


def emails(searched: Searched) -> Iterator[Finding]:
    """Yield mail addresses, also written with [at]."""
    text = searched.text
    for match in _EMAIL.finditer(text):
        yield found(text, *match.span(), FindingType.EMAIL, 0.99, Why("form"))


def profiles(searched: Searched) -> Iterator[Finding]:
    """Yield web addresses that lead to one person's page."""
    text = searched.text
    slashes = searched.around(_SLASH, [(0, len(text))], 90, 160)
    for match in searched.matches_in(_PROFILE, slashes):
        if match[1].lower().rstrip(".") not in _NOT_A_PERSON:
            end = match.start() + len(match[0].rstrip(".,;:"))
            yield found(text, match.start(), end, FindingType.URL, 0.85, Why("profile"))


def handles(searched: Searched) -> Iterator[Finding]:
    """Yield @names, and names given after the name of a service."""
    text = searched.text
    for match in _HANDLE.finditer(text):
        yield found(text, *match.span(), FindingType.HANDLE, 0.7, Why("form"))
    for match in _NAMED_HANDLE.finditer(text):
        yield found(text, *match.span("handle"), FindingType.HANDLE, 0.8, Why("service"))


def ip_addresses(searched: Searched) -> Iterator[Finding]:
    """Yield IP addresses.

    Section numbers have four parts too ("3.1.2.4"): without a cue one part must be 64 or more.
    """
    text = searched.text
    for match in _IPV4.finditer(text):
        parts = [int(part) for part in match[0].split(".")]
        near = searched.has_cue((_IP_CUE,), match.start(), 30)
        if max(parts) <= 255 and (max(parts) >= 64 or near):
            yield found(text, *match.span(), FindingType.IP, 0.9, Why("form"))
    colons = searched.around(_COLONS, [(0, len(text))], 40, 40)
    for match in searched.matches_in(_IPV6, colons):
        try:
            ipaddress.IPv6Address(match[0])
        except ValueError:
            continue
        if len(match[0]) > 4:
            yield found(text, *match.span(), FindingType.IP, 0.9, Why("form"))
