"""Reporting emissions over time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from application.authorisation import Caller
from application.journal.history import History
from application.ports import Clock, EmissionCell, EmissionQueries, UsageTypeQueries
from application.views.emissions import BucketEmissions, EmissionReport, ReportRequest, TypeEmissions
from application.views.usages import UsageTypeReference
from domain.errors import InvalidValue
from domain.period import Bucket, buckets, whole_bucket
from domain.quantity import total

MOST_BUCKETS = 5000


@dataclass(frozen=True, slots=True)
class ReportEmissions:
    """Adds up an organisation's emissions by calendar bucket and usage type, empty buckets included."""

    clock: Clock
    emissions: EmissionQueries
    usage_types: UsageTypeQueries
    history: History

    async def __call__(self, caller: Caller, request: ReportRequest) -> EmissionReport:
        """An end left open is that of the bucket of the organisation's first or last usage. Raises InvalidValue, and
        what History.at does."""
        then = await self.history.at(request.as_of)
        ends = await self._ends(caller, request)
        made = [] if ends is None else _buckets_of(*ends, request)
        cells = await self.emissions.cells(caller.organisation_id, made, request.as_of) if made else ()
        names = {view.id: view for view in await self.usage_types.list(self.clock.now())}
        references = {id: UsageTypeReference(id, view.name, view.unit) for id, view in names.items()} | dict(then)
        return EmissionReport(
            start=made[0].start if made else request.period.start,
            end=made[-1].end if made else request.period.end,
            bucket=request.bucket.value,
            time_zone=request.time_zone.key,
            total=sum(cell.usages for cell in cells),
            total_emissions_kg_co2e=total(cell.emissions_kg_co2e for cell in cells),
            by_usage_type=_by_type(cells, references),
            buckets=_by_bucket(made, cells, references if request.by_usage_type else None),
        )

    async def _ends(self, caller: Caller, request: ReportRequest) -> tuple[datetime, datetime] | None:
        start, end = request.period.start, request.period.end
        if start is None or end is None:
            span = await self.emissions.span(caller.organisation_id, request.as_of)
            if span is None:
                return None
            first, last = (whole_bucket(at, request.bucket, request.time_zone) for at in span)
            start, end = start or first.start, end or last.end
        return start, end


def _buckets_of(start: datetime, end: datetime, request: ReportRequest) -> list[Bucket]:
    made = list(islice(buckets(start, end, request.bucket, request.time_zone), MOST_BUCKETS + 1))
    if len(made) > MOST_BUCKETS:
        reason = f"That makes more than {MOST_BUCKETS} buckets; ask for a shorter period or larger buckets."
        raise InvalidValue(reason, field="bucket")
    return made


def _by_type(cells: Iterable[EmissionCell], names: dict[int, UsageTypeReference]) -> tuple[TypeEmissions, ...]:
    grouped = defaultdict[int, list[EmissionCell]](list)
    for cell in cells:
        grouped[cell.usage_type_id].append(cell)
    return tuple(
        TypeEmissions(
            usage_type=names[usage_type_id],
            total=sum(cell.usages for cell in members),
            amount_in_type_unit=total(cell.amount_in_type_unit for cell in members),
            emissions_kg_co2e=total(cell.emissions_kg_co2e for cell in members),
        )
        for usage_type_id, members in sorted(grouped.items())
    )


def _by_bucket(
    made: Sequence[Bucket], cells: Iterable[EmissionCell], names: dict[int, UsageTypeReference] | None
) -> tuple[BucketEmissions, ...]:
    grouped = defaultdict[int, list[EmissionCell]](list)
    for cell in cells:
        grouped[cell.bucket].append(cell)
    return tuple(
        BucketEmissions(
            label=bucket.label,
            start=bucket.start,
            end=bucket.end,
            total=sum(cell.usages for cell in grouped[index]),
            emissions_kg_co2e=total(cell.emissions_kg_co2e for cell in grouped[index]),
            by_usage_type=None if names is None else _by_type(grouped[index], names),
        )
        for index, bucket in enumerate(made)
    )
