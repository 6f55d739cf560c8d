package plan

import (
	"slices"
	"strconv"
	"strings"

	"overlap/scenarios"
)

// sorted returns calls so that each stands after those that it needs, and otherwise as they are in the table. Calls that wait
// for each other are left out.
func sorted(calls []*call) (list []*call) {
	left := slices.Clone(calls)
	for {
		next := slices.IndexFunc(left, func(c *call) bool { return c.needs(left) == nil })
		if next < 0 {
			return list
		}
		list = append(list, left[next])
		left = slices.Delete(left, next, next+1)
	}
}

// needs returns the first of some calls whose answer c needs, nil for none.
func (c *call) needs(among []*call) *call {
	for _, name := range c.after {
		if i := indexOf(among, name); i >= 0 {
			return among[i]
		}
	}
	return nil
}

func indexOf(calls []*call, name string) int {
	return slices.IndexFunc(calls, func(c *call) bool { return c.name == name })
}

// checkNeeds refuses calls that need one that there is not, or each other.
func checkNeeds(calls []*call) *scenarios.CellError {
	for i, c := range calls {
		for _, name := range c.after {
			if indexOf(calls, name) < 0 {
				return &scenarios.CellError{Row: i + 1, Cell: afterCell, Why: "no call is named " + strconv.Quote(name) + "; there are " + listed(calls)}
			}
		}
	}
	in := sorted(calls)
	for i, c := range calls {
		if indexOf(in, c.name) < 0 && reaches(calls, c, c) {
			return &scenarios.CellError{Row: i + 1, Cell: afterCell, Why: "calls wait for each other: " + circle(calls, c)}
		}
	}
	return nil
}

// reaches reports whether the calls that c needs, and those that they need, include target.
func reaches(calls []*call, c, target *call) bool {
	return path(calls, c, target, map[string]bool{}) != nil
}

// path returns the names of the calls through which c needs target, target last; nil when it does not.
func path(calls []*call, c, target *call, seen map[string]bool) []string {
	for _, name := range c.after {
		if name == target.name {
			return []string{name}
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		if rest := path(calls, calls[indexOf(calls, name)], target, seen); rest != nil {
			return append([]string{name}, rest...)
		}
	}
	return nil
}

// circle writes the calls through which c needs itself: "a → b → a".
func circle(calls []*call, c *call) string {
	return chainText(append([]string{c.name}, path(calls, c, c, map[string]bool{})...), arrow, 100)
}

// listed names calls, the first few of many.
func listed(calls []*call) string {
	const most = 8
	var names []string
	for _, c := range calls[:min(len(calls), most)] {
		names = append(names, c.name)
	}
	if more := len(calls) - most; more > 0 {
		names = append(names, strconv.Itoa(more)+" more")
	}
	return strings.Join(names, ", ")
}
