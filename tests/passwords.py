"""A coordinator's password, with a hash that is checked at once: argon2id as in the product, but with the least memory.

That the product's own hashes cost what they should is tested where they are made: tests/operations/accounts.
"""

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

PASSWORD = "correct horse battery"
HASH = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)).hash(PASSWORD)
