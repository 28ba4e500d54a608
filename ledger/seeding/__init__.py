"""Floor 3: files become rows. Seeds and fixtures are read, checked and written through the write API.

``seeding.seed`` is the way in. It raises ``faults.Faults`` and gives back a ``changes.Outcome``.
"""
