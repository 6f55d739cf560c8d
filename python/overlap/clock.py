"""Virtual time, in nanoseconds since the program began. It moves when everybody waits, and when the program computes for long."""
import contextlib
import datetime
import time

EPOCH = 1_700_000_000_000_000_000  # what time.time_ns says at the beginning, so that each run says the same

FREE_LOOKS = 1_000  # looks at the clock, and turns of the loop, that cost nothing while time stands still
LOOK = 20_000  # what each further one costs, so that a program that polls gets on
FREE_TURNS = 2_000  # turns of loops and calls that cost nothing while time stands still
TURN = 70  # what each further one costs: CPython takes 50 to 90 ns


class Clock:
    """The time of whoever runs: the loop's, or that of a thread which runs on a clock of its own."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.ns = 0
        self.looks = self.turns = 0
        self.apart = 0  # how many threads run inside each other

    def advance(self, to):
        """Moves the time on to an instant, unless it is past."""
        if to > self.ns:
            self.ns = to
            self.looks = self.turns = 0

    def spend(self, ns):
        self.advance(self.ns + ns)

    def read(self):
        """Returns the time to whoever does not ask for the program."""
        return self.ns

    def look(self):
        """Returns the time to a program that asks for it, or whose loop turns again at the same instant."""
        self.looks += 1
        if self.looks > FREE_LOOKS:
            self.ns += LOOK
        return self.ns

    def turn(self):
        """Charges a turn of a loop, or a call."""
        self.turns += 1
        if self.turns > FREE_TURNS:
            self.ns += TURN

    @contextlib.contextmanager
    def thread(self, begin):
        """Runs the block on a clock of its own, which begins at an instant. The others' time stands still meanwhile."""
        before = self.ns, self.looks, self.turns
        self.ns, self.looks, self.turns = begin, 0, 0
        self.apart += 1
        try:
            yield
        finally:
            self.apart -= 1
            self.ns, self.looks, self.turns = before


clock = Clock()


class Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


Datetime.__name__ = Datetime.__qualname__ = "datetime"


def install():
    """Puts virtual time in the place of the machine's, but for time.sleep, which is blocking's."""
    time.time = lambda: (EPOCH + clock.look()) / 1e9
    time.time_ns = lambda: EPOCH + clock.look()
    for name in ("perf_counter", "monotonic", "process_time", "thread_time"):
        setattr(time, name, lambda: clock.look() / 1e9)
        setattr(time, name + "_ns", clock.look)
    for name in ("localtime", "gmtime", "ctime"):
        setattr(time, name, _of_now(getattr(time, name)))
    time.strftime = _formatted(time.strftime)
    datetime.datetime = Datetime


def _of_now(real):
    return lambda seconds=None: real(time.time() if seconds is None else seconds)


def _formatted(real):
    return lambda form, when=None: real(form, time.localtime() if when is None else when)
