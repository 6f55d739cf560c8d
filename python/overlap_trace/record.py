"""The records of this process: overlap-trace 1, of which each line is a JSON object in the words of overlap's engine/trace.

Who records says what time it is and where the lines go: see state.
"""
import time
from _thread import _local, allocate_lock

LONGEST = 400  # characters of a text
HELD = 100_000_000  # nanoseconds for which a task or a callback may keep the loop until that is worth a word
MARKED = 10_000_000  # and a mark


class Thread:
    """What a thread does now."""
    __slots__ = ('task', 'entry', 'by', 'beside')

    def __init__(self):
        self.task = 0        # the number of the task that runs
        self.entry = None    # what is known of it
        self.by = 0          # the number of the task whose end the loop tells others
        self.beside = False  # it runs beside the loop: what it waits for holds nobody else


class Current(_local):
    def __init__(self):
        self.thread = Thread()


class State:
    clock = time.monotonic_ns  # a function
    begun = 0    # of the clock
    made = 0     # tasks
    room = 256  # lines until full is called: as many as fit into a processor's cache
    full = None


current = Current()
state = State()
buffer = []
forgets = []  # what modules forget when another trace begins
renaming = allocate_lock()  # held by whoever takes lines out of the buffer, or changes them
_making = allocate_lock()
_quoted = {}


def forget():
    """Begins another trace, of the child of a fork or of the next program."""
    global renaming, _making
    renaming, _making = allocate_lock(), allocate_lock()
    buffer.clear()
    for each in forgets:
        each()
    state.made = 0
    current.thread.__init__()


def _encode(text):
    global _encode
    from _json import encode_basestring_ascii as _encode  # not before a program has tasks
    return _encode(text)


def _bounded(text):
    return _encode(text if len(text) <= LONGEST else text[:LONGEST] + '…')


def quote(text):
    """Returns a text as JSON. The few texts of a program come again and again, but for the names of tasks."""
    q = _quoted.get(text)
    if q is None:
        q = _bounded(text)
        if len(_quoted) < 5000:
            _quoted[text] = q
    return q


def now():
    """Returns the nanoseconds since the trace began."""
    return state.clock() - state.begun


def emit(line):
    buffer.append(line)
    if len(buffer) >= state.room:
        state.full()


def made(name, parent, place, beside=False):
    """Records a task and returns its number: tasks are numbered in the order of their records, in all threads."""
    with _making:
        state.made += 1
        t = now()
        buffer.append(f'{{"at":{t},"kind":"made","task":{state.made},"name":{_bounded(name)},"parent":{parent}{place}}}')
        if beside:
            buffer.append('{"at":%d,"kind":"thread","task":%d}' % (t, state.made))
        return state.made


RECENT = 64  # records


def rename(number, before, name):
    """Gives a task that was just made another name."""
    start = ',"kind":"made","task":%d,' % number
    with renaming:
        for i in range(len(buffer) - 1, max(-1, len(buffer) - RECENT), -1):
            if start in buffer[i]:
                buffer[i] = buffer[i].replace('"name":' + quote(before), '"name":' + quote(name), 1)
                return


def log(kind, text, place=''):
    emit('{"at":%d,"kind":"%s","task":%d,"text":%s%s}' % (now(), kind, current.thread.task, quote(text), place))


def finding(what, text, place, task=None):
    emit('{"at":%d,"kind":"finding","task":%d,"what":"%s","text":%s%s}' % (now(), current.thread.task if task is None else task, what, quote(text), place))


def held(what, took, place):
    """Records that something kept the loop, for so many nanoseconds."""
    if took < MARKED:
        return
    text = what + ' held the loop for ' + ('%d ms' % (took // 1_000_000) if took < 1_000_000_000 else '%g s' % round(took / 1e9, 2))
    log('mark', text, place)
    if took >= HELD:
        finding('held', text, '%s,"took":%d' % (place, took))
