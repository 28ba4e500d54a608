"""Merkle tree hashes as RFC 9162 (Certificate Transparency 2.0), section 2.1.1, defines them, with SHA-256."""

import hashlib
from collections.abc import Iterable


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a tree with one entry: SHA-256 over 0x00 and the entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256 over 0x01 and the hashes of both sides."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_hash(entries: Iterable[bytes]) -> bytes:
    """Return the root over entries in order; of no entries it is SHA-256 of nothing.

    Whole subtrees are kept, the largest first, as the bits of the count so far: the same tree as the RFC's, which
    splits n entries at the largest power of two below n, in memory that grows with the logarithm of n.
    """
    whole: list[bytes] = []
    for count, entry in enumerate(entries):
        node = leaf_hash(entry)
        while count & 1:
            node = node_hash(whole.pop(), node)
            count >>= 1
        whole.append(node)
    if not whole:
        return hashlib.sha256(b"").digest()
    node = whole.pop()
    while whole:
        node = node_hash(whole.pop(), node)
    return node
