package site

import (
	"strconv"
	"strings"
)

// encoding is a compressed form that tools/build writes beside a plain file.
type encoding struct{ name, suffix string }

// encodings returns the forms, smallest first.
func encodings() []encoding { return []encoding{{"br", ".br"}, {"gzip", ".gz"}} }

// accepts reports whether an Accept-Encoding header accepts a coding, by RFC 9110 §12.5.3: * stands for every coding that is
// not named, and a weight of 0 refuses. Other weights are ignored: every client prefers the smaller form.
func accepts(header, coding string) bool {
	rest := false
	for item := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(item, ";")
		name = strings.TrimSpace(name)
		if strings.EqualFold(name, coding) {
			return hasWeight(params)
		}
		if name == "*" {
			rest = hasWeight(params)
		}
	}
	return rest
}

// hasWeight reports whether parameters such as "q=0.5" have a weight above 0; without a weight it is 1.
func hasWeight(params string) bool {
	name, weight, ok := strings.Cut(strings.TrimSpace(params), "=")
	if !ok || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return true
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
	return err == nil && q > 0
}
