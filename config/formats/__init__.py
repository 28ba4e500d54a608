"""Write days and times as the ledger does where Django writes them, in English."""
