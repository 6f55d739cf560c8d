package view_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

func TestState(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"", ""},
		{"?", ""},
		{"db=400ms&clients=50", "db=400ms&clients=50"},
		{"clients=50&db=400ms&seed=7&at=235ms", "db=400ms&clients=50&seed=7&at=235ms"},
		{"db=400+ms", "db=400ms"},
		{"db=250ms&clients=1", ""},
		{"tab=code&seed=0", ""},
		{"tab=loop&lasts=16s", "lasts=16s&tab=loop"},
		{"lasts=8s&speed=0.5", ""}, // a link from when a speed was chosen
		{"tab=code&lang=go", "lang=go"},
		{"lang=go&tab=code", "lang=go"},
		{"lang=py", ""},
		{"lang=go&tab=loop", "tab=loop&lang=go"},
		{"variant=sequential&lang=go", "lang=go&variant=sequential"},
		{"variants=concurrent", "variants=concurrent"},
		{"variants=concurrent,sequential", ""},
		{"at=12.5us", "at=12.5us"},
		{"costs=go&seed=7", "seed=7&costs=go"},
		{"costs=pure", ""},
		{"real=both&seed=1", "seed=1&real=both"},
		{"real=real", "real=real"},
		{"real=model", ""},
		{"critical=on&wakes=on&follow=concurrent.6", "follow=concurrent.6&wakes=on&critical=on"},
		{"wakes=off&critical=off", ""},
		{"db=400ms&past=420ms:db=100ms%26cache=60ms&at=500ms", "db=400ms&past=420ms:db=100ms&at=500ms"},
		{"past=1s:db=1ms&past=2s:", "past=1s:db=1ms&past=2s:"},
		{"theme=dark&controls=db&db=400ms", "db=400ms&theme=dark&controls=db"}, // an embed's business
	} {
		st, refused := view.ParseState(all.Find("fanout"), c.query)
		if got := st.Query(); got != c.want || len(refused) > 0 {
			t.Errorf("%q: %q, want %q; refused %q", c.query, got, c.want, refused)
		}
	}
}

func TestRefusedState(t *testing.T) {
	for _, c := range []struct{ query, refused, rest string }{
		{"db=4x&clients=50", `db: "4x" is not allowed: a duration from 0s to 2s, such as 250ms; using 250 ms`, "clients=50"},
		{"db=3s&db=400ms", "db: ", "db=400ms"},
		{"nonsense=1", `"nonsense"`, ""},
		{"seed=-1", "seed: ", ""},
		{"at=-5ms&db=400ms", "at: ", "db=400ms"},
		{"past=420ms:clients=3", `"clients" is not allowed: one of cache, db: a run reads the others when it begins; ignored`, ""},
		{"past=soon:db=1ms&db=2ms", "an instant of the run", "db=2ms"},
		{"at=soon", "such as 235ms", ""},
		{"lasts=3s", "one of 4s, 8s, 16s, 30s, 60s", ""},
		{"tab=curve", "one of code, loop, sequence, log, table", ""},
		{"lang=rust", "one of py, go", ""},
		{"real=yes", "one of model, real, both", ""},
		{"variant=threads", "one of sequential, concurrent", ""},
		{"costs=rust&db=400ms", "one of pure, cpython-3.11-asyncio, cpython-3.11-threads, go", "db=400ms"},
		{"follow=threads.1", "a variant and the number of one of its tasks, such as sequential.1", ""},
		{"follow=concurrent", "such as sequential.1", ""},
		{"wakes=yes", "one of off, on", ""},
		{"variants=threads", "a list of sequential, concurrent, separated by commas", ""},
		{"variants=sequential,sequential", "each once", ""},
		{"db=%zz&clients=50", "ignored", "clients=50"},
		{"cache-data=a", "using what is in the table", ""},
		{strings.Repeat("x", scenarios.MaxQuery+1), "longer than", ""},
	} {
		st, refused := view.ParseState(all.Find("fanout"), c.query)
		if len(refused) != 1 || !strings.Contains(refused[0], c.refused) {
			t.Errorf("%.40q: refused %q, want %q", c.query, refused, c.refused)
		}
		if got := st.Query(); got != c.rest {
			t.Errorf("%.40q: %q is left, want %q", c.query, got, c.rest)
		}
	}
}

// A parameter that has another name by now is set by old addresses, too.
func TestFormerName(t *testing.T) {
	st, refused := view.ParseState(all.Find("echo"), "?connect=5ms&clients=20")
	if got := st.Query(); got != "clients=20&handshake=5ms" || len(refused) > 0 {
		t.Errorf("%q; refused %q", got, refused)
	}
	if _, refused = view.ParseState(all.Find("echo"), "?connect=5h"); len(refused) != 1 || !strings.HasPrefix(refused[0], "handshake: ") {
		t.Errorf("refused %q, want handshake", refused)
	}
}

