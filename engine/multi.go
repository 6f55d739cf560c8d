package engine

import (
	"slices"
	"strconv"
	"strings"
)

// MultiError is several errors that came of one thing, as Python's ExceptionGroup. errors.Is and errors.As look
// at each.
type MultiError struct {
	Errors []error // two or more, in the order they came
}

func (e *MultiError) Error() string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(len(e.Errors)) + " errors: ")
	for i, err := range e.Errors[:min(len(e.Errors), shown)] {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(err.Error())
	}
	if more := len(e.Errors) - shown; more > 0 {
		b.WriteString("; and " + strconv.Itoa(more) + " more")
	}
	return b.String()
}

// Unwrap returns the errors.
func (e *MultiError) Unwrap() []error { return e.Errors }

// Combine returns nil for no errors, one as it is, and a *MultiError of more; nil is none. Of cancellations the strongest
// counts, once: a task's own, else that of the outermost of scopes that are inside each other.
func Combine(errs []error) error {
	var each []error
	var places []int // of cancellations in each, of which none wins over another
	for _, err := range errs {
		if err == nil {
			continue
		}
		if c, is := err.(*Cancelled); is {
			i := slices.IndexFunc(places, func(at int) bool { return c.meets(each[at].(*Cancelled)) })
			if i >= 0 {
				each[places[i]] = c.stronger(each[places[i]].(*Cancelled))
				continue
			}
			places = append(places, len(each))
		}
		each = append(each, err)
	}
	switch len(each) {
	case 0:
		return nil
	case 1:
		return each[0]
	}
	return &MultiError{Errors: each}
}

// Without returns err less the cancellation c, and whether c was in it. What only wraps c goes with it.
func Without(err error, c *Cancelled) (rest error, found bool) {
	switch e := err.(type) {
	case *Cancelled:
		if e == c {
			return nil, true
		}
	case interface{ Unwrap() error }:
		if rest, found = Without(e.Unwrap(), c); found {
			return rest, true
		}
	case interface{ Unwrap() []error }:
		var left []error
		for _, each := range e.Unwrap() {
			r, was := Without(each, c)
			left, found = append(left, r), found || was
		}
		if found {
			return Combine(left), true
		}
	}
	return err, false
}
