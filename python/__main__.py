"""python3 overlap.zip [--seed N] [--records FILE] PROGRAM ARGUMENTS…"""
import argparse
import os
import sys


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=1, help="run as many, from --seed on: the first prints, the records of the others go to FILE.1, FILE.2 and so on")
    parser.add_argument("--records", default=os.devnull)
    parser.add_argument("program")
    parser.add_argument("args", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    with open(given.program, encoding="utf-8") as file:
        source = file.read()
    _bound_memory()
    from overlap import program

    out, err = Stream(sys.stdout), Stream(sys.stderr)
    program.install(out.write, err.write)
    sys.path[0] = os.path.dirname(os.path.abspath(given.program))

    def run(seed, records):
        outcome = program.run(source, os.path.basename(given.program), given.args, seed)
        with open(records, "w", encoding="utf-8") as file:
            file.write(outcome.trace)
        return outcome

    outcome = run(given.seed, given.records)
    out.silent = err.silent = True
    for n in range(1, given.seeds):
        run(given.seed + n, f"{given.records}.{n}")
    out.silent = err.silent = False
    if outcome.how == "error":
        err.write(outcome.text)
    elif outcome.text:
        err.write(outcome.text + "\n")
    unread = [stream.ends_unread() for stream in (out, err)]
    os._exit(outcome.status & 255 or any(unread) and UNREAD)


UNREAD = 141  # as of a process that SIGPIPE ended


class Stream:
    """Where a program prints. A reader who leaves, as head does, is no matter of the program's: the same seed gives the same run."""

    def __init__(self, file):
        self._file = file
        self.silent = self._unread = False

    def write(self, text):
        if not self.silent:
            self._unless_unread(self._file.write, text)

    def ends_unread(self):
        self._unless_unread(self._file.flush)
        return self._unread

    def _unless_unread(self, act, *args):
        if self._unread:
            return
        try:
            act(*args)
        except BrokenPipeError:
            self._unread = True


def _bound_memory():
    try:
        import resource
    except ImportError:
        return
    from overlap.limits import MAX_MEMORY

    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, most))


if __name__ == "__main__":
    main()
