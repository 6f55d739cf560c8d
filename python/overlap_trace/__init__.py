"""Records what a Python program's tasks wait for, as overlap-trace 1: a JSON object in each line.

Three functions of asyncio that are Python in every version are wrapped, and none of a Task:
    BaseEventLoop.create_task   who makes which task
    Handle._run                 every step of every task begins and ends here, and the task then says what it waits for
    BaseEventLoop._call_soon    who makes whom ready; a cancellation shows here

record holds the records, frames finds lines in the program and names finds names, waits says what a task waits for, steps follows
tasks and standing where they stop, nurseries follows trio's tasks, jobs and threads what runs beside the loop, holding locks and
what blocks, connections sockets and what is printed, complaints what Python complains of, rows finds awaits that do not need each
other. hidden keeps tracebacks as they are without all this.

begin traces a process from its first line on, and process writes its file. Package overlap uses the rest for programs on virtual
time.
"""
