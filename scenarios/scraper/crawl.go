package scraper

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network/http1"
	"overlap/engine/trace"
	"overlap/quantity"
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

var pageColumns = scenarios.Columns{Key: "page", Value: "path", Legal: isServed,
	Allowed: "/json, /get, /headers, /user-agent, /html, /delay/ with seconds up to 60 or /status/ with a status from 200 to 599"}

// isServed reports whether the host knows a path.
func isServed(path string) bool {
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

// statusOf returns the status that a path asks for.
func statusOf(path string) int {
	if status, ok := strings.CutPrefix(path, "/status/"); ok {
		n, _ := strconv.Atoi(status)
		return n
	}
	return 200
}

// routes are httpbin's, but /status/429 says when to come back.
func (s *scraper) routes() http1.Routes {
	refuse := func(*engine.Task, *http1.Request) (*http1.Response, error) {
		r := http1.Text(429, "too many requests\n")
		r.Header = append(r.Header, http1.Field{Name: "Retry-After", Value: strconv.Itoa(s.retryAfter)})
		return r, nil
	}
	return append(http1.Routes{{Path: "/status/429", Handle: refuse}}, httpbin.Routes()...)
}

// crawl is the state of one run.
type crawl struct {
	*scraper
	permits *async.Semaphore
	last    time.Duration // for the naive limiter: when the last request went
	next    time.Duration // for slots: the first slot that is not reserved
	went    time.Duration // when the last request went
	honour  bool          // to wait for as long as the host says

	requests int
}

func (s *scraper) naive(t *engine.Task) (string, error) {
	c := &crawl{scraper: s, last: -s.delay}
	return c.scrape(t, c.fetchAfterLook)
}

func (s *scraper) slots(t *engine.Task) (string, error) {
	c := &crawl{scraper: s}
	return c.scrape(t, c.fetchInSlot)
}

func (s *scraper) honoured(t *engine.Task) (string, error) {
	c := &crawl{scraper: s, honour: true}
	return c.scrape(t, c.fetchInSlot)
}

// get sends a request.
func (c *crawl) get(t *engine.Task, path string) (*http1.Response, error) {
	c.requests++
	t.Label("")
	t.Mark(requestMark)
	c.keepRule(t)
	response, err := http1.Get(t, "host", path)
	if err == nil && response.Status == 429 {
		t.Mark("429")
	}
	return response, err
}

// keepRule notes whether a request goes no sooner after the one before than the host allows.
func (c *crawl) keepRule(t *engine.Task) {
	if c.requests > 1 && t.Now() < c.went+c.delay {
		t.Status("delay", "too early", trace.Bad)
	} else {
		t.Status("delay", "kept", trace.Good)
	}
	c.went = t.Now()
}

// requestMark marks the instant at which a request goes.
const requestMark = "request"

// pause sleeps under a label that says why.
func pause(t *engine.Task, why string, d time.Duration) error {
	if d > 0 {
		t.Label(why)
	}
	if why == "back-off" {
		t.Log("refused, asks again in " + quantity.Duration(d))
	}
	return t.Sleep(d)
}

// retryAfter returns how long the host wants the client to wait.
func retryAfter(r *http1.Response) time.Duration {
	seconds, _ := strconv.Atoi(r.Header.Get("Retry-After"))
	return time.Duration(seconds) * time.Second
}

// resultText counts the requests and their outcomes.
func (c *crawl) resultText(responses []*http1.Response) string {
	ok := 0
	for _, r := range responses {
		if r.OK() {
			ok++
		}
	}
	return countsText(c.requests, ok, len(responses)-ok, c.requests-len(responses))
}

// unexpected returns an error when a page has another status than its path asks for, as another program's host may answer.
func (c *crawl) unexpected(responses []*http1.Response) error {
	for i, r := range responses {
		if path := c.pages[i].Value; r.Status != statusOf(path) {
			return errors.New(c.resultText(responses) + "; the host answered " + path + " with " + http1.Status(r.Status))
		}
	}
	return nil
}

func countsText(requests, ok, failed, retries int) string {
	return strconv.Itoa(requests) + " requests, " + strconv.Itoa(ok) + " ok, " + strconv.Itoa(failed) + " failed, " +
		strconv.Itoa(retries) + " retries"
}
