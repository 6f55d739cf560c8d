"""The trace of a process of its own: its file, which begins with the first record.

The file is opened for each write: programs close descriptors that they did not open, and open others with the same number.
"""
import os
import sys
from _thread import allocate_lock

from . import record
from .record import buffer, quote, state

MOST = 2_000_000  # records of a process


class File:
    folder = path = ''
    written = dropped = 0  # records
    flushed = 0            # when the file was written last
    process = parent = 0


file = File()
_writing = allocate_lock()


def flush():
    """Writes what is recorded so far. A thread that comes while another writes leaves it to that."""
    if not buffer or not _writing.acquire(False):
        return
    try:
        with record.renaming:
            lines = buffer[:]
            del buffer[:len(lines)]
        room = MOST - file.written
        if len(lines) > room:
            file.dropped += len(lines) - room
            lines = lines[:room]
        file.written += len(lines)
        file.flushed = state.clock()
        if lines:
            _append('\n'.join(lines) + '\n')
    finally:
        _writing.release()


def _append(text):
    if not file.path:
        file.path = _new_file()
        text = header() + text
    if file.path:
        try:
            fd = os.open(file.path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
            try:
                data = text.encode()
                while data:
                    data = data[os.write(fd, data):]
            finally:
                os.close(fd)
        except OSError:
            pass  # a disk that is full, a folder that is gone: the program goes on


def _new_file():
    """Makes a file for this process, which may have the number of one that it replaced."""
    for n in range(1, 100):
        path = os.path.join(file.folder, '%d.%d.jsonl' % (os.getpid(), n))
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return path
        except FileExistsError:
            pass
        except OSError:
            break
    return ''


def header(refused=''):
    text = ''.join(',"%s":%s' % (k, quote(v)) for k, v in (('impl', sys.implementation.name), ('version', '%d.%d.%d' % sys.version_info[:3]), ('program', program()), ('refused', refused)) if v)
    return '{"trace":"overlap","schema":1,"clock":"monotonic","began":%d,"process":%d,"parent":%d%s}\n' % (state.begun, os.getpid(), file.parent, text)


def program():
    """Returns the name of the program's file, as the command line that began the process says it."""
    words = iter(sys.orig_argv[1:])
    for word in words:
        if word in ('-c', '-'):
            return word
        if word == '-m':
            return next(words, word)
        if word in ('-W', '-X', '--check-hash-based-pycs'):
            next(words, '')
        elif not word.startswith('-'):
            return os.path.basename(word)
        elif word.startswith('-c'):
            return '-c'
    return 'python'


def end():
    """Writes the last records. Whatever still comes is written at once."""
    if file.dropped:
        file.written = min(file.written, MOST - 1)
        record.log('mark', '%d more records are left out' % file.dropped)
    state.room = 0
    flush()


def _forked():
    """The child of a fork has a trace of its own, that begins now."""
    global _writing
    _writing = allocate_lock()
    record.forget()
    file.parent, file.process = file.process, os.getpid()
    file.path, file.written, file.dropped = '', 0, 0
    state.begun = state.clock()


def start(folder):
    file.folder, state.begun = folder, state.clock()
    file.process, file.parent = os.getpid(), os.getppid()
    state.full = flush
    os.register_at_fork(before=flush, after_in_child=_forked)


def refuse(why):
    """Leaves a trace that says why there is none."""
    file.path = _new_file()
    if file.path:
        with open(file.path, 'w') as f:
            f.write(header(why))


IDLE = 50_000_000     # nanoseconds of a wait that are worth a write
OVERDUE = 200_000_000


def idle(seconds):
    """Writes when a loop is about to wait for long: whoever ends the process now has what happened."""
    if buffer and (seconds is None or seconds > IDLE / 1e9 or state.clock() - file.flushed > OVERDUE):
        flush()


def loops():
    from asyncio.base_events import BaseEventLoop
    once = BaseEventLoop._run_once

    def _run_once(self):
        if buffer and not self._ready:
            timers = self._scheduled
            idle(timers[0]._when - self.time() if timers else None)
        once(self)
    BaseEventLoop._run_once = _run_once


def leave():
    """Has the last records written however the process ends, but for a signal that it does not handle."""
    import atexit
    atexit.register(end)

    def writes_first(function):
        def call(*args, **kwargs):
            end() if function is exit_now else flush()
            return function(*args, **kwargs)
        call.__name__ = call.__qualname__ = function.__name__
        return call
    exit_now = os._exit
    for name in ('_exit', 'execv', 'execve'):
        setattr(os, name, writes_first(getattr(os, name)))
