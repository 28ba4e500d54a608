"""Two texts as they are shown side by side: of long ones what differs, and a few words around it."""

LONG = 240
"""Texts with more characters than this are shown where they differ, with a few words around."""
AROUND = 40


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Return two texts, of long ones only what differs and a few words around it."""
    if max(len(before), len(after)) <= LONG:
        return before, after
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    return _excerpt(before, head, tail), _excerpt(after, head, tail)


def _alike(text: str, other: str) -> int:
    """Count how many characters two texts begin with in common."""
    differing = (place for place, (a, b) in enumerate(zip(text, other, strict=False)) if a != b)
    return next(differing, min(len(text), len(other)))


def _excerpt(text: str, head: int, tail: int) -> str:
    start, end = max(head - AROUND, 0), min(len(text) - tail + AROUND, len(text))
    middle = text[start:end]
    if len(middle) > 4 * LONG:
        middle = f"{middle[: 2 * LONG]} […] {middle[-2 * LONG :]}"
    return f"{'…' if start else ''}{middle}{'…' if end < len(text) else ''}"
