"""Opening the operator's account that the installation is configured with."""

from dataclasses import dataclass

from application.accounts.add_user import AddUser
from application.authorisation import COMMAND_LINE
from domain.errors import EmailTaken


@dataclass(frozen=True, slots=True)
class EnsureOperator:
    """Opens the account at the first start; an account that has the address stays as it is, password included."""

    add_user: AddUser

    async def __call__(self, email: str, password: str) -> bool:
        """Whether an account was opened. Raises InvalidValue."""
        try:
            await self.add_user(COMMAND_LINE, "Operator", email, password, is_operator=True)
        except EmailTaken:
            return False
        return True
