package site

import (
	"strconv"
	"strings"
)

// encoding is a form in which tools/build left a file beside the plain one.
type encoding struct{ name, suffix string }

// encodings returns the forms, smallest first.
func encodings() []encoding { return []encoding{{"br", ".br"}, {"gzip", ".gz"}} }

// accepts reports whether an Accept-Encoding header admits a coding, as RFC 9110 §12.5.3 has it: a coding that is
// not named is covered by *, and a weight of 0 refuses. Other weights are not compared, since what is
// smaller here is also what everybody prefers.
func accepts(header, coding string) bool {
	rest := false
	for item := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(item, ";")
		name = strings.TrimSpace(name)
		if strings.EqualFold(name, coding) {
			return positive(params)
		}
		if name == "*" {
			rest = positive(params)
		}
	}
	return rest
}

// positive reads ";q=0.5"; no weight is 1.
func positive(params string) bool {
	name, weight, ok := strings.Cut(strings.TrimSpace(params), "=")
	if !ok || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return true
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
	return err == nil && q > 0
}
