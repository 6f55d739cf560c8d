"""Starts to trace: patches modules as soon as the program has imported them, which costs nothing when it never does."""
import sys
from importlib.machinery import ModuleSpec, PathFinder

from . import hidden, process, record

OLDEST, NEWEST = (3, 11), (3, 14)


def begin(folder):
    version = sys.version_info[:2]
    process.start(folder)
    if sys.implementation.name != 'cpython' or not OLDEST <= version <= NEWEST:
        process.refuse('%s %d.%d is not known, only CPython %d.%d to %d.%d' % (sys.implementation.name, *version, *OLDEST, *NEWEST))
        return
    if not getattr(sys, '_is_gil_enabled', lambda: True)():
        process.refuse('this Python has no global interpreter lock, and its threads would write over each other')
        return
    hidden.install()
    sys.meta_path.insert(0, Finder())
    for name in list(PATCHES):
        if name in sys.modules:
            patch(name)
    process.leave()


def patch(name):
    """Patches a module that is imported. What goes wrong is said in the trace and nowhere else."""
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, False  # of this package, whose folder is no program's
    try:
        parts = PATCHES.pop(name)()
    except Exception as error:  # the program goes on for longer than the command that it was traced by
        parts = ()
        record.log('mark', 'tracing is not whole: %s: %r' % (name, error))
    finally:
        sys.dont_write_bytecode = kept
    for part in parts:
        if part in _patched:
            continue
        _patched.add(part)
        try:
            part()
        except Exception as error:
            record.log('mark', 'tracing is not whole: %s: %r' % (part.__name__, error))


def _asyncio():
    from . import complaints, connections, hidden, holding, steps
    return (hidden.stacks, steps.patch, holding.locks, connections.sockets, complaints.unretrieved, process.loops, *_alike())


def _trio():
    from . import nurseries
    return (nurseries.patch, nurseries.locks, *_alike())


def _alike():
    """Returns the parts that asyncio's programs and trio's need alike."""
    from . import complaints, connections, holding, rows, threads
    return holding.sleeping, connections.printing, complaints.unawaited, threads.lanes, threads.conditions, rows.at_end


def _executors():
    from . import jobs
    return (jobs.executors,)


def _processes():
    from . import jobs
    return (jobs.processes,)


_patched = set()  # parts
PATCHES = {'asyncio': _asyncio, 'trio': _trio, 'concurrent.futures.thread': _executors, 'concurrent.futures.process': _processes}


class Finder:
    """Stands before the finders of modules."""

    def find_spec(self, name, path=None, target=None):
        if name == 'uvloop' and PathFinder.find_spec(name, path) is not None:  # else the program goes on without it
            return ModuleSpec(name, Uvloop())
        if name not in PATCHES:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            if name in PATCHES:
                patch(name)
        spec.loader.exec_module = exec_module
        return spec


class Uvloop:
    """Loads asyncio's own loop in place of uvloop, whose handles are not Python's."""

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        import asyncio
        module.__version__ = _version('uvloop')
        module.install = lambda: None
        module.run = asyncio.run
        module.new_event_loop = asyncio.new_event_loop
        module.Loop = asyncio.SelectorEventLoop
        if sys.version_info < (3, 14):
            module.EventLoopPolicy = asyncio.DefaultEventLoopPolicy
        record.log('mark', "uvloop is replaced by asyncio's own loop while it is traced")


def _version(name):
    """Returns the version of a package as it is installed."""
    from importlib import metadata
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return '0'
