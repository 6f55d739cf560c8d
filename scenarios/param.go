package scenarios

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/quantity"
)

// Kind says what a parameter's values are, and so which control the page shows.
type Kind uint8

const (
	KindDuration Kind = iota + 1 // a slider and a field; Min, Max, Step in nanoseconds
	KindInt                      // a slider and a field
	KindPercent                  // a slider and a field; the variable is a fraction from 0 to 1
	KindBool                     // a switch
	KindChoice                   // one of Choices
	KindTable                    // rows of key and value
)

// Param is one parameter of an instance. Its text form is the same in URL, flag, attribute and JSON.
type Param struct {
	Name      string // lower case, with dashes
	Label     string // as the page shows it
	Help      string // one sentence
	Kind      Kind
	Default   Value
	Min       int64    // the least number of a Value; 0 for KindTable
	Max       int64    // the largest number of a Value
	Step      int64    // of the slider; the field takes any number between Min and Max
	Choices   []Choice // of KindChoice, or of another kind what the page offers; see Declaration.Offer
	Columns   Columns  // of KindTable
	Live      bool     // a change during a run counts from then on; else programs read the value when a run begins
	sampleMax int64    // the largest number that sample chooses
	former    string   // the name that old addresses have; Name where it was never another
	value     Value
	store     func(Value) // sets the scenario's variable
}

// Value returns the present value.
func (p *Param) Value() Value { return p.value }

// String returns the present value in its canonical form.
func (p *Param) String() string { return p.value.String() }

// Changed reports whether the value differs from the default.
func (p *Param) Changed() bool { return !p.value.Equal(p.Default) }

// Set makes v the present value. v must come from this parameter's methods.
func (p *Param) Set(v Value) {
	p.value = v
	p.store(v)
}

// Parse returns the value that a text stands for, as Value.String or Value.Text writes it. Blanks and commas within
// numbers do not matter. The error is an *Error.
func (p *Param) Parse(text string) (Value, error) {
	if p.Kind == KindTable {
		rows, ok := parseRows(text)
		if !ok {
			return Value{}, p.refuse(text)
		}
		return p.FromRows(rows)
	}
	n, ok := p.number(text)
	if !ok || n < p.Min || n > p.Max {
		return Value{}, p.refuse(text)
	}
	return Value{param: p, number: n}, nil
}

// Read returns the value that a reader means who typed text in place of shown: a number without a unit has the unit of
// shown. The error is an *Error in the words of Value.Text.
func (p *Param) Read(text, shown string) (Value, error) {
	if p.Kind == KindDuration {
		text = quantity.WithUnit(text, quantity.Unit(shown))
	}
	v, err := p.Parse(text)
	if err != nil {
		err = &Error{Name: p.Name, Value: text, Allowed: p.allowed(Value.Text)}
	}
	return v, err
}

func (p *Param) number(text string) (n int64, ok bool) {
	text = strings.TrimSpace(text)
	switch p.Kind {
	case KindDuration:
		d, ok := quantity.ParseDuration(text)
		return int64(d), ok
	case KindBool:
		b, err := strconv.ParseBool(text)
		return p.FromBool(b).number, err == nil
	case KindChoice:
		i := slices.IndexFunc(p.Choices, func(c Choice) bool { return c.Value == text })
		return int64(i), i >= 0
	case KindPercent:
		text = strings.TrimSuffix(text, "%")
	}
	n, err := strconv.ParseInt(quantity.Plain(text), 10, 64)
	return n, err == nil
}

// FromNumber returns the value whose Number is n, or the nearest allowed. It is for all kinds but KindTable.
func (p *Param) FromNumber(n int64) Value {
	return Value{param: p, number: min(max(n, p.Min), p.Max)}
}

// FromBool returns the value of a KindBool parameter.
func (p *Param) FromBool(on bool) Value {
	if on {
		return p.FromNumber(1)
	}
	return p.FromNumber(0)
}

// FromRows returns the value of a KindTable parameter that holds these rows. The error is an *Error.
func (p *Param) FromRows(rows Rows) (Value, error) {
	spelt, wrong := p.Columns.check(rows)
	if wrong != nil {
		return Value{}, &Error{Name: p.Name, Value: rows.String(), Allowed: p.Allowed(), Cell: wrong}
	}
	return Value{param: p, rows: spelt}, nil
}

// Value is a value that a parameter allows. Only the parameter's methods make Values, so that none is illegal.
type Value struct {
	param  *Param
	number int64
	rows   Rows
}

// String returns the canonical text, which Parse reads back.
func (v Value) String() string {
	switch v.param.Kind {
	case KindDuration:
		return time.Duration(v.number).String()
	case KindPercent:
		return strconv.FormatInt(v.number, 10) + "%"
	case KindBool:
		return strconv.FormatBool(v.Bool())
	case KindChoice:
		return v.param.Choices[v.number].Value
	case KindTable:
		return v.rows.String()
	}
	return strconv.FormatInt(v.number, 10)
}

// Text returns the value as people read it, which Read reads back: "1 min 30 s", "10,000" or a choice's label.
func (v Value) Text() string {
	switch v.param.Kind {
	case KindDuration:
		return quantity.Exact(time.Duration(v.number))
	case KindInt:
		return quantity.Count(int(v.number))
	case KindChoice:
		return v.param.Choices[v.number].Label
	}
	return v.String()
}

// Number returns a duration in nanoseconds, a whole number, whole percent, 1 of a switch that is on, or an option's
// place in Choices.
func (v Value) Number() int64 { return v.number }

// Bool reports whether a switch is on.
func (v Value) Bool() bool { return v.number != 0 }

// Rows returns the rows of a table, which are not to be changed.
func (v Value) Rows() Rows { return v.rows }

// Equal reports whether v and w, of the same parameter, are the same value.
func (v Value) Equal(w Value) bool { return v.number == w.number && slices.Equal(v.rows, w.rows) }

// Error says that a parameter does not allow a value.
type Error struct {
	Name    string     // the parameter
	Value   string     // what was given
	Allowed string     // what would be accepted
	Cell    *CellError // the first cell of a table that is wrong, nil where no single cell is
}

func (e *Error) Error() string {
	if e.Cell != nil {
		return e.Name + ": " + e.Cell.Error()
	}
	value := e.Value
	if len(value) > 60 {
		value = strings.ToValidUTF8(value[:60], "") + "…"
	}
	return e.Name + ": " + strconv.Quote(value) + " is not allowed: " + e.Allowed
}

// Unwrap returns the CellError, if there is one.
func (e *Error) Unwrap() error {
	if e.Cell == nil {
		return nil
	}
	return e.Cell
}

func (p *Param) refuse(text string) error {
	return &Error{Name: p.Name, Value: text, Allowed: p.Allowed()}
}

// Allowed says in words which values the parameter accepts, as Parse takes them.
func (p *Param) Allowed() string { return p.allowed(Value.String) }

// show writes a value, as Value.String or Value.Text.
func (p *Param) allowed(show func(Value) string) string {
	limits := " from " + show(p.FromNumber(p.Min)) + " to " + show(p.FromNumber(p.Max))
	switch p.Kind {
	case KindDuration:
		return "a duration" + limits + ", such as " + show(p.Default)
	case KindInt:
		return "a whole number" + limits
	case KindPercent:
		return "a percentage" + limits
	case KindBool:
		return "true or false"
	case KindChoice:
		text := "one of "
		for n := range p.Choices {
			if n > 0 {
				text += ", "
			}
			text += show(p.FromNumber(int64(n)))
		}
		return text
	}
	return p.Columns.allowed(show)
}
