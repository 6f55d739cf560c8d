"""Finds names in the program: what its tasks, its locks and its queues are called there."""
import sys
from gc import get_referents
from types import CellType, FunctionType
from weakref import ref

from . import record
from .frames import USER, awaiting, kind, unveil

_names = {}  # by id of a thing: a reference to it, its number and its name
_taken = {}  # by name: how many things have it
_numbers = [0]


def forget():
    _names.clear()
    _taken.clear()
    _numbers[0] = 0


record.forgets.append(forget)
MOST_SEARCHED = 1000  # things whose names are searched for everywhere; a program that makes one for each request makes more


def thing(x, where):
    """Returns the number and the name of a thing: what the program calls it where the task was made that meets it, or else where
    it meets it. A function calls "first" what its caller calls "fork". where is the task's entry, or None, and its frames."""
    known = _names.get(id(x))
    if known is not None and known[0]() is x:
        return known[1:]
    _numbers[0] += 1
    n, (entry, frames) = _numbers[0], where
    name = None
    if n <= MOST_SEARCHED:
        name = _search(x, above(entry) + frames)
    name = name or type(x).__name__.lower()
    if len(_names) > 20000:
        _names.clear()
        _taken.clear()
    _taken[name] = taken = _taken.get(name, 0) + 1
    if taken > 1:
        name = '%s %d' % (name, taken)
    try:
        _names[id(x)] = ref(x), n, name
    except TypeError:
        _names[id(x)] = lambda: x, n, name
    return n, name


def above(entry):
    """Returns the frames of the program in which the makers of a task wait, the first maker's first."""
    found = []
    while entry is not None and (entry := entry.maker) is not None:
        task = entry.task and entry.task()
        if task is not None:
            found[:0] = _program(entry.inner or task.get_coro())
    return found


def _program(coro):
    """Returns the frames of the program in a coroutine and in what it awaits, the outermost first."""
    found = []
    while coro is not None:
        frame, after = awaiting(coro)
        if frame is None:
            after = unveil(coro)
        elif kind(frame.f_code) is USER:
            found.append(frame)
        coro = after
    return found


def _search(x, frames):
    for f in frames:
        variables = f.f_locals
        for name, v in variables.items():
            if v is x:
                return name
        for name, v in variables.items():
            found = _inside(name, v, x)
            if found:
                return found
        for name, v in f.f_globals.items():
            if v is x:
                return name
        for name, v in list(f.f_globals.items()):
            if not name.startswith('__') and type(v) is not type(sys):
                found = _inside(name, v, x)
                if found:
                    return found
    return None


def _inside(name, v, x):
    """Returns what x is called as an attribute or an element of v."""
    if type(v) is list or type(v) is tuple:
        for i, e in enumerate(v[:100]):
            if e is x:
                return '%s[%d]' % (name, i)
        return None
    if type(v) is dict:
        if len(v) < 100:
            for k, e in list(v.items()):
                if e is x:
                    return '%s[%.30r]' % (name, k)
        return None
    try:
        inside = None if isinstance(v, type) else object.__getattribute__(v, '__dict__')  # past what the program's class may do
    except AttributeError:
        return None
    if type(inside) is dict and len(inside) < 50:
        for k, e in list(inside.items()):
            if e is x:
                name = type(v).__name__ if name == 'self' else name
                return name + ('’s lock' if k == '_lock' else '.' + k)
    return None


_plain = (int, float, str, bytes, bool)
LONGEST = 24  # characters of an argument
MOST = 3      # arguments


def called(coro):
    """Returns download(3): a coroutine's name, with those of its arguments that are plain."""
    name = getattr(coro, '__qualname__', None) or type(coro).__name__
    if '<' in name:
        name = name.rpartition('.<locals>.')[2]
    values = _given(coro)
    return name + arguments(values) if values else name


def _given(coro):
    """Returns the values of a coroutine's arguments. Of one that has not begun the collector of garbage knows them: Python would make
    a frame, and a dictionary of its variables, which live as long as the coroutine."""
    code = getattr(coro, 'cr_code', None)
    if code is not None and not (coro.cr_suspended or coro.cr_running):
        count, seen = code.co_argcount, get_referents(coro)
        if len(seen) >= _before + count and seen[_before - 1] is code:
            return [v.cell_contents if type(v) is CellType else v for v in seen[_before:_before + count]]
    frame = awaiting(coro)[0]
    if frame is None:
        return []
    values = frame.f_locals
    return [values.get(v) for v in frame.f_code.co_varnames[:frame.f_code.co_argcount]]


async def _probe(argument):
    """Shows behind how much else the collector sees arguments, which is another number in Python 3.11."""


def _count_before():
    mark = object()
    coro = _probe(mark)
    seen = get_referents(coro)
    coro.close()
    return seen.index(mark)


_before = _count_before()


def arguments(values):
    """Returns (3, 'a'), "" when no argument is plain. A function is its name."""
    shown = []
    for v in values:
        if type(v) in _plain:
            text = v if type(v) is str else repr(v)
        elif type(v) is FunctionType:
            text = v.__name__
        else:
            continue
        shown.append(text if len(text) <= LONGEST else text[:10] + '…' + text[-12:])
        if len(shown) == MOST:
            break
    return '(%s)' % ', '.join(shown) if shown else ''
