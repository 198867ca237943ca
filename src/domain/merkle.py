"""The tree of hashes in which a statement's receipts hang, as RFC 9162 (section 2.1) makes it.

One root stands for all leaves, and a short path shows that one leaf is among them. Leaves and nodes are hashed with
different first bytes, so that no node can be passed off as a leaf.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf that holds these bytes."""
    return sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands above two hashes."""
    return sha256(_NODE + left + right).digest()


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root above leaves that are hashed already; of none it is the hash of nothing."""
    top: Sequence[bytes] = (sha256().digest(),)
    for level in _levels(leaf_hashes):
        top = level
    return top[0]


def inclusion_path(leaf_hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """What has to be hashed with a leaf on the way up to the root, the nearest first. Raises IndexError."""
    if not 0 <= index < len(leaf_hashes):
        raise IndexError(f"There is no leaf {index} among {len(leaf_hashes)}.")
    path = []
    for level in _levels(leaf_hashes):
        if (beside := index ^ 1) < len(level):
            path.append(level[beside])
        index >>= 1
    return tuple(path)


def is_included(leaf: bytes, index: int, leaves: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from a leaf's hash, at an index among so many leaves, to the root."""
    if not 0 <= index < leaves:
        return False
    place, last, reached = index, leaves - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            reached = node_hash(beside, reached)
            while place % 2 == 0 and place:  # levels at which there was nothing to the right
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def _levels(leaf_hashes: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The tree from its leaves to its root. An odd one out rises as it is: splitting at powers of two comes to that."""
    level = leaf_hashes
    while level:
        yield level
        if len(level) == 1:
            return
        paired = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = [*paired, level[-1]] if len(level) % 2 else paired
