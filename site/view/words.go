package view

import (
	"strconv"

	"overlap/chart/words"
)

// listed bounds every list of tasks: a thousand names say no more than a dozen and a number.
const listed = 12

// more returns "and 980 more" for what a list leaves out, "" when it leaves out nothing.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return "and " + words.Count(n) + " more"
}

// plural returns "1 task" or "3 tasks".
func plural(n int, noun string) string {
	if n == 1 {
		return strconv.Itoa(n) + " " + noun
	}
	return words.Count(n) + " " + noun + "s"
}
