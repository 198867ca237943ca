"""The ledger's rules and words, on the standard library alone.

Glossary
    Organisation     a customer, the tenant; every usage belongs to exactly one.
    User             somebody who logs in, a member of an organisation.
    Operator         a user who runs the installation and publishes factors.
    Usage type       what one can use: a name and a unit, such as electricity in kwh.
    Emission factor  kg CO2e per unit of a usage type, in force for a period, with its source.
    Usage            an amount of a usage type at an instant, with its pinned factor and its emissions.
    Version          one state of a usage; a change closes the current version and opens the next.
    Pinned factor    the factor version that a usage's emissions were calculated with; it stays when factors change.
    Quantity         an amount and its unit, as somebody entered them.
    Journal          every change, entry by entry: a chain for each organisation, one for what concerns everybody.
    Seal             what fixes an entry's place in its chain: its number, from when it counts, and a hash.
    Receipt          all that one version's figure was made from, with its SHA-256; it never changes.
    Statement        totals of a period as of an instant, over receipts that hang in a Merkle tree.
    Proof            that a receipt hangs in that tree.
    Period           instants from a start up to, but not including, an end.
    Bucket           a day, ISO week, month, quarter or year of a time zone's calendar.
"""
