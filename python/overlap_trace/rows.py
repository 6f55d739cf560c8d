"""Finds awaits that stand in a row and do not need each other, in the source of coroutines that ran.

It only says where they are: from the trace a reader sees what they cost. A row is several statements, or a loop whose rounds
do not need each other. The search is careful: what has a receiver in common counts only where the method's name says that it
asks, and whatever takes, gives back or goes on with something counts for ordered, as does what changes things that others see.
"""
import sys

from . import frames, record

ORDERED = frozenset('''sleep acquire release wait wait_for join put get_nowait drain close aclose wait_closed start stop run
connect disconnect commit rollback begin readline readexactly readuntil read write recv send sendall send_all receive
receive_some accept gather shield as_completed shutdown cancel notify __aenter__ __aexit__ serve_forever communicate next
anext flush'''.split())
ASKING = frozenset('get fetch request head load query fetchrow fetchval fetchone find find_one lookup resolve'.split())
CHANGING = frozenset('''add append appendleft clear discard extend insert pop popleft popitem put put_nowait remove reverse send set
set_result setdefault shuffle sort update write writelines'''.split())
COROUTINE = 0x80
MOST_FILES, LONGEST = 40, 500_000


def at_end():
    import atexit
    atexit.register(find)  # runs before what was registered first writes the last records


def find():
    try:
        ran = {}
        for code in frames.known():
            if code.co_flags & COROUTINE:
                ran.setdefault(code.co_filename, set()).add(code.co_firstlineno)
        for name, lines in sorted(ran.items())[:MOST_FILES]:
            _search(name, lines)
    except Exception as error:
        record.log('mark', 'the search for awaits in a row failed: %r' % error)


def _search(name, lines):
    import ast
    import linecache
    text = ''.join(linecache.getlines(name))
    if not text or len(text) > LONGEST:
        return
    file = frames.file(name)
    _lines[:] = text.encode().split(b'\n')
    tree = ast.parse(text)
    _find_changing(ast, tree)
    for function in ast.walk(tree):
        if isinstance(function, ast.AsyncFunctionDef) and lines & set(range(function.lineno, function.body[0].lineno + 1)) | lines & {d.lineno for d in function.decorator_list}:
            for what, said, first, last in rows(ast, function):
                record.finding(what, said, ',"line":%d,"last":%d%s' % (first, last, file), 0)


_lines = []        # of the file that is searched
_changing = set()  # names of its functions that change what others see


def _find_changing(ast, tree):
    functions = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    _changing.clear()
    _changing.update(f.name for f in functions if _changes(ast, f))
    calls = {f.name: {_name(n) for n in ast.walk(f) if isinstance(n, ast.Call)} for f in functions}
    while more := {name for name, called in calls.items() if called & _changing} - _changing:
        _changing.update(more)


def _changes(ast, function):
    """Reports whether a function changes what it has not made itself."""
    own = _stored(ast, function)
    for node in ast.walk(function):
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            return True
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)) and _base(ast, node) not in own:
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING and _base(ast, node.func) not in own:
            return True
    return False


