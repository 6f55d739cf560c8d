"""Downloads, at most three at a time, with aiohttp; and the same with requests, in threads."""
import asyncio
import time

import aiohttp
import requests

URLS = [f"https://files.example/delay/{n}" for n in (1, 2, 1, 3, 1)]


async def download(session, limit, url):
    async with limit:
        async with session.get(url) as response:
            body = await response.text()
            return response.status, len(body) > 0


async def together():
    limit = asyncio.Semaphore(3)
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*(download(session, limit, url) for url in URLS))


async def in_threads():
    answers = await asyncio.gather(*(asyncio.to_thread(requests.get, url) for url in URLS))
    return [answer.status_code for answer in answers]


begin = time.time()
print(asyncio.run(together()), f"{time.time() - begin:.1f} s")
begin = time.time()
print(asyncio.run(in_threads()), f"{time.time() - begin:.1f} s")
begin = time.time()
print([requests.get(url).status_code for url in URLS], f"{time.time() - begin:.1f} s")
