"""French, as joint statements are worded in it; a module for each group of ``languages.groups``."""
