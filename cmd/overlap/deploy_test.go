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
	text, err := os.ReadFile("../../tools/deploy/kubernetes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	port := func(n int) string { return "127.0.0.1:" + itoa(n+offset) }
	here := strings.NewReplacer("cache:9001", port(9001), "db:9002", port(9002), "0.0.0.0:9100", "127.0.0.1:0", "0.0.0.0", "127.0.0.1")
	var processes []*process
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
	status, stdout, stderr := trial(all.List(), false, "run", "fanout", "--connect", "api="+port(9000), "--variant", "concurrent", "--json")
	if status != 0 || !strings.Contains(stdout, `"user": "Bob"`) {
		t.Errorf("status %d\n%s%s", status, stdout, stderr)
	}
	for _, p := range processes {
		p.signal(syscall.SIGTERM)
	}
	for _, p := range processes {
		p.ended(143)
	}
	if len(processes) != 3 {
		t.Errorf("there are %d processes, want 3", len(processes))
	}
}
