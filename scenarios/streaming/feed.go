package streaming

import (
	"cmp"
	"errors"
	"strconv"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/quantity"
)

// feed sends the items, which are numbers, a page in each line.
func (s *streaming) feed(t *engine.Task, c *network.Conn) error {
	next := t.Now()
	for first := 0; first < s.items; first += s.page {
		end := min(first+s.page, s.items)
		t.Label(strconv.Itoa(first) + " to " + strconv.Itoa(end-1))
		if _, err := c.Write(line(first, end)); errors.Is(err, network.ErrReset) {
			return nil // the client has what it wanted
		} else if err != nil {
			return err
		}
		next += s.pause // counted from the last instant that was due, so that delays do not add up
		if err := t.Sleep(next - t.Now()); err != nil {
			return err
		}
	}
	return nil
}

// line returns the numbers from first to end, without end.
func line(first, end int) (text []byte) {
	for i := first; i < end; i++ {
		text = append(strconv.AppendInt(text, int64(i), 10), ' ')
	}
	return append(text, '\n')
}

func parseItem(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// setHeld notes how many items are in memory now. The gauge records every hundredth item only: ten thousand records
// would show no more.
func (r *result) setHeld(t *engine.Task, items int) {
	if items > r.held && (items == 1 || items%100 == 0) {
		t.Gauge("items held", int64(items))
	}
	r.held = max(r.held, items)
}

// finish marks the last result and returns the sums in words. Another program's feed may end before all has come.
func (s *streaming) finish(t *engine.Task, r *result) (string, error) {
	if wanted := cmp.Or(s.wanted, s.items); r.count < min(wanted, s.items) {
		return "", errors.New("the feed ended after " + quantity.Count(r.count) + " of " + quantity.Plural(s.items, "item"))
	}
	t.Gauge("items held", int64(r.held))
	t.Mark("last result")
	return "count " + quantity.Count(r.count) + ", total " + quantity.Count(r.total) + ", " + quantity.Count(r.held) + " held at most", nil
}
