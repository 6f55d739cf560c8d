package scenarios

import (
	"slices"
	"strconv"
	"strings"
)

// Set gives a parameter the value that text stands for, sets the faults, or adds a past. The error is an *Error or a *fault.Error for a value
// that is not allowed and an *UnknownError for a name that is not known; nothing is changed then.
func (in *Instance) Set(name, text string) error {
	switch name {
	case FaultName:
		return in.SetFaults(text)
	case PastName:
		return in.addPast(text)
	}
	p := in.Param(name)
	if p == nil {
		e := &UnknownError{Name: name, Scenario: in.Scenario.ID}
		for _, p := range in.d.params {
			e.Known = append(e.Known, p.Name)
		}
		e.Known = append(e.Known, "seed")
		return e
	}
	v, err := p.Parse(text)
	if err == nil {
		p.Set(v)
	}
	return err
}

// UnknownError says that the scenario has no parameter of a name.
type UnknownError struct {
	Name, Scenario string
	Known          []string // the parameters that it has, and seed
}

func (e *UnknownError) Error() string {
	return "there is no parameter " + strconv.Quote(e.Name) + ": those of " + e.Scenario + " are " + strings.Join(e.Known, ", ")
}

// Query returns the settings that differ from the defaults, in page order, the faults and the past, as URLs hold them.
func (in *Instance) Query() string {
	var list []Setting
	for _, p := range in.d.params {
		if p.Changed() {
			list = append(list, Setting{p.Name, p.String()})
		}
	}
	if len(in.faults) > 0 {
		list = append(list, Setting{FaultName, in.FaultText()})
	}
	return FormatQuery(append(list, in.PastSettings()...))
}

// With returns the scenario with its defaults changed by settings, of which the last for each name counts. It skips
// settings that are foreign to the instance.
func (s *Scenario) With(list []Setting) (*Instance, error) {
	in := s.New()
	for _, set := range list {
		if in.Foreign(set.Name) {
			continue
		}
		if err := in.Set(set.Name, set.Text); err != nil {
			return nil, err
		}
	}
	return in, nil
}

// FromQuery returns the scenario with its defaults changed by a query, as ParseQuery and With.
func (s *Scenario) FromQuery(query string) (*Instance, error) {
	list, err := ParseQuery(query)
	if err != nil {
		return nil, err
	}
	return s.With(list)
}

// Foreign reports whether a reserved name is that of a setting for the instance's caller, such as seed.
func (in *Instance) Foreign(name string) bool {
	return name != FaultName && name != PastName && in.Param(name) == nil && reserved(name)
}

func reserved(name string) bool { return slices.Contains(Reserved(), name) }
