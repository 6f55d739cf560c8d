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
	return `{"request_id":` + strconv.Itoa(q.id) + `,"mode":"` + q.mode +
		`","duration_ms":` + strconv.FormatInt(took.Round(time.Millisecond).Milliseconds(), 10) + `,"data":` + a.json() + `}`
}

func (a answer) json() string {
	stock := quote(a.stock)
	if n, err := strconv.Atoi(strings.TrimSpace(a.stock)); err == nil {
		stock = strconv.Itoa(n)
	}
	var tips []string
	for _, tip := range strings.Split(a.tips, ",") {
		tips = append(tips, quote(strings.TrimSpace(tip)))
	}
	return `{"user":` + quote(a.user) + `,"product":` + quote(a.product) + `,"inventory":` + stock +
		`,"recommendations":[` + strings.Join(tips, ",") + `]}`
}

// parseReply returns the data of a reply, as JSON, or the error that the reply carries.
func parseReply(line string) (string, error) {
	v, ok := parseJSON(line, "error", "data")
	if !ok {
		return "", errors.New("the API answered " + strconv.Quote(line))
	}
	if e := v.fields["error"]; e.kind == isString {
		return "", errors.New("the API answered: " + e.text)
	}
	data := v.fields["data"]
	if data.kind != isObject {
		return "", errors.New("the API answered without data: " + strconv.Quote(line))
	}
	return withoutSpaces(data.text), nil
}

func formatError(why string) string { return `{"error":` + quote(why) + `}` }

// quote returns a JSON string; bytes that are not UTF-8 become the replacement character. strconv.Quote has escapes that
// JSON does not know.
func quote(s string) string {
	const digits = "0123456789abcdef"
	b := []byte{'"'}
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
	return string(append(b, '"'))
}
