// Package scenarios defines what a scenario is: parameters, services, variants that do the same work
// differently, and claims about their runs. Each folder below this one is a scenario; this package imports none.
package scenarios

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"overlap/engine"
	"overlap/engine/network/fault"
)

// Scenario is one folder's contribution. Its ID is the folder, the package and the tail of its URL.
type Scenario struct {
	ID       string
	Title    string
	Question string // one or two sentences that make the reader want to guess
	Topic    Topic
	Level    int // order within the topic: 1 is read first; ties go by ID
	// Declare says what the scenario consists of, by calling the Declaration's methods in page order. It is
	// called once for every set of parameters, so that runs share no variables.
	Declare func(*Declaration)
}

// Texts are what a page shows beside a scenario's runs. The page's program does not bring them: the page has them already.
type Texts struct {
	Source string // <id>.go: the code on the page is the code that ran
	Lesson string // lesson.md
	Twin   string // <id>.py

	// What is asked of the reader in the lab, the program to begin with and one that does it: challenge.json, start.py and
	// solution.py of the folder challenge; "" where there is none.
	Challenge, Start, Solution string
}

// Topic groups scenarios on the home page.
type Topic uint8

const (
	FirstSteps Topic = iota + 1
	WaitingForMany
	Sharing
	WhenThingsFail
	TheNetwork
	ThreadsAndProcesses
	topics
)

var topicNames = [topics]string{
	FirstSteps: "First steps", WaitingForMany: "Waiting for many", Sharing: "Sharing",
	WhenThingsFail: "When things fail", TheNetwork: "The network", ThreadsAndProcesses: "Threads, processes and the GIL",
}

// String returns the topic's heading, "" for a value that is none.
func (t Topic) String() string {
	if t >= topics {
		return ""
	}
	return topicNames[t]
}

// Topics returns every topic in page order.
func Topics() []Topic {
	var all []Topic
	for t := FirstSteps; t < topics; t++ {
		all = append(all, t)
	}
	return all
}

// Declaration collects what a scenario consists of.
type Declaration struct {
	params     []*Param
	services   []Service
	variants   []Variant
	claims     []Claim
	presets    []Preset
	backlog    *int
	ports      *int           // nil: no bound
	livesOn    bool           // the program outlives its variants
	livesFor   *time.Duration // how long at most; nil: no limit
	computer   *Param         // chooses what runs are charged; nil when only a run's options do
	costs      func(variant string) engine.Costs
	headline   func(*Results) Headline
	guess      func(*Results) Guess
	main       string
	measured   Measured // which latencies the scenario is about
	mainParams []string // what MainParams named
	critical   bool     // the picture marks critical paths at first
}

// Main is a variant's program: its error is the run's error, its text the run's result. A text that is JSON is shown
// as the document that it is.
type Main func(*engine.Task) (result string, err error)

// Variant is one way to do the work.
type Variant struct {
	Name         string // lower case, as flags and URLs spell it
	Title        string // as the page shows it
	Main         Main
	Fails        bool      // the lesson is that the variant fails: its run should end with an error
	Undetermined bool      // on a real machine its result is luck
	Incomparable bool      // it does not do the same work as the others: its time says nothing about speed
	File         string    // the file that the lines of its records are in; "" for the scenario's own
	recorded     *Recorded // it has run already; nil for a variant that can run
}

// Variant adds one way to do the work; the page stacks them in this order. Speed-up compares the first
// with the last, unless Compare says otherwise.
func (d *Declaration) Variant(name, title string, main Main) {
	d.variants = append(d.variants, Variant{Name: name, Title: title, Main: main})
}

// Failing adds a variant whose lesson is that it fails, such as a deadlock.
func (d *Declaration) Failing(name, title string, main Main) {
	d.variants = append(d.variants, Variant{Name: name, Title: title, Main: main, Fails: true})
}

// Undetermined says of variants declared before that their result is luck on a real machine, such as how many
// updates threads lose. Tests then do not compare that result with the model's.
func (d *Declaration) Undetermined(names ...string) {
	for i := range d.variants {
		for _, name := range names {
			if d.variants[i].Name == name {
				d.variants[i].Undetermined = true
			}
		}
	}
}

// Incomparable says that all variants declared before do different work, such as one that cancels what another
// completes. Reports then call no variant faster than another.
func (d *Declaration) Incomparable() {
	for i := range d.variants {
		d.variants[i].Incomparable = true
	}
}

// Compare names the variants declared before that do the same work: speed-up compares the first of them with the
// last. All others are incomparable, such as a variant that does only part of the work.
func (d *Declaration) Compare(names ...string) {
	for i := range d.variants {
		d.variants[i].Incomparable = !slices.Contains(names, d.variants[i].Name)
	}
}

