package engine

import (
	"strconv"
	"strings"
)

// MultiError joins several errors of one operation, as Python's ExceptionGroup. errors.Is and errors.As look at each.
type MultiError struct {
	Errors []error // two or more, in the order in which they occurred
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

// Combine returns nil for no errors, a single error as it is, and a *MultiError of several; nil does not count. Tasks
// that are cancelled together end with the same cancellation, which counts once.
func Combine(errs []error) error {
	var each []error
	seen := map[*Cancelled]bool{}
	for _, err := range errs {
		if err == nil {
			continue
		}
		if c, is := err.(*Cancelled); is {
			if seen[c] {
				continue
			}
			seen[c] = true
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

// Without returns err without the cancellation c, and whether c was in it. An error that wraps c is replaced by what
// remains of the wrapped error.
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
