"""`python -m entrypoints.cli` is `carbon-ledger`."""

from entrypoints.cli.main import main

main()
