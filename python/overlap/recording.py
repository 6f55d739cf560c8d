"""The records of a run on virtual time. Package overlap_trace makes them, as it does of programs on the machine's clock; here are
the clock and the file."""
import json
import os
import sys

from overlap_trace import complaints, frames, holding, record, rows, steps, waits

from .clock import clock
from .limits import MAX_RECORDS

HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep


class Recording:
    """What was recorded of a program."""

    def reset(self):
        record.forget()
        frames.forget()
        self.closed = self.full = False
        self.lines = []
        self.notes = {}

    def note(self, name, text):
        """Notes once that the program touches something that is modelled otherwise than it is."""
        self.notes.setdefault(name, text)

    def close(self):
        """Ends the trace, and what is printed: what happens after it, such as the cleaning up of a stuck program, is nobody's."""
        if not self.closed:
            self.closed, self.lines = True, record.buffer[:MAX_RECORDS]

    def overflow(self):
        self.full = True
        del record.buffer[MAX_RECORDS:]

    def text(self, how, **header):
        """Returns the file. Threads run ahead of the loop, so records are sorted by their instants."""
        version = "%d.%d.%d" % sys.version_info[:3]
        head = {"trace": "overlap", "schema": 1, "clock": "virtual", "impl": sys.implementation.name, "version": version, **header}
        self.lines.sort(key=_instant)
        end = max(clock.ns, _instant(self.lines[-1]) if self.lines else 0)
        return "\n".join([json.dumps(head), *self.lines, json.dumps({"at": end, "kind": "end", "how": how})]) + "\n"


def _instant(line):
    return int(line[6 : line.index(",")])


recording = Recording()


def install():
    """Has this interpreter record what tasks do, once."""
    record.state.clock, record.state.room, record.state.full = clock.read, MAX_RECORDS + 1, recording.overflow
    frames.asyncio.append(HERE)
    frames.libraries += [os.path.dirname(os.path.dirname(HERE)) + os.sep, "<exec>"]
    waits.waits.update(
        {
            "network.Server.wait_closed": waits.fixed("event", "closing"),
            "network.Server.serve_forever": waits.fixed("accept", ""),
            "loop.Loop.create_connection": waits.connect,
            "aiohttp.TCPConnector.connect": waits.fixed("semaphore", "a connection"),
        }
    )
    for part in (steps.patch, holding.locks, holding.sleeping, complaints.unretrieved, complaints.unawaited):
        part()


def look_for_rows():
    """Adds where the program awaits in a row what could overlap."""
    if not recording.closed:
        rows.find()
