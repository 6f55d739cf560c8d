//go:build unix

package main

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// onDebian are the commands that the README may use: what a fresh Debian has (its package base-files and what that needs), and what the
// README says it needs besides.
var onDebian = []string{"bash", "cat", "echo", "head", "printf", "sha256sum", "tar", "go", "make", "podman"}

// Every command line of the README can be typed as it stands.
func TestREADME(t *testing.T) {
	if testing.Short() {
		t.Skip("every claim is checked, which takes minutes under the race detector; another test has many cores count runs")
	}
	readme, makefile := read(t, "../../README.md"), read(t, "../../Makefile")
	lines := 0
	for line := range strings.Lines(readme) {
		line, indented := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		if line, _, _ = strings.Cut(line, " # "); !indented || line == "" {
			continue
		}
		lines++
		words := strings.Fields(line)
		switch words[0] {
		case "./overlap":
			runREADME(t, words[1:])
		case "make":
			if !regexp.MustCompile(`(?m)^` + words[1] + `:`).MatchString(makefile) {
				t.Errorf("%s: the Makefile has no such target", line)
			}
		case "bash":
			askREADME(t, line)
		default:
			if !slices.Contains(onDebian, words[0]) {
				t.Errorf("%s: not every machine has %s", line, words[0])
			}
		}
	}
	if lines < 10 {
		t.Errorf("the README has %d command lines", lines)
	}
}

// runREADME runs a command line, but only looks at those of servers, and at those that need a built site.
func runREADME(t *testing.T, args []string) {
	if strings.HasPrefix(args[0], "serve") || args[0] == "export" {
		args = append(args, "--help")
	}
	for i := range args {
		args[i] = strings.Replace(args[i], "program.py", "testdata/trace/gather.py", 1)
		if at, isAPI := strings.CutSuffix(args[i], ":9000"); isAPI {
			args[i] = at + ":" + itoa(9000+beginFanout(t))
		}
	}
	if status, _, stderr := trial(all.List(), false, args...); status != 0 {
		t.Errorf("overlap %s: status %d, %s", strings.Join(args, " "), status, stderr)
	}
}

// beginFanout starts the services of fanout for a test, and returns by how much their ports are higher than the usual ones.
func beginFanout(t *testing.T) (offset int) {
	offset, err := freePorts()
	if err != nil {
		t.Skip(err)
	}
	begin(t, "servers", "fanout", "--port-offset", itoa(offset)).waitFor("listening db")
	return offset
}

// askREADME runs a client's command line against the services of fanout, at other ports.
func askREADME(t *testing.T, line string) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	offset := beginFanout(t)
	cmd := exec.Command("bash", "-c", strings.ReplaceAll(line, "/9002", "/"+itoa(9002+offset)))
	cmd.Stderr = os.Stderr
	if out, err := cmd.Output(); err != nil || string(out) != "Bob\n" {
		t.Errorf("%s: %q, %v", line, out, err)
	}
}

// The Containerfile builds with the release of Go that the module asks for.
func TestContainerfile(t *testing.T) {
	asked := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(t, "../../go.mod"))
	if container := read(t, "../../Containerfile"); !strings.Contains(container, "golang:"+asked[1]+" ") || !strings.Contains(container, usualAddr[strings.Index(usualAddr, ":"):]) {
		t.Errorf("the Containerfile builds with another Go than %s, or serves another port than %s", asked[1], usualAddr)
	}
}
