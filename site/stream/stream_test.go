package stream

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/engine/trace/reader"
	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/events"
)

const bearable = time.Minute // what a test waits for on a busy machine

// quick are settings with which fanout takes no time.
const quick = "fanout?db=3ms&cache=1ms"

// serve returns the address of a server that runs scenarios until the test or ctx ends.
func serve(t *testing.T, ctx context.Context) (*Handler, string) {
	t.Helper()
	h := New(ctx, all.List())
	s := httptest.NewServer(h.Beside(http.NotFoundHandler(), ""))
	t.Cleanup(s.Close)
	return h, s.URL
}

// post asks for a run; edit may change the request.
func post(t *testing.T, ctx context.Context, url string, edit func(*http.Request)) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, "POST", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if edit != nil {
		edit(r)
	}
	return http.DefaultClient.Do(r)
}

// stream is what a client reads.
type stream struct {
	file *reader.File // nil when it is none
	last string       // the last event
}

// read reads a stream to its end, as a page does. each is called with what the file holds after each piece.
func read(t *testing.T, body io.Reader, each func(*reader.File)) (s stream) {
	t.Helper()
	r := reader.New(reader.MostInPage)
	lines := events.NewReader(func(event string, data []byte) error {
		if event != "" {
			s.last = strings.TrimSpace(event + " " + string(data))
			return nil
		}
		return cmp.Or(r.Add(data), r.Add([]byte{'\n'}))
	})
	piece := make([]byte, 1<<16)
	for more := true; more; {
		n, ended := body.Read(piece)
		more = ended == nil
		if err := lines.Add(piece[:n]); err != nil {
			t.Fatal(err)
		}
		so, err := r.SoFar()
		if err != nil {
			t.Fatal(err)
		}
		if each != nil {
			each(so)
		}
	}
	s.file, _ = r.Finish()
	return s
}

func TestRunIsStreamed(t *testing.T) {
	_, url := serve(t, t.Context())
	res, err := post(t, t.Context(), url+Path+quick+"&seed=3&costs=go&at=2ms&tab=log", nil)
	if err != nil || res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatal(res, err)
	}
	defer res.Body.Close()
	records := 0
	got := read(t, res.Body, func(f *reader.File) {
		n := 0
		for _, run := range f.Runs {
			n += run.Trace.Len()
		}
		if n < records {
			t.Errorf("%d records, after there were %d", n, records)
		}
		records = n
	})
	if got.last != "end" || got.file == nil || len(got.file.Runs) != 2 {
		t.Fatalf("%+v", got)
	}
	if h := got.file.Header; h.Program != "fanout" || h.Clock != "monotonic" || h.Settings != "cache=1ms&db=3ms&seed=3&costs=go" || h.Machine == "" {
		t.Errorf("header %+v", h)
	}
	for i, want := range []time.Duration{11 * time.Millisecond, 4 * time.Millisecond} {
		o := got.file.Runs[i].Outcome
		if o == nil || o.Failed != "" || o.Total < want || !strings.Contains(o.Result, "inventory") || o.Began <= 0 {
			t.Errorf("%s: %+v, the model takes %v", got.file.Runs[i].Name, o, want)
		}
	}
}

// A run that waits goes on, though nothing is recorded: what is drawn of it grows. One that works is there before the work is done.
func TestWaitsGoOn(t *testing.T) {
	_, url := serve(t, t.Context())
	for at, want := range map[string]trace.Kind{"fanout?db=2s&variants=concurrent": trace.TaskWaiting, "blocking?calls=1&variants=inline": trace.TaskRunning} {
		res, err := post(t, t.Context(), url+Path+at, nil)
		if err != nil {
			t.Fatal(err)
		}
		records, end, longer := 0, int64(0), false
		got := read(t, res.Body, func(f *reader.File) {
			for _, run := range f.Runs {
				n := run.Trace.Len()
				longer = longer || n == records && run.Trace.End() > end && run.Trace.At(n-1).Kind == want
				records, end = n, run.Trace.End()
			}
		})
		res.Body.Close()
		if !longer || got.last != "end" {
			t.Errorf("%s: its picture stands still until the next record: %s", at, got.last)
		}
	}
}

