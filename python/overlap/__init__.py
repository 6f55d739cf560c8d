"""Runs a program's asyncio on virtual time, and records what its tasks waited for as overlap-trace 1.

Tasks, gather, groups, locks, queues and streams are asyncio's own. What is ours is the loop's clock and selector, a network in
memory, and threads that run one after another. Works on CPython 3.11 to 3.14, natively and in a page."""
