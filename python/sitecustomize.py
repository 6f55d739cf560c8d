"""Begins to trace a Python program before its first line, and gives way to the program's own sitecustomize."""
import os
import sys

_here = os.path.dirname(os.path.abspath(__file__))
if os.environ.get('OVERLAP_TRACE'):
    if sys.version_info >= (3, 8):
        _kept, sys.dont_write_bytecode = sys.dont_write_bytecode, False  # Python compiles the hook once, whatever it does with the program
        from overlap_trace import begin
        sys.dont_write_bytecode = _kept
        begin.begin(os.environ['OVERLAP_TRACE'])
    else:  # an older Python cannot even read overlap_trace
        with open(os.path.join(os.environ['OVERLAP_TRACE'], '%d.1.jsonl' % os.getpid()), 'w') as _file:
            _file.write('{"trace":"overlap","schema":1,"refused":"Python %d.%d is not known, only CPython 3.11 to 3.14"}\n' % sys.version_info[:2])
# The program must not find this folder. Its own module of this name comes next; where there is none, site takes the error for
# what it says.
sys.path[:] = [p for p in sys.path if os.path.abspath(p) != _here]
sys.path_importer_cache.pop(_here, None)
del sys.modules['sitecustomize']
import sitecustomize  # noqa: E402
