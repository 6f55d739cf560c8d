package fanout

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// fanout is the scenario's parameters.
type fanout struct {
	cacheLatency, dbLatency time.Duration
	clients, user, product  int
	backlog                 int
	cache, db               scenarios.Rows
}

var keyValue = scenarios.Columns{Key: "key", Value: "value"}

var cacheData = scenarios.Rows{
	{Key: "user:1", Value: "Alice (cached)"},
	{Key: "product:10", Value: "Mechanical Keyboard (cached)"},
}

var dbData = scenarios.Rows{
	{Key: "user:1", Value: "Alice"}, {Key: "user:2", Value: "Bob"},
	{Key: "product:10", Value: "Mechanical Keyboard"}, {Key: "product:20", Value: "Ergonomic Mouse"},
	{Key: "inventory:10", Value: "42"}, {Key: "inventory:20", Value: "7"},
	{Key: "recommendations:1", Value: "mousepad, wrist_rest"}, {Key: "recommendations:2", Value: "usb_hub, webcam"},
}

func key(kind string, id int) string { return kind + ":" + strconv.Itoa(id) }

func notFound(key string) error { return errors.New(strings.Replace(key, ":", " ", 1) + " not found") }

// serveCache answers GET with a value or MISS.
func (f *fanout) serveCache(t *engine.Task, c *network.Conn) error {
	return serveGet(t, c, "cache", f.cacheLatency, f.cache, "MISS")
}

// serveDB answers GET with a value or NOT_FOUND.
func (f *fanout) serveDB(t *engine.Task, c *network.Conn) error {
	return serveGet(t, c, "db", f.dbLatency, f.db, "NOT_FOUND")
}

// serveGet answers one line, after the latency of the service.
func serveGet(t *engine.Task, c *network.Conn, service string, latency time.Duration, data scenarios.Rows, missing string) error {
	refuse := func(why string) string { return "ERROR " + why }
	line, ok, err := receive(c, refuse)
	if !ok {
		return err
	}
	key, isGet := strings.CutPrefix(line, "GET ")
	key = strings.TrimSpace(key)
	if !isGet || key == "" {
		return c.WriteLine("ERROR bad command")
	}
	t.Label(key)
	value, found, err := scenarios.Find(t, service, latency, data, key)
	switch {
	case engine.IsCancelled(err):
		return err
	case err != nil:
		return c.WriteLine(refuse(err.Error()))
	case !found:
		t.Mark(missing)
		value = missing
	}
	return c.WriteLine(value)
}

// receive reads a service's only request, bounded in length and time. When ok is false there is no request to answer, and
// a client that is still there has been told why.
func receive(c *network.Conn, refuse func(string) string) (line string, ok bool, err error) {
	c.SetTimeout(scenarios.IdleTimeout)
	line, err = c.ReadLine()
	switch {
	case errors.Is(err, engine.ErrDeadline):
		return "", false, c.WriteLine(refuse("no request within " + scenarios.IdleTimeout.String()))
	case errors.Is(err, network.ErrTooLong):
		c.ReadOn()
		return "", false, c.WriteLine(refuse("a request is at most " + strconv.Itoa(network.MaxLine) + " bytes"))
	case err != nil:
		return "", false, network.UnlessEnded(err)
	}
	c.SetTimeout(0)
	return strings.TrimSpace(line), true, nil
}

// answered returns the line with which a service answered, or the error that the line carries: what went wrong behind the API
// is no data, and neither is the beginning of a line.
func answered(c *network.Conn, service, line string, err error) (string, error) {
	why, failed := strings.CutPrefix(line, "ERROR ")
	switch {
	case errors.Is(err, io.EOF):
		return "", errors.New(service + " ended the connection without an answer")
	case errors.Is(err, network.ErrTooLong):
		return "", errors.New(service + " answered with a line of more than " + strconv.Itoa(network.MaxLine) + " bytes")
	case err == nil && c.Cut():
		return "", errors.New(service + " ended the connection within its answer: " + strconv.Quote(line))
	case failed && err == nil:
		return "", errors.New(service + " answered: " + why)
	}
	return line, err
}

// serveAPI answers one JSON object with another.
func (f *fanout) serveAPI(t *engine.Task, c *network.Conn) error {
	line, ok, err := receive(c, formatError)
	if !ok {
		return err
	}
	q, err := parseRequest(line)
	if err != nil {
		return c.WriteLine(formatError(err.Error()))
	}
	t.Label("request " + strconv.Itoa(q.id))
	return c.WriteLine(f.reply(t, q))
}

// reply does the four lookups of a request, and returns the line that answers it.
func (f *fanout) reply(t *engine.Task, q request) string {
	began := t.Now()
	find := (*fanout).concurrent // and not f.concurrent, which would be made for each request
	if q.mode == "sequential" {
		find = (*fanout).sequential
	}
	a, err := find(f, t, q)
	if err != nil {
		return formatError(err.Error())
	}
	return formatReply(q, a, t.Now()-began)
}
