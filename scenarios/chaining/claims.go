package chaining

import (
	"errors"
	"strconv"

	"overlap/scenarios"
)

// nameOf returns what the user service knows of a user.
func (c *chaining) nameOf(id int) string {
	if name, known := c.users.Get(strconv.Itoa(id)); known {
		return name
	}
	return "nobody"
}

// ordersOf returns what the order service knows of a user, as a list: one that it does not know has none.
func (c *chaining) ordersOf(id int) string {
	orders, _ := c.orders.Get(strconv.Itoa(id))
	return "[" + orders + "]"
}

func (c *chaining) totals(rs *scenarios.Results) error {
	if err := rs.Of("dependent").Took(c.userLatency + c.ordersLatency); err != nil {
		return err
	}
	return rs.Of("independent").Took(max(c.userLatency, c.ordersLatency))
}

func (c *chaining) samePage(rs *scenarios.Results) error {
	want := c.nameOf(c.id) + ": " + c.ordersOf(c.id)
	for _, r := range rs.List {
		if r.Value != want {
			return errors.New("chaining: " + r.Variant.Name + " shows " + r.Value + ", not " + want)
		}
	}
	return nil
}
