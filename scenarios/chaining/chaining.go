// Package chaining is the scenario of two questions: does the second one need the answer to the first?
package chaining

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the chain.
var Scenario = &scenarios.Scenario{
	ID:       "chaining",
	Title:    "Chaining: a user, then that user’s orders",
	Question: "A page shows a user’s name and orders, from two services. Must the second question wait for the first answer?",
	Topic:    scenarios.FirstSteps,
	Level:    8,
	Declare:  declare,
}

type chaining struct {
	id            int
	userLatency   time.Duration
	ordersLatency time.Duration
	users, orders scenarios.Rows
}

func declare(d *scenarios.Declaration) {
	c := &chaining{}
	d.Int(&c.id, "user", 1, scenarios.Between(1, 99), "User", "the number of the user whose page it is")
	d.Duration(&c.userLatency, "user-latency", 200*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"User service", "how long it takes to find a user")
	d.Duration(&c.ordersLatency, "orders-latency", 300*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Order service", "how long it takes to find a user’s orders")
	d.Table(&c.users, "users", scenarios.Rows{{Key: "1", Value: "Ada"}, {Key: "2", Value: "Bob"}, {Key: "3", Value: "Cleo"}},
		scenarios.Columns{Key: "user", Value: "name"}, "Users", "what the user service knows")
	d.Table(&c.orders, "orders", scenarios.Rows{{Key: "1", Value: "1, 3, 10, 11"}, {Key: "2", Value: "23, 34"}, {Key: "3", Value: ""}},
		scenarios.Columns{Key: "user", Value: "orders"}, "Orders", "what the order service knows")
	d.Live("orders-latency")

	d.MainTask("page")
	d.Variant("dependent", "The user, then that user’s orders", c.dependent)
	d.Variant("independent", "User and orders together", c.independent)
	d.Headline(c.headline)
	d.Guess("independent", "When is the page complete, if you ask both services at once?")

	d.Preset("A slow user service", "user-latency=1s")
	d.Preset("No orders yet", "user=3")
	d.Preset("An unknown user", "user=9")
	scenarios.Claims(d, c)
}

type user struct {
	id   int
	name string
}

// dependent asks for the orders of the user that
// it found: the second question needs the answer.
// Without a user there is none.
func (c *chaining) dependent(t *engine.Task) (string, error) {
	user, err := c.findUser(t, c.id).Await(t) // [1]
	if err != nil || user.name == nobody {
		return page(user, ""), err
	}
	orders, err := c.findOrders(t, user.id).Await(t) // [2]
	return page(user, orders), err
}

// independent asks both at once: the orders are
// found by a number that the page has already.
func (c *chaining) independent(t *engine.Task) (string, error) {
	userTask, err := c.findUser(t, c.id).Start(t)
	if err != nil {
		return "", err
	}
	ordersTask, err := c.findOrders(t, c.id).Start(t)
	if err != nil {
		return "", err
	}
	user, err := userTask.Await(t) // [3]
	if err != nil {
		return "", err
	}
	orders, err := ordersTask.Await(t) // [4]
	return page(user, orders), err
}

// findUser asks the user service.
func (c *chaining) findUser(t *engine.Task, id int) *async.Coroutine[user] {
	return async.Call(t, "find user", func(t *engine.Task) (user, error) {
		err := t.Sleep(c.userLatency) // [5]
		return user{id, c.nameOf(id)}, err
	})
}

// findOrders asks the order service.
func (c *chaining) findOrders(t *engine.Task, id int) *async.Coroutine[string] {
	return async.Call(t, "find orders", func(t *engine.Task) (string, error) {
		err := t.Sleep(c.ordersLatency) // [6]
		return c.ordersOf(id), err
	})
}

// nameOf returns what the user service knows of a user.
func (c *chaining) nameOf(id int) string {
	if name, known := c.users.Get(strconv.Itoa(id)); known {
		return name
	}
	return nobody
}

// ordersOf returns what the order service knows of a user.
func (c *chaining) ordersOf(id int) string {
	orders, _ := c.orders.Get(strconv.Itoa(id))
	return orders
}

const nobody = "nobody"

// page returns what the page shows. It shows no orders of nobody.
func page(u user, orders string) string {
	if u.name == nobody {
		orders = ""
	}
	return u.name + ": [" + orders + "]"
}
