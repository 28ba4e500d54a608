"""Say what is wrong in a file so that a curator finds the place: file, line, field, what was expected."""

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _


class Fault(Exception):
    """A fault in a file; its text is ``file:line: field: what was expected``."""

    def __init__(self, file: str, line: int, field: str, expected: str) -> None:
        place = f"{file}:{line}"
        super().__init__(f"{place}: {field}: {expected}" if field else f"{place}: {expected}")
        self.file, self.line, self.field, self.expected = file, line, field, expected


class Faults(Exception):
    """All that was found wrong, a line each; nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.file, fault.line))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class FaultList:
    """Gathers the faults of one stage, so that a curator sees all of them at once."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note the faults raised inside, and go on after the block."""
        try:
            yield
        except Fault as fault:
            self._faults.append(fault)
        except Faults as several:
            self._faults += several.faults

    def __bool__(self) -> bool:
        return bool(self._faults)

    def raise_any(self) -> None:
        """Raise ``Faults`` where something was noted."""
        if self._faults:
            raise Faults(self._faults)


def nearest(given: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that names the nearest right spelling, or else what there is to choose from."""
    names = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(given.casefold(), names, n=1, cutoff=0.5)
    if found:
        return _("; the nearest is %(name)r") % {"name": names[found[0]]}
    if 0 < len(names) <= 12:
        return _("; there are: %(names)s") % {"names": ", ".join(sorted(names.values()))}
    return ""
