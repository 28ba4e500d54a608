"""Portuguese: the facts of a round alone; the groups of ``languages.groups`` up to ``bodies``."""
