"""A user and that user's orders: one after the other, and together."""
import asyncio

USER = 1
USER_LATENCY, ORDERS_LATENCY = 0.2, 0.3  # seconds
USERS = {"1": "Ada", "2": "Bob", "3": "Cleo"}
ORDERS = {"1": "1, 3, 10, 11", "2": "23, 34", "3": ""}


async def find_user(user_id):
    await asyncio.sleep(USER_LATENCY)  # [5]
    return {"id": user_id, "name": USERS.get(str(user_id), "nobody")}


async def find_orders(user_id):
    await asyncio.sleep(ORDERS_LATENCY)  # [6]
    return ORDERS.get(str(user_id), "")


def page(user, orders):
    name = user["name"]
    return f"{name}: [{orders if name != 'nobody' else ''}]"


async def dependent():
    user = await find_user(USER)  # [1]
    if user["name"] == "nobody":
        return page(user, "")
    orders = await find_orders(user["id"])  # [2]
    return page(user, orders)


async def independent():
    user_task = asyncio.create_task(find_user(USER))
    orders_task = asyncio.create_task(find_orders(USER))
    user = await user_task  # [3]
    orders = await orders_task  # [4]
    return page(user, orders)


variants = {"dependent": dependent, "independent": independent}


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
