package tracetest

import (
	"pgregory.net/rapid"

	"overlap/engine/trace"
)

// World writes random traces that a run could have written, and keeps what a reader should find in them.
type World struct {
	Story
	tasks   []life // task n is entry n-1
	running int
	wires   []*wire
	Sent    []Parcel
}

type life struct {
	state trace.State // as in spans; ended when gone
	gone  bool
	sleep bool
	due   int64
}

// wire is a connection with the parcels under way in each direction.
type wire struct {
	user  [2]int // the dialler and who accepted, 0 while nobody has
	way   [2][]int
	taken [2]int64 // bytes of the first parcel under way that have been received
}

type Parcel struct {
	From, To int
	Bytes    int64
	Got      bool
}

// Random draws a legal trace of up to n steps.
func Random(t *rapid.T, n int) *World {
	w := &World{}
	w.Made(1, 0, "main")
	w.tasks = []life{{state: trace.Ready}}
	for range rapid.IntRange(0, n).Draw(t, "steps") {
		w.step(t)
	}
	return w
}

func (w *World) step(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "time") == 0 {
		w.Now += rapid.Int64Range(0, 1<<rapid.IntRange(0, 40).Draw(t, "scale")).Draw(t, "by")
	}
	id := rapid.IntRange(1, len(w.tasks)).Draw(t, "task")
	if w.running != 0 && rapid.IntRange(0, 3).Draw(t, "same") > 0 {
		id = w.running
	}
	l := &w.tasks[id-1]
	switch {
	case l.gone:
	case id == w.running:
		w.act(t, id, l)
	case l.state == trace.Waiting && !(l.sleep && l.due <= w.Now):
		w.Ready(id, w.running)
		l.state, l.sleep = trace.Ready, false
	case l.state == trace.Ready && rapid.IntRange(0, 9).Draw(t, "never runs") == 0:
		w.Ends(id, trace.TaskCancelled, "before it ran")
		l.gone = true
	case w.running == 0:
		w.Runs(id)
		l.state, l.sleep, w.running = trace.Running, false, id
	}
}

// act has the running task do something.
func (w *World) act(t *rapid.T, id int, l *life) {
	text := rapid.StringN(0, 8, -1).Draw(t, "text")
	switch rapid.IntRange(0, 9).Draw(t, "act") {
	case 0, 1:
		w.Made(len(w.tasks)+1, id, text)
		w.tasks = append(w.tasks, life{state: trace.Ready})
	case 2, 3:
		l.due = w.Now + rapid.Int64Range(0, 1<<40).Draw(t, "sleep")
		w.Add(trace.Record{Kind: trace.TaskWaiting, Task: trace.TaskID(id), Why: trace.WhySleep, Arg: l.due})
		l.state, l.sleep, w.running = trace.Waiting, true, 0
	case 4:
		w.Waits(id, trace.WhyLock, rapid.IntRange(0, 5).Draw(t, "lock"), text)
		l.state, w.running = trace.Waiting, 0
	case 5:
		w.Ends(id, rapid.SampledFrom([]trace.Kind{trace.TaskFailed, trace.TaskCancelled}).Draw(t, "end"), text)
		l.gone, w.running = true, 0
	case 6:
		kinds := []trace.Kind{trace.Log, trace.Mark, trace.TaskGrouped, trace.TaskLabelled}
		w.Said(rapid.SampledFrom(kinds).Draw(t, "said"), id, text)
	case 7:
		w.Add(trace.Record{Kind: trace.Gauge, Task: trace.TaskID(id), Text: w.Intern(text), Arg: rapid.Int64().Draw(t, "value")})
	case 8:
		tone := rapid.SampledFrom([]trace.Tone{trace.Plain, trace.Good, trace.Limited, trace.Bad}).Draw(t, "tone")
		w.Status(id, "breaker", text, tone)
	default:
		w.talk(t, id)
	}
}

// talk has a task open, accept or use a connection.
func (w *World) talk(t *rapid.T, id int) {
	n := rapid.IntRange(0, len(w.wires)).Draw(t, "wire")
	if n == len(w.wires) {
		w.Conn(trace.ConnOpened, id, n+1, "db")
		w.wires = append(w.wires, &wire{user: [2]int{id, 0}})
		return
	}
	c := w.wires[n]
	switch {
	case c.user[1] == 0 && c.user[0] != id:
		w.Conn(trace.ConnAccepted, id, -1-n, "db :9002")
		c.user[1] = id
	case c.user[0] == id:
		w.exchange(t, n, 0)
	case c.user[1] == id:
		w.exchange(t, n, 1)
	}
}

// exchange has the user of one end send a parcel or receive some of what is under way.
func (w *World) exchange(t *rapid.T, n, end int) {
	c := w.wires[n]
	id, at := c.user[end], n+1
	if end == 1 {
		at = -at
	}
	if rapid.Bool().Draw(t, "send") {
		size := rapid.IntRange(1, 9).Draw(t, "size")
		w.Bytes(trace.BytesSent, id, at, size)
		c.way[end] = append(c.way[end], len(w.Sent))
		w.Sent = append(w.Sent, Parcel{From: id, Bytes: int64(size)})
		return
	}
	other := 1 - end
	total := -c.taken[other]
	for _, i := range c.way[other] {
		total += w.Sent[i].Bytes
	}
	if total == 0 {
		return
	}
	size := rapid.Int64Range(1, total).Draw(t, "received")
	w.Bytes(trace.BytesReceived, id, at, int(size))
	c.taken[other] += size
	for len(c.way[other]) > 0 {
		p := &w.Sent[c.way[other][0]]
		if c.taken[other] < p.Bytes {
			return
		}
		c.taken[other] -= p.Bytes
		p.Got, p.To = true, id
		c.way[other] = c.way[other][1:]
	}
}
