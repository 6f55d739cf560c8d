"""Notes who holds what: tasks their locks, and the loop whoever blocks."""
import sys
import time

from . import frames, names, record
from .record import current, emit, now, quote
from .waits import held


def locks():
    """Notes who takes a lock: its attribute _locked, which asyncio sets, becomes a property."""
    from asyncio import locks

    def get(self):
        return self.__dict__['_locked']

    def set(self, locked):
        self.__dict__['_locked'] = locked
        try:
            if not locked:
                released(self)
            elif not _of_barrier(sys._getframe(1)):
                taken(self, current.thread.task, (current.thread.entry, frames.callers()))
        except Exception as error:
            record.log('mark', 'a lock is not followed: %r' % error)
    locks.Lock._locked = property(get, set)


def taken(lock, number, where):
    """Records that a task has got a lock."""
    resource, name = names.thing(lock, where)
    held[id(lock)] = number, resource
    emit('{"at":%d,"kind":"acquired","task":%d,"name":%s,"resource":%d}' % (now(), number, quote(name), resource))


def released(lock):
    holder = held.pop(id(lock), None)
    if holder:
        emit('{"at":%d,"kind":"released","task":%d,"resource":%d}' % (now(), *holder))


def _of_barrier(frame):
    """Reports whether a barrier takes a lock, which it has for itself."""
    while frame is not None and frames.kind(frame.f_code) is not frames.USER:
        if frame.f_code.co_qualname.startswith('Barrier.'):
            return True
        frame = frame.f_back
    return False


def sleeping():
    original = time.sleep

    def sleep(seconds):
        return slept('time.sleep', seconds, lambda: original(seconds))
    time.sleep = sleep


def slept(what, seconds, wait):
    """Waits as wait does, for so many seconds."""
    try:
        due = now() + max(0, round(seconds * 1e9))
    except (TypeError, ValueError, OverflowError):
        due = now()
    return blocked(what, '"sleep","for":"","due":%d' % due, wait, due)


def blocked(what, fields, wait, due=None):
    """Waits as wait does. A thread of its own waits alone; a task holds the loop."""
    thread, t = current.thread, now()
    job = thread.task
    if not job:
        return wait()
    place = frames.caller(3)
    if not thread.beside:
        try:
            return wait()
        finally:
            record.held(what, now() - t, place)
    emit('{"at":%d,"kind":"waiting","task":%d,"why":%s%s}' % (t, job, fields, place))
    try:
        return wait()
    finally:
        t = now()
        if due is None or t < due:
            emit('{"at":%d,"kind":"ready","task":%d,"by":0}' % (t, job))
        emit('{"at":%d,"kind":"running","task":%d%s}' % (t, job, place))
