import asyncio
import threading


async def m(n):
    await asyncio.sleep(n / 500)
    return n


print(asyncio.run(m(1)), asyncio.run(m(2)))
loop = asyncio.new_event_loop()
print(loop.run_until_complete(m(3)))
loop.close()
results = []
threads = [threading.Thread(target=lambda n=n: results.append(asyncio.run(m(n)))) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results))
