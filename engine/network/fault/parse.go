package fault

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Bounds on what Parse reads.
const (
	maxFaults  = 16
	maxInstant = time.Hour
	maxText    = 2000 // bytes
	maxFactor  = 1000
	minPercent = 0.01
)

// Error says what is wrong with the text of a fault, and what is allowed.
type Error struct {
	Text string // of the fault
	Why  string
}

func (e *Error) Error() string {
	text := e.Text
	if len(text) > 60 {
		text = strings.ToValidUTF8(text[:60], "") + "…"
	}
	return "fault: " + strconv.Quote(text) + ": " + e.Why
}

// Parse reads faults of some services: "db:stall@200ms..1s,api:drop:5%". Each is a service, a kind, of some kinds an amount, and
// when: @FROM..TO, @FROM for all that follows (a reset's instant), nothing for the whole run. The error is an *Error.
func Parse(text string, services []string) (list []Fault, err error) {
	switch {
	case text == "":
		return nil, nil
	case len(services) == 0:
		return nil, &Error{text, "this scenario has no services that could fail"}
	case len(text) > maxText:
		return nil, &Error{text, "all faults together have at most " + strconv.Itoa(maxText) + " bytes"}
	}
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		f, why := parse(part, services)
		if why == "" && len(list) == maxFaults {
			why = "at most " + strconv.Itoa(maxFaults) + " faults are allowed"
		}
		if why != "" {
			return nil, &Error{part, why}
		}
		list = append(list, f)
	}
	return list, nil
}

// parse reads one fault and returns what is wrong with it, "" for nothing.
func parse(text string, services []string) (f Fault, why string) {
	what, when, timed := strings.Cut(text, "@")
	service, what, hasKind := strings.Cut(what, ":")
	kind, amount, hasAmount := strings.Cut(what, ":")
	f = Fault{Service: service, Kind: Kind(max(0, slices.Index(kindNames[:], kind))), To: Never}
	switch {
	case !slices.Contains(services, service):
		return f, "there is no service " + strconv.Quote(service) + ": allowed are " + strings.Join(services, ", ") + ", then a colon and what happens, as in " + services[0] + ":stall@200ms..1s"
	case !hasKind || kind == "" || f.Kind == 0:
		return f, "after " + service + ": comes one of " + strings.Join(kindNames[1:], ", ")
	}
	if why = f.setAmount(amount, hasAmount); why == "" {
		why = f.setTimes(when, timed)
	}
	return f, why
}

// setAmount reads what follows the kind.
func (f *Fault) setAmount(text string, given bool) (why string) {
	unit, least, most := "", 0.0, 0.0
	switch f.Kind {
	case Slow:
		unit, least, most, why = "x", 1, maxFactor, "slow needs a factor from 1x to "+strconv.Itoa(maxFactor)+"x, as in slow:3x"
	case Drop:
		unit, least, most, why = "%", minPercent, 100, "drop needs a share from "+strconv.FormatFloat(minPercent, 'f', -1, 64)+"% to 100%, as in drop:5%"
	default:
		if given {
			return f.Kind.String() + " has no amount: after it comes @ and a time, or nothing"
		}
		return ""
	}
	number, ok := strings.CutSuffix(text, unit)
	x, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || !(least <= x && x <= most) || strings.Trim(number, "0123456789.") != "" {
		return why
	}
	f.Amount = x
	return ""
}

// setTimes reads what follows the @.
func (f *Fault) setTimes(text string, given bool) (why string) {
	if given {
		from, to, isRange := strings.Cut(text, "..")
		start, ok := instant(from)
		f.From = start
		if isRange && to != "" && ok {
			f.To, ok = instant(to)
		} else if !isRange && f.Kind == Reset {
			f.To = f.From
		}
		switch {
		case !ok:
			return "after the @ come one or two instants from 0s to " + maxInstant.String() + ", as in @200ms or @200ms..1s"
		case isRange && f.To != Never && f.To <= f.From:
			return "it would end before it begins: the second instant must be later than the first"
		}
	}
	if f.Kind == Stall && f.To == Never {
		return "a stall needs an end, as in stall@200ms..1s: without one its clients would wait for ever"
	}
	return ""
}

func instant(text string) (time.Duration, bool) {
	d, err := time.ParseDuration(text)
	return d, err == nil && 0 <= d && d <= maxInstant
}
