package main

import (
	"strings"

	"overlap/scenarios"
)

// constant is a stretch of a line that is a parameter's value, or a part of one that goes on over several lines.
type constant struct {
	param          string
	line, from, to int // the line is counted from 0, the columns are in bytes
}

// constantsOf finds the values that a twin assigns to its upper-case constants, by their parameters' names.
func constantsOf(in *scenarios.Instance, lines []string) []constant {
	params := map[string]string{}
	for _, p := range in.Params() {
		params[strings.ToUpper(strings.ReplaceAll(p.Name, "-", "_"))] = p.Name
	}
	var all []constant
	for n, line := range lines {
		m := assignment.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		names := strings.Split(m[1], ", ")
		for _, v := range values(lines, n, len(m[0])) {
			if param := params[names[min(v.place, len(names)-1)]]; param != "" {
				all = append(all, constant{param, v.line, v.from, v.to})
			}
		}
	}
	return all
}

// value is a part of the value in a place of an assignment such as "A, B = 1, 2".
type value struct{ place, line, from, to int }

// values splits what is assigned from a column of a line on at its commas, brackets and strings apart.
func values(lines []string, line, from int) (all []value) {
	depth, place, quote := 0, 0, byte(0)
	for {
		text, at := lines[line], from
		add := func() {
			part := strings.TrimRight(text[from:at], " ")
			from += len(part) - len(strings.TrimLeft(part, " "))
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, value{place, line, from, from + len(part)})
			}
		}
	scan:
		for ; at < len(text); at++ {
			switch c := text[at]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"':
				quote = c
			case strings.IndexByte("([{", c) >= 0:
				depth++
			case strings.IndexByte(")]}", c) >= 0:
				depth--
			case c == '#':
				break scan
			case c == ',' && depth == 0:
				add()
				from = at + 1
				place++
			}
		}
		add()
		if line++; depth == 0 || line == len(lines) {
			return all
		}
		from = 0
	}
}
