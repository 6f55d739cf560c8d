package scenarios

import (
	"strconv"
	"strings"
)

// Setting is one parameter's text.
type Setting struct{ Name, Text string }

// MaxQuery bounds the text of a query, in bytes.
const MaxQuery = 16 << 10

// Reserved returns the names that URLs and flags use for themselves; no parameter may have such a name.
func Reserved() []string {
	return []string{"seed", "repeat", "variant", "variants", "clock", "net", "costs", "json", "svg", "perfetto", "help",
		"ascii", "no-color", "width", "addr", "port-offset", "connect", "only", "advertise", "version",
		"url", "out", "max-connections", "max-per-address", "monitor", "pprof",
		"at", "lasts", "axis", "zoom", "lanes", "speed", "follow", "wakes", "critical", "tab", "tabs", "lang", "controls", "from", "to", "loop", "theme", "autoplay", "loading", "title", "links", "keys", "reset", "exam", "height", "state", "name", "id", "seeds",
		"over", "steps", "log", "linear", "csv", "jsonl", "sequence",
		"site", "scorm", "link", "dist",
		"guess", "pin", "real", FaultName, PastName}
}

// QueryError says why a query is no list of settings.
type QueryError struct{ Why string }

func (e *QueryError) Error() string { return e.Why }

// ParseQuery reads "db=400ms&clients=50", as URLs, presets and saved settings hold it. A leading question
// mark is skipped.
func ParseQuery(query string) ([]Setting, error) {
	query = strings.TrimPrefix(query, "?")
	if len(query) > MaxQuery {
		return nil, &QueryError{"the query is longer than " + strconv.Itoa(MaxQuery) + " bytes"}
	}
	var list []Setting
	for query != "" {
		var part string
		part, query, _ = strings.Cut(query, "&")
		if part == "" {
			continue
		}
		name, text, _ := strings.Cut(part, "=")
		n, err := unescape(name)
		if err != nil {
			return nil, err
		}
		v, err := unescape(text)
		if err != nil {
			return nil, err
		}
		list = append(list, Setting{n, v})
	}
	return list, nil
}

func unescape(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+':
			b.WriteByte(' ')
		case s[i] != '%':
			b.WriteByte(s[i])
		case i+2 < len(s) && hexDigit(s[i+1]) >= 0 && hexDigit(s[i+2]) >= 0:
			b.WriteByte(byte(hexDigit(s[i+1])<<4 | hexDigit(s[i+2])))
			i += 2
		default:
			return "", &QueryError{"% without two hexadecimal digits in " + strconv.Quote(s)}
		}
	}
	return b.String(), nil
}

// hexDigit returns the value of a hexadecimal digit, -1 for any other byte.
func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// FormatQuery writes settings so that ParseQuery reads them back. It escapes only what browsers and mail programs do not
// take in a link, so that links stay readable.
func FormatQuery(list []Setting) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(queryEscape(s.Name, "") + "=" + queryEscape(s.Text, "="))
	}
	return b.String()
}

// queryEscape escapes all bytes but letters, digits, punctuation that every program takes in a link, and the bytes of also.
func queryEscape(s, also string) string {
	const digits, unharmed = "0123456789ABCDEF", "-_.~:;,/!"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('+')
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9',
			strings.IndexByte(unharmed, c) >= 0, strings.IndexByte(also, c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteString("%" + string(digits[c>>4]) + string(digits[c&15]))
		}
	}
	return b.String()
}
