"""The Merkle root against published test vectors and the RFC's own, recursive definition."""

import hashlib

import pytest

from ledger.recording import merkle

# The leaves and roots of Certificate Transparency's reference test (RFC 6962 and RFC 9162 hash alike).
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def mth(entries: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, as it is written there."""
    n = len(entries)
    if n == 0:
        return hashlib.sha256(b"").digest()
    if n == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < n:
        k *= 2
    return hashlib.sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def test_root_nothing():
    assert merkle.root_hash([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_root_published_vector(size):
    assert merkle.root_hash(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_root_every_size_as_the_rfc_defines_it():
    leaves = [str(number).encode() for number in range(130)]
    assert [merkle.root_hash(leaves[:n]) for n in range(131)] == [mth(leaves[:n]) for n in range(131)]


def test_root_order_and_boundaries_count():
    roots = {merkle.root_hash(leaves) for leaves in ([b"ab", b"c"], [b"a", b"bc"], [b"c", b"ab"], [b"abc"])}
    assert len(roots) == 4


def test_root_leaf_is_not_mistaken_for_a_node():
    left, right = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b")
    assert merkle.root_hash([left + right]) != merkle.root_hash([b"a", b"b"])
