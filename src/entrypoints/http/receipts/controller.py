"""`/usages/{usage_id}/receipt`, `/usages/{usage_id}/proof` and `/emissions/statement`."""

from typing import Any

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from application.authorisation import Caller
from application.receipts.get import GetReceipt
from application.receipts.state import StateEmissions
from domain.canonical import canonical
from domain.errors import NotSettled
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.openapi.declared import may_raise
from entrypoints.http.reading.values import given
from entrypoints.http.receipts.schemas import (
    Document,
    ProofQuestion,
    ReceiptQuestion,
    SealedProof,
    SealedReceipt,
    SealedStatement,
    StatementQuestion,
)


class ReceiptsController(Controller):
    """What proves figures to somebody who does not trust this service."""

    tags = ("Receipts",)

    @get("/usages/{usage_id:str}/receipt", operation_id="getReceipt", summary="Get the receipt of a figure")
    async def receipt(
        self,
        caller: NamedDependency[Caller],
        usage_id: FromPath[int],
        asked: NamedDependency[ReceiptQuestion],
        get_receipt: NamedDependency[GetReceipt],
    ) -> JsonAnswer[SealedReceipt]:
        """Of any version of a usage, of a deleted one too; it never changes."""
        return _canonical(await get_receipt(caller, usage_id, given(asked.version)))

    @get(
        "/emissions/statement",
        operation_id="stateEmissions",
        summary="State emissions",
        opt=may_raise(NotSettled),
    )
    async def statement(
        self,
        caller: NamedDependency[Caller],
        asked: NamedDependency[StatementQuestion],
        state_emissions: NamedDependency[StateEmissions],
    ) -> JsonAnswer[SealedStatement]:
        """Asked again with the same `as_of`, it is the same to the byte. The period may hold 50000 usages at most, with
        receipts 10000."""
        with_receipts = given(asked.include) == "receipts"
        return _canonical(await state_emissions(caller, asked.request(), with_receipts=with_receipts))

    @get(
        "/usages/{usage_id:str}/proof",
        operation_id="proveUsage",
        summary="Prove that a statement holds a usage",
        opt=may_raise(NotSettled),
    )
    async def proof(
        self,
        caller: NamedDependency[Caller],
        usage_id: FromPath[int],
        asked: NamedDependency[ProofQuestion],
        state_emissions: NamedDependency[StateEmissions],
    ) -> JsonAnswer[SealedProof]:
        """In the statement that the same parameters ask for, of 50000 usages at most. It shows that this receipt is in
        it, and nothing else."""
        return _canonical(await state_emissions.proof(caller, asked.request(), usage_id))


def _canonical(document: Document) -> JsonAnswer[Any]:
    return JsonAnswer(msgspec.Raw(canonical(document)))
