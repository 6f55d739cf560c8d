package batching

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network/web"
)

// routes are the server: it says how many items it has taken.
func (b *batching) routes() web.Routes {
	return web.Routes{
		{Path: "/item/", Handle: func(t *engine.Task, _ *web.Request) (*web.Response, error) {
			return take(t, 1, b.single)
		}},
		{Path: "/batch/", Handle: func(t *engine.Task, r *web.Request) (*web.Response, error) {
			n := strings.Count(r.Tail, ",") + 1
			return take(t, n, time.Duration(n)*b.inBatch)
		}},
	}
}

func take(t *engine.Task, items int, needs time.Duration) (*web.Response, error) {
	if err := t.Sleep(needs); err != nil {
		return nil, err
	}
	return web.Text(200, strconv.Itoa(items)), nil
}

// accepted returns how many items the server says it has taken.
func accepted(r *web.Response) int {
	n, _ := strconv.Atoi(string(r.Body))
	return n
}

// numbers returns the numbers from first to last: "1,2,3".
func numbers(first, last int) string {
	text := strconv.Itoa(first)
	for i := first + 1; i <= last; i++ {
		text += "," + strconv.Itoa(i)
	}
	return text
}

// told is the result: what all workers sent together.
func told(sent []int, requests int) string {
	items := 0
	for _, n := range sent {
		items += n
	}
	return strconv.Itoa(items) + " items in " + strconv.Itoa(requests) + " requests"
}
