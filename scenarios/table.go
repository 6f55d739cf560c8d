package scenarios

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"overlap/quantity"
)

// MaxRows and MaxCell, in bytes, bound a table, because links hold tables.
const (
	MaxRows = 40
	MaxCell = 200
)

// Row is one entry of a table.
type Row struct{ Key, Value string }

// Rows is a table with distinct keys, in the order the reader sees.
type Rows []Row

// Get returns the value of a key.
func (rows Rows) Get(key string) (value string, ok bool) {
	for _, r := range rows {
		if r.Key == key {
			return r.Value, true
		}
	}
	return "", false
}

// Columns says what a table's cells hold.
type Columns struct {
	Key, Value string            // their headings
	Legal      func(string) bool // whether a value may stand in the table; nil: any text
	Allowed    string            // what Legal accepts, in words; unused of Durations
	duration   *Param            // reads and writes values that are durations; nil for those that are texts
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

// Duration returns the value of a row whose table's Columns are Durations.
func (r Row) Duration() time.Duration {
	d, _ := quantity.ParseDuration(r.Value)
	return d
}

// Show returns a value as people read it: "1 min 30 s" for "1m30s".
func (c Columns) Show(value string) string {
	if c.duration == nil {
		return value
	}
	d, ok := quantity.ParseDuration(value)
	if !ok {
		return value
	}
	return quantity.Exact(d)
}

// Read returns the value that a reader means who typed text in place of shown, as Param.Read. What cannot be read is
// returned as it is, with the unit of shown.
func (c Columns) Read(text, shown string) string {
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

// Expects says which values the table accepts, in the words of Show.
func (c Columns) Expects() string { return c.expects(Value.Text) }

func (c Columns) expects(show func(Value) string) string {
	if c.duration == nil {
		return c.Allowed
	}
	return c.duration.allowed(show)
}

func (c Columns) allowed(show func(Value) string) string {
	text := "at most " + strconv.Itoa(MaxRows) + " rows of " + c.Key + "=" + c.Value + ", separated by semicolons, each " +
		c.Key + " once and not empty, at most " + strconv.Itoa(MaxCell) + " bytes a cell"
	if expected := c.expects(show); expected != "" {
		text += ", each " + c.Value + " " + expected
	}
	return text
}

func (c Columns) legal(rows Rows) bool {
	for _, r := range rows {
		if c.Legal != nil && !c.Legal(r.Value) {
			return false
		}
	}
	return true
}

// escape protects what separates cells: "a=b;c" becomes "a\=b\;c".
func escape(cell string) string {
	for _, c := range []string{`\`, `=`, `;`} {
		cell = strings.ReplaceAll(cell, c, `\`+c)
	}
	return cell
}

// String returns the rows as "key=value;key=value".
func (rows Rows) String() string {
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(escape(r.Key) + "=" + escape(r.Value))
	}
	return b.String()
}

// ParseRows reads what String writes, and refuses what is not legal; the empty text is no rows.
func ParseRows(text string) (Rows, bool) {
	rows := Rows{}
	if text == "" {
		return rows, true
	}
	for len(rows) < MaxRows {
		key, rest, end := readCell(text)
		if end != '=' {
			return nil, false
		}
		value, rest, end := readCell(rest)
		if end == '=' {
			return nil, false
		}
		rows = append(rows, Row{key, value})
		if end == 0 {
			return rows, rows.legal()
		}
		text = rest
	}
	return nil, false
}

// legal refuses empty and repeated keys, cells with line breaks or bytes that are not UTF-8, and what is over the
// bounds.
func (rows Rows) legal() bool {
	for i, r := range rows {
		cells := r.Key + r.Value
		if _, dup := rows[:i].Get(r.Key); dup || r.Key == "" || len(r.Key) > MaxCell || len(r.Value) > MaxCell ||
			!utf8.ValidString(cells) || strings.ContainsAny(cells, "\r\n\x00") {
			return false
		}
	}
	return len(rows) <= MaxRows
}

// readCell reads up to the next separator that is not escaped; end is that separator, 0 at the text's end.
func readCell(text string) (c, rest string, end byte) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case ch == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		case ch == '=' || ch == ';':
			return b.String(), text[i+1:], ch
		default:
			b.WriteByte(ch)
		}
	}
	return b.String(), "", 0
}
