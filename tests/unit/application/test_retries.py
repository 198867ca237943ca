"""Doing again what the storage undid."""

from datetime import timedelta

import pytest

from application import retries
from application.ports import StorageInterrupted, StorageUnavailable
from application.retries import retried


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "_PAUSES", (timedelta(0),) * 3)


class Act:
    """Raises these in turn, then succeeds."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.tries = 0

    @retried
    async def __call__(self, answer: str) -> str:
        self.tries += 1
        if self.errors:
            raise self.errors.pop(0)
        return answer


@pytest.mark.parametrize("undone", [0, 1, 3])
async def test_what_was_undone_is_done_again(undone: int) -> None:
    act = Act(*(StorageInterrupted() for _ in range(undone)))
    assert await act("done") == "done"
    assert act.tries == undone + 1


async def test_after_four_tries_it_is_given_up_for_good() -> None:
    """Who asked for several such things does not try each of them four times over."""
    act = Act(*(StorageInterrupted("a deadlock") for _ in range(9)))
    with pytest.raises(StorageUnavailable, match="a deadlock") as given_up:
        await act("done")
    assert not isinstance(given_up.value, StorageInterrupted)
    assert act.tries == 4


async def test_what_may_have_been_done_is_not_done_again() -> None:
    act = Act(StorageUnavailable("the answer to the commit got lost"))
    with pytest.raises(StorageUnavailable):
        await act("done")
    assert act.tries == 1
