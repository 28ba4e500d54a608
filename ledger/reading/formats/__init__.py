"""Read the formats of a statement's file, one module each: bytes go in, text comes out, or ``Unreadable`` is raised."""
