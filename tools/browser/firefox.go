package browser

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// FirefoxEnv names the environment variable that says which Firefox to use.
const FirefoxEnv = "OVERLAP_FIREFOX"

// Firefox is a running Firefox with a fresh profile and one tab. It is for what differs between browsers, such as how a page within
// another site's page is treated; Page does more.
type Firefox struct {
	t   T
	ctx context.Context
	*bidi
	tab string // the tab's browsing context
}

// StartFirefox starts a Firefox that stops with the test. It installs Debian's where there is none and it can. Otherwise it skips the
// test, or on a build server (CI=true) fails it.
func StartFirefox(t T) *Firefox {
	t.Helper()
	path, err := findFirefox()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v", err)
		}
		t.Skipf("%v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	profile, err := os.MkdirTemp("", "overlap-firefox")
	if err != nil {
		stop()
		t.Fatalf("browser: %v", err)
	}
	cmd := exec.CommandContext(ctx, path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank")
	cmd.WaitDelay = 5 * time.Second
	f := &Firefox{t: t, ctx: ctx}
	said, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	t.Cleanup(func() {
		if f.bidi != nil {
			f.close()
		}
		stop()
		cmd.Wait() //nolint:errcheck // it was ended
		os.RemoveAll(profile)
	})
	if err == nil {
		err = f.begin(said)
	}
	if err != nil {
		t.Fatalf("browser: %s did not start: %v", path, err)
	}
	return f
}

// findFirefox returns the path of a Firefox, which it installs where there is none.
func findFirefox() (string, error) {
	if named := os.Getenv(FirefoxEnv); named != "" {
		return exec.LookPath(named)
	}
	find := func() (string, error) {
		for _, name := range []string{"firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"} {
			if path, err := exec.LookPath(name); err == nil {
				return path, nil
			}
		}
		return "", errors.New("browser: no Firefox was found; install one (Debian: firefox-esr), or set " + FirefoxEnv + " to the path of one")
	}
	path, err := find()
	if err == nil || install(context.Background(), os.Stderr, "firefox-esr") != nil {
		return path, err
	}
	return find()
}

// begin connects to the address that the browser prints, and finds its tab.
func (f *Firefox) begin(said io.Reader) error {
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "WebDriver BiDi listening on "); ok {
			go io.Copy(io.Discard, said) //nolint:errcheck // it may go on talking
			b, err := dial(f.ctx, address)
			if err != nil {
				return err
			}
			f.bidi = b
			f.tab, err = f.contextOf("")
			return err
		}
	}
	return errors.New("it printed no address")
}

// contextOf returns the browsing context whose address holds a part, in the tab and the frames within; the tab's for "".
func (f *Firefox) contextOf(part string) (string, error) {
	type node struct {
		Context  string
		URL      string
		Children []node
	}
	var tree struct{ Contexts []node }
	if err := f.call(f.ctx, "browsingContext.getTree", map[string]any{}, &tree); err != nil {
		return "", err
	}
	for todo := tree.Contexts; len(todo) > 0; todo = append(todo[1:], todo[0].Children...) {
		if strings.Contains(todo[0].URL, part) {
			return todo[0].Context, nil
		}
	}
	return "", errors.New("no frame is at " + part)
}

// Open goes to an address and returns when the page has loaded.
func (f *Firefox) Open(url string) {
	f.t.Helper()
	f.do("browsingContext.navigate", f.tab, map[string]any{"url": url, "wait": "complete"})
}

// Click clicks on an element in the frame whose address holds a part, "" for the page itself.
func (f *Firefox) Click(frame, selector string) {
	f.t.Helper()
	at := EvalFirefox[[]int](f, frame, `(() => { const r = document.querySelector(`+quote(selector)+`).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2].map(Math.round) })()`)
	in, err := f.contextOf(frame)
	if err != nil {
		f.t.Fatalf("browser: Firefox: %v", err)
	}
	f.do("input.performActions", in, map[string]any{"actions": []any{map[string]any{"type": "pointer", "id": "mouse", "actions": []any{
		map[string]any{"type": "pointerMove", "x": at[0], "y": at[1]},
		map[string]any{"type": "pointerDown", "button": 0},
		map[string]any{"type": "pointerUp", "button": 0},
	}}}})
}

// do sends a command to a browsing context.
func (f *Firefox) do(method, in string, params map[string]any) {
	f.t.Helper()
	params["context"] = in
	if err := f.call(f.ctx, method, params, nil); err != nil {
		f.t.Fatalf("browser: Firefox: %v", err)
	}
}

// evaluate returns what an expression comes to, as JSON, in the frame whose address holds a part, "" for the page itself.
func (f *Firefox) evaluate(frame, expression string) ([]byte, error) {
	in, err := f.contextOf(frame)
	if err != nil {
		return nil, err
	}
	var result struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err = f.call(f.ctx, "script.evaluate", map[string]any{
		"expression": "(async () => JSON.stringify(await (" + expression + ") ?? null))()", "target": map[string]any{"context": in}, "awaitPromise": true,
	}, &result)
	if err == nil && result.Type != "success" {
		err = errors.New(expression + ": " + result.ExceptionDetails.Text)
	}
	return []byte(result.Result.Value), err
}

// EvalFirefox returns the value of an expression in the frame whose address holds a part, "" for the page itself.
func EvalFirefox[R any](f *Firefox, frame, expression string) (value R) {
	f.t.Helper()
	text, err := f.evaluate(frame, expression)
	if err == nil {
		err = json.Unmarshal(text, &value)
	}
	if err != nil {
		f.t.Fatalf("browser: Firefox: %v", err)
	}
	return value
}

// WaitFor waits until an expression is true in such a frame.
func (f *Firefox) WaitFor(frame, expression string) {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.ctx, patience)
	defer cancel()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		text, err := f.evaluate(frame, "Boolean("+expression+")")
		if string(text) == "true" {
			return
		}
		select {
		case <-ctx.Done():
			f.t.Fatalf("browser: Firefox waits in %q for %s: %s %v", frame, expression, text, err)
		case <-ticker.C:
		}
	}
}
