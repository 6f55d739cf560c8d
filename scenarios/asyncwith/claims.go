//go:build !js

package asyncwith

import (
	"errors"
	"strings"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (k *kitchen) Claims(d *scenarios.Declaration) {
	d.Always("it takes enter, body and exit; a body that raises is cut short, and exit is not", k.totals)
	d.Always("what was entered is exited, once, and exit is told how the body ended", k.exits)
	d.Always("an error reaches the caller after exit, unless exit swallows it", k.propagates)
	d.Always("when enter fails, neither body nor exit runs", neverEntered)
}

func (k *kitchen) totals(rs *scenarios.Results) error {
	around := k.enter + k.exit
	for _, c := range []struct {
		variant string
		want    time.Duration
	}{{"well", around + k.body}, {"raises", around + k.raise}, {"not-awaitable", 0}} {
		if err := rs.Of(c.variant).Took(c.want); err != nil {
			return err
		}
	}
	return nil
}

// checkLog compares the lines that a variant logged with those wanted.
func checkLog(rs *scenarios.Results, variant string, want ...string) error {
	var got []string
	for _, log := range rs.Of(variant).Summary().Logs {
		got = append(got, log.Text)
	}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		return errors.New(variant + " logged: " + strings.Join(got, "; "))
	}
	return nil
}

func (k *kitchen) exits(rs *scenarios.Results) error {
	if err := checkLog(rs, "well", "enter", "body", "exit: no error"); err != nil {
		return err
	}
	lines := []string{"enter", "body", "exit: sees the pan dropped"}
	if !k.swallow {
		lines = append(lines, "caller: the pan dropped")
	}
	return checkLog(rs, "raises", lines...)
}

func (k *kitchen) propagates(rs *scenarios.Results) error {
	want := "no dinner, and an error"
	if k.swallow {
		want = "no dinner, and no error"
	}
	if got := rs.Of("raises").Value; got != want {
		return errors.New("the caller got " + got)
	}
	return nil
}

func neverEntered(rs *scenarios.Results) error {
	return checkLog(rs, "not-awaitable", "caller: async: object str can't be used in 'await' expression")
}
