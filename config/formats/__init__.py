"""How days and times are written where Django writes them: in English as everywhere else in the ledger."""
