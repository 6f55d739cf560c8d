"""A user and that user's orders: one after the other, and together."""
import asyncio
import json
import time

USER = 1
USER_LATENCY, ORDERS_LATENCY = 0.2, 0.3  # seconds
USERS = {1: "Ada", 2: "Bob", 3: "Cleo"}
ORDERS = {1: [1, 3, 10, 11], 2: [23, 34], 3: []}


async def find_user(user_id):
    await asyncio.sleep(USER_LATENCY)  # [5]
    return {"id": user_id, "name": USERS.get(user_id, "nobody")}


async def find_orders(user_id):
    await asyncio.sleep(ORDERS_LATENCY)  # [6]
    return ORDERS.get(user_id, [])


async def dependent():
    user = await find_user(USER)  # [1]
    orders = await find_orders(user["id"])  # [2]
    return f"{user['name']}: {orders}"


async def independent():
    user_task = asyncio.create_task(find_user(USER))
    orders_task = asyncio.create_task(find_orders(USER))
    user = await user_task  # [3]
    orders = await orders_task  # [4]
    return f"{user['name']}: {orders}"


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"dependent": timed(dependent), "independent": timed(independent)}))