def _base(ast, node):
    """Returns the name of which something is a part, None for what has none."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _text(node):
    """Returns how the program writes something, in one line."""
    lines = _lines[node.lineno - 1:node.end_lineno]
    lines[-1] = lines[-1][:node.end_col_offset]
    lines[0] = lines[0][node.col_offset:]
    return ' '.join(b' '.join(lines).decode('utf-8', 'replace').split())


def rows(ast, function):
    """Yields each row of a function: "awaits" or "loop", what is awaited, the first line and the last."""
    for node in _own(ast, function):
        if isinstance(node, ast.For):
            call = _loop(ast, node)
            if call:
                yield 'loop', _said([call]), node.lineno, node.end_lineno
        elif isinstance(node, (ast.ListComp, ast.SetComp)) and isinstance(node.elt, ast.Await) and _callable(ast, node.elt.value):
            if not any(g.is_async for g in node.generators):
                yield 'loop', _said([node.elt.value]), node.lineno, node.end_lineno
        for block in ('body', 'orelse', 'finalbody'):
            for row in _blocks(ast, getattr(node, block, None)):
                yield 'awaits', _said([_awaited(ast, s) for s in row]), row[0].lineno, row[-1].end_lineno


def _own(ast, function):
    """Yields the nodes of a function, without those of functions within."""
    todo = [function]
    while todo:
        node = todo.pop()
        yield node
        todo += [n for n in ast.iter_child_nodes(node) if not isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef))]


def _blocks(ast, statements):
    """Yields the rows among statements that follow each other."""
    row = []
    for s in statements if isinstance(statements, list) else ():
        call = _awaited(ast, s) if isinstance(s, ast.stmt) else None
        if call is not None and _callable(ast, call) and all(_apart(ast, before, s) for before in row):
            row.append(s)
            continue
        if len(row) > 1:
            yield row
        row = [s] if call is not None and _callable(ast, call) else []
    if len(row) > 1:
        yield row


def _awaited(ast, s):
    """Returns the call that a statement awaits and does no more with than to keep its result."""
    value = getattr(s, 'value', None) if isinstance(s, (ast.Expr, ast.Assign, ast.AnnAssign)) else None
    return value.value if isinstance(value, ast.Await) and isinstance(value.value, ast.Call) else None


def _callable(ast, call):
    """Reports whether a call may stand in a row."""
    return isinstance(call, ast.Call) and _name(call) not in ORDERED and _name(call) not in _changing


def _name(call):
    return getattr(call.func, 'attr', None) or getattr(call.func, 'id', '')


def _apart(ast, a, b):
    """Reports whether neither of two statements needs what the other does."""
    x, y = _awaited(ast, a), _awaited(ast, b)
    if _stored(ast, a) & _loaded(ast, b) or _stored(ast, b) & (_loaded(ast, a) | _stored(ast, a)):
        return False
    if (isinstance(a, ast.Expr) or isinstance(b, ast.Expr)) and _text(x.func) != _text(y.func):
        return False  # whose result nobody keeps is called for what it does, which others may need: connect(), then query()
    return _receiver(ast, x) != _receiver(ast, y) or _receiver(ast, x) == '' or {_name(x), _name(y)} <= ASKING


def _receiver(ast, call):
    """Returns the text before the last dot; "" for a function or a module's."""
    if not isinstance(call.func, ast.Attribute):
        return ''
    text = _text(call.func.value)
    return '' if text in sys.modules else text


def _stored(ast, node):
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _loaded(ast, node):
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _loop(ast, loop):
    """Returns the call that each round of a loop awaits, None when rounds may need each other."""
    inside = [n for s in loop.body for n in ast.walk(s)]
    awaits = [n for n in inside if isinstance(n, ast.Await)]
    leaves = (ast.Break, ast.Return, ast.Yield, ast.YieldFrom, ast.AugAssign, ast.Try, ast.AsyncWith, ast.AsyncFor, ast.With, ast.While)
    if len(awaits) != 1 or any(isinstance(n, leaves) for n in inside):
        return None
    call = awaits[0].value
    if not _callable(ast, call) or _receiver(ast, call) != '' and _name(call) not in ASKING:
        return None
    stored = set().union(*(_stored(ast, s) for s in loop.body)) - _stored(ast, loop.target)
    stored |= {_base(ast, n) for n in inside if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)}
    stored |= {_base(ast, n.func) for n in inside if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr in CHANGING}
    return None if stored & (_loaded(ast, call) | _loaded(ast, loop.iter)) else call


def _said(calls):
    texts = []
    for call in calls:
        text = _text(call)
        texts.append(text if len(text) <= 40 else text[:39] + '…')
    return ', '.join(texts[:3]) + (' and %d more' % (len(texts) - 3) if len(texts) > 3 else '')
