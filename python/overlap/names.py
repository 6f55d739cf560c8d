"""What a program calls its tasks, and the things that they wait for."""
import os
import sys
import weakref

from .recorder import recorder

LIBRARY = (os.path.dirname(os.__file__) + os.sep, os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep, "<")
PLAIN = (int, float, str, bytes, bool)
LONGEST = 24  # characters of an argument
MOST = 3  # arguments

_own = {}  # whether a code object is the program's, rather than a library's
_things = {}  # by the address of a thing: a weak reference, since another may get the address, its number and its name


def reset():
    _own.clear()
    _things.clear()


def is_own(code):
    """Reports whether code is the program's."""
    own = _own.get(code)
    if own is None:
        name = code.co_filename
        own = _own[code] = not name.startswith(LIBRARY) and "-packages" + os.sep not in name
    return own


def line_here():
    """Returns the line of the program that runs, 0 when it is asyncio that runs."""
    frame = sys._getframe(1)
    while frame is not None:
        if is_own(frame.f_code):
            return frame.f_lineno
        frame = frame.f_back
    return 0


def awaiting(coro):
    """Returns the frame of a coroutine, a generator or an asynchronous generator, and what it awaits; None and None for others."""
    for kind, awaited in (("cr", "cr_await"), ("gi", "gi_yieldfrom"), ("ag", "ag_await")):
        if hasattr(coro, awaited):
            return getattr(coro, kind + "_frame"), getattr(coro, awaited)
    return None, None


def of_coroutine(coro):
    name = getattr(coro, "__qualname__", None) or type(coro).__name__
    return name.rpartition("<locals>.")[2]


def of_task(task, coro):
    """Returns the name that a task was given, or its coroutine's with the arguments: download(3)."""
    given = task.get_name()
    if not given.startswith("Task-"):
        return given
    frame, name = awaiting(coro)[0], of_coroutine(coro)
    if frame is None:
        return name
    code, texts = frame.f_code, []
    for argument in code.co_varnames[: code.co_argcount]:
        value = frame.f_locals.get(argument)
        if type(value) in PLAIN and len(texts) < MOST:
            texts.append(shortened(value if type(value) is str else repr(value)))
    return f"{name}({', '.join(texts)})" if texts else name


def shortened(text):
    return text if len(text) <= LONGEST else text[:10] + "…" + text[-12:]


def of_thing(thing, frames):
    """Returns the number of a lock, a queue or the like, and its name in the first of the frames that has one: a function calls
    "first" what its caller calls "fork"."""
    known = _things.get(id(thing))
    if known is None or known[0]() is not thing:
        number = next(recorder.resources)
        name = next(filter(None, (_in_frame(frame, thing) for frame in frames)), None)
        if name is None or any(name == other for _, _, other in _things.values()):
            name = f"{name or type(thing).__name__.lower()} {number}"
        known = _things[id(thing)] = weakref.ref(thing), number, name
    return known[1:]


def _in_frame(frame, thing):
    for name, value in frame.f_locals.items():
        if value is thing:
            return name
    for name, value in frame.f_locals.items():
        if found := _inside(name, value, thing):
            return found
    return next((name for name, value in frame.f_globals.items() if value is thing), None)


def _inside(name, value, thing):
    """Returns the name of a thing that is an attribute or an entry of a value."""
    if type(value) is dict and len(value) < 100:
        return next((f"{name}[{key!r}]" for key, entry in value.items() if entry is thing), None)
    if type(value) in (list, tuple) and len(value) < 100:
        return next((f"{name}[{number}]" for number, entry in enumerate(value) if entry is thing), None)
    attributes = getattr(value, "__dict__", None)
    if type(attributes) is dict and len(attributes) < 50:
        return next((f"{name}.{key}" for key, entry in attributes.items() if entry is thing), None)
    return None


def own_frames():
    """Returns the frames of the program that are running, outermost first."""
    frame, frames = sys._getframe(1), []
    while frame is not None and len(frames) < 5:
        if is_own(frame.f_code):
            frames.insert(0, frame)
        frame = frame.f_back
    return frames
