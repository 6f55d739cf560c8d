import asyncio
import sys

CHILD = 'import asyncio\nasync def m(): await asyncio.sleep(.01); print("child")\nasyncio.run(m())\nraise SystemExit(5)'


async def main():
    p = await asyncio.create_subprocess_exec(sys.executable, '-c', CHILD, stdout=asyncio.subprocess.PIPE)
    out, _ = await p.communicate()
    print(out, p.returncode)
    p = await asyncio.create_subprocess_shell('read line; echo "$line$line"; exit 3', stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print(await p.communicate(b'ha\n'), p.returncode)


asyncio.run(main())
