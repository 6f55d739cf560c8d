package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/challenge"
)

// challengedIDs are the scenarios that ask something of programs: a dozen at least.
func challengedIDs(t *testing.T) (list []*scenarios.Scenario) {
	t.Helper()
	for _, s := range all.List() {
		if s.Texts().Challenge != "" {
			list = append(list, s)
		}
	}
	if len(list) < 12 {
		t.Fatalf("%d scenarios have a challenge", len(list))
	}
	return list
}

// The program to begin with does not do what is asked, and the solution does, as overlap lab runs them.
func TestChallenges(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("needs python3")
	}
	if testing.Short() {
		t.Skip("the programs run in processes of their own, in which the race detector sees nothing")
	}
	for _, s := range challengedIDs(t) {
		texts := s.Texts()
		for name, program := range map[string]string{"start": texts.Start, "solution": texts.Solution} {
			t.Run(s.ID+"/"+name, func(t *testing.T) {
				t.Parallel()
				file := filepath.Join(t.TempDir(), s.ID+".py")
				if err := os.WriteFile(file, []byte(program), 0o644); err != nil {
					t.Fatal(err)
				}
				status, _, said := trial(all.List(), false, "lab", "--challenge", s.ID, file)
				_, said, found := strings.Cut(said, "\nChecks\n")
				if failed := strings.Contains(said, "\n  NO") || strings.Contains(said, "that does not"); !found || (status != 0) != (name == "start") || failed != (status != 0) {
					t.Errorf("exit status %d, and it says\n%s", status, said)
				}
			})
		}
	}
}

// A challenge asks in a few words, and its hints lead from a thought to the line.
func TestChallengesAreWhole(t *testing.T) {
	for _, s := range challengedIDs(t) {
		c, _, err := challenge.Of(s)
		if err != nil {
			t.Error(err)
			continue
		}
		for what, problem := range map[string]bool{
			"no three hints":                   len(c.Hints) != 3,
			"a title of more than 40 letters":  len(c.Title) > 40,
			"a task of more than 250 letters":  len(c.Task) > 250,
			"a program of more than 60 lines":  strings.Count(c.Solution, "\n") > 60,
			"no program to begin with":         !strings.Contains(c.Start, "asyncio.run("),
			"a line of more than 110 letters":  longestLine(c.Start+c.Solution) > 110,
			"a solution that is the beginning": c.Start == c.Solution,
		} {
			if problem {
				t.Errorf("the challenge of %s has %s", s.ID, what)
			}
		}
	}
}

func longestLine(text string) (most int) {
	for line := range strings.Lines(text) {
		most = max(most, len(line))
	}
	return most
}

func TestWrongChallengesAreRefused(t *testing.T) {
	folder := t.TempDir()
	for content, want := range map[string]string{
		`{"title":"a","task":"b","checks":["fast"]}`:    `there is no check "fast"`,
		`{"title":"a","task":"b","seeds":1000}`:         "its seeds are 1000: 1 to 200 are allowed",
		`{"task":"b"}`:                                  "it needs a title and a task",
		`{"title":"a","task":"b","program":"print(1)"}`: `it is no challenge: json: unknown field "program"`,
		`print(1)`: "it is no challenge: invalid character 'p'",
	} {
		file := filepath.Join(folder, "challenge.json")
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if status, _, said := trial(all.List(), false, "lab", "--challenge", file, "program.py"); status == 0 || !strings.Contains(said, want) {
			t.Errorf("%s: status %d, %s, want %s", content, status, said, want)
		}
	}
}
