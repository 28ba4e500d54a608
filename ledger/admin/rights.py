"""What the person behind a request may do: the same question as everywhere."""

from ledger.accounts.rights import Rights, rights_of

__all__ = ["Rights", "rights_of"]