// ShowCritical has the picture mark the critical path of each variant until the reader wants it otherwise.
func (d *Declaration) ShowCritical() { d.critical = true }

// MainTask names the task that a variant's Main runs as, for charts of scenarios in which that task does the
// waiting itself. The default is "main".
func (d *Declaration) MainTask(name string) { d.main = name }

func (d *Declaration) mainName() string {
	if d.main == "" {
		return "main"
	}
	return d.main
}

// MainParams names the two or three parameters, declared before, in which the lesson lies: an embedded picture has their controls
// and no others. Without it these are the first three.
func (d *Declaration) MainParams(names ...string) { d.mainParams = names }

// Backlog makes the services listen with *n as their backlog instead of the network's largest.
func (d *Declaration) Backlog(n *int) { d.backlog = n }

// Ports has the model's tasks dial a service from *n ports at most, of which those stay taken for a minute whose end closed the
// connection first. Real networks have the system's ports, and loopback gives them back sooner.
func (d *Declaration) Ports(n *int) { d.ports = n }

// LivesOn has the program outlive a variant, as a server outlives a request, until the tasks that the variant left have ended,
// and for *limit at most; nil is no limit. The variant's total ends before. Without it the tasks are cancelled, as by asyncio.run.
func (d *Declaration) LivesOn(limit *time.Duration) { d.livesOn, d.livesFor = true, limit }

// grace returns how long the program outlives a variant at most.
func (d *Declaration) grace() time.Duration {
	switch {
	case !d.livesOn:
		return 0
	case d.livesFor == nil:
		return engine.DefaultLimits().Time
	}
	return *d.livesFor
}

// Preset is a named set of parameters worth trying.
type Preset struct {
	Name  string // after the phenomenon it shows, such as "Retry storm"
	Query string // as in a URL: "clients=100&backlog=100"
}

// Slug returns the name as addresses have it: "Retry storm" is "retry-storm".
func (p Preset) Slug() string {
	words := strings.FieldsFunc(strings.ToLower(p.Name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}

// Preset adds a named set of parameters.
func (d *Declaration) Preset(name, query string) {
	d.presets = append(d.presets, Preset{name, query})
}

// Instance is a scenario with its parameters set. It may be run many times, one run after another or several in slices
// by turns.
type Instance struct {
	Scenario *Scenario
	d        Declaration
	faults   []fault.Fault
	past     []past // by the instants
	lines    *engine.Lines
}

// New returns the scenario with its defaults.
func (s *Scenario) New() *Instance {
	in := &Instance{Scenario: s, lines: engine.NewLines(s.ID + "/" + s.ID + ".go")}
	s.Declare(&in.d)
	return in
}

// Params returns the parameters in page order.
func (in *Instance) Params() []*Param { return in.d.params }

// MainParams returns the parameters whose controls an embedded picture has, in page order.
func (in *Instance) MainParams() []*Param {
	var list []*Param
	for _, p := range in.d.params {
		named := slices.Contains(in.d.mainParams, p.Name)
		if in.d.mainParams == nil {
			named = len(list) < 3 && p.Kind != KindTable
		}
		if named {
			list = append(list, p)
		}
	}
	return list
}

// Variants returns the variants in page order.
func (in *Instance) Variants() []Variant { return in.d.variants }

// Recorded reports whether the runs are those of other programs, which this one has no code of.
func (in *Instance) Recorded() bool {
	return len(in.d.variants) > 0 && in.d.variants[0].recorded != nil
}

// Services returns the servers in the order they start.
func (in *Instance) Services() []Service { return in.d.services }

// Claims returns the claims in the order they were made. With faults these are the claims that hold whatever fails; with a past, none,
// because claims are about settings that stay.
func (in *Instance) Claims() (list []Claim) {
	if len(in.past) > 0 {
		return nil
	}
	for _, c := range in.d.claims {
		if c.UnderFaults || len(in.faults) == 0 {
			list = append(list, c)
		}
	}
	return list
}

// Presets returns the named sets of parameters.
func (in *Instance) Presets() []Preset { return in.d.presets }

// ShowsCritical reports whether pictures mark critical paths at first.
func (in *Instance) ShowsCritical() bool { return in.d.critical }

// Param returns the parameter that has that name or had it once, nil when there is none.
func (in *Instance) Param(name string) *Param { return in.d.param(name) }

// IdleTimeout is how long a service's client may keep a connection without a complete request.
const IdleTimeout = 10 * time.Second
