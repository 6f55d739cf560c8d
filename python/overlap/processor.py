"""What computing costs: turns of loops and calls of functions that cannot suspend are counted, so that a program costs the same on each machine. The
count also ends a program that computes for ever."""
import inspect
import sys

from .clock import clock
from .limits import MAX_TURNS, Limit
from .recording import recording

TOOL = 3  # of sys.monitoring's, one that no debugger or profiler has
SUSPENDING = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


class Processor:
    """Counts what code of a file does."""

    def __init__(self):
        self.files, self.turns = set(), 0

    def reset(self, file):
        self.files, self.turns = {file}, 0

    def turn(self):
        clock.turn()
        self.turns += 1
        if self.turns > MAX_TURNS:  # again at each further turn: the program may catch it
            recording.close()
            raise Limit(f"The program took more than {MAX_TURNS:,} turns of loops and calls: it may never end.")


processor = Processor()


def install():
    """Counts from now on."""
    if hasattr(sys, "monitoring"):
        _monitor()
    else:
        sys.settrace(_trace)


def remove():
    """Counts no more, so that what cleans up after the program can."""
    if hasattr(sys, "monitoring"):
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)
    else:
        sys.settrace(None)


def _monitor():
    monitoring = sys.monitoring
    events = monitoring.events
    monitoring.use_tool_id(TOOL, "overlap")

    def jump(code, at, to):
        if to > at or code.co_filename not in processor.files:
            return monitoring.DISABLE
        processor.turn()

    def call(code, _):
        if code.co_filename not in processor.files or code.co_flags & SUSPENDING:
            return monitoring.DISABLE
        processor.turn()

    monitoring.register_callback(TOOL, events.JUMP, jump)
    monitoring.register_callback(TOOL, events.PY_START, call)
    monitoring.set_events(TOOL, events.JUMP | events.PY_START)


def _trace(frame, event, _):
    """Counts on CPython 3.11, which has no sys.monitoring: a line at or above the one before is a turn."""
    if frame.f_code.co_filename not in processor.files:
        return None
    if not frame.f_code.co_flags & SUSPENDING:
        processor.turn()
    last = frame.f_lineno

    def line(frame, event, _):
        nonlocal last
        if event == "line":
            if frame.f_lineno <= last:
                processor.turn()
            last = frame.f_lineno
        return line

    return line
