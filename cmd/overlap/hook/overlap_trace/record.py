"""The trace of this process: its clock, its records, its file.

The file is opened for each write: programs close descriptors that they did not open, and open others with the same number.
"""
import os
import sys
import time
from _thread import _local, allocate_lock

MOST = 2_000_000  # records of a process
LONGEST = 400     # characters of a text

clock = time.monotonic_ns


class Thread:
    """What a thread does now."""
    __slots__ = ('task', 'by')

    def __init__(self):
        self.task = 0  # the number of the task that runs
        self.by = 0    # the number of the task whose end the loop tells others


class Current(_local):
    def __init__(self):
        self.thread = Thread()


class State:
    folder = ''
    path = ''
    begun = 0     # of the clock
    last = 0      # the latest instant
    made = 0      # tasks
    written = 0   # records
    dropped = 0
    flushed = 0   # when the file was written last
    over = False  # the program is: whatever still comes is written at once
    process = 0
    parent = 0


current = Current()
state = State()
buffer = []
forgets = []  # what modules forget in the child of a fork
_writing = allocate_lock()
_making = allocate_lock()
_quoted = {}


def quote(text):
    """Returns a text as JSON. The few texts of a program come again and again."""
    q = _quoted.get(text)
    if q is None:
        from _json import encode_basestring_ascii  # not before a program has tasks
        q = encode_basestring_ascii(text if len(text) <= LONGEST else text[:LONGEST] + '…')
        if len(_quoted) < 5000:
            _quoted[text] = q
    return q


def now():
    """Returns the nanoseconds since the trace began. Threads never see time go back."""
    t = clock() - state.begun
    if t < state.last:
        return state.last
    state.last = t
    return t


def emit(line):
    buffer.append(line)
    if len(buffer) >= 4096 or state.over:
        flush()


def made(name, parent, more):
    """Records a task and returns its number: tasks are numbered in the order of their records, in all threads."""
    with _making:
        state.made += 1
        buffer.append('{"at":%d,"kind":"made","task":%d,"name":%s,"parent":%d%s}' % (now(), state.made, quote(name), parent, more))
        return state.made


def log(kind, text):
    emit('{"at":%d,"kind":"%s","task":%d,"text":%s}' % (now(), kind, current.thread.task, quote(text)))


def finding(what, text, place, task=None):
    emit('{"at":%d,"kind":"finding","task":%d,"what":"%s","text":%s%s}' % (now(), current.thread.task if task is None else task, what, quote(text), place))


def flush():
    """Writes what is recorded so far. A thread that comes while another writes leaves it to that."""
    if not buffer or not _writing.acquire(False):
        return
    try:
        lines = buffer[:]
        del buffer[:len(lines)]
        room = MOST - state.written
        if len(lines) > room:
            state.dropped += len(lines) - room
            lines = lines[:room]
        state.written += len(lines)
        state.flushed = clock()
        if lines:
            _append('\n'.join(lines) + '\n')
    finally:
        _writing.release()


def _append(text):
    if not state.path:
        state.path = _new_file()
        text = header() + text
    if state.path:
        try:
            fd = os.open(state.path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
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
        path = os.path.join(state.folder, '%d.%d.jsonl' % (os.getpid(), n))
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
    return '{"trace":"overlap","schema":1,"clock":"monotonic","process":%d,"parent":%d%s}\n' % (os.getpid(), state.parent, text)


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
    """Writes the last records."""
    if state.dropped:
        state.written = min(state.written, MOST - 1)
        log('mark', '%d more records are left out' % state.dropped)
    state.over = True
    flush()


def forked():
    """The child of a fork has a trace of its own, that begins now."""
    global _writing, _making
    _writing, _making = allocate_lock(), allocate_lock()
    buffer.clear()
    for forget in forgets:
        forget()
    state.parent, state.process = state.process, os.getpid()
    state.path, state.made, state.written, state.dropped, state.last = '', 0, 0, 0, 0
    state.begun = clock()
    current.thread.task = current.thread.by = 0


def start(folder):
    state.folder, state.begun = folder, clock()
    state.process, state.parent = os.getpid(), os.getppid()
    os.register_at_fork(before=flush, after_in_child=forked)


def refuse(why):
    """Leaves a trace that says why there is none."""
    state.path = _new_file()
    if state.path:
        with open(state.path, 'w') as f:
            f.write(header(why))
