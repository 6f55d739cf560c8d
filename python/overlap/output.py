"""Standard output and error. Lines are records, too, and come out in the order of their instants: a thread's may be ahead."""
import builtins
import io
import sys

from overlap_trace import record

from .clock import clock
from .limits import MAX_OUTPUT, Limit
from .recording import recording


class Output(io.TextIOBase):
    """One of the two. sink is called with texts in order."""

    encoding, errors = "utf-8", "strict"

    def __init__(self, sink, shared, recorded):
        self._sink, self._shared, self._recorded = sink, shared, recorded
        self._line = {}  # by task: what it has written of a line

    def write(self, text):
        shared = self._shared
        if recording.closed:
            return len(text)
        shared.written += len(text)
        if shared.written > MAX_OUTPUT:
            recording.close()
            raise Limit(f"The program printed more than {MAX_OUTPUT:,} characters: it may never end.")
        if self._recorded:
            self._record(text)
        shared.ahead.append((clock.ns, self._sink, text))
        if not clock.apart:
            shared.flush(clock.ns)
        return len(text)

    def _record(self, text):
        task = record.current.thread.task
        *lines, rest = (self._line.pop(task, "") + text).split("\n")
        for line in lines:
            record.log("log", line)
        if rest:
            self._line[task] = rest

    def writable(self):
        return True


class Shared:
    """What both outputs have in common: what was written and has not come out, because the loop's clock is not there yet."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.ahead, self.written = [], 0

    def flush(self, until):
        """Puts out what was written up to an instant."""
        self.ahead.sort(key=lambda item: item[0])
        kept = [item for item in self.ahead if item[0] > until]
        for _, sink, text in self.ahead[: len(self.ahead) - len(kept)]:
            sink(text)
        self.ahead = kept


def _no_input(prompt=""):
    raise EOFError("there is nobody to answer")


def install(out, err):
    """Sends what is printed from now on to two functions, and returns what holds back lines that are ahead of the loop."""
    shared = Shared()
    sys.stdout, sys.stderr = Output(out, shared, True), Output(err, shared, False)
    builtins.input = _no_input
    return shared
