"""Three requests at once, of which one fails: what becomes of the other two."""
import asyncio
import json
import time

TAKES = {"A": 0.5, "B": 2.0, "C": 1.5}  # seconds; A would take 1.0 if it went well
FAILING, FAILURE = "A", "error"  # or "500": a reply, not an error
AFTER = 2.0  # seconds that the program does something else after an error


class Request:
    def __init__(self, name):
        self.name, self.end = name, f"{name} still running"

    async def send(self):
        try:
            await asyncio.sleep(TAKES[self.name])  # [6]
        except asyncio.CancelledError:
            self.end = f"{self.name} cancelled"
            raise
        failing = self.name == FAILING
        if failing and FAILURE == "error":
            self.end = f"{self.name} connection reset"
            raise ConnectionResetError(self.end)
        self.end = f"{self.name} {500 if failing else 200}"
        return self.end

    async def send_checked(self):
        reply = await self.send()
        if reply.endswith("500"):  # as response.raise_for_status()
            raise RuntimeError(reply)
        return reply


def told(requests, raised):
    return ("raised; " if raised else "") + ", ".join(r.end for r in requests)


async def go_on(requests, gathering):
    try:
        await gathering
    except Exception as error:
        print("gather raised", error)
        await asyncio.sleep(AFTER)  # [5]
        return told(requests, True)
    return told(requests, False)


async def gather(requests):
    return await go_on(requests, asyncio.gather(*[r.send() for r in requests]))  # [1]


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
    return await go_on(requests, asyncio.gather(*[r.send_checked() for r in requests]))  # [4]


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main([Request(name) for name in TAKES]))
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"gather": timed(gather), "settled": timed(settled), "nursery": timed(nursery),
                      "raise-for-status": timed(raise_for_status)}))
