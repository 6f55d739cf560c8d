"""python3 overlap.zip [--seed N] [--records FILE] PROGRAM ARGUMENTS…"""
import argparse
import json
import os
import sys


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--records", default=os.devnull)
    parser.add_argument("--outcome", default=os.devnull)
    parser.add_argument("program")
    parser.add_argument("args", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    with open(given.program, encoding="utf-8") as file:
        source = file.read()
    _bound_memory()
    out, err = sys.stdout, sys.stderr
    from overlap import program

    program.install(out.write, err.write)
    sys.path[0] = os.path.dirname(os.path.abspath(given.program))
    outcome = program.run(source, os.path.basename(given.program), given.args, given.seed)
    with open(given.records, "w", encoding="utf-8") as file:
        file.write(outcome.trace)
    with open(given.outcome, "w", encoding="utf-8") as file:
        json.dump({"how": outcome.how, "status": outcome.status, "text": outcome.text, "line": outcome.line, "notes": outcome.notes}, file)
    out.flush()
    if outcome.how == "error":
        err.write(outcome.text)
    elif outcome.text:
        err.write(outcome.text + "\n")
    err.flush()
    os._exit(outcome.status & 255)


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
