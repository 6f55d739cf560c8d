//go:build !js

package batching

import (
	"errors"
	"strconv"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (b *batching) Claims(d *scenarios.Declaration) {
	d.Always("each takes as many rounds as it has requests for each that may be under way", b.totals)
	d.Always("every item arrives once, in as few requests as promised", b.requests)
}

func (b *batching) totals(rs *scenarios.Results) error {
	if err := rs.Of("individually").Took(rounds(b.items, b.concurrency) * b.single); err != nil {
		return err
	}
	workers := b.batches
	if workers == 0 {
		workers = b.concurrency
	}
	full, rest := b.items/b.size, b.items%b.size
	batch := time.Duration(b.size) * b.inBatch
	want := rounds(full, workers) * batch
	if rest > 0 { // the last batch, which is shorter, begins when the first worker is free for it
		want = max(want, time.Duration(full/workers)*batch+time.Duration(rest)*b.inBatch)
	}
	return rs.Of("batched").Took(want)
}

// rounds returns how many requests one after another the busiest worker sends.
func rounds(requests, workers int) time.Duration {
	return time.Duration((requests + workers - 1) / workers)
}

func (b *batching) requests(rs *scenarios.Results) error {
	for name, requests := range map[string]int{"individually": b.items, "batched": (b.items + b.size - 1) / b.size} {
		want := strconv.Itoa(b.items) + " items in " + strconv.Itoa(requests) + " requests"
		if got := rs.Of(name).Value; got != want {
			return errors.New("batching: " + name + " sent " + got + ", not " + want)
		}
	}
	return nil
}
