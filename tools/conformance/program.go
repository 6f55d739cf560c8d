package main

import "slices"

// program is a random program: tasks that start in order and share two objects of each kind.
type program struct {
	Tasks      []*task `json:"tasks"`
	Semaphores [2]int  `json:"semaphores"` // permits
	Queues     [2]int  `json:"queues"`     // bounds, 0 for none
	Barriers   [2]int  `json:"barriers"`   // parties
}

// task is an async function, which runs as one task of the same name.
type task struct {
	Name   string `json:"name"`
	GoesOn bool   `json:"goes_on,omitempty"` // continues after an operation that failed or was cancelled
	Ops    []*op  `json:"ops,omitempty"`
}

// op is one operation of a task.
type op struct {
	Kind  string  `json:"kind"` // the name of an operation
	Of    int     `json:"of"`   // index of the object or task that the operation uses, or the mode of wait
	N     int     `json:"n"`    // milliseconds or noLimit, an item, or a number of tasks
	Body  []*op   `json:"body,omitempty"`
	Tasks []*task `json:"tasks,omitempty"`
}

const noLimit = -1

// untils are the modes of wait, in the order of op.Of.
var untils = []string{"ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"}

// operation describes a kind of op.
type operation struct {
	name   string
	family string // a program has all operations of a family or none
	weight int
	of     target
	least  int // bounds of op.N
	most   int
	body   bool
	tasks  int    // most tasks that it starts, 0 for none
	text   string // how it is printed; {of}, {n}, {until} and {tasks} are filled in
}

// target is the meaning of op.Of.
type target int

const (
	nothing target = iota
	thing
	freeLock // a lock that the task does not hold: acquiring a held lock again is an error in the engine and waits for ever in asyncio
	anyTask
	earlierTask // tasks that await only earlier ones never wait in a circle, which is a RecursionError in asyncio
	until
)

var operations = []operation{
	{name: "sleep", weight: 6, most: 4, text: "await sleep({n})"},
	{name: "fail", family: "failure", weight: 1, text: "raise Boom"},
	{name: "lock", family: "lock", weight: 3, of: freeLock, body: true, text: "async with lock{of}:"},
	{name: "semaphore", family: "semaphore", weight: 3, of: thing, body: true, text: "async with semaphore{of}:"},
	{name: "acquire", family: "semaphore", weight: 1, of: thing, text: "await semaphore{of}.acquire()"},
	{name: "release", family: "semaphore", weight: 1, of: thing, text: "semaphore{of}.release()"},
	{name: "event_wait", family: "event", weight: 2, of: thing, text: "await event{of}.wait()"},
	{name: "event_set", family: "event", weight: 2, of: thing, text: "event{of}.set()"},
	{name: "event_clear", family: "event", weight: 1, of: thing, text: "event{of}.clear()"},
	{name: "put", family: "queue", weight: 2, of: thing, most: 4, text: "await queue{of}.put({n})"},
	{name: "get", family: "queue", weight: 2, of: thing, text: "await queue{of}.get()"},
	{name: "put_nowait", family: "queue", weight: 1, of: thing, most: 4, text: "queue{of}.put_nowait({n})"},
	{name: "get_nowait", family: "queue", weight: 1, of: thing, text: "queue{of}.get_nowait()"},
	{name: "task_done", family: "queue", weight: 1, of: thing, text: "queue{of}.task_done()"},
	{name: "join", family: "queue", weight: 1, of: thing, text: "await queue{of}.join()"},
	{name: "condition_wait", family: "condition", weight: 2, of: freeLock, text: "async with lock{of}: await condition{of}.wait()"},
	{name: "notify", family: "condition", weight: 2, of: freeLock, least: 1, most: 3, text: "async with lock{of}: condition{of}.notify({n})"},
	{name: "barrier", family: "barrier", weight: 2, of: thing, text: "await barrier{of}.wait()"},
	{name: "reset", family: "barrier", weight: 1, of: thing, text: "await barrier{of}.reset()"},
	{name: "future", family: "future", weight: 2, of: thing, text: "await future{of}"},
	{name: "set_result", family: "future", weight: 1, of: thing, most: 4, text: "future{of}.set_result({n})"},
	{name: "cancel_future", family: "future", weight: 1, of: thing, text: "future{of}.cancel()"},
	{name: "create_task", family: "task", weight: 1, tasks: 1, text: "create_task({tasks})"},
	{name: "call", family: "task", weight: 1, tasks: 1, text: "await {tasks}"},
	{name: "await", family: "task", weight: 3, of: earlierTask, text: "await t{of}"},
	{name: "shield", family: "shield", weight: 2, of: earlierTask, text: "await shield(t{of})"},
	{name: "cancel", family: "cancel", weight: 3, of: anyTask, text: "t{of}.cancel()"},
	{name: "gather", family: "gather", weight: 2, tasks: 3, text: "await gather({tasks})"},
	{name: "gather_settled", family: "gather", weight: 1, tasks: 3, text: "await gather({tasks}, return_exceptions=True)"},
	{name: "wait", family: "wait", weight: 2, of: until, least: noLimit, most: 4, tasks: 3, text: "await wait([{tasks}], timeout={n}, return_when={until})"},
	{name: "as_completed", family: "as_completed", weight: 2, least: noLimit, most: 4, tasks: 3, text: "for task in as_completed([{tasks}], timeout={n}): await task"},
	{name: "timeout", family: "timeout", weight: 3, most: 4, body: true, text: "async with timeout({n}):"},
	{name: "group", family: "group", weight: 3, body: true, tasks: 3, text: "async with TaskGroup() as group:"},
}

// operationOf returns the description of o.
func operationOf(o *op) *operation {
	i := slices.IndexFunc(operations, func(k operation) bool { return k.name == o.Kind })
	return &operations[i]
}

// eachOp calls visit with every operation of the program, nested ones too, and the index of the program's task that it is in.
func (p *program) eachOp(visit func(o *op, top int)) {
	var walk func(ops []*op, top int)
	walk = func(ops []*op, top int) {
		for _, o := range ops {
			visit(o, top)
			walk(o.Body, top)
			for _, k := range o.Tasks {
				walk(k.Ops, top)
			}
		}
	}
	for i, k := range p.Tasks {
		walk(k.Ops, i)
	}
}
