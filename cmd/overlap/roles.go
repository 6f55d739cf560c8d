package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/scenarios"
)

// roles say which of a scenario's services a process serves, and where the others are.
type roles struct {
	Only      []string // names of services; none for all that are not elsewhere
	Connect   elsewhere
	Databases addresses
	Advertise string // host by which other machines reach this one
}

// declare declares --only where a scenario has several services, --connect, and the addresses of databases.
func (o *roles) declare(c *cobra.Command, in *scenarios.Instance) {
	names := in.ServiceNames()
	if len(names) > 1 {
		addFlags(c.Flags(), "Options", func(f *pflag.FlagSet) {
			f.Var(&option{kind: "NAME,…", allowed: "one or more of " + strings.Join(names, ", ") + ", with commas between them", words: names,
				shell: cobra.ShellCompDirectiveNoFileComp, set: func(text string) bool {
					o.Only = strings.Split(text, ",")
					return !slices.ContainsFunc(o.Only, func(name string) bool { return !slices.Contains(names, name) })
				}}, "only", "Serve these services alone (default all that --connect does not name).")
		})
	}
	o.Connect.declare(c, in, "Services that other processes serve, for the services here that ask them (default none).")
	o.Databases.declare(c, in)
}

// services returns the services that this process serves. Each must have those that it asks, here or elsewhere.
func (o *roles) services(in *scenarios.Instance) (list []scenarios.Service, err error) {
	for _, s := range in.Services() {
		named := slices.Contains(o.Only, s.At.Name)
		switch {
		case named && o.Connect[s.At.Name] != "":
			return nil, &usageError{"--only and --connect both name " + s.At.Name + ": it is served here or elsewhere"}
		case named, len(o.Only) == 0 && o.Connect[s.At.Name] == "":
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return nil, &usageError{"--connect names all services of " + in.Scenario.ID + ": nothing is left to serve"}
	}
	for _, s := range list {
		if missing := o.missing(s, list); missing != nil {
			return nil, &usageError{s.At.Name + " asks " + strings.Join(missing, " and ") + ": say where that is with --connect " +
				strings.Join(endings(missing, "=HOST:PORT"), ",") + ", or serve it here as well"}
		}
	}
	return list, o.notHere(list, in)
}

// notHere refuses what is asked for services that are not among those served here.
func (o *roles) notHere(list []scenarios.Service, in *scenarios.Instance) error {
	away := absent{}
	for _, s := range in.Services() {
		if !slices.ContainsFunc(list, func(x scenarios.Service) bool { return x.At.Name == s.At.Name }) {
			away[s.At.Name] = "is not served here"
		}
	}
	if err := away.refused(in, o.Databases); err != nil {
		return err
	}
	if names := away.unheeded(in); names != nil {
		return &usageError{"--" + names[0] + " is a setting of a service that is not served here: leave it out"}
	}
	return nil
}

// missing returns the names of the services that a service asks and that are neither among those served here nor elsewhere.
func (o *roles) missing(s scenarios.Service, here []scenarios.Service) (names []string) {
	for _, name := range s.Needs {
		if o.Connect[name] == "" && !slices.ContainsFunc(here, func(x scenarios.Service) bool { return x.At.Name == name }) {
			names = append(names, name)
		}
	}
	return names
}
