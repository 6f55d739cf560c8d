package async_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/trace/tracetest"
	"pgregory.net/rapid"
)

// stage plays scripts with the package.
type stage struct {
	lines     []string
	tasks     []*async.Task[int]
	locks     [2]*async.Lock
	permits   *async.Semaphore
	event     *async.Event
	queue     *async.Queue[int]
	condition *async.Condition
	gate      *async.Barrier
	limiter   *async.Limiter
	future    *async.Future[int]
}

// actor is a task of the stage.
type actor struct {
	*stage
	t *engine.Task
}

// perform plays the scripts as tasks of a main one that outlives them, and returns what they logged.
func perform(t *rapid.T, scripts []*script) []string {
	l := engine.NewLoop(engine.Config{Limits: engine.Limits{Records: 20_000}})
	defer l.Close()
	st := &stage{}
	var lines []string
	l.Main("main", func(t *engine.Task) error {
		st.locks = [2]*async.Lock{async.NewLock(t, "l0"), async.NewLock(t, "l1")}
		st.permits, st.event, st.queue = async.NewSemaphore(t, "permits", 2), async.NewEvent(t, "bell"), async.NewQueue[int](t, "q", 2)
		st.condition, st.gate, st.limiter = async.NewCondition(t, "news", st.locks[0]), async.NewBarrier(t, "gate", 3), async.NewLimiter(t, "tokens", 2)
		actor{st, t}.promise()
		for _, s := range scripts {
			actor{st, t}.spawn(s)
		}
		err := t.Sleep(time.Second)
		lines = slices.Clone(st.lines)
		return err
	})
	if err := l.Run(); err != nil {
		t.Fatalf("%v\n%#v\n%s", err, scripts, strings.Join(st.lines[:min(40, len(st.lines))], "\n"))
	}
	if err := tracetest.Validate(l.Trace()); err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestRandomProgramsDoAsTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &writer{t: t}
		var scripts []*script
		for range rapid.IntRange(3, 8).Draw(t, "tasks") {
			scripts = append(scripts, w.script(3))
		}
		got, want := perform(t, scripts), reference(scripts)
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("%#v\nthey agree on\n\t%s\nthen the engine says\n\t%s\nand the reference\n\t%s", scripts, strings.Join(got[:i], "\n\t"),
					strings.Join(got[i:min(i+3, len(got))], "\n\t"), strings.Join(want[i:min(i+3, len(want))], "\n\t"))
			}
		}
	})
}

func (a actor) log(line string) {
	a.lines = append(a.lines, a.t.Now().String()+" "+a.t.Name()+": "+line)
}

func millis(n int) time.Duration { return time.Duration(n) * ms }

func (a actor) playing(s *script) func(t *engine.Task) error {
	return func(t *engine.Task) error { return s.play(actor{a.stage, t}) }
}

func (a actor) scene(s *script) func(t *engine.Task) (int, error) {
	return func(t *engine.Task) (int, error) { return 0, a.playing(s)(t) }
}

func (a actor) calls(children []*script) (cs []*async.Coroutine[int]) {
	for _, s := range children {
		cs = append(cs, async.Call(a.t, s.name, a.scene(s)))
	}
	return cs
}

func second(_ int, err error) error { return err }

func (a actor) settle(n int, err error) error {
	if err != nil {
		return a.future.Fail(err)
	}
	return a.future.Set(n)
}

func (a actor) reset(broken bool) {
	if broken {
		a.gate.Abort(a.t)
	} else {
		a.gate.Reset(a.t)
	}
}

func (a actor) sleep(n int) error                    { return a.t.Sleep(millis(n)) }
func (a actor) spawn(s *script)                      { a.tasks = append(a.tasks, async.Go(a.t, s.name, a.scene(s))) }
func (a actor) await(i int) error                    { return second(a.tasks[i%len(a.tasks)].Await(a.t)) }
func (a actor) shield(i int) error                   { return second(async.Shield(a.t, a.tasks[i%len(a.tasks)])) }
func (a actor) race(children []*script) error        { return second(async.Race(a.t, a.calls(children)...)) }
func (a actor) standby() error                       { return a.condition.Wait(a.t) }
func (a actor) notify(n int) error                   { return a.condition.Notify(a.t, n) }
func (a actor) barrier() (int, error)                { return a.gate.Wait(a.t) }
func (a actor) token(fn func() error) error          { return a.limiter.With(a.t, fn) }
func (a actor) tokens(n int) error                   { return a.limiter.SetTotal(a.t, n) }
func (a actor) promised() (int, error)               { return a.future.Await(a.t) }
func (a actor) renounce() bool                       { return a.future.Cancel("renounced") }
func (a actor) promise()                             { a.future = async.NewFuture[int](a.t, "promise") }
func (a actor) cancel(i int)                         { a.tasks[i%len(a.tasks)].Cancel("by " + a.t.Name()) }
func (a actor) shielded(fn func() error) error       { return a.t.Shielded(fn) }
func (a actor) lock(i int, fn func() error) error    { return a.locks[i].With(a.t, fn) }
func (a actor) permit(fn func() error) error         { return a.permits.With(a.t, fn) }
func (a actor) bell() error                          { return a.event.Wait(a.t) }
func (a actor) put(n int) error                      { return a.queue.Put(a.t, n) }
func (a actor) get() (int, error)                    { return a.queue.Get(a.t) }
func (a actor) timeout(n int, fn func() error) error { return async.Timeout(a.t, millis(n), fn) }

func (a actor) ring(on bool) {
	if on {
		a.event.Set(a.t)
	} else {
		a.event.Clear(a.t)
	}
}

func (a actor) nursery(children []*script, fn func() error) error {
	return async.OpenNursery(a.t, func(n *async.Nursery) error {
		for _, s := range children {
			n.Go(s.name, a.playing(s))
		}
		return fn()
	})
}

func (a actor) gather(children []*script) error {
	_, err := async.Gather(a.t, a.calls(children)...)
	return err
}

func (a actor) settled(children []*script) (outcomes string, err error) {
	got, err := async.GatherSettled(a.t, a.calls(children)...)
	for _, o := range got {
		outcomes += "(" + errorText(o.Err) + ")"
	}
	return outcomes, err
}

func (a actor) wait(until, n int) (done string, err error) {
	ended, pending, err := async.Wait(a.t, a.tasks, async.Until(until), millis(n))
	for _, k := range ended {
		done += k.Name() + " "
	}
	return done + strconv.Itoa(len(pending)), err
}

func (a actor) completed(n int) (order string, err error) {
	for k, err := range async.AsCompleted(a.t, slices.Clone(a.tasks), millis(n)) {
		if err != nil {
			return order, err
		}
		order += k.Name() + " "
	}
	return order, nil
}
