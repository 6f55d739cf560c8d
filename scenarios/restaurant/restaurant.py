"""One waiter, four customers: served one by one, and on an event loop."""
import asyncio
import json
import time

CUSTOMERS = {"1": 3.0, "2": 1.0, "3": 2.0, "4": 1.5}  # seconds in the kitchen
TAKING = 0.0  # seconds at the table


async def serve(customer, cooking):
    time.sleep(TAKING)  # the waiter stands there: this blocks the loop
    print(f"order {customer} taken")
    await asyncio.sleep(cooking)  # [3]
    print(f"dinner {customer} ready")
    return f"dinner {customer}"


async def one_by_one():
    dinners = []
    for customer, cooking in CUSTOMERS.items():
        dinners.append(await serve(customer, cooking))  # [1]
    return dinners


async def event_loop():
    orders = [serve(customer, cooking) for customer, cooking in CUSTOMERS.items()]
    return await asyncio.gather(*orders)  # [2]


def timed(main):
    start = time.perf_counter()
    result = ", ".join(asyncio.run(main()))
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"sequential": timed(one_by_one), "concurrent": timed(event_loop)}))
