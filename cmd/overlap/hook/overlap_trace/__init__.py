"""Records what a Python program's tasks wait for, as overlap-trace 1: a JSON object in each line.

Three functions of asyncio that are Python in every version are wrapped, and none of a Task:
    BaseEventLoop.create_task   who makes which task
    Handle._run                 every step of every task begins and ends here, and the task then says what it waits for
    BaseEventLoop._call_soon    who makes whom ready; a cancellation shows here

begin starts it all, record writes, frames finds lines and names in the program, waits says what a task waits for, steps follows
tasks, things follows locks, threads, connections and what is printed, hidden keeps tracebacks as they are without it, advice
finds awaits that do not need each other.
"""
