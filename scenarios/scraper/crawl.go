package scraper

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network/http1"
	"overlap/scenarios"
	"overlap/scenarios/httpbin"
)

// scraper is the scenario's parameters.
type scraper struct {
	pages                       scenarios.Rows
	delay, base, jitter         time.Duration
	atOnce, retries, retryAfter int
}

var defaultPages = scenarios.Rows{
	{Key: "1", Value: "/json"}, {Key: "2", Value: "/get"}, {Key: "3", Value: "/headers"}, {Key: "4", Value: "/status/200"},
	{Key: "5", Value: "/html"}, {Key: "6", Value: "/delay/1"}, {Key: "7", Value: "/delay/2"}, {Key: "8", Value: "/status/429"},
}

var pageColumns = scenarios.Columns{Key: "page", Value: "path", Legal: served,
	Allowed: "/json, /get, /headers, /user-agent, /html, /delay/ with seconds up to 60 or /status/ with a status from 200 to 599"}

// served reports whether the host knows a path.
func served(path string) bool {
	switch path {
	case "/json", "/get", "/headers", "/user-agent", "/html":
		return true
	}
	if seconds, ok := strings.CutPrefix(path, "/delay/"); ok {
		f, err := strconv.ParseFloat(seconds, 64)
		return err == nil && 0 <= f && f <= 60 && !strings.ContainsAny(seconds, " +_xX")
	}
	status, _ := strings.CutPrefix(path, "/status/")
	n, err := strconv.Atoi(status)
	return err == nil && len(status) == 3 && 200 <= n && n <= 599
}

// routes are the host: a sample host whose 429 says when to come back.
func (s *scraper) routes() http1.Routes {
	refuse := func(*engine.Task, *http1.Request) (*http1.Response, error) {
		r := http1.Text(429, "too many requests\n")
		r.Header = append(r.Header, http1.Field{Name: "Retry-After", Value: strconv.Itoa(s.retryAfter)})
		return r, nil
	}
	return append(http1.Routes{{Path: "/status/429", Handle: refuse}}, httpbin.Routes()...)
}

// crawl is one run's state.
type crawl struct {
	*scraper
	permits *async.Semaphore
	last    time.Duration // the naive limiter's: when the last request went
	next    time.Duration // the slots': the first instant that nobody has
	honour  bool          // wait as long as the host says

	requests int
}

func (s *scraper) naive(t *engine.Task) (string, error) {
	c := &crawl{scraper: s, last: -s.delay}
	return c.scrape(t, c.naively)
}

func (s *scraper) slots(t *engine.Task) (string, error) {
	c := &crawl{scraper: s}
	return c.scrape(t, c.politely)
}

func (s *scraper) honoured(t *engine.Task) (string, error) {
	c := &crawl{scraper: s, honour: true}
	return c.scrape(t, c.politely)
}

// get sends a request.
func (c *crawl) get(t *engine.Task, path string) (*http1.Response, error) {
	c.requests++
	t.Label("")
	t.Mark(departs)
	response, err := http1.Get(t, "host", path)
	if err == nil && response.Status == 429 {
		t.Mark("429")
	}
	return response, err
}

// departs is the mark of a request that goes.
const departs = "request"

// pause sleeps under a label that says what for.
func pause(t *engine.Task, why string, d time.Duration) error {
	if d > 0 {
		t.Label(why)
	}
	if why == "back-off" {
		t.Log("refused, asks again in " + d.String())
	}
	return t.Sleep(d)
}

// retryAfter returns how long the host wants the client to wait.
func retryAfter(r *http1.Response) time.Duration {
	seconds, _ := strconv.Atoi(r.Header.Get("Retry-After"))
	return time.Duration(seconds) * time.Second
}

// told is the result.
func (c *crawl) told(responses []*http1.Response) string {
	ok := 0
	for _, r := range responses {
		if r.OK() {
			ok++
		}
	}
	return tell(c.requests, ok, len(responses)-ok, c.requests-len(responses))
}

func tell(requests, ok, failed, retries int) string {
	return strconv.Itoa(requests) + " requests, " + strconv.Itoa(ok) + " ok, " + strconv.Itoa(failed) + " failed, " +
		strconv.Itoa(retries) + " retries"
}
