// Package streaming is the scenario of ten thousand items that arrive a hundred at a time.
package streaming

import (
	"io"
	"iter"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the stream of items.
var Scenario = &scenarios.Scenario{
	ID:       "streaming",
	Title:    "Streaming: ten thousand items, one in memory",
	Question: "Ten thousand items arrive a hundred at a time. You can process each as it comes, or collect them all first. What is the difference, if both take the same time?",
	Topic:    scenarios.TheNetwork,
	Level:    6,
	Declare:  declare,
}

type streaming struct {
	items, page, wanted int
	pause               time.Duration
}

func declare(d *scenarios.Declaration) {
	s := &streaming{}
	d.Int(&s.items, "items", 10_000, scenarios.Between(1, 10_000), "Items", "how many the feed has")
	d.Int(&s.page, "page", 100, scenarios.Between(50, 1000), "At a time", "how many items the feed sends before it pauses")
	d.Duration(&s.pause, "pause", time.Millisecond, scenarios.Between(0, time.Second), "Pause", "how long the feed pauses after each page")
	d.Int(&s.wanted, "wanted", 0, scenarios.Between(0, 10_000), "Results wanted", "how many results are enough; 0 is all")
	d.Live("pause")

	d.Service("feed", 8080, s.feed).Heeds("page", "pause")
	d.MainTask("client")
	d.Variant("load-all", "Load all, then process", s.loadAll)
	d.Variant("stream", "Stream", s.stream)
	d.Headline(s.headline)
	d.GuessWhich("The last item comes at 100 ms. If each is processed as it comes, when is the first result there?", s.firstOfTheStream, "At once", "After 50 ms", "After 100 ms")

	d.Preset("Ten are enough", "wanted=10")
	d.Preset("A slow feed", "pause=20ms")
	d.Preset("Everything in one page", "items=1000&page=1000")
	scenarios.Claims(d, s)
}

// loadAll collects every item before it processes the first.
func (s *streaming) loadAll(t *engine.Task) (string, error) {
	var all []int
	var sum result
	for item, err := range items(t) { // [1]
		if err != nil {
			return "", err
		}
		all = append(all, item)
		sum.setHeld(t, len(all))
	}
	for _, item := range all {
		if sum.add(t, item); sum.count == s.wanted {
			break
		}
	}
	return s.finish(t, &sum)
}

// stream processes each item before it takes the next.
func (s *streaming) stream(t *engine.Task) (string, error) {
	var sum result
	for item, err := range items(t) { // [2]
		if err != nil {
			return "", err
		}
		sum.setHeld(t, 1)
		if sum.add(t, item); sum.count == s.wanted {
			break
		}
	}
	return s.finish(t, &sum)
}

// items yields the items of the feed, which sends them in lines of a hundred.
func items(t *engine.Task) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		feed, err := network.Dial(t, "feed") // [3]
		if err != nil {
			yield(0, err)
			return
		}
		defer feed.Close()
		for {
			line, err := feed.ReadLine() // [4]
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(0, err)
				return
			}
			for _, item := range strings.Fields(line) {
				if !yield(parseItem(item), nil) {
					return
				}
			}
		}
	}
}

// result adds up what was processed.
type result struct{ count, total, held int }

// add processes an item: it doubles it and adds it to the total.
func (r *result) add(t *engine.Task, item int) {
	if r.count == 0 {
		t.Mark(firstResult)
	}
	r.count++
	r.total += 2 * item
}
