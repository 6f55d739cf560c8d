"""Runs a program, as python3 would run its file, in an interpreter that may have run others before."""
import gc
import linecache
import sys
import traceback
import types

from . import aiohttp, blocking, clock, limits, loop, network, output, processor, recording, requests, threads

_modules = {}  # the variables of each module of the library before the first program, which programs may change


def install(out, err):
    """Prepares the interpreter, once. What programs print goes to two functions."""
    clock.install()
    blocking.install()
    recording.install()
    threads.install()
    loop.install()
    sys.modules["aiohttp"], sys.modules["requests"] = aiohttp, requests
    global _outputs, _streams
    _outputs = output.install(out, err)
    _streams = sys.stdout, sys.stderr
    _modules.update({name: dict(vars(module)) for name, module in sys.modules.items() if isinstance(module, types.ModuleType)})


def reset(seed):
    """Forgets the program before."""
    for name, before in _modules.items():
        variables = vars(sys.modules.setdefault(name, types.ModuleType(name)))
        for key in [key for key in variables if key not in before]:
            del variables[key]
        variables.update(before)
    sys.stdout, sys.stderr = _streams
    clock.clock.reset()
    recording.recording.reset()
    network.network.reset()
    threads.reset()
    loop.reset(seed)
    _outputs.reset()


class Outcome:
    """How a program ended: "ok", "exit", "error", "deadlock" or "limit", with what there is to say, the line, and the trace."""

    def __init__(self, how, status=0, text="", line=0):
        self.how, self.status, self.text, self.line = how, status, text, line
        self.seconds, self.notes, self.trace = 0.0, [], ""


def run(source, name="program.py", args=(), seed=0):
    """Runs a program, and returns its outcome."""
    reset(seed)
    linecache.cache[name] = len(source), None, source.splitlines(True), name
    main = types.ModuleType("__main__")
    main.__file__, main.__builtins__ = name, __builtins__
    sys.modules["__main__"], sys.argv = main, [name, *args]
    processor.processor.reset(name)
    outcome = _execute(source, name, vars(main))
    vars(main).clear()
    gc.collect()  # what was never awaited or retrieved is said while the output is there
    recording.look_for_rows()
    recording.recording.close()
    _outputs.flush(float("inf"))
    outcome.seconds = clock.clock.ns / 1e9
    outcome.notes = list(recording.recording.notes.values())
    outcome.trace = recording.recording.text(outcome.how, program=name, seed=seed)
    return outcome


def _execute(source, name, variables):
    try:
        code = compile(source, name, "exec", dont_inherit=True)
        processor.install()
        try:
            exec(code, variables)
        finally:
            processor.remove()
        return Outcome("ok")
    except limits.Limit as limit:
        return Outcome("limit", 1, str(limit), _line(limit, name))
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Outcome("exit", status, "" if isinstance(end.code, int | None) else str(end.code))
    except limits.Deadlock as deadlock:
        return Outcome("deadlock", 1, str(deadlock), deadlock.line or _line(deadlock, name))
    except BaseException as error:
        return Outcome("error", 1, _report(error, name), _line(error, name))


def _line(error, name):
    """Returns the line of the program at which an error left it, 0 when none did."""
    if isinstance(error, SyntaxError) and error.filename == name:
        return error.lineno or 0
    return next((frame.lineno for frame in reversed(traceback.extract_tb(error.__traceback__)) if frame.filename == name), 0)


def _report(error, name):
    """Returns the traceback without what is not the program's."""
    seen, left = set(), [error]
    while left:
        one = left.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        one.__traceback__ = _own(one.__traceback__, name)
        left += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    return "".join(traceback.format_exception(error))


def _own(trace, name):
    frames = []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            frames.append(trace)
        trace = trace.tb_next
    inner = None
    for one in reversed(frames):
        inner = types.TracebackType(inner, one.tb_frame, one.tb_lasti, one.tb_lineno)
    return inner
