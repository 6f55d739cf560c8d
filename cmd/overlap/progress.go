package main

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"overlap/quantity"
	"overlap/scenarios"
)

// progress shows on standard error how much of a command's work is done and how long the rest will take. Where that is no
// terminal, and while work takes less than a second, it shows nothing.
type progress struct {
	mutex    sync.Mutex
	to       io.Writer
	bar      *progressbar.ProgressBar
	unit     string // of done and of, such as "seed"
	done, of int
	expected time.Duration // how long all will take; 0 where only the units say
	began    time.Time
	ended    bool
	stop     chan struct{}
}

const (
	unnoticed = time.Second            // for work of this time nobody wants to see progress
	refresh   = 200 * time.Millisecond // the bar
	barSteps  = 1000                   // of the whole bar
)

// progress begins to show how much of the work is done. expected is how long it will take, 0 where nobody knows.
func (e *environment) progress(of int, unit string, expected time.Duration) *progress {
	p := &progress{unit: unit, of: of, expected: expected}
	if _, isTerminal := terminalOf(e.stderr); !isTerminal || os.Getenv("TERM") == "dumb" {
		return p
	}
	theme := progressbar.Theme{Saucer: "█", SaucerPadding: "░"}
	if e.ascii {
		theme = progressbar.Theme{Saucer: "=", SaucerPadding: ".", BarStart: "[", BarEnd: "]"}
	}
	p.to, p.began, p.stop = e.stderr, time.Now(), make(chan struct{})
	p.bar = progressbar.NewOptions(barSteps, progressbar.OptionSetWriter(e.stderr), progressbar.OptionSetTheme(theme),
		progressbar.OptionSetWidth(20), progressbar.OptionSetPredictTime(false), progressbar.OptionShowDescriptionAtLineEnd(),
		progressbar.OptionClearOnFinish(), progressbar.OptionUseANSICodes(true))
	first := unnoticed
	if expected > unnoticed {
		p.show()
		first = refresh
	}
	go p.run(first)
	return p
}

// run shows the bar after a while, and again and again until the end.
func (p *progress) run(first time.Duration) {
	t := time.NewTimer(first)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			p.show()
			t.Reset(refresh)
		case <-p.stop:
			return
		}
	}
}

// show draws the bar. At its end the bar waits for the work's end: an estimate may be too short.
func (p *progress) show() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.ended {
		return
	}
	passed := time.Since(p.began)
	share, left := float64(p.done)/float64(p.of), time.Duration(0)
	switch {
	case p.expected > 0:
		share, left = float64(passed)/float64(p.expected), p.expected-passed
	case p.done > 0:
		left = time.Duration(float64(passed) * (1 - share) / share)
	}
	p.bar.Describe(p.text(left.Round(time.Second)))
	p.bar.Set(min(int(share*barSteps), barSteps-1))
}

// text says how far the work is, in as many words as fit beside the bar's figure.
func (p *progress) text(left time.Duration) string {
	columns, _ := terminalOf(p.to)
	text := " " + quantity.Count(p.done) + " of " + quantity.Plural(p.of, p.unit)
	if left > 0 {
		text += ", about " + quantity.Duration(left) + " left"
	}
	if more := ", Ctrl-C to stop"; len(text+more) < columns-10 {
		text += more
	}
	return text
}

// step says that one more unit is done.
func (p *progress) step() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.done++
}

// note leaves a line above the bar.
func (p *progress) note(line string) {
	if p.bar == nil {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.bar.Clear()
	io.WriteString(p.to, line+"\n")
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar == nil {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if !p.ended {
		p.ended = true
		close(p.stop)
		p.bar.Clear()
	}
}

// finished says that a variant has run.
func (p *progress) finished(r *scenarios.Result) {
	if p == nil {
		return
	}
	p.step()
	p.note(r.Variant.Name + "  " + quantity.Duration(r.Total))
}
