"""Finds lines and names in the program: what its tasks, its locks and its queues are called there."""
import os
import sys

from . import record
from .record import quote

USER, LIBRARY = 0, -1

kinds = {}    # by id of code: USER, LIBRARY, or a function of module waits
_codes = {}   # by id: code, which lives on so that no other has its id; hashing code would take longer than all else here
_files = {}   # by id of code of the program: the field that names its file
_places = {}  # by id of code, and line: the fields that say where that is
_names = {}   # by id of a thing: its type, number and name
_taken = {}   # by name: how many things have it
_own = os.path.dirname(os.path.abspath(__file__)) + os.sep
_standard = os.path.dirname(os.__file__) + os.sep
_main = []    # the path of the program's main file
waits = {}    # functions of asyncio in which tasks wait: see module waits
numbers = iter(range(1, 1 << 31))


def forget():
    _names.clear()
    _taken.clear()


record.forgets.append(forget)


def kind(code):
    k = kinds.get(id(code))
    if k is None:
        _codes[id(code)] = code
        k = kinds[id(code)] = _classify(code)
    return k


def _classify(code):
    name = code.co_filename
    if name.startswith(_standard) and '-packages' + os.sep not in name:
        if os.sep + 'asyncio' + os.sep in name:
            return waits.get(os.path.basename(name)[:-3] + '.' + code.co_qualname, LIBRARY)
        return LIBRARY
    if name.startswith(('<frozen', _own)) or os.sep + 'site-packages' + os.sep in name or os.sep + 'dist-packages' + os.sep in name:
        return LIBRARY
    return USER


def place(code, line):
    """Returns the fields that say where a line is."""
    key = id(code), line
    found = _places.get(key)
    if found is None:
        _codes[id(code)] = code
        known = _files.get(id(code))
        if known is None:
            known = _files[id(code)] = file(code.co_filename)
        if len(_places) > 20000:
            _places.clear()
        found = _places[key] = ',"line":%d%s' % (line, known) if line else ''
    return found


def file(name):
    if not _main:
        main = getattr(sys.modules.get('__main__'), '__file__', None)  # which the module has lost when the process ends
        if main:
            _main.append(os.path.abspath(main))
    name = name if name.startswith('<') else os.path.abspath(name)
    if name.startswith('<') or name in _main:
        return ''
    here = os.getcwd() + os.sep
    return ',"file":' + quote(name[len(here):] if name.startswith(here) else name)


def caller(depth=2):
    """Returns the fields that say which line of the program is running, above so many frames."""
    f = sys._getframe(depth)
    while f is not None:
        if kind(f.f_code) is USER:
            return place(f.f_code, f.f_lineno)
        f = f.f_back
    return ''


def callers():
    """Returns the nearest frames of the program that run, the innermost last."""
    f, found = sys._getframe(2), []
    while f is not None and len(found) < 4:
        if kind(f.f_code) is USER:
            found.insert(0, f)
        f = f.f_back
    return found


def awaiting(x):
    """Returns the frame of a coroutine or generator, and what it awaits."""
    try:
        return x.cr_frame, x.cr_await
    except AttributeError:
        pass
    try:
        return x.gi_frame, x.gi_yieldfrom
    except AttributeError:
        pass
    try:
        return x.ag_frame, x.ag_await
    except AttributeError:
        return None, None


_veils = ('async_generator_asend', 'async_generator_athrow', 'anext_awaitable', 'coroutine_wrapper')


def unveil(x):
    """Returns the generator behind what awaits its next item, which only the collector of garbage sees."""
    while type(x).__name__ in _veils:
        import gc
        behind = [r for r in gc.get_referents(x) if hasattr(r, 'ag_frame') or hasattr(r, 'cr_frame') or type(r).__name__ in _veils]
        if not behind:
            return None
        x = behind[0]
    return x if awaiting(x)[0] is not None else None


def thing(x, frames):
    """Returns the number and the name of a thing: what the frames of the program nearest the wait call it."""
    known = _names.get(id(x))
    if known is not None and known[0] is type(x):
        return known[1:]
    n = next(numbers)
    name = _search(x, frames) or type(x).__name__.lower()
    if len(_names) > 20000:
        _names.clear()
        _taken.clear()
    _taken[name] = taken = _taken.get(name, 0) + 1
    if taken > 1:
        name = '%s %d' % (name, taken)
    _names[id(x)] = type(x), n, name
    return n, name


def _search(x, frames):
    for f in reversed(frames):
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
                return name if k == '_lock' else name + '.' + k
    return None


_plain = (int, float, str, bytes, bool)


def called(coro):
    """Returns download(3): a coroutine's name, with those of its arguments that are short and plain."""
    name = getattr(coro, '__qualname__', None) or type(coro).__name__
    name = name.rpartition('.<locals>.')[2]
    frame = awaiting(coro)[0]
    if frame is None:
        return name
    code, shown = frame.f_code, []
    if code.co_argcount:
        values = frame.f_locals
        for v in code.co_varnames[:code.co_argcount]:
            v = values.get(v)
            if type(v) in _plain:
                text = v if type(v) is str else repr(v)
                if len(text) <= 24:
                    shown.append(text)
                elif type(v) is str:
                    shown.append(text[:10] + '…' + text[-12:])
                if len(shown) == 3:
                    break
    return '%s(%s)' % (name, ', '.join(shown)) if shown else name


def known():
    """Returns the code of the program that was seen."""
    return [_codes[key] for key, kind in list(kinds.items()) if kind is USER]
