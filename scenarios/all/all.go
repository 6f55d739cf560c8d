// Package all is every scenario there is. The list is generated; nothing here is written per scenario.
package all

import (
	"cmp"
	"slices"

	"overlap/scenarios"
)

//go:generate go run overlap/tools/catalog

// List returns every scenario in the order readers meet them: by topic, level and ID.
func List() []*scenarios.Scenario {
	all := list()
	slices.SortFunc(all, func(a, b *scenarios.Scenario) int {
		return cmp.Or(cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Level, b.Level), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Find returns the scenario of that ID, nil when there is none.
func Find(id string) *scenarios.Scenario {
	for _, s := range list() {
		if s.ID == id {
			return s
		}
	}
	return nil
}
