package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"overlap/tools/browser"
)

// served has pages of overlap serve run scenarios for real, and leaves them before, in the middle of and after a run, while clients
// that are no pages ask for runs and do not take them. It fails when a run is not drawn, or when something is left over.
func served(t browser.T, o options) {
	s := &service{name: "serve", command: []string{"serve", "--site", o.site, "--addr", "127.0.0.1:0"}}
	s.start(t, o.binary)
	defer s.kill()
	page := browser.Start(t).NewPage(t)
	stop := make(chan struct{})
	tried := startTakers(s, stop)
	runs := []string{"fanout/?db=60ms&cache=20ms", "echo/?delay=20ms", "race/?", "blocking/?variants=threads", "mixed/?jobs=2&wait=60ms"}
	began := time.Now()
	var warm usage // after the first runs
	for n := range o.real {
		page.Open(s.addr + "/s/" + runs[n%len(runs)] + "&guess=off&real=both")
		page.WaitFor(`document.querySelector("#measured button") !== null`)
		page.Click(`[data-action="measure"]`)
		page.WaitText("#busy", "Running on this machine")
		switch n % 4 {
		case 0: // the page is left in the middle
		case 1:
			page.Click(`[data-action="stop-run"]`)
			page.WaitFor(`document.querySelector("#measured").textContent.includes("Stopped after") || ` + measured) // who is late stops nothing
		default:
			page.WaitFor(measured)
		}
		if n%10 == 9 {
			u := s.usage(t)
			o.say(fmt.Sprintf("%d runs: %v", n+1, u))
			if n == 9 {
				warm = u
			}
		}
	}
	page.Open("about:blank")
	close(stop)
	n := tried()
	left := s.empty(t)
	if warm.memory > 0 && left.memory > warm.memory*5/4+16 {
		t.Errorf("soak: %s grew: %v when it was warm, %v at last", s.name, warm, left)
	}
	s.stop(t)
	o.say(fmt.Sprintf("%d real runs on pages in %v, %d clients that took nothing: %v before, %v after", o.real, time.Since(began).Round(time.Second), n, s.idle, left))
}

// measured reports whether the page has a run that can be saved.
const measured = `document.querySelector('#measured [data-action="keep-run"]') !== null`

// startTakers has clients ask for runs from addresses of their own, until stop is closed, and not take what they get. The function
// returned waits for them and returns how often they asked.
func startTakers(s *service, stop <-chan struct{}) (tried func() int) {
	total := make(chan int)
	const takers = 2
	for i := range takers {
		from := &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+i))}
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: (&net.Dialer{LocalAddr: from}).DialContext}}
		go func() {
			n := 0
			for ; !wait(stop, 50*time.Millisecond); n++ {
				ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
				r, _ := http.NewRequestWithContext(ctx, http.MethodPost, s.addr+"/real/fanout?db=100ms", nil)
				if res, err := client.Do(r); err == nil {
					if n%2 == 0 {
						io.CopyN(io.Discard, res.Body, 100)
					}
					wait(stop, 100*time.Millisecond)
					res.Body.Close()
				}
				cancel()
			}
			total <- n
		}()
	}
	return func() (n int) {
		for range takers {
			n += <-total
		}
		return n
	}
}

// empty waits until the server has no more than before anybody came, and returns what it has.
func (s *service) empty(t browser.T) usage {
	for end := time.Now().Add(patience); ; {
		u := s.usage(t)
		if u.files <= s.idle.files+8 && u.goroutines <= s.idle.goroutines+8 {
			return u
		}
		if time.Now().After(end) {
			t.Errorf("soak: %s has %v when all pages have gone, and had %v before they came", s.name, u, s.idle)
			return u
		}
		time.Sleep(50 * time.Millisecond)
	}
}
