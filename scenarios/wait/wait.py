"""Three tasks: waiting for one, for an error, for so long."""
import asyncio

A, B, C = 1.0, 2.0, 3.0  # seconds each of three tasks takes
FAILING = "B"
TIMEOUT = 2.5  # seconds
AFTER = 2.5  # seconds that the program lives on after the wait
CANCEL = False  # whether it cancels what is pending
choices = {"failing": ["A", "B", "C", "none"]}


async def task(name, takes):
    await asyncio.sleep(takes)  # [4]
    if name == FAILING:
        raise RuntimeError(f"{name} failed")
    return name


def start():
    return [asyncio.create_task(task(name, takes), name=name) for name, takes in [("A", A), ("B", B), ("C", C)]]


def afterwards(tasks, done, pending):
    result = (f"done {', '.join(end(t) for t in tasks if t in done) or 'none'}; "
              f"pending {', '.join(t.get_name() for t in tasks if t in pending) or 'none'}")
    print("wait returns", result)
    if CANCEL:
        for t in pending:
            t.cancel()
    return result


def end(done):
    return f"{done.get_name()} (failed)" if done.exception() else done.result()


async def first_completed():
    tasks = start()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # [1]
    return afterwards(tasks, done, pending)


async def first_error():
    tasks = start()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)  # [2]
    return afterwards(tasks, done, pending)


async def all_of_them():
    tasks = start()
    done, pending = await asyncio.wait(tasks, timeout=TIMEOUT)  # [3]
    return afterwards(tasks, done, pending)


variants = {"first-completed": first_completed, "first-error": first_error, "timeout": all_of_them}


async def live_on():
    await asyncio.sleep(AFTER)  # what is pending runs on until then


# From here on all twins are alike: constants are set as the page's address has them, and every variant is run.
import asyncio, json, re, sys, time, urllib.parse  # noqa: E401


def parse(text, default):
    if isinstance(default, bool):
        return {"true": True, "false": False}[text]
    if isinstance(default, float):
        seconds = {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9}
        parts = re.split(r"(?<=[hms])(?=\d)", text.replace(" ", ""))
        return sum(float(part.rstrip("hmsµn")) * seconds[part.lstrip("0123456789.")] for part in parts)
    if isinstance(default, dict):
        like = next(iter(default.values()), 0.0)
        return {key: parse(value, like) for key, value in (row.split("=", 1) for row in text.split(";") if row)}
    return type(default)(text.removesuffix("%"))


def configure(query):
    constants = {name.lower().replace("_", "-"): name for name in globals() if name.isupper()}
    kinds = {bool: "true or false", int: "a whole number", float: "a duration such as 400ms", dict: "rows such as A=1s;B=2s"}
    for name, text in urllib.parse.parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        allowed = "the settings are " + ", ".join(constants)
        try:
            default = globals()[constants[name]]
            allowed = globals().get("choices", {}).get(name) or kinds[type(default)]
            value = parse(text, default)
            if text.startswith("-") or type(default) is str and value not in allowed:
                raise ValueError
            globals()[constants[name]] = value
        except (KeyError, ValueError):
            print(f"{sys.argv[0]}: {name}={text} is not allowed: {allowed}", file=sys.stderr)
            sys.exit(2)


def play(name, variant):
    start = time.perf_counter()

    def tell(result):
        seconds, result = result if isinstance(result, tuple) else (time.perf_counter() - start, result)
        print(json.dumps({name: {"seconds": round(seconds, 6), "result": result}}), flush=True)

    async def main(result):
        tell(await result)
        if "live_on" in globals():
            await globals()["live_on"]()
        # what still runs is cancelled by asyncio.run after that

    try:
        result = variant()
        asyncio.run(main(result)) if asyncio.iscoroutine(result) else tell(result)
    except NotImplementedError as why:
        print(json.dumps({name: {"skipped": str(why)}}), flush=True)


configure("&".join(sys.argv[1:]))
if __name__ == "__main__":
    for name in variants:
        play(name, variants[name])