// Settings are refused as they are in the page's address, and what is too much says what to do instead.
func TestRefusals(t *testing.T) {
	h, url := serve(t, t.Context())
	for _, c := range []struct {
		method, at, want string
		status           int
	}{
		{"GET", "fanout", "a run begins with POST, because it makes this machine work", 405},
		{"POST", "fanuot", "there is no scenario of that name: there are ", 404},
		{"POST", "", "there is no scenario of that name: there are ", 404},
		{"POST", "fanout/", "there is no scenario of that name: there are ", 404},
		{"POST", "fanout?db=9h&cache=x", "db: \"9h\" is not allowed: a duration from 0s to 2s, such as 250ms\ncache: \"x\" is not allowed: a duration from 0s to 2s, such as 60ms\n", 400},
		{"POST", "fanout?dbb=1s&variants=x", "cache-data, db-data, backlog, seed\nvariants: \"x\" is not allowed: a list of sequential, concurrent, separated by commas, each once\n", 400},
		{"POST", "fanout?" + strings.Repeat("x", 1<<15), "", 400},
		{"POST", "echo?clients=1000&variants=single", "the model says that this run takes 1 min 4", 422},
		{"POST", "echo?clients=1000&variants=loop", "", 200},
		{"POST", "echo?clients=10000&variants=loop&fault=echo:kill@500ms&seed=3", "overlap run echo --net tcp --clients='10000' --fault='echo:kill@500ms' --seed='3'", 422},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), bearable)
		r, _ := http.NewRequestWithContext(ctx, c.method, url+Path+c.at, nil)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(io.LimitReader(res.Body, 2000))
		if res.StatusCode != c.status || !strings.Contains(string(text), c.want) || res.Header.Get(events.Mark) == "" {
			t.Errorf("%s %.40s: %d, %s", c.method, c.at, res.StatusCode, text)
		}
		cancel()
		res.Body.Close()
	}
	settle(t, h)
}

// A page of another site can make a browser send requests here, and must not make this machine work.
func TestOtherSitesRunNothing(t *testing.T) {
	_, url := serve(t, t.Context())
	for name, c := range map[string]struct {
		edit   func(*http.Request)
		status int
	}{
		"a form of another site":  {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403},
		"a sandboxed frame":       {func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		"another port":            {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, 403},
		"a fetch of another site": {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		"a name that was rebound": {func(r *http.Request) { r.Host = "evil.example"; r.Header.Set("Origin", "http://evil.example") }, 421},
		"a body":                  {func(r *http.Request) { r.Body, r.ContentLength = io.NopCloser(strings.NewReader("x")), 1 }, 400},
		"our own page":            {func(r *http.Request) { r.Header.Set("Origin", url); r.Header.Set("Sec-Fetch-Site", "same-origin") }, 200},
		"curl":                    {nil, 200},
	} {
		res, err := post(t, t.Context(), url+Path+quick, c.edit)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, res.Body)
		res.Body.Close()
		if res.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", name, res.StatusCode, c.status)
		}
	}
}

// settle waits until nobody has a place.
func settle(t *testing.T, h *Handler) {
	t.Helper()
	for end := time.Now().Add(bearable); ; runtime.Gosched() {
		h.places.mu.Lock()
		n := len(h.places.taken)
		h.places.mu.Unlock()
		if n == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d runs are still there", n)
		}
	}
}

// begin asks for a run that takes long, and returns when its first records are there.
func begin(t *testing.T, ctx context.Context, url string) *http.Response {
	t.Helper()
	res, err := post(t, ctx, url+Path+"fanout?db=2s", nil)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res, err)
	}
	for lines := bufio.NewReader(res.Body); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(line, `"kind":"running"`) {
			return res
		}
	}
}

func TestClientHasOneRun(t *testing.T) {
	h, url := serve(t, t.Context())
	ctx, stop := context.WithCancel(t.Context())
	first := begin(t, ctx, url)
	defer first.Body.Close()
	h.places.wait = 0
	res, err := post(t, t.Context(), url+Path+quick, nil)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(res.Body)
	if res.StatusCode != http.StatusTooManyRequests || !strings.Contains(string(text), "a run of fanout is under way") || res.Header.Get("Retry-After") != "1" {
		t.Errorf("%d, %s", res.StatusCode, text)
	}
	stop() // whoever stops a run and asks for another at once gets it
	h.places.wait = bearable
	if res, err = post(t, t.Context(), url+Path+quick, nil); err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res, err)
	}
	if got := read(t, res.Body, nil); got.last != "end" {
		t.Errorf("%+v", got)
	}
}

