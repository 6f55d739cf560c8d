//go:build unix

package main

import (
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"sigs.k8s.io/yaml"

	"overlap/scenarios/all"
)

// The commands that the manifest for Kubernetes has in containers do their work as processes of this machine, but for what that
// machine has of its own: its addresses, and its names of hosts.
func TestManifestsCommands(t *testing.T) {
	offset, err := freePorts()
	if err != nil {
		t.Skip(err)
	}
	port := func(n int) string { return "127.0.0.1:" + itoa(n+offset) }
	here := strings.NewReplacer("cache:9001", port(9001), "db:9002", port(9002), "0.0.0.0:9100", "127.0.0.1:0", "0.0.0.0", "127.0.0.1")
	processes := beginManifests(t, here, offset)
	checks := healthChecks(t, strings.NewReplacer("127.0.0.1:9000", port(9000), "127.0.0.1:9001", port(9001), "127.0.0.1:9002", port(9002)))
	for service, args := range checks {
		if status, stdout, stderr := trial(all.List(), false, args...); status != 0 || !strings.Contains(stdout, `"user": "Bob"`) {
			t.Errorf("the check of %s, which is well: status %d\n%s%s", service, status, stdout, stderr)
		}
	}
	for _, p := range processes {
		p.signal(syscall.SIGTERM)
	}
	for _, p := range processes {
		p.ended(143)
	}
	for service, args := range checks {
		if status, stdout, stderr := trial(all.List(), false, args...); status != 1 {
			t.Errorf("the check of %s, which has ended: status %d\n%s%s", service, status, stdout, stderr)
		}
	}
	if len(processes) != 3 || len(checks) != 3 {
		t.Errorf("there are %d processes and %d checks, want 3", len(processes), len(checks))
	}
}

// beginManifests begins what the manifest for Kubernetes has in containers, and returns the processes when all are well.
func beginManifests(t *testing.T, here *strings.Replacer, offset int) (processes []*process) {
	t.Helper()
	text, err := os.ReadFile("../../tools/deploy/kubernetes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for document := range strings.SplitSeq(string(text), "\n---\n") {
		var is struct {
			Kind string
			Spec struct {
				Template struct {
					Spec struct{ Containers []struct{ Args []string } }
				}
			}
		}
		if err := yaml.Unmarshal([]byte(document), &is); err != nil {
			t.Fatal(err)
		}
		if is.Kind != "Deployment" {
			continue
		}
		args := []string{"--port-offset", itoa(offset)}
		for _, arg := range is.Spec.Template.Spec.Containers[0].Args {
			args = append(args, here.Replace(arg))
		}
		p := begin(t, append(args[2:], args[:2]...)...)
		said := p.waitFor(`(?s)monitor http://.*/metrics\n.*listening .*\n`)
		monitor := regexp.MustCompile(`http://[^/]+`).FindString(said)
		res, err := (&http.Client{Timeout: patience}).Get(monitor + "/healthz")
		if err != nil {
			t.Fatal(err)
		}
		if body, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusOK || string(body) != "ok\n" {
			t.Errorf("%v says of its health %s %s", args, res.Status, body)
		}
		res.Body.Close()
		processes = append(processes, p)
	}
	return processes
}

// healthChecks returns the arguments of the commands by which the manifest for Compose checks each service.
func healthChecks(t *testing.T, here *strings.Replacer) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("../../tools/deploy/compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var compose struct {
		Services map[string]struct{ Healthcheck struct{ Test []string } }
	}
	if err := yaml.Unmarshal(text, &compose); err != nil {
		t.Fatal(err)
	}
	checks := map[string][]string{}
	for name, service := range compose.Services {
		for i, arg := range service.Healthcheck.Test {
			if i > 1 { // CMD and the program
				checks[name] = append(checks[name], here.Replace(arg))
			}
		}
	}
	return checks
}
