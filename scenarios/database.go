package scenarios

import (
	"time"

	"overlap/engine"
)

// Database answers what a service is asked, in place of the rows that the scenario has for it. Those of the native binary are real.
type Database interface {
	// Get waits for the value of a key. The error says what to tell the service's client, unless the task was cancelled.
	Get(t *engine.Task, key string) (value string, found bool, err error)
}

// databases are those of a run, by the names of the services that ask them.
type databases map[string]Database

// AttachDatabases has the services of a loop ask databases, by the services' names.
func AttachDatabases(l *engine.Loop, list map[string]Database) { engine.Attach(l, databases(list)) }

// Find returns what a service knows of a key: after its latency what its rows say, or what the database says that is in their place.
func Find(t *engine.Task, service string, latency time.Duration, rows Rows, key string) (value string, found bool, err error) {
	if list, ok := engine.Attached[databases](t.Loop()); ok && list[service] != nil {
		return list[service].Get(t, key)
	}
	if err := t.Sleep(latency); err != nil {
		return "", false, err
	}
	value, found = rows.Get(key)
	return value, found, nil
}
