package plan

import (
	"math"
	"strings"
	"time"

	"overlap/quantity"
)

// maxLatency bounds what a table may say, and what chance may make of that.
const maxLatency = time.Minute

const latencyAllowed = "80 ms, 20..200 ms or p50=40 ms p99=900 ms, up to 1 min"

// latency is how long a call takes: low if high is 0, and otherwise a time by chance.
type latency struct {
	low, high time.Duration
	tail      bool // low is the median and high the 99th percentile, not the least and the most
}

// parseLatency reads what String writes, and what people write: a number without a unit is in milliseconds, and the first
// of two may leave its unit to the second.
func parseLatency(text string) (l latency, ok bool) {
	low, high, isRange := strings.Cut(text, "..")
	if rest, tail := strings.CutPrefix(text, "p50"); tail {
		low, high, l.tail = strings.Cut(rest, "p99")
		low, high = strings.Trim(low, "=: "), strings.Trim(high, "=: ")
		isRange = true
	}
	unit := "ms"
	if isRange {
		if l.high, ok = parseTime(high, unit); !ok || l.high == 0 {
			return l, false
		}
		unit = quantity.Unit(quantity.WithUnit(high, unit))
	}
	l.low, ok = parseTime(low, unit)
	if isRange && (l.low > l.high || l.tail && (l.low == l.high || l.low == 0)) {
		return l, false
	}
	return l, ok
}

func parseTime(text, unit string) (time.Duration, bool) {
	d, ok := quantity.ParseDuration(quantity.WithUnit(text, unit))
	return d, ok && text != "" && 0 <= d && d <= maxLatency
}

func (l latency) String() string {
	switch {
	case l.high == 0:
		return l.low.String()
	case l.tail:
		return "p50=" + l.low.String() + " p99=" + l.high.String()
	}
	return l.low.String() + ".." + l.high.String()
}

// text returns the latency as people read it, which parseLatency reads back.
func (l latency) text() string {
	low, high := quantity.Exact(l.low), quantity.Exact(l.high)
	switch {
	case l.high == 0:
		return low
	case l.tail:
		return "p50=" + low + " p99=" + high
	case quantity.Unit(low) == quantity.Unit(high):
		low = strings.TrimSuffix(low, " "+quantity.Unit(low))
	}
	return low + ".." + high
}

// at returns the time below which a share of the calls take: evenly spread between low and high, or with a tail as the
// log-logistic distribution has, whose quantiles are two logarithms and an exponential function in Go as in Python.
func (l latency) at(share float64) time.Duration {
	seconds := l.low.Seconds() + share*(l.high-l.low).Seconds()
	if l.tail {
		odds := math.Log(share/(1-share)) / math.Log(99)
		seconds = l.low.Seconds() * math.Exp(odds*math.Log(l.high.Seconds()/l.low.Seconds()))
	}
	return time.Duration(math.Round(min(seconds, maxLatency.Seconds())*1e6)) * time.Microsecond
}
