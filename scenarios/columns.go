package scenarios

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"overlap/quantity"
)

// Columns says what a table's cells hold.
type Columns struct {
	Key, Value string                            // their headings
	More       []string                          // headings of further cells: Row.Value then holds all cells after the first, with a tilde between two
	Text       func(heading, cell string) string // a cell as people read it, where More are; nil: as it is spelt
	Legal      func(string) bool                 // whether a value may stand in the table; nil: any text
	Allowed    string                            // what Legal accepts, in words; unused of Durations
	Check      func(Rows) (Rows, *CellError)     // returns rows as they are spelt, or what is wrong where cells are about each other; nil: nothing
	New        func(Rows) Row                    // the row that is added to a table; nil: an empty one
	duration   *Param                            // reads and writes values that are durations; nil for those that are texts
}

// Durations returns the columns of a table whose values are durations within r.
func Durations(key, value string, r Range[time.Duration]) Columns {
	p := &Param{Kind: KindDuration, Min: int64(r.Min), Max: int64(r.Max)}
	p.Default = p.FromNumber(min(int64(1500*time.Millisecond), p.Max))
	return Columns{
		Key: key, Value: value, duration: p,
		Legal: func(text string) bool {
			_, err := p.Parse(text)
			return err == nil
		},
	}
}

// HasDurations reports whether the values are durations, as Row.Duration reads them.
func (c Columns) HasDurations() bool { return c.duration != nil }

// Headings returns the headings of all cells of a row.
func (c Columns) Headings() []string { return append([]string{c.Key, c.Value}, c.More...) }

// Cells returns a row's cells as people read them, one for each of Headings: "1 min 30 s" for "1m30s".
func (c Columns) Cells(r Row) []string {
	if c.More != nil {
		cells := append([]string{r.Key}, strings.Split(r.Value, "~")...)
		cells = append(cells, make([]string, max(0, 2+len(c.More)-len(cells)))...)
		for i, heading := range c.Headings() {
			if c.Text != nil {
				cells[i] = c.Text(heading, cells[i])
			}
		}
		return cells
	}
	return []string{r.Key, c.show(r.Value)}
}

// Row returns the row that a reader means who typed cells in place of shown, as Param.Read. What cannot be read stays as it
// is, with the unit of shown.
func (c Columns) Row(cells, shown []string) Row {
	if c.More != nil {
		return Row{cells[0], strings.TrimRight(strings.Join(cells[1:], "~"), "~")}
	}
	return Row{cells[0], c.read(cells[1], shown[1])}
}

func (c Columns) show(value string) string {
	if d, ok := quantity.ParseDuration(value); ok && c.duration != nil {
		return quantity.Exact(d)
	}
	return value
}

func (c Columns) read(text, shown string) string {
	if c.duration == nil {
		return text
	}
	unit := quantity.Unit(shown)
	if unit == "" {
		unit = quantity.Unit(c.duration.Default.Text())
	}
	text = quantity.WithUnit(text, unit)
	v, err := c.duration.Parse(text)
	if err != nil {
		return text
	}
	return v.String()
}

// expects says which values the table accepts. show writes a value, as Value.String or Value.Text.
func (c Columns) expects(show func(Value) string) string {
	if c.duration == nil {
		return c.Allowed
	}
	return c.duration.allowed(show)
}

func (c Columns) allowed(show func(Value) string) string {
	text := "at most " + strconv.Itoa(MaxRows) + " rows of " + c.Key + "=" + strings.Join(c.Headings()[1:], "~") + ", separated by semicolons, each " +
		c.Key + " once and not empty, at most " + strconv.Itoa(MaxCell) + " bytes a cell"
	if expected := c.expects(show); expected != "" {
		text += ", each " + c.Value + " " + expected
	}
	return text
}

// CellError says what is wrong with a cell of a table.
type CellError struct {
	Row, Cell int    // from 1
	Heading   string // of the cell's column; Columns.Check leaves it to its caller
	Why       string
}

func (e *CellError) Error() string {
	return "row " + strconv.Itoa(e.Row) + ", " + e.Heading + ": " + e.Why
}

// refuse returns the error of a cell, counted from 0.
func (c Columns) refuse(row, cell int, why string) *CellError {
	return &CellError{row + 1, cell + 1, c.Headings()[cell], why}
}

// check returns rows as they are spelt, or what is wrong with the first that may not stand in the table.
func (c Columns) check(rows Rows) (Rows, *CellError) {
	for i, r := range rows {
		_, twice := rows[:i].Get(r.Key)
		switch {
		case i == MaxRows:
			return nil, c.refuse(i, 0, "a table has at most "+strconv.Itoa(MaxRows)+" rows")
		case r.Key == "":
			return nil, c.refuse(i, 0, "it is empty; every row needs a "+c.Key)
		case twice:
			return nil, c.refuse(i, 0, strconv.Quote(r.Key)+" is there already; each may come once")
		case !isCell(r.Key):
			return nil, c.refuse(i, 0, cellAllowed)
		case !isCell(r.Value):
			return nil, c.refuse(i, 1, cellAllowed)
		case c.Legal != nil && !c.Legal(r.Value):
			return nil, c.refuse(i, 1, strconv.Quote(c.show(r.Value))+" is not allowed; allowed is "+c.expects(Value.Text))
		}
	}
	if c.Check == nil {
		return rows, nil
	}
	spelt, wrong := c.Check(rows)
	if wrong != nil {
		wrong.Heading = c.Headings()[wrong.Cell-1]
	}
	return spelt, wrong
}

var cellAllowed = "a cell is one line of text, of at most " + strconv.Itoa(MaxCell) + " bytes"

func isCell(text string) bool {
	return len(text) <= MaxCell && utf8.ValidString(text) && !strings.ContainsAny(text, "\r\n\x00")
}
