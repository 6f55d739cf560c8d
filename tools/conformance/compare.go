package main

import (
	"maps"
	"slices"
	"strings"
)

// verdict is the result of comparing a program's two logs.
type verdict string

const (
	same     verdict = "the same, line for line"
	order    verdict = "the same but for the order within an instant"
	granted  verdict = "known: what was granted is received, the cancellation comes at the next wait"
	handed   verdict = "known: a queue hands over to the task that has waited longest"
	notified verdict = "known: a task cancelled after its notification passes it on"
	unbegun  verdict = "known: a child of a nursery that has not begun begins, and its first wait is cancelled"
	inside   verdict = "known: a scope's cancellation meets all that is inside at once, also in a nursery's nursery"
	left     verdict = "known: a task that is cancelled at a barrier has left it at once"
	leaving  verdict = "known: a newcomer to a barrier does not wait until a full round has left"
	both     verdict = "known: a group whose opener is cancelled and whose child fails ends with both"
	earlier  verdict = "known: a task that was cancelled before its timeout began is cancelled, and not timed out"
	ahead    verdict = "known: a task's end is heard last by those who await it, and not in the order they came"
	detour   verdict = "differs: the tasks end alike, but not all they did before is alike"
	instant  verdict = "differs: a task ends at another instant"
	ending   verdict = "differs: a task ends otherwise"
	endless  verdict = "differs: a task ends on one side only"
	failed   verdict = "differs: the engine's run fails"
)

// verdicts lists all verdicts in the order in which they are printed.
var verdicts = []verdict{same, order, granted, handed, notified, unbegun, inside, left, leaving, both, earlier, ahead, detour, instant, ending, endless, failed}

// deviations are the verdicts for the marks that player.py sets where RATIONALE.md says that the engine deviates from
// asyncio on purpose.
var deviations = map[string]verdict{
	"granted": granted, "handed": handed, "notified": notified, "unbegun": unbegun, "inside": inside, "left": left,
	"leaving": leaving, "both": both, "earlier": earlier, "ahead": ahead,
}

// differs reports whether the verdict makes the test fail.
func (v verdict) differs() bool { return strings.HasPrefix(string(v), "differs") }

// result is a program with its logs on both sides, and the verdict.
type result struct {
	Program   *program
	Asyncio   answer
	Engine    []line
	EngineErr error // of the engine's run
	Verdict   verdict
}

// compare plays a program on asyncio and on the engine.
func compare(p *program, py *python) (r *result, err error) {
	r = &result{Program: p}
	if r.Asyncio, err = py.play(p); err != nil {
		return nil, err
	}
	r.Engine, r.EngineErr = playEngine(p)
	r.Verdict = r.classify()
	return r, nil
}

// classify returns the verdict on the logs. A difference is known when a deviation is marked before it, at the instant at
// which it begins; the last such mark names it.
func (r *result) classify() verdict {
	if r.EngineErr != nil {
		return failed
	}
	if slices.Equal(r.Asyncio.Log, r.Engine) {
		return same
	}
	theirs, ours := perTask(r.Asyncio.Log), perTask(r.Engine)
	if maps.EqualFunc(theirs, ours, slices.Equal) {
		return order
	}
	at := firstDifference(theirs, ours)
	for _, m := range slices.Backward(r.Asyncio.Marks) {
		if m.At == at && agreeUpTo(r.Asyncio.Log[:m.Line], ours) {
			return deviations[m.Deviation]
		}
	}
	return worstDifference(theirs, ours)
}

// firstDifference returns the instant of the first line that a task logged on one side only.
func firstDifference(theirs, ours map[string][]line) int {
	at := played
	for _, name := range slices.Concat(slices.Collect(maps.Keys(theirs)), slices.Collect(maps.Keys(ours))) {
		for i := range max(len(theirs[name]), len(ours[name])) {
			a, b := lineOf(theirs[name], i), lineOf(ours[name], i)
			if a != b {
				at = min(at, a.At, b.At)
				break
			}
		}
	}
	return at
}

// lineOf returns the i-th line of a log; behind its end one that comes after all others.
func lineOf(log []line, i int) line {
	if i < len(log) {
		return log[i]
	}
	return line{At: played}
}

func perTask(log []line) map[string][]line {
	logs := map[string][]line{}
	for _, l := range log {
		logs[l.Task] = append(logs[l.Task], l)
	}
	return logs
}

// agreeUpTo reports whether each task of the engine logged first what asyncio's logged before a mark.
func agreeUpTo(before []line, ours map[string][]line) bool {
	for name, log := range perTask(before) {
		if len(ours[name]) < len(log) || !slices.Equal(ours[name][:len(log)], log) {
			return false
		}
	}
	return true
}

// worstDifference returns the gravest difference between the logs.
func worstDifference(theirs, ours map[string][]line) verdict {
	found := map[verdict]bool{}
	names := slices.Concat(slices.Collect(maps.Keys(theirs)), slices.Collect(maps.Keys(ours)))
	for _, name := range names {
		a, b := endOf(theirs[name]), endOf(ours[name])
		found[endless] = found[endless] || (a == nil) != (b == nil)
		if a != nil && b != nil {
			found[ending] = found[ending] || a.Text != b.Text
			found[instant] = found[instant] || a.At != b.At
		}
	}
	for _, v := range []verdict{endless, ending, instant} {
		if found[v] {
			return v
		}
	}
	return detour
}

// endOf returns the last line of a task that ended, nil for one that did not. A task that is cancelled before it begins logs
// nothing on either side.
func endOf(log []line) *line {
	if len(log) == 0 || !strings.HasPrefix(log[len(log)-1].Text, "ends ") {
		return nil
	}
	return &log[len(log)-1]
}
