"""Keeps tracebacks as they are without this package: the frames of its wrappers are taken out before any is printed."""
import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__)) + os.sep


def is_own(code):
    return code.co_filename.startswith(FOLDER)


def strip(error, seen=None):
    """Takes the frames out of an error's traceback, and out of those of the errors that it names."""
    seen = set() if seen is None else seen
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    error.__traceback__ = without(error.__traceback__)
    strip(error.__cause__, seen)
    strip(error.__context__, seen)
    for inner in getattr(error, 'exceptions', ()) if isinstance(error, BaseExceptionGroup) else ():
        strip(inner, seen)


def without(tb):
    while tb is not None and is_own(tb.tb_frame.f_code):
        tb = tb.tb_next
    at = tb
    while at is not None:
        after = at.tb_next
        while after is not None and is_own(after.tb_frame.f_code):
            after = after.tb_next
        if after is not at.tb_next:
            at.tb_next = after
        at = after
    return tb


def install():
    def excepthook(kind, error, tb):
        tb = without(tb)
        strip(error)
        usual(kind, error, tb)
    usual = sys.excepthook
    sys.excepthook = excepthook


def trim(stack):
    """Takes the frames out of a stack that asyncio keeps in debug mode."""
    if stack:
        stack[:] = [f for f in stack if not f.filename.startswith(FOLDER)]


def stacks():
    """Has asyncio keep as many frames of the program as without this package."""
    from asyncio import constants, format_helpers
    extract = format_helpers.extract_stack

    def extract_stack(f=None, limit=None):
        deep = constants.DEBUG_STACK_DEPTH if limit is None else limit
        stack = extract(sys._getframe().f_back if f is None else f, deep + 8)
        trim(stack)
        del stack[:-deep]
        return stack
    format_helpers.extract_stack = extract_stack
