package view

import (
	"strings"
	"time"

	"overlap/scenarios"
)

// troubles are what can go wrong with a service, as a fault spells it and as people do.
var troubles = [...][2]string{
	{"stall", "stalls"}, {"kill", "is killed"}, {"reset", "resets connections"}, {"refuse", "refuses connections"},
	{"slow:3x", "is slow"}, {"drop:20%", "loses answers"},
}

// FaultParam stands for an instance's faults among its parameters, where only the name and the label of a control count.
func FaultParam() *scenarios.Param {
	return &scenarios.Param{Name: scenarios.FaultName, Label: "What goes wrong"}
}

// faults returns the control of what goes wrong with a scenario's services: a list of what may, and once something does, a field
// with the fault as addresses and the command spell it, in which its times and amounts can be changed.
func faults(in *scenarios.Instance) string {
	services := in.ServiceNames()
	if len(services) == 0 {
		return ""
	}
	p := FaultParam()
	label, name := p.Label, p.Name
	list := `<option value="">Nothing</option>`
	for _, s := range services {
		for _, t := range troubles {
			list += "<option" + attr("value", s+":"+t[0]) + ">" + esc(s+" "+t[1]) + "</option>"
		}
	}
	return openControl(p, "list fault") + `<div class="name"><label for="p-` + name + `">` + label + "</label>" +
		about(name, label, "a service that fails for a while, or for good; the field says when, and takes several, separated by commas: "+services[0]+":stall@200ms..1s") +
		`</div><select id="p-` + name + `"` + describedBy(p) + ">" + list + `</select><input type="text" id="f-` + name +
		`" hidden aria-label="` + label + `, and when"` + describedBy(p) + ` autocomplete="off" spellcheck="false" enterkeyhint="done">` + refusal(p) + "</div>"
}

// SetsFaults reports whether a query has something go wrong, in its run or in the pinned run. Pages fetch the code of faults only then.
func SetsFaults(query string) bool {
	for part := range strings.SplitSeq(query, "&") {
		list, _ := scenarios.ParseQuery(part)
		for _, set := range list {
			if set.Name == scenarios.FaultName && set.Text != "" || set.Name == "pin" && SetsFaults(strings.TrimPrefix(set.Text, pinDefaults)) {
				return true
			}
		}
	}
	return false
}

// WithoutFaults returns a query without the settings by which SetsFaults holds.
func WithoutFaults(query string) (rest string) {
	for part := range strings.SplitSeq(query, "&") {
		if SetsFaults(part) {
			continue
		}
		if rest != "" {
			rest += "&"
		}
		rest += part
	}
	return rest
}

// FaultChoice returns the value of the list's option for what goes wrong at first, "" for nothing.
func FaultChoice(in *scenarios.Instance) string {
	list := in.Faults()
	if len(list) == 0 {
		return ""
	}
	for _, t := range troubles {
		if kind, _, _ := strings.Cut(t[0], ":"); kind == list[0].Kind.String() {
			return list[0].Service + ":" + t[0]
		}
	}
	return ""
}

// ChosenFault returns the fault that an option of the list means in runs that take a time: what begins does so after a quarter of
// that time, and what ends does so after three quarters.
func ChosenFault(option string, total time.Duration) string {
	from := roundDown(total / 4)
	until := ".." + max(roundDown(total*3/4), from+time.Millisecond).String()
	switch _, kind, _ := strings.Cut(option, ":"); kind {
	case "stall", "kill":
		return option + "@" + from.String() + until
	case "reset":
		return option + "@" + from.String()
	}
	return option
}

// roundDown returns a time with one digit that is not 0, a millisecond at least.
func roundDown(d time.Duration) time.Duration {
	unit := time.Duration(1)
	for d >= 10*unit {
		unit *= 10
	}
	return max(d/unit*unit, time.Millisecond)
}