// What has happened so far is there when the server stops.
func TestServerStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	_, url := serve(t, ctx)
	res := begin(t, t.Context(), url)
	defer res.Body.Close()
	stop()
	if rest, err := io.ReadAll(res.Body); err != nil || !strings.HasSuffix(string(rest), "event: stopped\ndata: the server is being stopped\n\n") {
		t.Errorf("%q, %v", rest, err)
	}
}

// Pages come and go in the middle of runs, and nothing is left over.
func TestFiftyRunsLeaveNothing(t *testing.T) {
	h, url := serve(t, t.Context())
	h.places.wait = bearable
	client := &http.Transport{}
	before := runtime.NumGoroutine()
	for n := range 50 {
		ctx, cancel := context.WithCancel(t.Context())
		r, _ := http.NewRequestWithContext(ctx, "POST", url+Path+quick, nil)
		res, err := client.RoundTrip(r)
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatal(n, res, err)
		}
		switch n % 3 {
		case 0: // the page is closed in the middle
			res.Body.Read(make([]byte, 100))
			cancel()
		case 1: // it does not even read
		default:
			if got := read(t, res.Body, nil); got.last != "end" || len(got.file.Runs) != 2 {
				t.Errorf("run %d: %+v", n, got)
			}
		}
		res.Body.Close()
		cancel()
	}
	settle(t, h)
	client.CloseIdleConnections()
	for end := time.Now().Add(bearable); runtime.NumGoroutine() > before+4; runtime.Gosched() {
		if time.Now().After(end) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// The server's own bounds, which are for pages, do not end a run.
func TestServersTimeoutsAreForPages(t *testing.T) {
	s := httptest.NewUnstartedServer(New(t.Context(), all.List()).Beside(http.NotFoundHandler(), ""))
	s.Config.ReadTimeout, s.Config.WriteTimeout = 50*time.Millisecond, 50*time.Millisecond
	s.Start()
	defer s.Close()
	res, err := post(t, t.Context(), s.URL+Path+"fanout?db=200ms&variants=concurrent", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if got := read(t, res.Body, nil); got.last != "end" {
		t.Errorf("%+v", got)
	}
}

// answering is a database of one value, in place of a service's rows.
type answering string

func (a answering) Get(*engine.Task, string) (string, bool, error) { return string(a), true, nil }

// A run asks the databases that stand in for services, says which they are and how they answered, and closes them. Without one of them
// nothing is run.
func TestBackends(t *testing.T) {
	h, url := serve(t, t.Context())
	var failed error
	closed := 0
	h.With(func(in *scenarios.Instance) (*Backends, error) {
		if in.Scenario.ID != "fanout" {
			return nil, nil
		}
		return &Backends{Databases: map[string]scenarios.Database{"db": answering("Zoe")}, Names: []string{"db: Postgres 99"},
			Asked: func() []string { return []string{"db answered after 1 ms"} }, Close: func() { closed++ }}, failed
	})
	ask := func(what string) (status int, body string) {
		r, err := post(t, t.Context(), url+Path+what, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		content, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return r.StatusCode, string(content)
	}
	_, got := ask(quick)
	for _, want := range []string{`db: Postgres 99"}`, `\"user\":\"Zoe\"`, "event: asked\ndata: db answered after 1 ms\n\nevent: end\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("the stream lacks %s:\n%s", want, got)
		}
	}
	if closed != 1 {
		t.Errorf("the database was closed %d times", closed)
	}
	if _, got := ask("echo?delay=0s"); strings.Contains(got, "asked") {
		t.Error("a scenario that has no use for the database has asked it")
	}
	failed = errors.New("--db: nobody listens")
	if status, got := ask(quick); status != http.StatusServiceUnavailable || got != "--db: nobody listens\n" {
		t.Errorf("without its database: %d %s", status, got)
	}
}
