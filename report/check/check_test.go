package check_test

import (
	"strings"
	"testing"

	"overlap/engine/trace/reader"
	"overlap/report/check"
)

// meal is a program of two cooks of whom one is cancelled, with a guest who holds the loop.
const meal = `{"trace":"overlap","schema":1,"program":"a.py"}
{"at":0,"kind":"made","task":1,"name":"main","parent":0}
{"at":0,"kind":"running","task":1}
{"at":0,"kind":"made","task":2,"name":"cook(soup)","parent":1}
{"at":0,"kind":"made","task":3,"name":"cook(cake)","parent":1}
{"at":0,"kind":"waiting","task":1,"why":"gather","for":"cook(soup), cook(cake)"}
{"at":0,"kind":"running","task":2}
{"at":0,"kind":"waiting","task":2,"why":"sleep","for":"","due":100000000}
{"at":0,"kind":"running","task":3}
{"at":0,"kind":"waiting","task":3,"why":"sleep","for":"","due":900000000}
{"at":100000000,"kind":"running","task":2,"line":7}
{"at":130000000,"kind":"log","task":2,"text":"soup is ready "}
{"at":130000000,"kind":"log","task":2,"text":"2 left"}
{"at":130000000,"kind":"done","task":2}
{"at":130000000,"kind":"cancel","task":3,"cause":"","by":1}
{"at":130000000,"kind":"ready","task":3,"by":1}
{"at":130000000,"kind":"running","task":3}
{"at":130000000,"kind":"log","task":3,"text":"no cake"}
{"at":130000000,"kind":"log","task":3,"text":"2 left"}
{"at":130000000,"kind":"cancelled","task":3,"cause":""}
{"at":130000000,"kind":"ready","task":1,"by":3}
{"at":130000000,"kind":"running","task":1}
{"at":130000000,"kind":"done","task":1}
{"at":150000000,"kind":"end","how":"ok"}
`

func read(t *testing.T, file string) *reader.Run {
	t.Helper()
	r := reader.New(reader.MostNative)
	if err := r.Add([]byte(file)); err != nil {
		t.Fatal(err)
	}
	f, err := r.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return f.Runs[0]
}

// Each check says what was asked, and what there was instead where it was not so.
func TestChecks(t *testing.T) {
	run := read(t, meal)
	for line, want := range map[string]string{
		"within 150ms":                   "It takes at most 150 ms.",
		"within 0.149s":                  "It takes at most 149 ms. It took 150 ms",
		"lasts 150ms":                    "It takes 150 ms at least: nothing may be left out.",
		"lasts 1 min":                    "It takes 1 min at least: nothing may be left out. It took 150 ms",
		"prints soup is ready":           "It prints “soup is ready”.",
		"prints soup is":                 "It prints “soup is”. It did not",
		"prints so*is*y":                 "It prints “so*is*y”.",
		"prints no*no*":                  "It prints “no*no*”. It did not",
		"once no cake":                   "It prints “no cake” exactly once.",
		"once 2 left":                    "It prints “2 left” exactly once. It did so 2 times",
		"once nothing":                   "It prints “nothing” exactly once. It did not",
		"never burnt*":                   "It never prints “burnt*”.",
		"never *cake":                    "It never prints “*cake”. It printed “no cake” at 130 ms",
		"order soup* | no cake | 2 left": "It prints “soup*”, then “no cake”, then “2 left”.",
		"order no cake | soup*":          "It prints “no cake”, then “soup*”. “soup*” came before “no cake”",
		"order no cake | tea":            "It prints “no cake”, then “tea”. “tea” was not printed",
		"at-once 2":                      "No more than 2 tasks may be at work at once.",
		"at-once 1":                      "No more than 1 task may be at work at once. There were 2",
		"together 2":                     "At least 2 tasks have to be at work at once.",
		"together 3":                     "At least 3 tasks have to be at work at once. There were never more than 2",
		"connections 1":                  "No more than 1 connection may be open at once.",
		"held 31ms":                      "No task holds the loop for 31 ms.",
		"held 30ms":                      "No task holds the loop for 30 ms. cook(soup) held it for 30 ms, from line 7 on",
		"cancelled cook(cake)":           "The task “cook(cake)” is cancelled.",
		"cancelled cook(soup)":           "The task “cook(soup)” is cancelled. It was not",
		"cancelled waiter":               "The task “waiter” is cancelled. There was no such task",
		"finishes *(soup)":               "The task “*(soup)” ends by itself.",
		"finishes cook*":                 "The task “cook*” ends by itself. cook(cake) is cancelled",
		"finishes waiter":                "The task “waiter” ends by itself. There was no such task",
	} {
		c, err := check.Parse(line)
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		r := check.All([]check.Check{c}, run)[1]
		got := r.Says
		if !r.OK {
			got += " " + r.Got
		}
		if got != want {
			t.Errorf("%s:\n%s, want\n%s", line, got, want)
		}
	}
}

// A program that did not end by itself passes nothing, whatever it printed.
func TestEachRunHasToEnd(t *testing.T) {
	for how, want := range map[string]string{
		"ok": "", "exit": "", "error": "It ended with an error", "deadlock": "It got stuck: nothing could happen any more", "limit": "It was ended: it might have gone on for ever",
	} {
		list := check.All(nil, read(t, strings.Replace(meal, `"how":"ok"`, `"how":"`+how+`"`, 1)))
		if len(list) != 1 || list[0].Says != check.Ends || list[0].Got != want || check.Passed(list) != (want == "") {
			t.Errorf("%s: %+v, want %q", how, list, want)
		}
	}
	if list := check.All(nil, read(t, meal[:strings.LastIndex(meal, `{"at"`)])); check.Passed(list) {
		t.Error("a trace that does not say how the program ended passes")
	}
}

// What is wrong with a check is said, with what is allowed.
func TestWrongChecks(t *testing.T) {
	for line, want := range map[string]string{
		"":          `there is no check "": there are within, lasts, prints, once, never, order, at-once, together, connections, held, cancelled, finishes`,
		"fast":      `there is no check "fast": there are within, lasts, prints, once, never, order, at-once, together, connections, held, cancelled, finishes`,
		"within":    "within needs a duration, such as within 310ms",
		"within -1": "within needs a duration, such as within 310ms",
		"at-once 0": "at-once needs a number, such as at-once 3",
		"order a":   "order needs lines with | between them, such as order a is done | b is done",
		"order a |": "order needs lines with | between them, such as order a is done | b is done",
		"prints":    "prints needs a line, in which * stands for anything, such as prints user *: Bob",
	} {
		if _, err := check.Parse(line); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", line, err, want)
		}
	}
	if list, err := check.ParseAll("within 1s\n\n at-once 3 \n"); err != nil || len(list) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	for _, k := range check.Kinds() {
		if _, err := check.Parse(k.Name + " " + k.Example); err != nil || strings.Count(k.Says, "…") != 1 {
			t.Errorf("the example of %s: %v; %s", k.Name, err, k.Says)
		}
	}
}
