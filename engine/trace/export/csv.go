package export

import (
	"strconv"
	"strings"

	"overlap/engine/trace"
)

// CSV returns the trace as a table for spreadsheets: a header, then a row for each record, quoted as in RFC 4180, with a
// newline at the end of each line. A text that a spreadsheet would take for a formula gets an apostrophe in front, because
// texts may come from the author of a link; JSONL has them unchanged. The ref of a connection is a trace.End.
func CSV(tr *trace.Trace) []byte {
	b := make([]byte, 0, 64+48*tr.Len())
	b = append(b, "at_ns,kind,task,task_name,why,text,ref,arg,line\n"...)
	names := []trace.Text{0}
	for _, r := range tr.All() {
		if r.Kind == trace.TaskMade && int(r.Task) == len(names) {
			names = append(names, r.Text)
		}
		b = strconv.AppendInt(b, r.At, 10)
		b = append(b, ',')
		b = append(b, r.Kind.String()...)
		b = appendCell(b, int64(r.Task))
		b = append(b, ',')
		if r.Task > 0 && int(r.Task) < len(names) {
			b = appendText(b, tr.String(names[r.Task]))
		}
		b = append(b, ',')
		if r.Why != 0 {
			b = append(b, r.Why.String()...)
		}
		b = append(b, ',')
		text := tr.String(r.Text)
		if r.Kind == trace.Status {
			text, r.Ref = tr.String(trace.Text(r.Ref))+": "+text, 0
		}
		b = appendText(b, text)
		b = appendCell(b, int64(r.Ref))
		b = appendCell(b, r.Arg)
		b = appendCell(b, int64(r.Line))
		b = append(b, '\n')
	}
	return b
}

func appendCell(b []byte, v int64) []byte {
	return strconv.AppendInt(append(b, ','), v, 10)
}

// appendText appends a text as a cell. Control characters other than tab and newline, and bytes that are not UTF-8, become
// U+FFFD.
func appendText(b []byte, s string) []byte {
	s = strings.Map(printable, strings.ToValidUTF8(s, "\uFFFD"))
	if s != "" && strings.IndexByte("=+-@\t\n", s[0]) >= 0 {
		s = "'" + s
	}
	if !strings.ContainsAny(s, ",\"\n\t") {
		return append(b, s...)
	}
	b = append(b, '"')
	for i := range len(s) {
		if s[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}

func printable(c rune) rune {
	if c < ' ' && c != '\t' && c != '\n' || c >= 0x7f && c < 0xa0 {
		return '\uFFFD'
	}
	return c
}
