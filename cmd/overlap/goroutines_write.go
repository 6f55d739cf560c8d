package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
)

// write returns the trace of the goroutines that are not the runtime's.
func (g *goroutines) write(name string) []byte {
	slices.SortStableFunc(g.lines, func(a, b goLine) int { return cmp.Compare(a.at, b.at) })
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encode := func(x map[string]any) { encoder.Encode(x) } //nolint:errcheck // a buffer takes everything
	encode(map[string]any{"trace": "overlap", "schema": 1, "clock": "monotonic", "impl": "go", "program": name})
	made := 0
	for _, x := range g.lines {
		l := g.lanes[x.of]
		if l.hidden {
			continue
		}
		record := map[string]any{"at": x.at, "kind": x.kind}
		maps.Copy(record, x.more)
		by := 0
		if other := g.lanes[x.by]; other != nil && !other.hidden {
			by = other.number
		}
		switch x.kind {
		case "made":
			made++
			l.number = made
			record["name"], record["parent"] = l.name, by
		case "ready":
			record["by"] = by
		case "waiting":
			if x.more["why"] == "sleep" && x.more["due"] == nil {
				record["due"] = int64(1) << 53 // it slept on when the trace ended
			}
		}
		record["task"] = l.number
		encode(record)
	}
	return out.Bytes()
}
