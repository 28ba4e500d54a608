"""Characters of symbols' fonts, which documents keep by their place in the font."""

_UNKNOWN = "\ufffd"
"""Stands for a character that is not known, so that a reader sees that a character is missing."""
_GREEK = str.maketrans(
    "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
)
_BULLETS = dict.fromkeys((0x6C, 0x6E, 0x71, 0x75, 0x76, 0x77, 0x9F, 0xA7, 0xB7, 0xD8), "•")
_WINGDINGS = _BULLETS | {
    0x6F: "☐",
    0xA8: "☐",
    0xDF: "←",
    0xE0: "→",
    0xE8: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_SYMBOL = {
    0xA3: "≤",
    0xA5: "∞",
    0xAC: "←",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB9: "≠",
    0xBC: "…",
    0xD2: "®",
    0xD3: "©",
    0xD4: "™",
    0xD7: "·",
    0xE2: "®",
    0xE3: "©",
    0xE4: "™",
}
_PRIVATE = 0xF000
"""Where Unicode's private use begins that Word puts the characters of such fonts into."""


def symbol(font: str, code: str) -> str:
    """Return the character that a font has at a place (hexadecimal); ``_UNKNOWN`` where it is not known."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= place < 0xE000 and not _PRIVATE <= place <= 0xF0FF:
        return _UNKNOWN
    place = place - _PRIVATE if place >= _PRIVATE else place
    if "symbol" in font.lower():
        return _SYMBOL.get(place) or chr(place).translate(_GREEK) if place < 0x100 else chr(place)
    if "wingding" in font.lower() or "webding" in font.lower():
        return _WINGDINGS.get(place, _UNKNOWN)
    return chr(place) if place < 0xD800 else _UNKNOWN
