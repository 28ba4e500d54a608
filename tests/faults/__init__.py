"""Scripts that press on what has failed before: texts and documents that kept a process, or everybody, for minutes."""
