//go:build unix

package main

import (
	"regexp"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"overlap/scenarios/all"
)

// Long work shows on a terminal how far it is, in lines that fit, and what is done as it is done.
func TestProgress(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"run echo --net tcp --clients 10000", `0 of 3 variants, about 16 min \d+ s left, Ctrl-C to stop`},
		{"run echo --net tcp --clients 5 --delay 300ms", `single  [1-9]`},
		{"run race --seeds 100000", `[1-9][0-9,]* of 100,000 seeds, about .* left, Ctrl-C to stop`},
		{"run restaurant --clock real --customers 1=1ms;2=1ms --repeat 10000", `[1-9][0-9,]* of 10,000 runs`},
		{"check race --seeds 100000 --ascii", `\[=*\.*\] +[1-9][0-9,]* of 100,000 runs`},
	} {
		p := begin(t, strings.Fields(c.args)...)
		p.waitFor(c.want)
		p.signal(syscall.SIGINT)
		p.output.Close()
		p.signal(syscall.SIGTERM)
		<-p.all
		<-p.all
		p.cmd.Wait()
		codes := regexp.MustCompile(`\x1b\[[0-9;]*[A-Za-z]`)
		for line := range strings.FieldsFuncSeq(codes.ReplaceAllString(p.screen.String(), ""), func(r rune) bool { return r == '\r' || r == '\n' }) {
			if n := utf8.RuneCountInString(line); n > 80 {
				t.Errorf("%s: %d columns: %q", c.args, n, line)
			}
		}
	}
}

// Where standard error is no terminal, nothing shows progress.
func TestNoProgressElsewhere(t *testing.T) {
	if status, _, stderr := trial(all.List(), false, "run", "hello", "--clock", "real"); status != 0 || stderr != "" {
		t.Errorf("status %d, %q", status, stderr)
	}
}
