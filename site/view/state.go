package view

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/scenarios"
)

// State is everything that a page's address holds: with it another reader sees the same picture.
type State struct {
	Instance *scenarios.Instance
	Seed     uint64
	Costs    string              // the name of one of engine.Profiles
	At       time.Duration       // the playhead; End shows the run as a whole
	Lasts    time.Duration       // how long playing the run lasts; one of PlayTimes
	Guess    string              // what the reader guessed, askGuess or noGuess; "" for no guess yet
	Pin      string              // settings of the run that this run is compared with, as Settings writes them; pinDefaults, or "" for none
	Real     string              // Alone or Both where the run is made on a real machine, too; "" for the model alone
	Seeds    bool                // many seeds are run, too
	Tab      string              // the ID of the tab shown
	Language string              // the listing that is shown, or comes when code is asked for: the ID of its tab
	Over     string              // what the large curve is over, as report.ParseOver reads it; "" for what over chooses
	Variant  string              // the name of the variant whose code is shown; "" follows CodeVariant
	Follow   TaskRef             // the task that the reader follows
	Wakes    bool                // arrows show who woke whom
	Critical bool                // the steps that decided how long a variant took are marked
	Variants []string            // names of those shown, in page order; nil is all
	ByLink   bool                // Variants are those of a link, not the reader's choice: the next link shows all
	Picture  Picture             // what the chart shows of the runs
	Stretch  Stretch             // what the transport moves over
	Exam     bool                // the question must be answered before the run is shown; one of Others says so
	Others   []scenarios.Setting // reserved settings that this page only passes on, such as those of the site that embeds it
}

// NewState returns the state of an address without a query.
func NewState(s *scenarios.Scenario) State {
	in := s.New()
	return State{Instance: in, Critical: in.ShowsCritical(), Costs: defaultCosts, At: End, Lasts: DefaultPlayTime, Tab: firstTab(in), Language: TabList()[0].ID}
}

// ParseState reads an address's query. A setting that is not allowed keeps its default and is reported in a sentence; the
// others apply, so that an old or mistyped link still shows something.
func ParseState(s *scenarios.Scenario, query string) (st State, refused []string) {
	st, list := parseState(s, query)
	for _, r := range list {
		if r.instead != "" {
			r.why += "; " + r.instead
		}
		refused = append(refused, r.why)
	}
	return st, refused
}

// ReadState reads an address's query for who does nothing unless all of it is allowed. The error has a line for each setting that is
// not.
func ReadState(s *scenarios.Scenario, query string) (State, error) {
	st, refused := parseState(s, query)
	if len(refused) == 0 {
		return st, nil
	}
	var lines []string
	for _, r := range refused {
		lines = append(lines, r.why)
	}
	return st, errors.New(strings.Join(lines, "\n"))
}

// refusedSetting is why a setting is not allowed, "" where it is, and what is done instead: "ignored". Of most settings nobody needs to say that.
type refusedSetting struct{ why, instead string }

func parseState(s *scenarios.Scenario, query string) (st State, refused []refusedSetting) {
	st = NewState(s)
	query = strings.TrimPrefix(query, "?")
	if len(query) > scenarios.MaxQuery {
		_, err := scenarios.ParseQuery(query)
		return st, []refusedSetting{{err.Error(), "using the defaults"}}
	}
	for part := range strings.SplitSeq(query, "&") {
		list, err := scenarios.ParseQuery(part)
		if err != nil {
			refused = append(refused, refusedSetting{err.Error(), "ignored"})
			continue
		}
		for _, set := range list {
			if r := st.set(set.Name, set.Text); r.why != "" {
				refused = append(refused, r)
			}
		}
	}
	st.Instance.Settle()
	return st, refused
}

// Linked returns the state that a link's query asks for on a page in this state, as ParseState does. How long playing lasts, the
// pinned run, where the run is made and what is seen over the picture stay; so do the tab, the seeds and the variants, unless the link names them.
func (st State) Linked(s *scenarios.Scenario, query string) (next State, refused []string) {
	next, refused = ParseState(s, query)
	next.Language, next.Lasts, next.Over, next.Pin, next.Real, next.Others, next.Exam = st.Language, st.Lasts, st.Over, st.Pin, st.Real, st.Others, st.Exam
	next.Wakes, next.Critical, next.Stretch = st.Wakes, st.Critical, st.Stretch
	if next.Tab == firstTab(next.Instance) && !strings.Contains("&"+strings.TrimPrefix(query, "?"), "&tab=") {
		next.Tab = st.Tab
	}
	next.Seeds = next.Seeds || st.Seeds
	if next.ByLink = next.Variants != nil; !next.ByLink && !st.ByLink {
		next.Variants = st.Variants
	}
	if next.Exam { // which is over for good
		next.Guess = st.Guess
	}
	return next, refused
}

// Query returns the query of a state: what differs from NewState, parameters first, in page order. ParseState reads it.
func (st State) Query() string {
	q := st.Settings()
	add := func(name, text string) { q = addSetting(q, name, text) }
	if st.At != End {
		add("at", durationText(st.At))
	}
	if st.Guess != "" {
		add("guess", st.Guess)
	}
	if st.Lasts != DefaultPlayTime {
		add("lasts", PlayTimeText(st.Lasts))
	}
	if st.Pin != "" {
		add("pin", st.Pin)
	}
	if st.Real != "" {
		add("real", st.Real)
	}
	if st.Seeds {
		add("seeds", strconv.Itoa(manySeeds))
	}
	if !IsCode(st.Tab) && st.Tab != firstTab(st.Instance) {
		add("tab", st.Tab)
	}
	if st.Language != TabList()[0].ID {
		add("lang", st.Language)
	}
	if st.Over != "" {
		add("over", st.Over)
	}
	if st.Variant != "" {
		add("variant", st.Variant)
	}
	if st.Follow.Task != 0 {
		add("follow", st.Follow.String())
	}
	if st.Wakes {
		add("wakes", "on")
	}
	if st.Critical != st.Instance.ShowsCritical() {
		add("critical", map[bool]string{true: "on", false: "off"}[st.Critical])
	}
	if st.Variants != nil {
		add("variants", strings.Join(st.Variants, ","))
	}
	st.Picture.settings(add)
	st.Stretch.settings(add)
	for _, r := range st.Others {
		add(r.Name, r.Text)
	}
	return q
}

// Settings returns the part of Query that a run depends on, which is saved under a name: the parameters, the seed and the
// machine.
func (st State) Settings() string {
	q := st.Instance.Query()
	if st.Seed != 0 {
		q = addSetting(q, "seed", st.seedText())
	}
	if st.Costs != defaultCosts {
		q = addSetting(q, "costs", st.Costs)
	}
	return q
}

func (st State) seedText() string { return strconv.FormatUint(st.Seed, 10) }

// WithVariant returns the state with a variant shown or hidden. The last one that is shown stays.
func (st State) WithVariant(name string, visible bool) State {
	var names []string
	for _, v := range st.Instance.Variants() {
		if v.Name == name && visible || v.Name != name && (st.Variants == nil || contains(st.Variants, v.Name)) {
			names = append(names, v.Name)
		}
	}
	if len(names) > 0 {
		st.setVariants(strings.Join(names, ","))
		st.ByLink = false
	}
	return st
}

// addSetting adds a setting to a query.
func addSetting(query, name, text string) string {
	if query != "" {
		query += "&"
	}
	return query + scenarios.FormatQuery([]scenarios.Setting{{Name: name, Text: text}})
}
