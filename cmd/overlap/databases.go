package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"overlap/cmd/overlap/database"
	"overlap/quantity"
	"overlap/scenarios"
)

// addresses are those of databases that answer in place of services' rows, by the services' names.
type addresses map[string]database.Address

// declare has the flags of services' latencies take the address of a database as well: --db is how long the database takes, or
// which it is.
func (a *addresses) declare(c *cobra.Command, in *scenarios.Instance) {
	for _, s := range in.Services() {
		f := c.Flags().Lookup(s.At.Name)
		if s.Rows == "" || f == nil {
			continue
		}
		latency := f.Value.(parameter)
		f.Value = latencyOrDatabase{latency, s.At.Name, a}
		f.Usage = usage(latency.Param) + " Or a database that is asked instead: redis://… or postgres://…"
	}
}

// latencyOrDatabase is the value of a flag: a duration, which is a parameter, or the address of a database.
type latencyOrDatabase struct {
	parameter
	service string
	into    *addresses
}

// Set sets the parameter or keeps the address.
func (v latencyOrDatabase) Set(text string) error {
	if !database.IsAddress(text) {
		return v.parameter.Set(text)
	}
	if err := v.once.set(); err != nil {
		return err
	}
	return v.into.keep(v.service, text)
}

// keep keeps the address of a service's database. The error does not repeat it: it may hold a password.
func (a *addresses) keep(service, text string) error {
	at, ok := database.ParseAddress(text)
	if !ok {
		return &usageError{"--" + service + ": this is not allowed: " + database.Allowed}
	}
	if *a == nil {
		*a = addresses{}
	}
	(*a)[service] = at
	return nil
}

func (v latencyOrDatabase) Type() string { return "DURATION|URL" }

// opened are databases that hold a scenario's rows, by the services' names.
type opened map[string]*database.Database

// openDatabases connects to databases and stores the services' rows there, until release is called.
func (e *environment) openDatabases(in *scenarios.Instance, list addresses) (dbs opened, release func(), err error) {
	dbs = opened{}
	release = func() {
		for name, d := range dbs {
			if err := d.Close(); err != nil {
				e.complain("overlap: rows of " + name + " are left behind: " + err.Error())
			}
		}
	}
	for _, s := range in.Services() {
		at, ok := list[s.At.Name]
		if !ok {
			continue
		}
		d, err := database.Open(e.ctx, at, in.Scenario.ID, in.Param(s.Rows).Value().Rows())
		if err != nil {
			release()
			return nil, nil, errors.New("--" + s.At.Name + ": " + err.Error())
		}
		dbs[s.At.Name] = d
	}
	return dbs, release, nil
}

// forRuns returns the databases as runs use them.
func (d opened) forRuns() map[string]scenarios.Database {
	list := map[string]scenarios.Database{}
	for name, x := range d {
		list[name] = x
	}
	return list
}

// lines says which services ask a database, and which.
func (d opened) lines(in *scenarios.Instance) (text string) {
	for _, s := range in.Services() {
		if x := d[s.At.Name]; x != nil {
			text += s.At.Name + " asks " + x.String() + "\n"
		}
	}
	return text
}

// answering is how a database answered during runs.
type answering struct {
	Service   string        `json:"-"`
	Database  string        `json:"database"` // its name, version and place
	Questions int           `json:"questions"`
	P50       time.Duration `json:"p50_ns"`
	Max       time.Duration `json:"max_ns"`
	Model     time.Duration `json:"model_ns"` // the latency that it stands for
}

// asked returns what the databases were asked, in the order of the services. A second call has nothing more to tell.
func (d opened) asked(in *scenarios.Instance) (list []answering) {
	for _, s := range in.Services() {
		if x := d[s.At.Name]; x != nil {
			a := answering{Service: s.At.Name, Database: x.String(), Model: time.Duration(in.Param(s.At.Name).Value().Number())}
			if took := x.Took(); len(took) > 0 {
				a.Questions, a.P50, a.Max = len(took), scenarios.Percentile(took, 500), took[len(took)-1]
			}
			list = append(list, a)
		}
	}
	return list
}

// note returns a row for each database: how long its answers took, beside what the model has for them.
func (d opened) note(in *scenarios.Instance, width int) string {
	var rows [][]string
	for _, a := range d.asked(in) {
		took, of := quantity.Duration(a.P50), "p50 of "+quantity.Plural(a.Questions, "question")+", slowest "+quantity.Duration(a.Max)
		if a.Questions == 0 {
			took, of = "", "no question was answered"
		}
		rows = append(rows, []string{a.Service, took, "model " + quantity.Duration(a.Model), of + ": " + a.Database})
	}
	if rows == nil {
		return ""
	}
	return "\n" + columns(rows, width)
}
