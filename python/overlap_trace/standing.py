"""Records where a task stands after a step: at a wait, or at its end."""
from weakref import ref

from . import frames, names, record
from .record import buffer, emit, now, quote, state
from .waits import WAITING, describe, held, nap, tasks

ended = {}  # by id: the numbers of tasks that have just ended, whose callbacks are still to come


def forget():
    ended.clear()


record.forgets.append(forget)


def left(task, entry):
    """Records where a task stands after a step."""
    if task.done():
        _end(task, entry)
        return
    t = state.clock() - state.begun
    try:
        coro = entry.inner or task.get_coro()
        due = None if entry.chain else nap(task, coro, entry, t)
        if due is None:
            entry.why, chain, inside = describe(coro, task._fut_waiter, entry, t)
            if len(chain) > 1 or entry.chain:
                label(entry, chain, inside, t)
    except Exception as error:
        entry.why, due = '"event","for":' + quote('something: %r' % error), None
    if due is None:
        buffer.append(f'{{"at":{t},"kind":"waiting","task":{entry.number},"why":{entry.why}{entry.place}}}')
    else:
        buffer.append(f'{{"at":{t},"kind":"waiting","task":{entry.number},"why":"sleep","for":"","due":{due}{entry.place}}}')
    if len(buffer) >= state.room:
        state.full()
    entry.state, entry.cancels = WAITING, task.cancelling()


def label(entry, chain, inside, t):
    """Records which coroutines a task awaits, one within another, where these are others than before."""
    before, common = entry.chain, 0
    while common < min(len(before), len(chain) - 1):
        c, line = before[common]
        if c() is not chain[common + 1] or line != inside[common].f_lineno:
            break
        common += 1
    if common < len(before):  # these have returned
        label = names.called(chain[common]) if common else ''
        emit('{"at":%d,"kind":"labelled","task":%d,"label":%s,"depth":%d}' % (t, entry.number, quote(label), common))
    after = list(before[:common])
    for depth in range(common + 1, len(chain)):
        c, line = chain[depth], inside[depth - 1].f_lineno
        try:
            after.append((ref(c), line))
        except TypeError:
            after.append((_gone, line))
        emit('{"at":%d,"kind":"labelled","task":%d,"label":%s,"depth":%d%s}' % (
            t, entry.number, quote(names.called(c)), depth, frames.place(inside[depth - 1].f_code, line)))
    entry.chain = after


def _gone():
    """Stands for a reference to what knows none."""


def _end(task, entry):
    if task.cancelled():
        end(entry, cause=str(getattr(task, '_cancel_message', None) or ''))
    else:
        end(entry, task._exception)
    tasks.pop(id(task), None)
    ended[id(task)] = entry.number
    if len(ended) > 4096:
        ended.clear()


def end(entry, error=None, cause=None):
    """Records that a task ends: it is done, or failed, or was cancelled for a cause."""
    entry.maker = None  # else the last of tasks that make each other keeps all of them
    for lock, (number, resource) in list(held.items()) if held else ():
        if number == entry.number:  # it leaves a lock behind, which others may release
            del held[lock]
            emit('{"at":%d,"kind":"released","task":%d,"resource":%d}' % (now(), number, resource))
    t = now()
    if cause is not None:
        emit('{"at":%d,"kind":"cancelled","task":%d,"cause":%s}' % (t, entry.number, quote(cause)))
    elif error is None:
        emit(f'{{"at":{t},"kind":"done","task":{entry.number}}}')
    else:
        emit('{"at":%d,"kind":"failed","task":%d,"error":%s}' % (t, entry.number, quote(said(error))))


def said(error):
    """Returns an error as Python prints it, which programs may make impossible."""
    try:
        text = str(error)
    except Exception:
        text = ''
    return type(error).__name__ + (': ' + text if text else '')


def pause(number, why):
    """Records that a task stands still while another, or a loop, runs within it."""
    if number:
        emit('{"at":%d,"kind":"waiting","task":%d,"why":"task","for":%s%s}' % (now(), number, quote(why), frames.caller(3)))


def resume(number):
    if number:
        emit('{"at":%d,"kind":"ready","task":%d,"by":0}' % (now(), number))
        emit('{"at":%d,"kind":"running","task":%d}' % (now(), number))
