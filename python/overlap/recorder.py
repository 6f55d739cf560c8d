"""Writes overlap-trace 1: JSON Lines with a header, in the words of overlap's engine/trace."""
import functools
import itertools
import json
import sys

from .clock import clock
from .limits import MAX_RECORDS

LONGEST = 400  # characters of a text


@functools.lru_cache(maxsize=5_000)
def quoted(text):
    """Returns a text as JSON. Half of a surrogate pair, which UTF-8 cannot hold, becomes a question mark."""
    return json.dumps(text[:LONGEST].encode("utf-8", "replace").decode())


class Recorder:
    """Holds the records of one run."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.lines = []  # (instant, JSON)
        self.closed = False
        self.dropped = 0
        self.current = 0  # the task that runs, 0 for the loop
        self.waker = 0  # the task whose end the loop is telling others
        self.tasks = itertools.count(1)
        self.connections = itertools.count(1)
        self.resources = itertools.count(1)
        self.notes = {}

    def record(self, kind, task, **fields):
        """Adds a record at the present instant. A field that Python has a keyword for ends with an underscore: for_."""
        if self.closed or len(self.lines) >= MAX_RECORDS:
            self.dropped += not self.closed
            return
        at = clock.ns
        text = f'{{"at":{at},"kind":"{kind}","task":{task}'
        for name, value in fields.items():
            text += f',"{name.rstrip("_")}":{quoted(value) if value.__class__ is str else value}'
        self.lines.append((at, text + "}"))

    def rename(self, number, before, name):
        """Gives a task that was just made another name."""
        for i in reversed(range(len(self.lines))):
            at, text = self.lines[i]
            if text.startswith(f'{{"at":{at},"kind":"made","task":{number},'):
                self.lines[i] = at, text.replace(f'"name":{quoted(before)}', f'"name":{quoted(name)}', 1)
                return

    def note(self, name, text):
        """Notes once that the program touches something that is modelled otherwise than it is."""
        self.notes.setdefault(name, text)

    def close(self):
        """Ends the trace, and what is printed: what happens after it, such as the cleaning up of a stuck program, is nobody's."""
        self.closed = True

    def text(self, how, **header):
        """Returns the file. Threads run ahead of the loop, so records are sorted by their instants."""
        version = "%d.%d.%d" % sys.version_info[:3]
        head = {"trace": "overlap", "schema": 1, "clock": "virtual", "impl": sys.implementation.name, "version": version, **header}
        self.lines.sort(key=lambda line: line[0])
        end = max(clock.ns, self.lines[-1][0] if self.lines else 0)
        lines = [json.dumps(head)]
        lines += (text for _, text in self.lines)
        lines.append(json.dumps({"at": end, "kind": "end", "how": how}))
        return "\n".join(lines) + "\n"


recorder = Recorder()
