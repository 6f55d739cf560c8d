package scenarios

import (
	"slices"
	"strings"
	"time"

	"overlap/engine"
	"overlap/quantity"
)

// PastName is the setting that says how parameters were up to an instant of a run: "420ms:db=100ms&failures=0%". The present values
// count from there on. A run that changed several times has several of them, the earliest first.
const PastName = "past"

// MostPasts bounds how often a run's parameters change.
const MostPasts = 8

// past is how live parameters were up to an instant of the run.
type past struct {
	until  time.Duration
	values []held // of some live parameters; the others were then as they were next
}

// held is a value that a parameter holds during a stage of a run. The value may be that of another instance's parameter.
type held struct {
	param *Param
	value Value
}

// Live says of parameters declared before that the program reads them again and again, so that a change during a run counts from then
// on. All others are read when a run begins.
func (d *Declaration) Live(names ...string) {
	for _, name := range names {
		d.param(name).Live = true
	}
}

// Live returns the parameters that can change during a run, in page order.
func (in *Instance) Live() (list []*Param) {
	for _, p := range in.d.params {
		if p.Live {
			list = append(list, p)
		}
	}
	return list
}

// Change is an instant of a run, since its variant began, and the parameters that have other values from then on.
type Change struct {
	At     time.Duration
	Params []ChangedParam
}

// ChangedParam is one parameter's values before and after a Change.
type ChangedParam struct {
	*Param
	From, To Value
}

// Changes returns when parameters change in the instance's runs, the earliest first.
func (in *Instance) Changes() (list []Change) {
	for i, p := range in.past {
		c := Change{At: p.until}
		for _, param := range in.Live() {
			if from, to := in.valueAt(i, param), in.valueAt(i+1, param); !from.Equal(to) {
				c.Params = append(c.Params, ChangedParam{param, from, to})
			}
		}
		list = append(list, c)
	}
	return list
}

// ChangesAt reports whether parameters may change at an instant of the instance's runs.
func (in *Instance) ChangesAt(at time.Duration) bool {
	return slices.ContainsFunc(in.past, func(p past) bool { return p.until == at })
}

// PastKey returns a text that two instances of a scenario share when their runs change at the same instants and are the same up to the
// last of them.
func (in *Instance) PastKey() (text string) {
	for i, p := range in.past {
		text += "&" + p.until.String()
		for _, h := range in.liveAt(i) {
			text += "," + h.value.String()
		}
	}
	return text
}

// Restore gives the instance all that a query of Query says, and the defaults for what it does not.
func (in *Instance) Restore(query string) {
	in.past, in.faults = nil, nil
	for _, p := range in.d.params {
		p.Set(p.Default)
	}
	list, _ := ParseQuery(query)
	for _, s := range list {
		in.Set(s.Name, s.Text)
	}
	in.Settle()
}

// Initial returns a parameter's value when a run begins.
func (in *Instance) Initial(p *Param) Value { return in.valueAt(0, p) }

// valueAt returns a parameter's value during a stage of a run: up to the instant of the past with that index, and after the last the
// present value.
func (in *Instance) valueAt(stage int, of *Param) Value {
	for _, p := range in.past[min(stage, len(in.past)):] {
		for _, h := range p.values {
			if h.param == of {
				return h.value
			}
		}
	}
	return of.value
}

// Continue has what is set from now on count from an instant of the run only, up to which runs stay as they are. What was to change
// later, changes then. It reports false, and does nothing, where that would be one change too many.
func (in *Instance) Continue(at time.Duration) (ok bool) {
	stage := 0
	for stage < len(in.past) && in.past[stage].until < at {
		stage++
	}
	if ok = stage < MostPasts; ok {
		in.past = append(slices.Clip(in.past[:stage]), past{at, in.liveAt(stage)})
	}
	return ok
}

// Anew has the present values count from the beginning of a run.
func (in *Instance) Anew() { in.past = nil }

// Settle has the past keep the present values where it names no others, whatever is set from now on.
func (in *Instance) Settle() {
	for i, p := range in.past {
		in.past[i] = past{p.until, in.liveAt(i)}
	}
}

// liveAt returns the values of all live parameters during a stage of a run.
func (in *Instance) liveAt(stage int) (list []held) {
	for _, p := range in.Live() {
		list = append(list, held{p, in.valueAt(stage, p)})
	}
	return list
}

// atStage gives the program's variables the values of a stage of a run, and returns what gives them the present values again.
func (in *Instance) atStage(stage int) (leave func()) {
	if len(in.past) == 0 {
		return func() {}
	}
	in.setStage(stage)
	return func() { in.setStage(len(in.past)) }
}

// setStage gives the program's variables the values of a stage of a run.
func (in *Instance) setStage(stage int) {
	for _, h := range in.liveAt(stage) {
		h.param.store(h.value)
	}
}

// PastSettings returns the settings of PastName, the earliest first.
func (in *Instance) PastSettings() (list []Setting) {
	for _, c := range in.Changes() {
		var before []string
		for _, p := range c.Params {
			before = append(before, p.Name+"="+p.From.String())
		}
		list = append(list, Setting{PastName, strings.ReplaceAll(c.At.String(), "µ", "u") + ":" + strings.Join(before, "&")})
	}
	return list
}

// addPast adds a past, as PastName has it, which must be later than those before.
func (in *Instance) addPast(text string) error {
	refuse := func(allowed string) error { return &Error{Name: PastName, Value: text, Allowed: allowed} }
	instant, settings, _ := strings.Cut(text, ":")
	until, ok := quantity.ParseDuration(instant)
	switch {
	case !ok || until < 0 || until > engine.DefaultLimits().Time:
		return refuse("an instant of the run and the settings up to then, such as 420ms:name=value")
	case len(in.past) == MostPasts:
		return refuse("at most " + quantity.Count(MostPasts) + " changes")
	case len(in.past) > 0 && until <= in.past[len(in.past)-1].until:
		return refuse("an instant later than that of the past before")
	}
	p := past{until: until}
	for text := range strings.SplitSeq(settings, "&") {
		if text == "" {
			continue
		}
		h, err := in.liveValue(text)
		if err != nil {
			return err
		}
		p.values = append(p.values, h)
	}
	in.past = append(slices.Clip(in.past), p)
	return nil
}

// liveValue reads "db=100ms", which is escaped nowhere: no value of a live parameter has a & in it.
func (in *Instance) liveValue(text string) (held, error) {
	name, value, _ := strings.Cut(text, "=")
	p := in.Param(name)
	if p == nil || !p.Live {
		return held{}, &Error{Name: PastName, Value: name, Allowed: in.liveNames()}
	}
	v, err := p.Parse(value)
	if err != nil {
		err = &Error{Name: PastName, Value: text, Allowed: p.Allowed()}
	}
	return held{p, v}, err
}

// liveNames says what can change during a run.
func (in *Instance) liveNames() string {
	var list []string
	for _, p := range in.Live() {
		list = append(list, p.Name)
	}
	if list == nil {
		return "nothing: a run of this scenario reads all of its settings when it begins"
	}
	return "one of " + strings.Join(list, ", ") + ": a run reads the others when it begins"
}
