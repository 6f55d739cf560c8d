package main

import (
	"maps"
	"slices"
	"strings"

	"overlap/scenarios"
)

// absent says by the names of services why nothing that is done here reaches them.
type absent map[string]string

// absent returns the services that other programs serve, and those that nobody here asks because of that.
func (w elsewhere) absent(in *scenarios.Instance) absent {
	list := absent{}
	for name := range w {
		list[name] = "another program serves"
	}
	for again := true; again; { // a service may be asked by one that is found absent after it
		again = false
		for _, s := range in.Services() {
			asking := askers(in, s.At.Name)
			if list[s.At.Name] == "" && len(asking) > 0 && !slices.ContainsFunc(asking, func(name string) bool { return list[name] == "" }) {
				list[s.At.Name], again = "nobody here asks, because another program serves "+strings.Join(asking, " and "), true
			}
		}
	}
	return list
}

// askers returns the names of the services that ask a service.
func askers(in *scenarios.Instance, name string) (names []string) {
	for _, s := range in.Services() {
		if slices.Contains(s.Needs, name) {
			names = append(names, s.At.Name)
		}
	}
	return names
}

// refused returns an error for what the command line would do to an absent service.
func (a absent) refused(in *scenarios.Instance, databases addresses) error {
	about := func(flag, does, name string) error {
		return &usageError{"--" + flag + " " + does + name + ", which " + a[name] + ": leave it out"}
	}
	for _, f := range in.Faults() {
		if a[f.Service] != "" {
			return about(scenarios.FaultName+" "+f.String(), "is about ", f.Service)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(databases)) {
		if a[name] != "" {
			return about(name, "names a database in place of ", name)
		}
	}
	for _, s := range in.Services() {
		for _, name := range s.Stops {
			if a[s.At.Name] != "" && in.Param(name).Changed() {
				return about(name, "is about the end of ", s.At.Name)
			}
		}
	}
	return nil
}

// unheeded returns the parameters with other values than the defaults that only absent services heed.
func (a absent) unheeded(in *scenarios.Instance) (names []string) {
	for _, p := range in.Params() {
		heeds := func(s scenarios.Service) bool { return slices.Contains(s.Settings, p.Name) }
		here := func(s scenarios.Service) bool { return heeds(s) && a[s.At.Name] == "" }
		if p.Changed() && slices.ContainsFunc(in.Services(), heeds) && !slices.ContainsFunc(in.Services(), here) {
			names = append(names, p.Name)
		}
	}
	return names
}

// unstopped returns the parameters by which variants would stop absent services, but for those that say that nothing is stopped.
func (a absent) unstopped(in *scenarios.Instance) (names []string) {
	for _, s := range in.Services() {
		for _, name := range s.Stops {
			if a[s.At.Name] != "" && in.Param(name).Value().Number() > 0 {
				names = append(names, name)
			}
		}
	}
	return names
}

// note says which settings do nothing to absent services.
func (a absent) note(in *scenarios.Instance) (text string) {
	if names := a.unheeded(in); names != nil {
		text += " Settings of servers, which only the model heeds here: --" + strings.Join(names, ", --") + "."
	}
	if names := a.unstopped(in); names != nil {
		text += " Left out, because nobody here can stop another program, and left out of the model, too: --" + strings.Join(names, ", --") + "."
	}
	return text
}
