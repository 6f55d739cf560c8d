package scenarios

import (
	"errors"

	"overlap/engine"
	"overlap/engine/trace"
)

// leftBehind returns what a run left behind, as its report has it, to be kept with its records.
func leftBehind(r *engine.Report) (list []trace.Left) {
	add := func(what string, o engine.Origin, err error) {
		l := trace.Left{What: what, Name: o.Name, By: o.By, Line: o.Line}
		if err != nil {
			l.Error = err.Error()
		}
		list = append(list, l)
	}
	for _, o := range r.NeverAwaited {
		add(trace.NeverAwaited, o, nil)
	}
	for _, o := range r.LeftRunning {
		add(trace.LeftRunning, o, nil)
	}
	for _, f := range r.Failed {
		add(trace.NeverRetrieved, f.Origin, f.Err)
	}
	for _, name := range r.LeftOpen {
		add(trace.LeftOpen, engine.Origin{Name: name}, nil)
	}
	return list
}

// takeLeft gives a report what leftBehind has returned. What it does not know is skipped.
func takeLeft(r *engine.Report, list []trace.Left) {
	for _, l := range list {
		o := engine.Origin{Name: l.Name, By: l.By, Line: l.Line}
		switch l.What {
		case trace.NeverAwaited:
			r.NeverAwaited = append(r.NeverAwaited, o)
		case trace.LeftRunning:
			r.LeftRunning = append(r.LeftRunning, o)
		case trace.NeverRetrieved:
			r.Failed = append(r.Failed, engine.Failure{Origin: o, Err: errors.New(l.Error)})
		case trace.LeftOpen:
			r.LeftOpen = append(r.LeftOpen, l.Name)
		}
	}
}
