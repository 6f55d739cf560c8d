"""Finds the frames of the program, and lines in it."""
import os
import sys
from opcode import opmap

from .record import quote

USER, LIBRARY = 0, -1

kinds = {}    # by id of code: USER, LIBRARY, or a function of module waits
_codes = {}   # by id: code, which lives on so that no other has its id; hashing code would take longer than all else here
_files = {}   # by id of code of the program: the field that names its file
_places = {}  # by id of code, and line: the fields that say where that is
_stands = {}  # by id of code, and instruction: the same fields
only = {}     # by id of code that awaits at one instruction only: the same fields
_awaits = {}  # by id of code: at how many instructions it awaits
_main = []    # the path of the program's main file
_standard = os.path.dirname(os.__file__) + os.sep
asyncio = [_standard + 'asyncio' + os.sep]  # the folders of what stands for asyncio
_others = tuple('-packages%s%s%s' % (os.sep, name, os.sep) for name in ('trio', 'anyio'))  # of which waits knows functions, too
libraries = ['<frozen', os.path.dirname(os.path.abspath(__file__)) + os.sep]  # how files begin that are no program's, besides the standard library's
waits = {}    # functions of asyncio in which tasks wait: see module waits


def forget():
    """Forgets the code that was seen: the next program of this process has other code."""
    for d in (kinds, _codes, _files, _places, _stands, only, _awaits, _main):
        d.clear()


def kind(code):
    k = kinds.get(id(code))
    if k is None:
        _codes[id(code)] = code
        k = kinds[id(code)] = _classify(code)
    return k


def _classify(code):
    name = code.co_filename
    if name.startswith(tuple(asyncio)) or any(other in name for other in _others):
        return waits.get(os.path.basename(name)[:-3] + '.' + code.co_qualname, LIBRARY)
    return USER if is_program(name) else LIBRARY


def is_program(name):
    """Reports whether a file is one of the program's."""
    packages = os.sep + 'site-packages' + os.sep, os.sep + 'dist-packages' + os.sep
    return not name.startswith((_standard, *libraries)) and not any(folder in name for folder in packages)


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


def stands(frame):
    """Returns the fields that say where a frame of the program stands. It knows its instruction; Python counts up to its line."""
    key = id(frame.f_code), frame.f_lasti
    found = _stands.get(key)
    if found is None:
        if len(_stands) > 20000:
            _stands.clear()
        found = _stands[key] = place(frame.f_code, frame.f_lineno)
    return found


def suspended(coro):
    """Returns the fields that say where a coroutine of the program awaits, and keeps them in only where it can await nowhere else: its
    frame, which Python makes for whoever asks, lives as long as the coroutine."""
    code = coro.cr_code
    found = stands(coro.cr_frame)
    count = _awaits.get(id(code))
    if count is None:
        count = _awaits[id(code)] = code.co_code[::2].count(opmap['SEND'])
    if count == 1:
        only[id(code)] = found
    return found


def begins(coro):
    """Returns the fields that say where the function of a coroutine begins, if it is the program's."""
    code = getattr(coro, 'cr_code', None)
    return place(code, code.co_firstlineno) if code is not None and kind(code) is USER else ''


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
        k = kinds.get(id(f.f_code))
        if k is USER or k is None and kind(f.f_code) is USER:
            return stands(f)
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


def known():
    """Returns the code of the program that was seen."""
    return [_codes[key] for key, kind in list(kinds.items()) if kind is USER]
