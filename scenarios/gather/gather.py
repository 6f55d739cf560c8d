"""Three requests at once, of which one fails: what becomes of the other two."""
import asyncio

A, B, C = 1.0, 2.0, 1.5  # seconds each of three requests takes when it goes well
FAILING, FAIL_AT, FAILURE = "A", 0.5, "error"
AFTER = 2.0  # seconds that the program lives on after the error
choices = {"failing": ["A", "B", "C", "none"], "failure": ["error", "500"]}  # 500 is a reply, not an error


class Request:
    def __init__(self, name, takes):
        self.name, self.takes, self.end = name, takes, f"{name} still running"
        if name == FAILING:
            self.takes = FAIL_AT

    def ends(self, how):
        self.end = how
        print(how)

    async def send(self):
        try:
            await asyncio.sleep(self.takes)  # [5]
        except asyncio.CancelledError:
            self.ends(f"{self.name} cancelled")
            raise
        failing = self.name == FAILING
        if failing and FAILURE == "error":
            self.ends(f"{self.name} connection reset")
            raise ConnectionResetError(self.end)
        self.ends(f"{self.name} {500 if failing else 200}")
        return self.end

    async def send_checked(self):
        reply = await self.send()
        if reply.endswith("500"):  # as response.raise_for_status()
            raise RuntimeError(reply)
        return reply


def three():
    return [Request("A", A), Request("B", B), Request("C", C)]


def told(requests, raised):
    return ("raised; " if raised else "") + ", ".join(r.end for r in requests)


async def caught(requests, gathering):
    try:
        await gathering
    except Exception as error:
        print("gather raised", error)
        return told(requests, True)
    return told(requests, False)


async def gather(requests):
    return await caught(requests, asyncio.gather(*[r.send() for r in requests]))  # [1]


async def settled(requests):
    outcomes = await asyncio.gather(*[r.send() for r in requests], return_exceptions=True)  # [2]
    return ", ".join(str(o) for o in outcomes)


async def nursery(requests):
    raised = False
    try:
        async with asyncio.TaskGroup() as group:  # [3]
            for r in requests:
                group.create_task(r.send())
    except* ConnectionResetError:
        raised = True
    return told(requests, raised)


async def raise_for_status(requests):
    return await caught(requests, asyncio.gather(*[r.send_checked() for r in requests]))  # [4]


variants = {
    "gather": lambda: gather(three()),
    "settled": lambda: settled(three()),
    "nursery": lambda: nursery(three()),
    "raise-for-status": lambda: raise_for_status(three()),
}


async def live_on():
    await asyncio.sleep(AFTER)  # requests that gather left go on until then


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
