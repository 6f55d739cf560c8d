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
    out, err = sys.stdout, sys.stderr
    from overlap import program

    prints = True
    program.install(lambda text: prints and out.write(text), lambda text: prints and err.write(text))
    sys.path[0] = os.path.dirname(os.path.abspath(given.program))

    def run(seed, records):
        outcome = program.run(source, os.path.basename(given.program), given.args, seed)
        with open(records, "w", encoding="utf-8") as file:
            file.write(outcome.trace)
        return outcome

    outcome = run(given.seed, given.records)
    prints = False
    for n in range(1, given.seeds):
        run(given.seed + n, f"{given.records}.{n}")
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
