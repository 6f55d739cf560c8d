// Package fanout is the scenario of an API that answers one request with four lookups.
package fanout

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the fan-out.
var Scenario = &scenarios.Scenario{
	ID:       "fanout",
	Title:    "Fan-out: one request, four lookups",
	Question: "An API answers one request with four lookups: a user, a product, its stock and recommendations. Two go through a cache first. None needs another’s answer, so how much of the waiting is necessary?",
	Topic:    scenarios.TheNetwork,
	Level:    1,
	Declare:  declare,
}

func declare(d *scenarios.Declaration) {
	f := &fanout{}
	d.Duration(&f.cacheLatency, "cache", 60*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Cache latency", "how long the cache takes to answer")
	d.Duration(&f.dbLatency, "db", 250*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Database latency", "how long the database takes to answer")
	d.Int(&f.clients, "clients", 1, scenarios.Between(1, 1000),
		"Requests at once", "how many clients ask the API at the same instant")
	d.Int(&f.user, "user", 2, scenarios.Between(1, 999), "User", "the user each request asks for")
	d.Int(&f.product, "product", 20, scenarios.Between(1, 999), "Product", "the product each request asks for")
	d.Offer("user", "1=1 · Alice", "2=2 · Bob", "99=99 · nobody")
	d.Offer("product", "10=10 · Mechanical Keyboard", "20=20 · Ergonomic Mouse", "99=99 · not there")
	d.Table(&f.cache, "cache-data", cacheData, keyValue, "In the cache", "what the cache knows")
	d.Table(&f.db, "db-data", dbData, keyValue, "In the database", "what the database knows")
	d.Int(&f.backlog, "backlog", 4096, scenarios.Between(1, 4096),
		"Listen backlog", "how many connections a server keeps waiting before it drops the next")
	d.Live("cache", "db")

	d.Service("api", 9000, f.serveAPI).Takes(`{"request_id":1,"user_id":2,"product_id":20}`).Heeds("backlog").Asks("cache", "db")
	d.Service("cache", 9001, f.serveCache).Takes("GET user:1").Keeps("cache-data").Heeds("cache", "cache-data", "backlog")
	d.Service("db", 9002, f.serveDB).Takes("GET user:2").Keeps("db-data").Heeds("db", "db-data", "backlog")
	d.Backlog(&f.backlog)
	d.Variant("sequential", "Sequential", f.askAll("sequential"))
	d.Variant("concurrent", "Concurrent", f.askAll("concurrent"))
	d.Headline(f.headline)
	d.Guess("concurrent", "When are all four answers there, if you ask for them at once?")

	d.Preset("Slow database", "db=400ms")
	d.Preset("Everything cached", "user=1&product=10")
	d.Preset("A full backlog", "clients=100&backlog=100")
	scenarios.Claims(d, f)
}

// sequential waits for each answer before it asks the next question.
func (f *fanout) sequential(t *engine.Task, q request) (answer, error) {
	user, err := f.cached(t, key("user", q.user)).Await(t) // [1]
	if err != nil {
		return answer{}, err
	}
	product, err := f.cached(t, key("product", q.product)).Await(t) // [2]
	if err != nil {
		return answer{}, err
	}
	stock, err := lookup(t, key("inventory", q.product)).Await(t) // [3]
	if err != nil {
		return answer{}, err
	}
	tips, err := lookup(t, key("recommendations", q.user)).Await(t) // [4]
	return answer{user, product, stock, tips}, err
}

// concurrent asks all four and waits once.
func (f *fanout) concurrent(t *engine.Task, q request) (answer, error) {
	got, err := async.Gather(t, // [5]
		f.cached(t, key("user", q.user)),
		f.cached(t, key("product", q.product)),
		lookup(t, key("inventory", q.product)),
		lookup(t, key("recommendations", q.user)))
	if err != nil {
		return answer{}, err
	}
	return answer{got[0], got[1], got[2], got[3]}, nil
}

// cached asks the cache, and the database only when the cache does not know.
func (f *fanout) cached(t *engine.Task, key string) *async.Coroutine[string] {
	return async.Call(t, key, func(t *engine.Task) (string, error) {
		value, err := get(t, "cache", key) // [6]
		if err != nil || value != "MISS" {
			return value, err
		}
		return lookup(t, key).Await(t)
	})
}

// lookup asks the database.
func lookup(t *engine.Task, key string) *async.Coroutine[string] {
	return async.Call(t, key, func(t *engine.Task) (string, error) {
		value, err := get(t, "db", key) // [7]
		if err == nil && value == "NOT_FOUND" {
			err = notFound(key)
		}
		return value, err
	})
}

// get sends one line to a service and returns the line that comes back.
func get(t *engine.Task, service, key string) (string, error) {
	c, err := network.Dial(t, service) // [9]
	if err != nil {
		return "", err
	}
	defer c.Close()
	if err := c.WriteLine("GET " + key); err != nil {
		return "", err
	}
	line, err := c.ReadLine() // [8]
	return answered(c, service, line, err)
}
