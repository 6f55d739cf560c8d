// Package scraper is the scenario of eight pages of one host, which must not be asked too often.
package scraper

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network/http1"
	"overlap/scenarios"
)

// Scenario is the scraper.
var Scenario = &scenarios.Scenario{
	ID:       "scraper",
	Title:    "Scraper: half a second between requests",
	Question: "Eight pages of one host, three at a time, half a second between two requests, and a page that answers 429, too many requests. Does the rate limiter keep its promise?",
	Topic:    scenarios.TheNetwork,
	Level:    7,
	Declare:  declare,
}

func declare(d *scenarios.Declaration) {
	s := &scraper{}
	d.Table(&s.pages, "pages", defaultPages, pageColumns, "Pages", "what is fetched, in this order")
	d.Duration(&s.delay, "delay", 500*time.Millisecond, scenarios.Between(0, 5*time.Second), "Delay", "the least time between two requests to the host")
	d.Int(&s.atOnce, "at-once", 3, scenarios.Between(1, 10), "At once", "how many pages are fetched at the same time")
	d.Int(&s.retries, "retries", 3, scenarios.Between(0, 5), "Retries", "how often a page that answers 429 is asked for again")
	d.Duration(&s.base, "back-off", time.Second, scenarios.Between(0, 5*time.Second), "Back-off", "the wait before the first retry; it doubles with each")
	d.Duration(&s.jitter, "jitter", time.Second, scenarios.Between(0, 5*time.Second), "Jitter", "up to how much is added to each back-off, by chance")
	d.Int(&s.retryAfter, "retry-after", 1, scenarios.Between(0, 30), "Retry-After, in s", "the seconds that the host's 429 asks clients to wait")
	d.Live("back-off", "jitter", "retry-after")

	d.Service("host", 8080, s.routes().Serve).Takes("/json").Heeds("retry-after")
	d.Variant("naive", "Look, sleep, go", s.naive)
	d.Variant("slots", "Reserve a slot", s.slots)
	d.Variant("retry-after", "Slots, and Retry-After", s.honoured)
	d.Incomparable() // chance decides, and what the host asks for
	d.Headline(s.headline)
	d.GuessWhich("The first request goes at once. Then three tasks look when that was, sleep, and go. How many go too early?", s.tooEarly, "0", "1", "2", "3")

	d.MainParams("pages", "at-once", "retries")
	d.Preset("Refused pages first", "pages=1=/status/429;2=/status/429;3=/status/429;4=/json;5=/get;6=/html")
	d.Preset("Everybody in", "at-once=8")
	d.Preset("A patient host", "retry-after=10")
	scenarios.Claims(d, s)
}

// fetchAfterLook looks when the last request went, sleeps until enough time has passed, and goes. It keeps its permit
// from the first attempt to the last.
func (c *crawl) fetchAfterLook(t *engine.Task, path string) (*http1.Response, error) {
	if err := c.permits.Acquire(t); err != nil { // [1]
		return nil, err
	}
	defer c.permits.Release(t)
	for attempt := 0; ; attempt++ {
		if wait := c.last + c.delay - t.Now(); wait > 0 { // others look here while this task sleeps
			if err := pause(t, "limiter", wait); err != nil { // [2]
				return nil, err
			}
		}
		c.last = t.Now()
		response, err := c.get(t, path) // [3]
		if err != nil || response.Status != 429 || attempt == c.retries {
			return response, err
		}
		if err := pause(t, "back-off", c.backOff(t, attempt)); err != nil { // [4]
			return nil, err
		}
	}
}

// fetchInSlot gives its permit back before it backs off.
func (c *crawl) fetchInSlot(t *engine.Task, path string) (*http1.Response, error) {
	for attempt := 0; ; attempt++ {
		response, err := c.getInSlot(t, path) // [5]
		if err != nil || response.Status != 429 || attempt == c.retries {
			return response, err
		}
		wait := c.backOff(t, attempt)
		if c.honour {
			wait = retryAfter(response)
		}
		if err := pause(t, "back-off", wait); err != nil { // [6]
			return nil, err
		}
	}
}

// getInSlot reserves the next slot before it sleeps: the next task finds that slot taken.
func (c *crawl) getInSlot(t *engine.Task, path string) (*http1.Response, error) {
	if err := c.permits.Acquire(t); err != nil { // [7]
		return nil, err
	}
	defer c.permits.Release(t)
	slot := max(c.next, t.Now())
	c.next = slot + c.delay
	if err := pause(t, "slot", slot-t.Now()); err != nil { // [8]
		return nil, err
	}
	return c.get(t, path) // [9]
}

// backOff doubles with each attempt. Jitter keeps tasks that failed together from coming back together.
func (c *crawl) backOff(t *engine.Task, attempt int) time.Duration {
	return c.base<<attempt + time.Duration(t.Rand().Float64()*float64(c.jitter)).Round(time.Millisecond)
}

// scrape fetches all pages.
func (c *crawl) scrape(t *engine.Task, fetch func(*engine.Task, string) (*http1.Response, error)) (string, error) {
	c.permits = async.NewSemaphore(t, "permits", c.atOnce)
	var pages []*async.Coroutine[*http1.Response]
	for _, p := range c.pages {
		pages = append(pages, async.Call(t, p.Value, func(t *engine.Task) (*http1.Response, error) {
			return fetch(t, p.Value)
		}))
	}
	responses, err := async.Gather(t, pages...) // [10]
	if err != nil {
		return "", err
	}
	return c.resultText(responses), c.unexpected(responses)
}
