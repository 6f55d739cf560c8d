package scenarios

import (
	"strconv"
	"strings"
	"time"
)

// Kind says what a parameter's values are, and so which control the page shows.
type Kind uint8

const (
	KindDuration Kind = iota + 1 // a slider and a field; Min, Max, Step in nanoseconds
	KindInt                      // a slider and a field
	KindPercent                  // a slider and a field; the variable is a fraction from 0 to 1
	KindBool                     // a switch
	KindChoice                   // one of Options
	KindTable                    // rows of key and value
)

// Param is one parameter of an instance. Its text form is the same in URL, flag, attribute and JSON.
type Param struct {
	Name    string // lower case, with dashes
	Label   string // as the page shows it
	Help    string // one sentence
	Kind    Kind
	Default string                  // canonical text
	Min     int64                   // of KindDuration (ns), KindInt, KindPercent (whole percent)
	Max     int64                   //
	Step    int64                   // what a slider moves by; fields may hold anything between Min and Max
	Options []string                // of KindChoice
	Columns Columns                 // of KindTable
	usual   int64                   // that samples stay below, 0: Max
	parse   func(text string) error // checks and stores; the error says what is allowed
	text    func() string           // canonical
}

// Text returns the present value in its canonical form.
func (p *Param) Text() string { return p.text() }

// Changed reports whether the value differs from the default.
func (p *Param) Changed() bool { return p.text() != p.Default }

// Number returns the value of a KindDuration (ns), KindInt or KindPercent (whole percent) parameter.
func (p *Param) Number() int64 {
	n, _ := p.number(p.text())
	return n
}

// FromNumber returns the text of a value given as Number returns it.
func (p *Param) FromNumber(n int64) string {
	switch p.Kind {
	case KindDuration:
		return time.Duration(n).String()
	case KindPercent:
		return strconv.FormatInt(n, 10) + "%"
	}
	return strconv.FormatInt(n, 10)
}

// Error is a value that a parameter refuses.
type Error struct {
	Name    string // the parameter
	Value   string // what was given
	Allowed string // what would be accepted
}

func (e *Error) Error() string {
	value := e.Value
	if len(value) > 60 {
		value = strings.ToValidUTF8(value[:60], "") + "…"
	}
	return e.Name + ": " + strconv.Quote(value) + " is not allowed: " + e.Allowed
}

func (p *Param) refuse(text string) error {
	return &Error{Name: p.Name, Value: text, Allowed: p.Allowed()}
}

// Allowed says in words which values the parameter accepts.
func (p *Param) Allowed() string {
	switch p.Kind {
	case KindDuration:
		return "a duration from " + p.FromNumber(p.Min) + " to " + p.FromNumber(p.Max) + ", such as " + p.Default
	case KindInt:
		return "a whole number from " + p.FromNumber(p.Min) + " to " + p.FromNumber(p.Max)
	case KindPercent:
		return "a percentage from " + p.FromNumber(p.Min) + " to " + p.FromNumber(p.Max)
	case KindBool:
		return "true or false"
	case KindChoice:
		return "one of " + strings.Join(p.Options, ", ")
	}
	return p.Columns.allowed()
}
