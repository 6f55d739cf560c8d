"""What the trace knows of tasks, and records of them."""
import weakref

from . import names, waits
from .clock import clock
from .recorder import recorder

READY, RUNNING, WAITING = range(3)


class Known:
    """A task that the trace knows."""

    def __init__(self, number, name, maker):
        self.number, self.name, self.maker = number, name, maker
        self.task = None  # a weak reference: asyncio forgets tasks that nobody holds, and programs show it
        self.state = READY
        self.cancelling = 0
        self.line = 0  # where it stopped
        self.wait = None
        self.inner = None  # its coroutine, where the program's task factory put another around it


class Tracer:
    """Knows the tasks of a run."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.known = {}  # by the address of a task that has not ended: Known, or None for asyncio's own
        self.ended = {}  # by address likewise: a number
        self.jobs = {}  # by the future of a thread's result: Known
        self.running = None  # the task whose step this is
        self.holders = {}  # by the number of a lock: the number of the task that holds it

    def now(self):
        return clock.ns

    def number(self, future):
        known = self.known.get(id(future))
        return known.number if known else 0

    def name(self, future):
        known = self.known.get(id(future))
        return known.name if known else ""

    def coroutine(self, task):
        return self.known[id(task)].inner or task.get_coro()

    def make(self, name):
        """Records a task, or a thread's job, and returns it."""
        known = Known(next(recorder.tasks), name, self.running)
        recorder.record("made", known.number, name=name, parent=recorder.current, line=names.line_here())
        return known

    def add(self, task, known):
        self.known[id(task)] = known
        known.task = weakref.ref(task)

    def of(self, task):
        """Returns a task that is about to run; also one that the program made without create_task."""
        if id(task) not in self.known:
            self.add(task, self.make(names.of_task(task, task.get_coro())))
        return self.known[id(task)]

    def frames_above(self, task):
        """Returns the program's frames in which the makers of a task wait, the first maker's first."""
        frames, known = [], self.known.get(id(task))
        while known is not None and (known := known.maker) is not None:
            if (maker := known.task and known.task()) is not None:
                frames[:0] = (f for f in waits.frames(known.inner or maker.get_coro()) if names.is_own(f.f_code))
        return frames

    def frames_here(self):
        """Returns those frames for the task that runs, and then its own."""
        task = self.running and self.running.task and self.running.task()
        return (self.frames_above(task) if task else []) + names.own_frames()

    def begin(self, known):
        recorder.record("running", known.number, **({"line": known.line} if known.line else {}))
        known.state, self.running = RUNNING, known

    def stop(self, task, known):
        """Records where a task stands after a step: at a wait, or at its end."""
        self.running = None
        if task.done():
            self.end(task, known)
            return
        known.wait = waits.of(task, self)
        known.line = known.wait.fields.get("line", 0)
        known.state = WAITING
        recorder.record("waiting", known.number, why=known.wait.why, for_=known.wait.for_, **known.wait.fields)

    def end(self, task, known):
        if task.cancelled():
            recorder.record("cancelled", known.number, cause=str(task._cancel_message or ""))
        elif (error := task._exception) is not None:
            recorder.record("failed", known.number, error=described(error))
        else:
            recorder.record("done", known.number)
        del self.known[id(task)]
        self.ended[id(task)] = known.number

    def wake(self, task):
        """Records that a task is queued to run again, and first that it is cancelled when that is why."""
        known = self.known.get(id(task))
        if known is None or known.state != WAITING:
            return
        by = recorder.current or recorder.waker
        if (cancelling := task.cancelling()) > known.cancelling:
            recorder.record("cancel", known.number, cause=str(task._cancel_message or ""), by=by)
        known.cancelling = cancelling
        recorder.record("ready", known.number, by=by)
        known.state, known.wait = READY, None

    def waiting(self):
        """Returns the tasks that wait, in the order they were made."""
        return sorted((k for k in self.known.values() if k and k.state == WAITING), key=lambda k: k.number)


tracer = Tracer()


def described(error):
    text = str(error)
    return type(error).__name__ + (": " + text if text else "")
