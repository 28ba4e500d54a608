"""One module per format of a statement's file: bytes go in, text comes out, or ``Unreadable`` is raised."""
