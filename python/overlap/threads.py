"""Threads, modelled: each job runs in one go on a clock of its own, and others learn of its end when their clock gets there."""
import concurrent.futures
import threading
import traceback
from asyncio import events

from overlap_trace import frames, jobs, record, waits

from .clock import clock
from .limits import Limit
from .recording import recording

WORKERS = 8  # of an executor that was not told how many
NOTE = "Threads run one after another, each on a clock of its own: what they do to each other's data is not shown."


class Job:
    """A function that a thread has run."""

    def __init__(self, function, args, options, begin, name=None):
        recording.note("threads", NOTE)
        self.name = name or jobs.name_of(function, args)
        self.number = record.made(self.name, record.current.thread.task, frames.caller(), True)
        self.result = self.error = None
        loop = events._get_running_loop()
        with clock.thread(begin):
            events._set_running_loop(None)
            jobs.begin(self.number)
            try:
                with jobs.Beside(self.number):
                    self.result = function(*args, **options)
            except Limit:
                raise
            except BaseException as error:
                self.error = error
            finally:
                events._set_running_loop(loop)
            self.end = clock.ns
            jobs.end(self.number, self.error)


class Workers:
    """The threads of an executor."""

    def __init__(self, number):
        self.free = [0] * number  # when each is

    def run(self, function, args, options):
        """Runs a job on the thread that is free first."""
        first = min(range(len(self.free)), key=self.free.__getitem__)
        job = Job(function, args, options, max(clock.ns, self.free[first]))
        self.free[first] = job.end
        return job


def in_executor(loop, executor, function, args):
    """Runs a job for a task, which gets the result when its clock is at the job's end."""
    if executor is None:
        executor = loop
    if not hasattr(executor, "_workers"):
        executor._workers = Workers(WORKERS)
    future = loop.create_future()

    def begin():
        job = executor._workers.run(function, args, {})
        waits.jobs[id(future)] = job.number, job.name
        loop.call_at(job.end / 1e9, end, job)

    def end(job):
        waits.jobs.pop(id(future), None)
        if future.cancelled():
            return
        if job.error is None:
            future.set_result(job.result)
        else:
            future.set_exception(job.error)

    begin()
    return future


class Executor(concurrent.futures.Executor):
    """What a program gets for a ThreadPoolExecutor, and for a ProcessPoolExecutor."""

    def __init__(self, max_workers=None, *_, **__):
        self._max_workers = max_workers or WORKERS
        self._workers = Workers(self._max_workers)

    def submit(self, function, /, *args, **options):
        return Future(self._workers.run(function, args, options))

    def map(self, function, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(function, *args) for args in zip(*iterables)]
        return (future.result() for future in futures)

    def shutdown(self, wait=True, **_):
        if wait and events._get_running_loop() is None:
            clock.advance(max(self._workers.free))


class Future:
    """A concurrent.futures.Future of a job that has run, and is done when its end comes."""

    def __init__(self, job):
        self._job = job

    def result(self, timeout=None):
        _join(self._job.end, timeout)
        if self._job.error is not None:
            raise self._job.error
        return self._job.result

    def exception(self, timeout=None):
        _join(self._job.end, timeout)
        return self._job.error

    def done(self):
        return self._job.end <= clock.ns

    def running(self):
        return not self.done()

    def cancelled(self):
        return False

    cancel = cancelled

    def add_done_callback(self, callback):
        callback(self)


def _join(end, timeout):
    """Waits for an instant."""
    if timeout is not None and end > clock.ns + timeout * 1e9:
        clock.spend(round(timeout * 1e9))
        raise TimeoutError
    clock.advance(end)


def as_completed(futures, timeout=None):
    for future in sorted(futures, key=lambda f: f._job.end):
        _join(future._job.end, None)
        yield future


def wait(futures, timeout=None, return_when=concurrent.futures.ALL_COMPLETED):
    futures = sorted(futures, key=lambda f: f._job.end)
    last = futures[0 if return_when == concurrent.futures.FIRST_COMPLETED else -1]._job.end
    clock.advance(last if timeout is None else min(last, clock.ns + round(timeout * 1e9)))
    done = {f for f in futures if f.done()}
    return concurrent.futures._base.DoneAndNotDoneFutures(done, set(futures) - done)


class Thread:
    """What a program gets for a threading.Thread: start runs it, join waits for its end."""

    count = 0

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, **_):
        Thread.count += 1
        self._target, self._args, self._options = target, args, kwargs or {}
        self.name, self.daemon, self.ident = name or f"Thread-{Thread.count}", daemon, None
        self._end = None

    def run(self):
        if self._target:
            self._target(*self._args, **self._options)

    def start(self):
        self.ident = Thread.count
        job = Job(self.run, (), {}, clock.ns, self.name)
        self._end = job.end
        if job.error is not None:
            traceback.print_exception(job.error)

    def join(self, timeout=None):
        limit = self._end if timeout is None else clock.ns + round(timeout * 1e9)
        clock.advance(min(self._end, limit))

    def is_alive(self):
        return self._end is not None and self._end > clock.ns


def install():
    threading.Thread = Thread
    concurrent.futures.ThreadPoolExecutor = concurrent.futures.ProcessPoolExecutor = Executor
    concurrent.futures.as_completed, concurrent.futures.wait = as_completed, wait


def reset():
    Thread.count = 0
