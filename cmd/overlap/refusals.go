package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/scenarios"
)

// flagError rewrites an error of pflag in the words of our other messages. An error in the arguments comes first, because a
// command that does not exist has no flags.
func flagError(c *cobra.Command, err error) error {
	if wrong := c.ValidateArgs(c.Flags().Args()); wrong != nil {
		return wrong
	}
	var missing *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var refused *pflag.InvalidValueError
	var garbled *pflag.InvalidSyntaxError
	var own *usageError
	switch {
	case errors.Is(err, errTwice) && errors.As(err, &refused):
		return &usageError{"--" + refused.GetFlag().Name + " is given twice: leave out one of them"}
	case errors.As(err, &own):
		return own
	case errors.As(err, &refused):
		own := &scenarios.Error{Value: refused.GetValue(), Allowed: allowed(refused.GetFlag())}
		if said := (*scenarios.Error)(nil); errors.As(err, &said) {
			*own = *said
		}
		own.Name = refused.GetFlag().Name
		return own
	case errors.As(err, &empty):
		return &usageError{"--" + empty.GetFlag().Name + " needs a value: " + allowed(empty.GetFlag())}
	case errors.As(err, &missing) && missing.GetSpecifiedShortnames() != "":
		return &usageError{"unknown flag -" + missing.GetSpecifiedShortnames() + seeHelp(c)}
	case errors.As(err, &missing):
		return unknownFlag(c, missing.GetSpecifiedName())
	case errors.As(err, &garbled):
		return &usageError{"unknown flag " + garbled.GetSpecifiedFlag() + seeHelp(c)}
	}
	return &usageError{err.Error() + seeHelp(c)}
}

// allowed says which values a flag allows.
func allowed(f *pflag.Flag) string {
	if v, ok := f.Value.(flagValue); ok {
		return v.Allowed()
	}
	return "true or false"
}

func unknownFlag(c *cobra.Command, name string) error {
	var known []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	why := "unknown flag --" + name
	if name == scenarios.FaultName && c.HasParent() && c.Parent().HasParent() {
		return &usageError{"--" + name + ": " + c.Name() + " has no services that could fail"}
	}
	if name == scenarios.PastName && c.HasParent() && c.Parent().HasParent() {
		return &usageError{"--" + name + ": a run of " + c.Name() + " reads all parameters when it begins"}
	}
	if meant := nearest(name, known); meant != "" {
		why += `, did you mean "--` + meant + `"?`
	}
	return &usageError{why + seeHelp(c)}
}

func seeHelp(c *cobra.Command) string {
	return ` ("` + c.CommandPath() + ` --help" says what is allowed)`
}

func (e *environment) unknownScenario(id string) error {
	var ids []string
	for _, s := range e.scenarios {
		ids = append(ids, s.ID)
	}
	return unknown("scenario", id, ids, ` ("overlap list" names all)`)
}

// unknown returns the error for a name that does not exist, with the known name that is spelt most like it.
func unknown(kind, name string, known []string, see string) error {
	why := "there is no " + kind + " " + quote(name)
	if meant := nearest(name, known); meant != "" {
		why += ", did you mean " + quote(meant) + "?"
	}
	return &usageError{why + see}
}

// nearest returns the word of a list that is spelt most like word, "" when all differ in half of the letters or more.
func nearest(word string, among []string) string {
	best, least := "", 1+len(word)/2
	for _, w := range among {
		if d := distance(strings.ToLower(word), w); d < least {
			best, least = w, d
		}
	}
	return best
}

// distance returns how many letters must be added, dropped, changed or swapped with their neighbour to turn a into b
// (optimal string alignment).
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := range len(a) {
		for j := range len(b) {
			change := d[i][j]
			if a[i] != b[j] {
				change++
			}
			d[i+1][j+1] = min(change, d[i][j+1]+1, d[i+1][j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d[i+1][j+1] = min(d[i+1][j+1], d[i-1][j-1]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
