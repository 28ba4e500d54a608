"""Merkle tree hashes as RFC 9162 (Certificate Transparency 2.0), section 2.1.1, defines them, with SHA-256."""

import hashlib
from collections.abc import Sequence


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a tree with one entry: SHA-256 over 0x00 and the entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256 over 0x01 and the hashes of both sides."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_hash(entries: Sequence[bytes]) -> bytes:
    """Return the root over entries in order; of no entries it is SHA-256 of nothing.

    Level by level from the leaves, a node without a neighbour going up as it is: the same tree as the RFC's, which
    splits n entries at the largest power of two below n.
    """
    if not entries:
        return hashlib.sha256(b"").digest()
    level = [leaf_hash(entry) for entry in entries]
    while len(level) > 1:
        pairs = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]
