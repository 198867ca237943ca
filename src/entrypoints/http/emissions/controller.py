"""`/emissions`."""

from litestar import Controller, get
from litestar.di import NamedDependency

from application.authorisation import Caller
from application.emissions.report import ReportEmissions
from domain.errors import NotSettled
from entrypoints.http.emissions.schemas import EmissionsOverTime, EmissionsQuestion
from entrypoints.http.openapi.declared import may_raise
from entrypoints.http.reading.values import given


class EmissionsController(Controller):
    """Sums of emissions."""

    path = "/emissions"
    tags = ("Emissions",)

    @get(operation_id="reportEmissions", summary="Report emissions over time", opt=may_raise(NotSettled))
    async def report(
        self,
        caller: NamedDependency[Caller],
        asked: NamedDependency[EmissionsQuestion],
        report_emissions: NamedDependency[ReportEmissions],
    ) -> EmissionsOverTime:
        """Calendar buckets of a time zone, right at days of 23 and 25 hours, empty ones included."""
        return EmissionsOverTime.of(await report_emissions(caller, asked.request()), given(asked.group_by))
