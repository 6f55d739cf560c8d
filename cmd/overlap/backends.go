package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/cmd/overlap/database"
	"overlap/quantity"
	"overlap/scenarios"
	"overlap/site/stream"
)

// backend is the value of a flag: the address of the database that stands in for a service in real runs of a scenario.
type backend struct {
	scenario, service string
	into              map[string]addresses
	once              once
}

// Set keeps the address.
func (v *backend) Set(text string) error {
	if err := v.once.set(); err != nil {
		return err
	}
	list := v.into[v.scenario]
	err := list.keep(v.service, text)
	v.into[v.scenario] = list
	return err
}

func (v *backend) String() string  { return "" }
func (v *backend) Type() string    { return "URL" }
func (v *backend) Allowed() string { return database.Allowed }

// complete offers nothing: an address is nowhere to be found.
func (v *backend) complete(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// declareBackends declares a flag for each service that a database can stand in for. Scenarios call theirs by different names.
func (e *environment) declareBackends(f *pflag.FlagSet, into map[string]addresses) {
	for _, s := range e.scenarios {
		for _, service := range s.New().Services() {
			if name := service.At.Name; service.Rows != "" && f.Lookup(name) == nil {
				f.Var(&backend{scenario: s.ID, service: name, into: into}, name,
					"A database that real runs of "+s.ID+" ask in place of its "+name+": redis://… or postgres://… (default none).")
			}
		}
	}
}

// backends returns what opens the databases for a run of a page.
func (e *environment) backends(list map[string]addresses) func(*scenarios.Instance) (*stream.Backends, error) {
	return func(in *scenarios.Instance) (*stream.Backends, error) {
		at := list[in.Scenario.ID]
		if len(at) == 0 {
			return nil, nil
		}
		dbs, release, err := e.openDatabases(in, at)
		if err != nil {
			return nil, err
		}
		b := &stream.Backends{Databases: dbs.forRuns(), Close: release}
		for _, s := range in.Services() {
			if d := dbs[s.At.Name]; d != nil {
				name, _, _ := strings.Cut(d.String(), " at ")
				b.Names = append(b.Names, s.At.Name+" "+name)
			}
		}
		b.Asked = func() (said []string) {
			for _, a := range dbs.asked(in) {
				text := a.Service + ", " + a.Database + ", answered no question"
				if a.Questions > 0 {
					text = a.Service + " answered after " + quantity.Duration(a.P50) + ", in the model after " + quantity.Duration(a.Model) + " (median of " +
						quantity.Count(a.Questions) + ", slowest " + quantity.Duration(a.Max) + ")"
				}
				said = append(said, text)
			}
			return said
		}
		return b, nil
	}
}
