package main

import "overlap/scenarios"

// find returns the scenario of that ID, nil when there is none.
func (e *environment) find(id string) *scenarios.Scenario {
	for _, s := range e.scenarios {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// unknown says that there is no such scenario, and which was meant perhaps.
func (e *environment) unknown(id string) error {
	why := "there is no scenario " + quote(id)
	best, least := "", 1+len(id)/2
	for _, s := range e.scenarios {
		if d := distance(id, s.ID); d < least {
			best, least = s.ID, d
		}
	}
	if best != "" {
		why += ", did you mean " + quote(best) + "?"
	}
	return &usageError{why + ` ("overlap list" names all)`}
}

// distance returns how many letters must be added, dropped or changed to make b of a (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