// TestLinked: a link shows what it names; what it does not name stays, but for variants that another link chose.
func TestLinked(t *testing.T) {
	fanout := all.Find("fanout")
	st, _ := view.ParseState(fanout, "tab=log&lasts=16s&db=1s")
	for _, step := range []struct{ link, want string }{
		{"?", "lasts=16s&tab=log"},
		{"?variants=concurrent&seeds=100", "lasts=16s&seeds=100&tab=log&variants=concurrent"},
		{"?db=400ms&tab=table", "db=400ms&lasts=16s&seeds=100&tab=table"},
		{"?tab=code", "lasts=16s&seeds=100"},
	} {
		st, _ = st.Linked(fanout, step.link)
		if got := st.Query(); got != step.want {
			t.Errorf("after %s: %s, want %s", step.link, got, step.want)
		}
	}
	st, _ = st.Linked(fanout, "?variants=concurrent")
	st = st.WithVariant("sequential", true).WithVariant("concurrent", false)
	if st, _ = st.Linked(fanout, "?"); strings.Join(st.Variants, ",") != "sequential" {
		t.Errorf("after a link %v is shown: the reader had chosen sequential", st.Variants)
	}
}

func TestSettingsAreWithoutTheView(t *testing.T) {
	st, _ := view.ParseState(all.Find("fanout"), "db=400ms&seed=3&at=1s&lasts=30s&tab=log&variants=sequential&costs=go")
	if got := st.Settings(); got != "db=400ms&seed=3&costs=go" {
		t.Errorf("%q", got)
	}
}

// Any state comes back from its address, and no state's address is refused.
func TestStateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(everyScenario()).Draw(t, "scenario")
		st := view.NewState(s)
		for _, p := range st.Instance.Params() {
			set(t, st.Instance, p)
		}
		st.Seed = rapid.Uint64().Draw(t, "seed")
		if st.Instance.Computer() == nil {
			st.Costs = rapid.SampledFrom(engine.Profiles()).Draw(t, "costs").Name
		}
		if rapid.Bool().Draw(t, "paused") {
			st.At = time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(t, "at"))
		}
		st.Lasts = rapid.SampledFrom(view.PlayTimes()).Draw(t, "lasts")
		st.Tab = rapid.SampledFrom(view.TabList()).Draw(t, "tab").ID
		st.ReadIn(rapid.SampledFrom([]string{"py", "go"}).Draw(t, "language"))
		if rapid.Bool().Draw(t, "chosen") {
			st.Variant = rapid.SampledFrom(st.Instance.Variants()).Draw(t, "variant").Name
		}
		if rapid.Bool().Draw(t, "follows") {
			st.Follow = view.TaskRef{Variant: rapid.SampledFrom(st.Instance.Variants()).Draw(t, "of").Name, Task: trace.TaskID(rapid.Int32Range(1, 1e6).Draw(t, "task"))}
		}
		st.Wakes, st.Critical = rapid.Bool().Draw(t, "wakes"), rapid.Bool().Draw(t, "critical")
		query := st.Query()
		again, refused := view.ParseState(s, query)
		if len(refused) > 0 || again.Query() != query || again.At != st.At || again.Variant != st.Variant || again.Tab != st.Tab || again.Language != st.Language || again.Follow != st.Follow || again.Seed != st.Seed {
			t.Fatalf("%q became %q; refused %q", query, again.Query(), refused)
		}
	})
}

// set gives a parameter any legal value.
func set(t *rapid.T, in *scenarios.Instance, p *scenarios.Param) {
	text := ""
	switch p.Kind {
	case scenarios.KindBool:
		text = rapid.SampledFrom([]string{"true", "false"}).Draw(t, p.Name)
	case scenarios.KindChoice:
		text = rapid.SampledFrom(p.Choices).Draw(t, p.Name).Value
	case scenarios.KindTable:
		text = scenarios.Rows{{Key: rapid.StringN(1, 10, 40).Draw(t, "key"), Value: "1s"}}.String()
	default:
		text = p.FromNumber(rapid.Int64Range(p.Min, p.Max).Draw(t, p.Name)).String()
	}
	err := in.Set(p.Name, text)
	if err != nil && p.Kind != scenarios.KindTable { // a random key may be illegal
		t.Fatal(err)
	}
}

func FuzzState(f *testing.F) {
	for _, query := range []string{
		"", "?db=400ms&clients=50&seed=7&at=235ms", "cache-data=user:1%3DAlice;a\\=b=c", "db=%", "&&&=&", "at=9999999h", "at=1h&at=-1s",
		"speed=0.25×&tab=table", "variants=,", "seed=18446744073709551616", "db=%F0%9F%98%80", "clients=1e3", "db=1h1h1h", "cache-data==",
		"db=1ms&past=420ms:db=100ms%26cache=1ms&past=500ms:", "past=&past=1h:db", "past=1ns:db=0&past=1ns:", "pin=past=1s:db=1ms&past=2s:cache%3D3ms",
	} {
		f.Add(query)
	}
	s := all.Find("fanout")
	f.Fuzz(func(t *testing.T, query string) {
		st, _ := view.ParseState(s, query)
		again, refused := view.ParseState(s, st.Query())
		if again.Query() != st.Query() {
			t.Errorf("%q gives %q, which gives %q", query, st.Query(), again.Query())
		}
		if len(refused) > 0 {
			t.Errorf("%q gives %q, of which is refused: %q", query, st.Query(), refused)
		}
		if st.At < 0 && st.At != view.End {
			t.Errorf("%q puts the playhead at %v", query, st.At)
		}
	})
}
