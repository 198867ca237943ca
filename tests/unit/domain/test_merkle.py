"""The tree of hashes."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.merkle import inclusion_path, is_included, leaf_hash, node_hash, root_of

# The leaves, roots and path of the test data that Certificate Transparency's own implementations share.
LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
PATH_OF_THE_FIRST_OF_EIGHT = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
HASHES = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]

trees = st.integers(1, 70).map(lambda leaves: [leaf_hash(bytes([index])) for index in range(leaves)])


def root_by_the_book(data: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, word for word."""
    if not data:
        return sha256(b"").digest()
    if len(data) == 1:
        return sha256(b"\x00" + data[0]).digest()
    k = max(2**power for power in range(20) if 2**power < len(data))
    return sha256(b"\x01" + root_by_the_book(data[:k]) + root_by_the_book(data[k:])).digest()


def path_by_the_book(m: int, data: list[bytes]) -> list[bytes]:
    """RFC 9162, section 2.1.3.1, word for word."""
    if len(data) == 1:
        return []
    k = max(2**power for power in range(20) if 2**power < len(data))
    if m < k:
        return [*path_by_the_book(m, data[:k]), root_by_the_book(data[k:])]
    return [*path_by_the_book(m - k, data[k:]), root_by_the_book(data[:k])]


@pytest.mark.parametrize("leaves", range(len(ROOTS)))
def test_roots_that_others_found(leaves):
    assert root_of(HASHES[:leaves]).hex() == ROOTS[leaves]


def test_a_path_that_others_found():
    assert tuple(beside.hex() for beside in inclusion_path(HASHES, 0)) == PATH_OF_THE_FIRST_OF_EIGHT


@pytest.mark.parametrize("leaves", range(70))
def test_roots_and_paths_are_those_of_the_book(leaves):
    data = [bytes([index]) for index in range(leaves)]
    hashes = [leaf_hash(leaf) for leaf in data]
    assert root_of(hashes) == root_by_the_book(data)
    for index in range(leaves):
        assert list(inclusion_path(hashes, index)) == path_by_the_book(index, data)


@given(trees)
def test_every_leaf_is_included_at_its_own_index_and_no_other(tree):
    root, leaves = root_of(tree), len(tree)
    for index, leaf in enumerate(tree):
        path = inclusion_path(tree, index)
        assert [at for at in range(leaves) if is_included(leaf, at, leaves, path, root)] == [index]


@given(trees, st.data())
def test_whatever_is_altered_is_not_included(tree, data):
    index = data.draw(st.integers(0, len(tree) - 1))
    leaf, path, root, leaves = tree[index], inclusion_path(tree, index), root_of(tree), len(tree)
    other = leaf_hash(b"another")
    assert not is_included(other, index, leaves, path, root)
    assert not is_included(leaf, index, leaves, path, other)
    assert not is_included(leaf, index, leaves, [*path, other], root)
    assert not is_included(leaf, -1, leaves, path, root)
    assert not is_included(leaf, leaves, leaves, path, root)
    for at in range(len(path)):
        assert not is_included(leaf, index, leaves, [*path[:at], other, *path[at + 1 :]], root)
        assert not is_included(leaf, index, leaves, [*path[:at], *path[at + 1 :]], root)


def test_a_path_that_climbs_higher_than_the_tree_is_refused():
    one, other = HASHES[:2]
    assert is_included(one, 1, 2, [other], node_hash(other, one))
    assert not is_included(one, 0, 1, [other], node_hash(other, one))


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_path_from_a_leaf_that_is_not_there(index):
    with pytest.raises(IndexError):
        inclusion_path(HASHES[:3], index)


def test_a_node_cannot_pass_for_a_leaf():
    assert leaf_hash(HASHES[0] + HASHES[1]) != node_hash(HASHES[0], HASHES[1])


def test_a_large_tree_is_no_deeper_than_its_logarithm():
    tree = [leaf_hash(index.to_bytes(4, "big")) for index in range(100_001)]
    path = inclusion_path(tree, 77_777)
    assert len(path) == 17
    assert is_included(tree[77_777], 77_777, len(tree), path, root_of(tree))
