"""Notes what Python and asyncio complain of: errors that nobody retrieved, coroutines that nobody awaited."""
import warnings

from . import frames, hidden, names
from .record import finding


def unretrieved():
    from asyncio.base_events import BaseEventLoop
    handle = BaseEventLoop.call_exception_handler

    def call_exception_handler(self, context):
        error, message = context.get('exception'), context.get('message') or ''
        hidden.strip(error)
        hidden.trim(context.get('source_traceback'))
        hidden.trim(context.get('handle_traceback'))
        if 'was never retrieved' in message:
            from .standing import said
            whose = context.get('task') or context.get('future')
            coro = whose.get_coro() if hasattr(whose, 'get_coro') else None
            name = names.called(coro) if coro is not None else 'a future'
            finding('unretrieved', '%s failed, and nobody retrieved the error: %s' % (name, said(error)), _raised(error), 0)
        return handle(self, context)
    BaseEventLoop.call_exception_handler = call_exception_handler


def unawaited():
    show = warnings._showwarnmsg

    def _showwarnmsg(message):
        source = message.source
        if message.category is RuntimeWarning and hasattr(source, 'cr_code'):
            text = '%s was never awaited: it did not run' % names.called(source)
            if message.filename != 'sys' and frames.is_program(message.filename):
                finding('unawaited', text, ',"line":%d%s' % (message.lineno, frames.file(message.filename)), 0)
            else:  # it was dropped when a coroutine ended, in the loop, and Python says no more
                finding('unawaited', text + '. What it would run begins at that line', frames.place(source.cr_code, source.cr_code.co_firstlineno), 0)
        return show(message)
    warnings._showwarnmsg = _showwarnmsg


def _raised(error):
    """Returns the fields for the line of the program at which an error was raised."""
    place, tb = '', getattr(error, '__traceback__', None)
    while tb is not None:
        if frames.kind(tb.tb_frame.f_code) is frames.USER:
            place = frames.place(tb.tb_frame.f_code, tb.tb_lineno)
        tb = tb.tb_next
    return place
