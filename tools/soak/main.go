// Command soak keeps servers busy, with ten thousand clients at once and hostile ones throughout, and fails when an answer is
// lost, wrong or comes twice, or when goroutines, descriptors or memory grow.
//
//	make soak                                  ten minutes, on loopback
//	go run ./tools/soak -for 1m -clients 2000
//	go run ./tools/soak -real 50 -site dist    fifty real runs on pages of overlap serve, in Chromium
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"overlap/tools/browser"
)

func main() {
	o := options{}
	flag.DurationVar(&o.time, "for", 10*time.Minute, "how long")
	flag.IntVar(&o.clients, "clients", 10_000, "echo clients at once")
	flag.IntVar(&o.hostile, "hostile", 10, "hostile clients of each kind, for each service, at once")
	flag.IntVar(&o.real, "real", 0, "how many real runs pages ask for, instead of all else")
	flag.StringVar(&o.site, "site", "dist", "the built site, for -real")
	flag.Parse()
	os.Exit(browser.Program("soak", func(t browser.T) {
		folder, err := os.MkdirTemp("", "soak")
		if err != nil {
			t.Fatalf("soak: %v", err)
		}
		defer os.RemoveAll(folder)
		o.binary = build(t, filepath.Join(folder, "overlap"))
		o.say = func(line string) { fmt.Println(line) }
		if o.real > 0 {
			served(t, o)
			return
		}
		soak(t, o)
	}))
}

// options say what a soak does.
type options struct {
	time             time.Duration
	clients, hostile int
	real             int    // runs on pages
	site             string // folder of the built site
	binary           string
	say              func(string)
}

// soak runs rounds of clients against the services until its time is over, then looks at what is left.
func soak(t browser.T, o options) {
	var all []*service
	for _, s := range services() {
		s.start(t, o.binary)
		defer s.kill()
		all = append(all, s)
	}
	stop := make(chan struct{})
	hostile := startHostile(all, o.hostile, stop)
	end, rounds, right := time.Now().Add(o.time), 0, 0
	var history [][]usage
	for time.Now().Before(end) {
		n := 0
		for _, s := range all {
			answers := s.ask(o.clients)
			for _, wrong := range answers.wrong {
				t.Errorf("soak: %s: %s", s.name, wrong)
			}
			n += answers.right
		}
		rounds, right = rounds+1, right+n
		history = append(history, usages(t, all))
		o.say(fmt.Sprintf("round %d: %d right answers; %v", rounds, n, history[rounds-1]))
	}
	close(stop)
	tried := hostile()
	for i, s := range all {
		s.settle(t)
		checkFlat(t, s, history, i)
		s.stop(t)
	}
	o.say(fmt.Sprintf("%d rounds in %v: %d right answers, %d hostile clients", rounds, o.time, right, tried))
}

// idleStacks is how many goroutines the engine keeps for tasks to come, and some.
const idleStacks = 600

// checkFlat fails when a service uses more in the last quarter of the rounds than it did after it was warm, in the second one,
// or has goroutines or descriptors left when all clients have gone.
func checkFlat(t browser.T, s *service, history [][]usage, i int) {
	q := len(history) / 4
	if q > 0 {
		warm, late := most(history[q:2*q], i), most(history[len(history)-q:], i)
		if late.goroutines > warm.goroutines*5/4+200 || late.files > warm.files*5/4+200 || late.memory > warm.memory*5/4+16 {
			t.Errorf("soak: %s grew: %v when it was warm, %v at last", s.name, warm, late)
		}
	}
	if left := s.usage(t); left.files > s.idle.files+8 || left.goroutines > s.idle.goroutines+idleStacks {
		t.Errorf("soak: %s has %v when all clients have gone, and had %v before they came", s.name, left, s.idle)
	}
}

// most returns the most that a service used in some rounds; of memory the median, because a round that ends just before a collection of
// garbage has twice what others have: a leak moves the median, one such round only the most.
func most(history [][]usage, i int) (u usage) {
	var memory []int
	for _, round := range history {
		r := round[i]
		u = usage{max(u.goroutines, r.goroutines), max(u.files, r.files), 0, max(u.open, r.open)}
		memory = append(memory, r.memory)
	}
	slices.Sort(memory)
	u.memory = memory[len(memory)/2]
	return u
}
