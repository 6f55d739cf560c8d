package export

import (
	"strconv"
	"strings"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// CSV returns runs as one table for spreadsheets: a header, then a row for each span of each task, quoted as in RFC 4180,
// with a newline at the end of each line. Instants are in nanoseconds since the run began. A text that a spreadsheet would
// take for a formula gets an apostrophe in front, because texts may come from the author of a link; JSONL has them
// unchanged.
func CSV(runs ...Named) []byte {
	b := []byte("run,task,name,group,label,state,why,for,from_ns,to_ns,line\n")
	for _, run := range runs {
		s := summary.Of(run.Trace)
		for i := range s.Tasks {
			for k := range s.Tasks[i].Spans {
				b = appendSpan(b, run.Name, s, &s.Tasks[i], &s.Tasks[i].Spans[k])
			}
		}
	}
	return b
}

func appendSpan(b []byte, run string, s *summary.Summary, t *summary.Task, sp *summary.Span) []byte {
	why := ""
	if sp.State == trace.Waiting {
		why = sp.Why.String()
	}
	b = appendText(b, run)
	b = appendCell(b, int64(t.ID))
	for _, text := range [...]string{t.Name, t.Group, t.LabelAt(sp.From), sp.State.String(), why, s.Trace.String(sp.Text)} {
		b = appendText(append(b, ','), text)
	}
	b = appendCell(b, sp.From)
	b = appendCell(b, sp.To)
	b = append(b, ',')
	if line := s.Line(sp); line != 0 {
		b = strconv.AppendInt(b, int64(line), 10)
	}
	return append(b, '\n')
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
