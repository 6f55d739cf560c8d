package browser

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/chromedp/chromedp"
)

// Problem is something that went wrong on a page and shows only on its console.
type Problem struct {
	Kind  string // "exception", "console", "policy" (the Content-Security-Policy was violated), "network", "browser"
	Text  string
	Where string // address and line, as far as known
}

// String returns the problem in one line.
func (p Problem) String() string {
	if p.Where == "" {
		return p.Kind + ": " + p.Text
	}
	return p.Kind + ": " + p.Text + " (" + p.Where + ")"
}

// console collects what a page writes to its console.
type console struct {
	mu       sync.Mutex
	messages []message
	problems []Problem
	markers  int           // number of markers written
	marked   chan struct{} // gets one value for each marker that has arrived
}

// message is one message on the console.
type message struct {
	kind, text, where string
}

func (m message) String() string { return strings.TrimSpace(m.kind + " " + m.text + " " + m.where) }

// marker begins a message that syncConsole writes: when it arrives, all earlier messages have arrived.
const marker = "overlap: marker "

func listen(ctx context.Context) *console {
	c := &console{marked: make(chan struct{}, 1)}
	messages := chromedp.Console(ctx)
	go func() {
		for message, err := range messages {
			if err != nil {
				return // the page is closed
			}
			c.add(message)
		}
	}()
	return c
}

func (c *console) add(m chromedp.ConsoleMessage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if strings.HasPrefix(m.Text, marker) {
		if m.Text == marker+strconv.Itoa(c.markers) {
			c.marked <- struct{}{}
		}
		return
	}
	where := m.URL
	if where != "" {
		where += ":" + strconv.FormatInt(m.Line+1, 10)
	}
	c.messages = append(c.messages, message{string(m.Type), m.Text, where})
	if kind := kindOf(m); kind != "" {
		c.problems = append(c.problems, Problem{kind, clip(m.Text), where})
	}
}

// kindOf returns the kind of problem that a message reports, "" for none. A warning by the page's code is a problem, because a
// Go program reports its exit by a warning. Warnings of the browser are none: they differ between versions.
func kindOf(m chromedp.ConsoleMessage) string {
	switch {
	case m.IsException():
		return "exception"
	case strings.Contains(m.Text, "Content Security Policy"):
		return "policy"
	case m.Source == "network" && m.Type == chromedp.ConsoleError:
		return "network"
	case m.Source != "" && m.Type == chromedp.ConsoleError:
		return "browser"
	case m.Source == "" && (m.Type == chromedp.ConsoleError || m.Type == chromedp.ConsoleWarning || m.Type == "assert"):
		return "console"
	}
	return ""
}

func (c *console) last(n int) []message {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.messages[max(0, len(c.messages)-n):])
}

// nextMarker returns the next marker to write.
func (c *console) nextMarker() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case <-c.marked: // of a marker whose wait timed out
	default:
	}
	c.markers++
	return marker + strconv.Itoa(c.markers)
}

func (c *console) take() []Problem {
	c.mu.Lock()
	defer c.mu.Unlock()
	problems := c.problems
	c.problems = nil
	return problems
}

// syncConsole waits until all messages that the page has written so far have arrived.
func (p *Page) syncConsole() error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void]("console.debug("+quote(p.console.nextMarker())+")")); err != nil {
		return err
	}
	select {
	case <-p.console.marked:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Console returns what has been written to the page's console since it was opened, a line a message.
func (p *Page) Console() []string {
	p.t.Helper()
	if err := p.syncConsole(); err != nil {
		p.fail("read the console", err.Error())
	}
	var lines []string
	for _, message := range p.console.last(math.MaxInt) {
		lines = append(lines, message.String())
	}
	return lines
}

// Problems returns the problems since the last call: uncaught exceptions, errors and warnings on the console, violations of
// the Content-Security-Policy, requests that failed. Problems that were returned do not fail the test.
func (p *Page) Problems() []Problem {
	p.t.Helper()
	if err := p.syncConsole(); err != nil {
		p.fail("read the console", err.Error())
	}
	return p.console.take()
}

// mustBeClean fails the test for every problem that is left.
func (p *Page) mustBeClean() {
	p.t.Helper()
	if err := p.syncConsole(); err != nil {
		p.t.Errorf("browser: the page did not answer at the end of the test: %v", err)
	}
	for _, problem := range p.console.take() {
		p.t.Errorf("browser: %v", problem)
	}
}
