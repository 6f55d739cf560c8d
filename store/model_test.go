package store

import (
	"flag"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// checkHistories compares a store with a map, over random histories. There are few names, so that operations collide.
func checkHistories(t *testing.T, histories effort, open place) {
	s := open(t)
	setFlag(t, "rapid.checks", histories.checks)
	setFlag(t, "rapid.steps", histories.steps)
	rapid.Check(t, func(rt *rapid.T) {
		m := &model{t: rt, store: s, files: map[Key]string{}}
		rt.Repeat(map[string]func(*rapid.T){
			"save":   m.save,
			"delete": m.delete,
			"rename": m.rename,
			"":       m.compare,
		})
		m.clear()
	})
}

// effort is how many histories are tried, and of how many steps on average.
type effort struct{ checks, steps int }

// setFlag sets a flag for the time of a test: rapid takes these numbers in no other way.
func setFlag(t *testing.T, name string, value int) {
	t.Helper()
	before := flag.Lookup(name).Value.String()
	t.Cleanup(func() { _ = flag.Set(name, before) })
	if err := flag.Set(name, strconv.Itoa(value)); err != nil {
		t.Fatal(err)
	}
}

type model struct {
	t     *rapid.T
	store *Store
	files map[Key]string
}

// scenarios are the scenarios whose settings a history saves.
var scenarios = []string{"fanout", "restaurant"}

func (m *model) key(t *rapid.T) Key {
	return Key{
		Kind:     Settings,
		Scenario: rapid.SampledFrom(scenarios).Draw(t, "scenario"),
		Name:     rapid.SampledFrom(similar).Draw(t, "name"),
	}
}

func (m *model) save(t *rapid.T) {
	key, data := m.key(t), rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "data")
	if err := m.store.Save(key, data); err != nil {
		t.Fatalf("save %v: %v", key, err)
	}
	m.files[key] = string(data)
}

func (m *model) delete(t *rapid.T) {
	key := m.key(t)
	if err := m.store.Delete(key); err != nil {
		t.Fatalf("delete %v: %v", key, err)
	}
	delete(m.files, key)
}

func (m *model) rename(t *rapid.T) {
	key, to := m.key(t), m.key(t)
	to.Scenario = key.Scenario
	data, had := m.files[key]
	_, taken := m.files[to]
	err := m.store.Rename(key, to.Name)
	if want := key == to || had && !taken; (err == nil) != want {
		t.Fatalf("rename %v to %q: %v, but there: %v, taken: %v", key, to.Name, err, had, taken)
	}
	if err == nil && had {
		delete(m.files, key)
		m.files[to] = data
	}
}

func (m *model) compare(t *rapid.T) {
	var keys []Key
	for _, scenario := range scenarios {
		names, err := m.store.List(Settings, scenario)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			keys = append(keys, Key{Settings, scenario, name})
		}
	}
	if len(keys) != len(m.files) {
		t.Fatalf("the store has %v, the model %v", keys, m.files)
	}
	for _, key := range keys {
		if data, err := m.store.Load(key); err != nil || string(data) != m.files[key] {
			t.Fatalf("%v: data %q, %v; want %q", key, data, err, m.files[key])
		}
	}
}

func (m *model) clear() {
	for key := range m.files {
		if err := m.store.Delete(key); err != nil {
			m.t.Fatal(err)
		}
	}
}
