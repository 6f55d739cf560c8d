// Package headofline is the scenario of answers that wait behind a slow answer on the same connection.
package headofline

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the head of the line.
var Scenario = &scenarios.Scenario{
	ID:       "headofline",
	Title:    "Head of line: who waits behind a slow answer",
	Question: "A page asks one server for five things at once. One answer takes a second, the others 50 ms. Which of them are late when all share a connection?",
	Topic:    scenarios.TheNetwork,
	Level:    8,
	Declare:  declare,
}

type page struct {
	small, slowAt, connections int
	slow, quick                time.Duration
}

func declare(d *scenarios.Declaration) {
	p := &page{}
	d.Int(&p.small, "small", 4, scenarios.Between(1, 40), "Small requests", "how many requests there are besides the slow one")
	d.Int(&p.slowAt, "slow-at", 1, scenarios.Between(1, 41), "The slow one is number", "which of all requests is the slow one; the last if there are fewer")
	d.Duration(&p.slow, "slow", time.Second, scenarios.Between(0, 10*time.Second), "Slow answer", "how long the server works at the slow request")
	d.Duration(&p.quick, "quick", 50*time.Millisecond, scenarios.Between(0, 2*time.Second), "Small answer", "how long the server works at each other request")
	d.Int(&p.connections, "connections", 2, scenarios.Between(2, 10), "Connections", "how many the second variant opens; requests take them in turn")
	d.Live("quick")

	d.Service("in-order", 8081, func(t *engine.Task, c *network.Conn) error { return p.serve(t, c, true) }).Takes("a picture").Heeds("slow", "quick")
	d.Service("frames", 8082, func(t *engine.Task, c *network.Conn) error { return p.serve(t, c, false) }).Takes("a picture").Heeds("slow", "quick")
	d.MainTask("page")
	d.Variant("pipelined", "One connection, pipelined", p.pipelined)
	d.Variant("several", "Several connections", p.several)
	d.Variant("multiplexed", "One connection, frames", p.multiplexed)
	d.Incomparable()
	d.Headline(p.headline)
	d.GuessWhich("The slow request is sent first. On two connections, how many of the four small answers are late?", p.lateOnSeveral, "None", "1", "2", "4")

	d.Preset("The slow one comes last", "slow-at=5")
	d.Preset("A slow one in the middle", "slow-at=3")
	d.Preset("Six connections, as a browser", "small=12&connections=6")
	scenarios.Claims(d, p)
}

// pipelined sends all requests over a connection whose server answers in their order, as HTTP/1.1.
func (p *page) pipelined(t *engine.Task) (string, error) { return p.load(t, "in-order", 1) }

// several has more of the same connections.
func (p *page) several(t *engine.Task) (string, error) { return p.load(t, "in-order", p.connections) }

// multiplexed sends all requests over a connection whose server answers when it can, as HTTP/2: answers say whose they are.
func (p *page) multiplexed(t *engine.Task) (string, error) { return p.load(t, "frames", 1) }

// load sends every request at once, over the connections in turn, and waits for all answers.
func (p *page) load(t *engine.Task, service string, connections int) (string, error) {
	l := &loading{page: p, began: t.Now()}
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [1]
		conns, err := dial(t, service, min(connections, p.small+1)) // [2]
		if err != nil {
			return err
		}
		for i := range p.small + 1 {
			if err := conns[i%len(conns)].WriteLine(p.request(i)); err != nil {
				return closeAll(conns, err)
			}
			l.answers = append(l.answers, async.NewFuture[string](t, "the answer"))
			n.Go(p.request(i), func(t *engine.Task) error { return l.await(t, i) })
		}
		for i, c := range conns {
			c.CloseWrite()
			c.HandTo(n.Go("connection "+strconv.Itoa(i+1), l.reader(c, i, len(conns))))
		}
		return nil
	})
	return l.text(), err
}

// await waits for one answer.
func (l *loading) await(t *engine.Task, i int) error {
	_, err := l.answers[i].Await(t) // [3]
	if err == nil {
		l.note(t, i)
	}
	return err
}

// serve works at all requests at once. An answer has its place in the queue when its request comes, or when it is ready.
func (p *page) serve(t *engine.Task, c *network.Conn, inOrder bool) error {
	queue := async.NewQueue[*async.Future[string]](t, "", 0)
	return async.OpenNursery(t, func(n *async.Nursery) error { // [4]
		c.HandTo(n.Go("answers", func(t *engine.Task) error { return send(t, c, queue) }))
		c.HandReadsTo(t)
		defer queue.Close(t)
		return async.OpenNursery(t, func(n *async.Nursery) error { // [5]
			for range maxRequests {
				request, err := c.ReadLine() // [6]
				if err != nil {
					return network.UnlessEnded(err)
				}
				answer := async.NewFuture[string](t, "answer "+request)
				if inOrder {
					queue.TryPut(t, answer)
				}
				n.Go(request, func(t *engine.Task) error {
					t.Label(request)
					err := t.Sleep(p.timeFor(request)) // [7]
					answer.Set(request)
					if !inOrder {
						queue.TryPut(t, answer)
					}
					return err
				})
			}
			return nil
		})
	})
}

// send sends the answers in the order of the queue. It waits for the first of them, whichever are ready.
func send(t *engine.Task, c *network.Conn, queue *async.Queue[*async.Future[string]]) error {
	for {
		answer, err := queue.Get(t) // [8]
		if err != nil {
			return async.UnlessClosed(err)
		}
		text, err := answer.Await(t) // [9]
		if err != nil {
			return err
		}
		if err = c.WriteLine(text); err != nil {
			return network.UnlessEnded(err)
		}
	}
}
