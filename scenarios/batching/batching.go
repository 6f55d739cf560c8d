// Package batching is the scenario of twenty items that are sent one by one, or five to a request.
package batching

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network/http1"
	"overlap/scenarios"
)

// Scenario is requests in batches.
var Scenario = &scenarios.Scenario{
	ID:       "batching",
	Title:    "Batching: fewer, longer requests",
	Question: "A server needs 100 ms for one item, and only 50 ms for each item of a batch of five. You may have several requests under way at once. Is it always better to send batches?",
	Topic:    scenarios.TheNetwork,
	Level:    5,
	Declare:  declare,
}

type batching struct {
	items, size          int
	single, inBatch      time.Duration
	concurrency, batches int
}

func declare(d *scenarios.Declaration) {
	b := &batching{}
	d.Int(&b.items, "items", 20, scenarios.Between(1, 200), "Items", "how many there are to send")
	d.Int(&b.concurrency, "concurrency", 4, scenarios.Between(1, 50), "Requests at once", "how many requests are under way at the same time, in both variants")
	d.Int(&b.size, "size", 5, scenarios.Between(1, 100), "Batch size", "how many items go into one batch")
	d.Duration(&b.single, "single", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"A single item", "how long the server needs for a request with one item")
	d.Duration(&b.inBatch, "in-batch", 50*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"An item in a batch", "how long it needs for each item of a batch")
	d.Int(&b.batches, "batches", 0, scenarios.Between(0, 50), "Batches at once", "how many batches are under way at the same time; 0 is as many as single requests, which is fair")
	d.Live("single")

	d.Service("server", 8080, b.routes().Serve).Takes("/item/1").Heeds("single", "in-batch")
	d.Variant("individually", "One item to a request", b.individually)
	d.Variant("batched", "Batches", b.batched)
	d.Headline(b.headline)
	d.Guess("batched", "When are all items there, if they go in batches of five?")

	d.Preset("One at a time", "concurrency=1")
	d.Preset("Twenty at once", "concurrency=20")
	d.Preset("An unfair comparison", "concurrency=1&batches=4")
	d.Preset("Unfair the other way", "concurrency=20&batches=1")
	scenarios.Claims(d, b)
}

// individually sends a request for every item.
func (b *batching) individually(t *engine.Task) (string, error) {
	var paths []string
	for i := range b.items {
		paths = append(paths, "/item/"+strconv.Itoa(i+1))
	}
	return b.send(t, paths, b.concurrency) // [1]
}

// batched sends a request for every few items.
func (b *batching) batched(t *engine.Task) (string, error) {
	var paths []string
	for first := 1; first <= b.items; first += b.size {
		paths = append(paths, "/batch/"+itemNumbers(first, min(first+b.size-1, b.items)))
	}
	workers := b.batches
	if workers == 0 {
		workers = b.concurrency
	}
	return b.send(t, paths, workers) // [2]
}

// send has several workers send the requests: a worker that is free takes the next request.
func (b *batching) send(t *engine.Task, paths []string, workers int) (string, error) {
	requests := len(paths)
	var all []*async.Coroutine[int]
	for i := range min(workers, requests) {
		all = append(all, worker(t, "worker "+strconv.Itoa(i+1), &paths))
	}
	sent, err := async.Gather(t, all...) // [3]
	if err != nil {
		return "", err
	}
	return b.result(sent, requests)
}

// worker sends one request after another over a connection of its own.
func worker(t *engine.Task, name string, paths *[]string) *async.Coroutine[int] {
	return async.Call(t, name, func(t *engine.Task) (sent int, err error) {
		connection, err := http1.Dial(t, "server") // [4]
		if err != nil {
			return 0, err
		}
		defer connection.Close()
		for len(*paths) > 0 {
			path := (*paths)[0]
			*paths = (*paths)[1:]
			response, err := connection.Get(t, path) // [5]
			if err == nil {
				err = response.ErrorForStatus()
			}
			if err != nil {
				return 0, err
			}
			sent += acceptedItems(response)
		}
		return sent, nil
	})
}
