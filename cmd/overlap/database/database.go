// Package database has a scenario's services ask real databases: Redis and PostgreSQL. It stores the services' rows where
// nobody else has any, and removes them at the end.
package database

import (
	"context"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/scenarios"
)

// Bounds on what a database may keep its clients waiting for.
const (
	openLimit  = 10 * time.Second // until it holds the rows
	queryLimit = 5 * time.Second
	closeLimit = 5 * time.Second // until it holds them no longer
)

// How many connections the pools have. Redis may have four times as many: PostgreSQL allows 100 for all its clients.
const (
	connections     = 8  // before the first question, as a service has that has run for a while
	mostConnections = 32 // to PostgreSQL
)

// driver is a database of one kind, which holds rows.
type driver interface {
	version() string
	get(ctx context.Context, key string) (value string, found bool, err error)
	close(ctx context.Context) error
}

// Database is a real one, in place of a service's rows. Tasks of one loop ask it.
type Database struct {
	driver
	at   Address
	took []time.Duration // what each question took, as long as there are few
}

// Open connects to the database at an address and stores rows there. scenario says whose they are.
func Open(ctx context.Context, at Address, scenario string, rows scenarios.Rows) (*Database, error) {
	ctx, cancel := context.WithTimeout(ctx, openLimit)
	defer cancel()
	open := openRedis
	if at.kind == postgres {
		open = openPostgres
	}
	driver, err := open(ctx, at, scenario, rows)
	if err != nil {
		return nil, at.explain(err, openLimit)
	}
	d := &Database{driver: driver, at: at}
	if err := d.warm(ctx, rows); err != nil {
		d.Close()
		return nil, at.explain(err, openLimit)
	}
	return d, nil
}

// warm asks on several connections at once, so that no question of the run has to make a connection or to prepare a statement.
func (d *Database) warm(ctx context.Context, rows scenarios.Rows) error {
	key := "a key that is not there"
	if len(rows) > 0 {
		key = rows[0].Key
	}
	var all sync.WaitGroup
	failed := make(chan error, connections)
	for range connections {
		all.Go(func() {
			for range 3 {
				if _, _, err := d.get(ctx, key); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	all.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

// Get asks for the value of a key; see scenarios.Database.
func (d *Database) Get(t *engine.Task, key string) (value string, found bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), queryLimit)
	defer cancel()
	began := t.Now()
	blocked := t.Block(t.Loop().NewLot(trace.WhyOutside, d.at.kind.String(), 0), func() { value, found, err = d.get(ctx, key) }, cancel)
	if blocked != nil {
		return "", false, blocked
	}
	if err != nil {
		return "", false, d.at.explain(err, queryLimit)
	}
	const most = 100_000
	if len(d.took) < most {
		d.took = append(d.took, t.Now()-began)
	}
	return value, found, nil
}

// Took returns how long questions took, rising, and forgets them.
func (d *Database) Took() []time.Duration {
	list := d.took
	d.took = nil
	slices.Sort(list)
	return list
}

// String names the database: "PostgreSQL 15.14 at 127.0.0.1:5432".
func (d *Database) String() string {
	if v := d.version(); v != "" {
		return d.at.kind.String() + " " + v + " at " + d.at.host
	}
	return d.at.String()
}

// Close removes the rows and ends the connections.
func (d *Database) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
	defer cancel()
	if err := d.close(ctx); err != nil {
		return d.at.explain(err, closeLimit)
	}
	return nil
}

// ours returns a name that no other process gives to its rows.
func ours(scenario, separator string) string {
	return "overlap" + separator + scenario + separator + strconv.Itoa(os.Getpid()) + separator + strconv.FormatInt(time.Now().UnixNano(), 36)
}
