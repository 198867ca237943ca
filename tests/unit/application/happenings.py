"""What happens to a usage once it is recorded, by use cases and behind their back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from application.authorisation import COMMAND_LINE, Caller
from application.usage_types.change import UsageTypeChange
from application.usages.draft import UsageAmendment
from application.views.usages import UsageView
from domain.period import Period
from domain.usage import Usage
from tests.clocks import NOON
from tests.unit.application.handed_out import START
from tests.unit.application.installation import Installation

DAY = timedelta(days=1)


async def amend(app: Installation, caller: Caller, usage: UsageView, **parts: Any) -> None:
    app.clock.advance(seconds=1)
    await app.correct_usage.amend(caller, usage.id, UsageAmendment(**parts))


async def everything_happens(app: Installation, ada: Caller, usage: UsageView) -> None:
    """To a usage and its type, and to those of others."""
    await app.publish("7")
    await amend(app, ada, usage, amount=Decimal("4.5"), note="Read again")
    await app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange("power", is_retired=True))
    await amend(app, ada, usage, usage_type_id=102, usage_at=NOON + DAY, unit="MJ")
    await app.delete_usage(ada, usage.id)
    app.clock.advance(days=1)
    await app.restore_usage(ada, usage.id)
    await app.publish("0.5", Period(start=START), 102)
    await app.record(await app.member(f"{usage.id}@example.org"), "1000", 102)


def overwrite(app: Installation, caller: Caller, usage_id: int, **parts: Any) -> None:
    """What no use case does: another first version in the place of the one that is kept."""
    place = caller.organisation_id, usage_id
    first, *others = app.storage.committed.usages[place]
    changed: list[Usage] = [replace(first, **parts), *others]
    app.storage.committed.usages[place] = type(app.storage.committed.usages[place])(changed)
