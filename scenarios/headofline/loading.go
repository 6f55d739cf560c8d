package headofline

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
)

// loading is the page's requests under way.
type loading struct {
	*page
	began   time.Duration
	answers []*async.Future[string] // by the request's number from 0
	late    int                     // small answers that came with the slow one
}

// dial makes connections.
func dial(t *engine.Task, service string, n int) (conns []*network.Conn, err error) {
	for range n {
		c, err := network.Dial(t, service)
		if err != nil {
			return nil, closeAll(conns, err)
		}
		conns = append(conns, c)
	}
	return conns, nil
}

// request returns request i, from 0, as it is sent: its number and what is asked for.
func (p *page) request(i int) string {
	what := "small"
	if i == p.slowest() {
		what = "slow"
	}
	return strconv.Itoa(i+1) + " " + what
}

// slowest returns the number, from 0, of the slow request.
func (p *page) slowest() int { return min(p.slowAt, p.small+1) - 1 }

// numberOf returns the number of an answer.
func numberOf(answer string) int {
	digits, _, _ := strings.Cut(answer, " ")
	n, _ := strconv.Atoi(digits)
	return n
}

// closeAll closes connections because of an error, which it returns.
func closeAll(conns []*network.Conn, err error) error {
	for _, c := range conns {
		c.Close()
	}
	return err
}

// reader returns what hands each answer that comes over a connection to the request of its number. n is the connection's number,
// from 0, of several that requests take in turn.
func (l *loading) reader(c *network.Conn, n, of int) func(*engine.Task) error {
	return func(*engine.Task) error {
		defer c.Close()
		for {
			answer, err := c.ReadLine()
			if err == nil {
				err = l.hand(answer)
			}
			if err != nil {
				l.failUnanswered(n, of, err)
				return network.UnlessEnded(err)
			}
		}
	}
}

// hand gives an answer to the request of its number. An answer of another program's server may have the number of none.
func (l *loading) hand(answer string) error {
	n := numberOf(answer)
	if n < 1 || n > len(l.answers) {
		return errors.New("the server answered " + strconv.Quote(answer))
	}
	return l.answers[n-1].Set(answer)
}

// failUnanswered fails the requests of a connection that has ended before their answers: who waits for one would wait for ever.
func (l *loading) failUnanswered(n, of int, err error) {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	for i := n; i < len(l.answers); i += of {
		if !l.answers[i].Done() {
			l.answers[i].Fail(err)
		}
	}
}

// note counts a small answer that comes nearer to the time of the slow one than to its own.
func (l *loading) note(t *engine.Task, i int) {
	if i != l.slowest() && l.slow > l.quick && t.Now()-l.began > (l.slow+l.quick)/2 {
		l.late++
	}
}

func (l *loading) text() string {
	return strconv.Itoa(l.late) + " of " + strconv.Itoa(l.small) + " small answers late"
}

// maxRequests bounds the requests of one connection, which the server closes after the answer to the last, as nginx's
// keepalive_requests.
const maxRequests = 100

// timeFor returns how long the server works at a request.
func (p *page) timeFor(request string) time.Duration {
	if strings.HasSuffix(request, " slow") {
		return p.slow
	}
	return p.quick
}
