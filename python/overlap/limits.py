"""What ends a program that would not end by itself."""

MAX_RECORDS = 300_000
MAX_SECONDS = 3_600  # of virtual time
MAX_TURNS = 5_000_000  # of loops, and calls
MAX_OUTPUT = 1_000_000  # characters
MAX_MEMORY = 1 << 30  # bytes, natively; a page bounds the interpreter's memory itself


class Limit(SystemExit):
    """A bound that the program went over, or something that is not modelled. Tasks and handles let a SystemExit through, where they
    keep other exceptions."""


class Deadlock(RuntimeError):
    """Nothing can happen any more. The text says who waits for what, and line where the last of them does, 0 when that is not known."""

    def __init__(self, text, line):
        super().__init__(text)
        self.line = line
