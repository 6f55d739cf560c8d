package fanout

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// answer is what the four lookups found.
type answer struct{ user, product, stock, tips string }

func formatRequest(q request) string {
	return `{"request_id":` + strconv.Itoa(q.id) + `,"user_id":` + strconv.Itoa(q.user) +
		`,"product_id":` + strconv.Itoa(q.product) + `,"mode":"` + q.mode + `"}`
}

// formatReply writes an answer as the API's line.
func formatReply(q request, a answer, took time.Duration) string {
	b := append(make([]byte, 0, 256), `{"request_id":`...)
	b = strconv.AppendInt(b, int64(q.id), 10)
	b = append(b, `,"mode":"`+q.mode+`","duration_ms":`...)
	b = strconv.AppendInt(b, took.Round(time.Millisecond).Milliseconds(), 10)
	b = a.appendJSON(append(b, `,"data":`...))
	return string(append(b, '}'))
}

func (a answer) appendJSON(b []byte) []byte {
	b = appendQuoted(append(b, `{"user":`...), a.user)
	b = appendQuoted(append(b, `,"product":`...), a.product)
	b = append(b, `,"inventory":`...)
	if n, err := strconv.Atoi(strings.TrimSpace(a.stock)); err == nil {
		b = strconv.AppendInt(b, int64(n), 10)
	} else {
		b = appendQuoted(b, a.stock)
	}
	b = append(b, `,"recommendations":`...)
	separator := byte('[')
	for tip := range strings.SplitSeq(a.tips, ",") {
		b = appendQuoted(append(b, separator), strings.TrimSpace(tip))
		separator = ','
	}
	return append(b, "]}"...)
}

// parseReply returns the data of a reply, as JSON, or the error that the reply carries.
func parseReply(line string) (string, error) {
	_, fields, ok := parseJSON(line, "error", "data")
	if !ok {
		return "", errors.New("the API answered " + strconv.Quote(line))
	}
	problem, data := fields[0], fields[1]
	if problem.kind == isString {
		return "", errors.New("the API answered: " + problem.text)
	}
	if data.kind != isObject {
		return "", errors.New("the API answered without data: " + strconv.Quote(line))
	}
	return withoutSpaces(data.text), nil
}

// formatError stays a call of its own: inlined it would take much of the stack of every handler that waits.
//
//go:noinline
func formatError(why string) string {
	return string(append(appendQuoted([]byte(`{"error":`), why), '}'))
}

// appendQuoted adds a JSON string; bytes that are not UTF-8 become the replacement character. strconv.AppendQuote has escapes that JSON
// does not know.
func appendQuoted(b []byte, s string) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', digits[r>>4], digits[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
