package view

import (
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
	Seeds    bool                // many seeds are run, too
	Tab      string              // the ID of the tab shown
	Variant  string              // the name of the variant whose code is shown; "" follows CodeVariant
	Follow   TaskRef             // the task that the reader follows
	Wakes    bool                // arrows show who woke whom
	Critical bool                // the steps that decided how long a variant took are marked
	Variants []string            // names of those shown, in page order; nil is all
	Picture  Picture             // what the chart shows of the runs
	Others   []scenarios.Setting // reserved settings that this page only passes on, such as those of the site that embeds it
}

// NewState returns the state of an address without a query.
func NewState(s *scenarios.Scenario) State {
	return State{Instance: s.New(), Costs: defaultCosts, At: End, Lasts: DefaultPlayTime, Tab: TabList()[0].ID}
}

// ParseState reads an address's query. A setting that is not allowed keeps its default and is reported in a sentence; the
// others apply, so that an old or mistyped link still shows something.
func ParseState(s *scenarios.Scenario, query string) (st State, refused []string) {
	st = NewState(s)
	query = strings.TrimPrefix(query, "?")
	if len(query) > scenarios.MaxQuery {
		_, err := scenarios.ParseQuery(query)
		return st, []string{err.Error() + "; using the defaults"}
	}
	for part := range strings.SplitSeq(query, "&") {
		list, err := scenarios.ParseQuery(part)
		if err != nil {
			refused = append(refused, err.Error()+"; ignored")
			continue
		}
		for _, set := range list {
			if why := st.set(set.Name, set.Text); why != "" {
				refused = append(refused, why)
			}
		}
	}
	return st, refused
}

// set applies one setting, or returns why it is refused and what is used instead.
func (st *State) set(name, text string) (refused string) {
	allowed := ""
	switch name {
	case "seed":
		allowed = st.setSeed(text)
	case "costs":
		allowed = st.setCosts(text)
	case "at":
		allowed = st.setAt(text)
	case "lasts":
		allowed = st.setLasts(text)
	case "pin":
		allowed = st.setPin(text)
	case "seeds":
		allowed = st.setSeeds(text)
	case "speed": // of older links: playing took the run's length divided by it
	case "guess":
		allowed = st.setGuess(text)
	case "tab":
		allowed = st.setTab(text)
	case "lang":
		allowed = st.setLanguage(text)
	case "variant":
		allowed = st.setVariant(text)
	case "follow":
		allowed = st.setFollow(text)
	case "wakes":
		allowed = setSwitch(&st.Wakes, text)
	case "critical":
		allowed = setSwitch(&st.Critical, text)
	case "variants":
		allowed = st.setVariants(text)
	case "axis":
		allowed = st.setAxis(text)
	case "zoom":
		allowed = st.setZoom(text)
	case "lanes":
		allowed = st.setLanes(text)
	default:
		return st.setParam(name, text)
	}
	if allowed == "" {
		return ""
	}
	return (&scenarios.Error{Name: name, Value: text, Allowed: allowed}).Error()
}

// setParam sets a parameter. It keeps reserved names, which sites that embed the page use, in Others.
func (st *State) setParam(name, text string) (refused string) {
	p := st.Instance.Param(name)
	if p == nil && contains(scenarios.Reserved(), name) {
		st.Others = append(st.Others, scenarios.Setting{Name: name, Text: text})
		return ""
	}
	err := st.Instance.Set(name, text)
	switch {
	case err == nil:
		return ""
	case p == nil:
		return err.Error() + "; ignored"
	case p.Kind == scenarios.KindTable:
		return err.Error() + "; using what is in the table"
	}
	return err.Error() + "; using " + p.Value().Text()
}

func (st *State) setSeed(text string) (allowed string) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return "a whole number from 0 to 18446744073709551615"
	}
	st.Seed = n
	return ""
}

func (st *State) setAt(text string) (allowed string) {
	d, err := parseInstant(text)
	if err != nil || d < 0 {
		return "a time of the run, such as 235ms"
	}
	st.At = d
	return ""
}

func parseInstant(text string) (time.Duration, error) {
	return time.ParseDuration(strings.ReplaceAll(text, " ", ""))
}

func (st *State) setLasts(text string) (allowed string) {
	for _, d := range PlayTimes() {
		if PlayTimeText(d) == text {
			st.Lasts = d
			return ""
		}
		allowed += ", " + PlayTimeText(d)
	}
	return "one of " + allowed[2:]
}

// setTab chooses a tab. The listings are one tab in an address, with a language; "code" keeps the language.
func (st *State) setTab(text string) (allowed string) {
	if text == codeTab {
		if !IsCode(st.Tab) {
			st.Tab = TabList()[0].ID
		}
		return ""
	}
	for _, t := range TabList() {
		if IsCode(t.ID) {
			continue
		}
		if t.ID == text {
			st.Tab = text
			return ""
		}
		allowed += ", " + t.ID
	}
	return "one of " + codeTab + allowed
}

// setLanguage chooses the listing, unless the address names a tab that shows none.
func (st *State) setLanguage(text string) (allowed string) {
	if !IsCode(text) {
		return "one of py, go"
	}
	if IsCode(st.Tab) {
		st.Tab = text
	}
	return ""
}

func (st *State) setVariant(text string) (allowed string) {
	for _, v := range st.Instance.Variants() {
		if v.Name == text {
			st.Variant = text
			return ""
		}
		allowed += ", " + v.Name
	}
	return "one of " + allowed[2:]
}

func (st *State) setFollow(text string) (allowed string) {
	ref, ok := ParseTaskRef(text)
	for _, v := range st.Instance.Variants() {
		if ok && v.Name == ref.Variant {
			st.Follow = ref
			return ""
		}
	}
	return "a variant and the number of one of its tasks, such as " + TaskRef{st.Instance.Variants()[0].Name, 1}.String()
}

// setSwitch sets what is on or off.
func setSwitch(to *bool, text string) (allowed string) {
	if text != "on" && text != "off" {
		return "on or off"
	}
	*to = text == "on"
	return ""
}

func (st *State) setVariants(text string) (allowed string) {
	asked := strings.Split(text, ",")
	var known, shown []string
	for _, v := range st.Instance.Variants() {
		known = append(known, v.Name)
		if contains(asked, v.Name) {
			shown = append(shown, v.Name)
		}
	}
	if len(shown) != len(asked) {
		return "a list of " + strings.Join(known, ", ") + ", separated by commas, each once"
	}
	if st.Variants = shown; len(shown) == len(known) {
		st.Variants = nil
	}
	return ""
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
	if st.Seeds {
		add("seeds", strconv.Itoa(manySeeds))
	}
	switch {
	case st.Tab == TabList()[0].ID:
	case IsCode(st.Tab):
		add("lang", st.Tab)
	default:
		add("tab", st.Tab)
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
	if st.Critical {
		add("critical", "on")
	}
	if st.Variants != nil {
		add("variants", strings.Join(st.Variants, ","))
	}
	st.Picture.settings(add)
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
