"""The calls of a request: one after another, as soon as dependencies allow, and as many at once as there are slots."""
import asyncio
import contextlib
import math
import random

CALLS = {  # service~latency~after~fails~retries
    "auth": "accounts~30ms",
    "user": "accounts~45ms~auth",
    "product": "catalogue~60ms",
    "price": "pricing~80ms~user,product",
    "stock": "warehouse~120ms~product",
    "delivery": "shipping~70ms~user,stock",
    "reviews": "reviews~90ms~product",
    "similar": "recommender~110ms~product",
    "picks": "recommender~150ms~user,product",
    "page": "~15ms~price,delivery,reviews,similar,picks",
}
LIMITS = {"recommender": "2"}  # how many calls a service answers at once
AT_ONCE = 3


class Call:
    def __init__(self, name, row):
        self.name = name
        self.service, self.latency, after, fails, retries = (row.split("~") + [""] * 3)[:5]
        self.after = after.split(",") if after else []
        self.fails = float(fails.removesuffix("%") or 0) / 100
        self.tries = []
        for _ in range(1 + int(retries or 0)):
            self.tries.append(self.draw())
            if self.tries[-1][1]:
                break

    def draw(self):
        """Returns how long a try takes, and whether it goes well."""
        seconds = latency(self.latency)
        return seconds, not self.fails or random.random() >= self.fails


def latency(text):
    if ".." in text:
        low, high = (parse(part, 0.0) for part in text.split(".."))
        seconds = low + random.random() * (high - low)
    elif text.startswith("p50="):
        p50, p99 = (parse(part[4:], 0.0) for part in text.split())
        share = random.random()
        seconds = p50 * math.exp(math.log(share / (1 - share)) / math.log(99) * math.log(p99 / p50))
    else:
        return parse(text, 0.0)
    return round(min(seconds, 60), 6)


class Request:
    def __init__(self, slots=None):
        self.calls = [Call(name, CALLS[name]) for name in in_order()]
        self.answered = set()
        self.slots = slots
        asked = {call.service for call in self.calls}
        self.services = {name: asyncio.Semaphore(int(n)) for name, n in LIMITS.items() if name in asked}

    def permits(self, call):
        return [permits for permits in (self.services.get(call.service), self.slots) if permits]

    async def ask(self, call):
        if missing := self.missing(call.after):
            print(f"{call.name} is not asked, without {', '.join(missing)}")
            return
        async with contextlib.AsyncExitStack() as held:
            for permits in self.permits(call):
                await held.enter_async_context(permits)  # [4]
            for seconds, ok in call.tries:
                await asyncio.sleep(seconds)  # [5]
                if ok:
                    self.answered.add(call.name)
                    return
                print(f"{call.name} fails")

    async def start(self):
        tasks = {}

        async def run(call):
            for needed in call.after:
                await tasks[needed]  # [3]
            await self.ask(call)

        async with asyncio.TaskGroup() as group:  # [2]
            for call in self.calls:
                tasks[call.name] = group.create_task(run(call))
        return self.result()

    def missing(self, names):
        return [name for name in names if name not in self.answered]

    def result(self):
        names = [call.name for call in self.calls]
        text = f"{len(self.answered)} of {len(names)} call{'s' * (len(names) != 1)} answered"
        if missing := self.missing(names):
            text += f", not {', '.join(missing)}"
        return text


def in_order():
    """Yields each call after those that it needs."""
    left = {name: (row.split("~") + [""])[2].split(",") for name, row in CALLS.items()}
    while left:
        name = next(name for name, after in left.items() if not left.keys() & set(after))
        del left[name]
        yield name


async def one_by_one():
    request = Request()
    for call in request.calls:
        await request.ask(call)  # [1]
    return request.result()


async def overlapped():
    return await Request().start()


async def limited():
    return await Request(asyncio.Semaphore(AT_ONCE)).start()


variants = {"one-by-one": one_by_one, "overlapped": overlapped, "limited": limited}


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
