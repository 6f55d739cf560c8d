// Package leak is the scenario of connections that nobody closes.
package leak

import (
	"errors"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the leak.
var Scenario = &scenarios.Scenario{
	ID:       "leak",
	Title:    "A leak: connections that nobody closes",
	Question: "A program asks a database five questions, each on a connection of its own, and forgets to close them. The database serves three connections at a time. When does anybody notice?",
	Topic:    scenarios.WhenThingsFail,
	Level:    3,
	Declare:  declare,
}

type leak struct {
	requests, limit, failing int
	latency, patience        time.Duration
}

func declare(d *scenarios.Declaration) {
	l := &leak{}
	d.Int(&l.requests, "requests", 5, scenarios.Between(1, 50), "Requests", "how many questions are asked, one after another")
	d.Int(&l.limit, "limit", 3, scenarios.Between(1, 50), "Connection limit", "how many connections the database serves at a time")
	d.Int(&l.failing, "failing", 1, scenarios.Between(0, 50), "Failing requests", "how many questions, the first ones, are answered with an error")
	d.Duration(&l.latency, "latency", 100*time.Millisecond, scenarios.Between(0, 500*time.Millisecond),
		"Database latency", "how long the database takes to answer")
	d.Duration(&l.patience, "patience", time.Second, scenarios.Between(600*time.Millisecond, 5*time.Second),
		"Patience", "how long the program waits for an answer")
	d.Live("patience")

	d.Service("db", 9041, l.serve).Takes("what time is it").Heeds("limit", "failing", "latency")
	d.MainTask("program")
	d.Variant("dropped", "Opened and dropped", l.askAll(l.dropped))
	d.Variant("closed", "Closed on every path", l.askAll(l.closed))
	d.Variant("scope", "Closed by scope", l.askAll(l.scope))
	d.Compare("closed", "scope")
	d.Headline(l.headline)
	d.GuessWhich("Five connections are opened, none is closed, three are allowed. How many requests starve?", l.howManyStarve, "0", "2", "5")

	d.Preset("In a test", "limit=50")
	d.Preset("The last connection", "limit=1")
	d.Preset("A day later", "requests=20&limit=10")
	scenarios.Claims(d, l)
}

var errRefused = errors.New("the database answered with an error")

// dropped forgets the connection.
func (l *leak) dropped(t *engine.Task, question string) (string, error) {
	c, err := network.Dial(t, "db") // [1]
	if err != nil {
		return "", err
	}
	c.SetTimeout(l.patience)
	if err := c.WriteLine(question); err != nil {
		return "", err
	}
	answer, err := c.ReadLine() // [2]
	if err != nil {
		return "", err
	}
	if answer == "ERROR" {
		return "", errRefused
	}
	return answer, nil
}

// closed closes the connection before each return:
// four times, and once more after the next change.
func (l *leak) closed(t *engine.Task, question string) (string, error) {
	c, err := network.Dial(t, "db") // [3]
	if err != nil {
		return "", err
	}
	c.SetTimeout(l.patience)
	if err := c.WriteLine(question); err != nil {
		c.Close()
		return "", err
	}
	answer, err := c.ReadLine() // [4]
	if err != nil {
		c.Close()
		return "", err
	}
	if answer == "ERROR" {
		c.Close()
		return "", errRefused
	}
	c.Close()
	return answer, nil
}

// scope says once that it closes the connection.
func (l *leak) scope(t *engine.Task, question string) (string, error) {
	c, err := network.Dial(t, "db") // [5]
	if err != nil {
		return "", err
	}
	defer c.Close()
	c.SetTimeout(l.patience)
	if err := c.WriteLine(question); err != nil {
		return "", err
	}
	answer, err := c.ReadLine() // [6]
	if err == nil && answer == "ERROR" {
		err = errRefused
	}
	return answer, err
}
