package scenarios

import (
	"strings"
)

// Marker ties a line of the source to a line of its twin.
type Marker struct {
	Name string
	Line int // from 1
}

// Markers returns the markers in text that begin with prefix, in order.
func Markers(text, prefix string) []Marker {
	var all []Marker
	for i, line := range strings.Split(text, "\n") {
		if _, tail, ok := strings.Cut(line, prefix); ok {
			if name, _, ok := strings.Cut(tail, "]"); ok {
				all = append(all, Marker{name, i + 1})
			}
		}
	}
	return all
}

func has(all []Marker, name string) bool {
	for _, m := range all {
		if m.Name == name {
			return true
		}
	}
	return false
}
