package batching

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network/http1"
)

// routes are the server's. It answers with the number of items that it has accepted.
func (b *batching) routes() http1.Routes {
	return http1.Routes{
		{Path: "/item/", Handle: func(t *engine.Task, _ *http1.Request) (*http1.Response, error) {
			return serveItems(t, 1, b.single)
		}},
		{Path: "/batch/", Handle: func(t *engine.Task, r *http1.Request) (*http1.Response, error) {
			n := strings.Count(r.Tail, ",") + 1
			return serveItems(t, n, time.Duration(n)*b.inBatch)
		}},
	}
}

func serveItems(t *engine.Task, items int, needs time.Duration) (*http1.Response, error) {
	if err := t.Sleep(needs); err != nil {
		return nil, err
	}
	return http1.Text(200, strconv.Itoa(items)), nil
}

// acceptedItems returns how many items the server has accepted.
func acceptedItems(r *http1.Response) int {
	n, _ := strconv.Atoi(string(r.Body))
	return n
}

// itemNumbers returns the numbers from first to last: "1,2,3".
func itemNumbers(first, last int) string {
	text := strconv.Itoa(first)
	for i := first + 1; i <= last; i++ {
		text += "," + strconv.Itoa(i)
	}
	return text
}

// result says how many items all workers have sent. It is an error when the server, which another program may be, accepted others.
func (b *batching) result(sent []int, requests int) (string, error) {
	items := 0
	for _, n := range sent {
		items += n
	}
	if items != b.items {
		return "", errors.New("the server accepted " + strconv.Itoa(items) + " of " + strconv.Itoa(b.items) + " items")
	}
	return strconv.Itoa(items) + " items in " + strconv.Itoa(requests) + " requests", nil
}
