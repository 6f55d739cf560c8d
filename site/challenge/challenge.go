// Package challenge reads what readers are asked to do in the lab: a program to change, checks that its runs have to pass, and
// hints. A scenario has one in its folder challenge; a teacher's own is a file, which holds the programs too.
package challenge

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"overlap/report/check"
	"overlap/scenarios"
)

// Challenge is a task for readers of a program.
type Challenge struct {
	Title    string   `json:"title"`
	Task     string   `json:"task"`            // what is asked for, in a few sentences
	Checks   []string `json:"checks"`          // as package check reads them
	Seeds    int      `json:"seeds,omitempty"` // how many runs have to pass, with the seeds from 0 on; 0 means 1
	Hints    []string `json:"hints,omitempty"` // each says more than the one before
	Start    string   `json:"start,omitempty"` // the program to begin with; a scenario has it, and the solution, in files
	Solution string   `json:"solution,omitempty"`
}

// Bounds of what a file may ask for.
const (
	MostSeeds  = 200
	MostChecks = 20
	longest    = 1 << 20 // bytes
)

// longestLink is how many characters of a link a challenge may take, as in site/ts/lab/programs.ts.
const longestLink = 6000

// Of returns a scenario's challenge, and whether it has one.
func Of(s *scenarios.Scenario) (c Challenge, ok bool, err error) {
	t := s.Texts()
	if t.Challenge == "" {
		return c, false, nil
	}
	c, err = Parse([]byte(t.Challenge))
	if err != nil {
		return c, true, fmt.Errorf("the challenge of %s: %w", s.ID, err)
	}
	c.Start, c.Solution = t.Start, t.Solution
	return c, true, nil
}

// Parse reads a file. The error says what is wrong with it.
func Parse(file []byte) (c Challenge, err error) {
	if len(file) > longest {
		return c, errors.New("it is longer than a megabyte")
	}
	d := json.NewDecoder(bytes.NewReader(file))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return c, errors.New("it is no challenge: " + err.Error())
	}
	switch {
	case c.Title == "" || c.Task == "":
		return c, errors.New("it needs a title and a task")
	case c.Seeds < 0 || c.Seeds > MostSeeds:
		return c, errors.New("its seeds are " + strconv.Itoa(c.Seeds) + ": 1 to " + strconv.Itoa(MostSeeds) + " are allowed")
	case len(c.Checks) > MostChecks:
		return c, errors.New("it has more than " + strconv.Itoa(MostChecks) + " checks")
	}
	c.Seeds = max(1, c.Seeds)
	_, err = c.Parsed()
	return c, err
}

// Parsed returns the checks.
func (c Challenge) Parsed() ([]check.Check, error) {
	return check.ParseAll(strings.Join(c.Checks, "\n"))
}

// Link returns the challenge as a link of the lab holds it behind task=, where its file need not be hosted. The error says why it cannot.
func (c Challenge) Link() (string, error) {
	if c.Start == "" {
		return "", errors.New("it has no program to begin with, start")
	}
	text, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return "", err
	}
	_, err = w.Write(text)
	if err := errors.Join(err, w.Close()); err != nil {
		return "", err
	}
	link := base64.RawURLEncoding.EncodeToString(b.Bytes())
	if len(link) > longestLink {
		return "", fmt.Errorf("it takes %d characters of a link, and at most %d are allowed: shorten its programs", len(link), longestLink)
	}
	return link, nil
}
