package deploy

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Containers run the same commands with Compose as in Kubernetes, where they are watched besides.
func TestSameCommands(t *testing.T) {
	var compose struct {
		Services map[string]struct{ Command []string }
	}
	if err := yaml.Unmarshal(read(t, "compose.yaml"), &compose); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, text := range bytes.Split(read(t, "kubernetes.yaml"), []byte("\n---\n")) {
		var deployment struct {
			Spec struct {
				Template struct {
					Spec struct {
						Containers []struct {
							Name string
							Args []string
						}
					}
				}
			}
		}
		if err := yaml.Unmarshal(text, &deployment); err != nil {
			t.Fatal(err)
		}
		for _, c := range deployment.Spec.Template.Spec.Containers {
			seen++
			want := append(slices.Clone(compose.Services[c.Name].Command), "--monitor", "0.0.0.0:9100", "--log", "json")
			if !slices.Equal(c.Args, want) {
				t.Errorf("%s runs\n%s, and with Compose\n%s", c.Name, strings.Join(c.Args, " "), strings.Join(want, " "))
			}
		}
	}
	if seen != len(compose.Services) {
		t.Errorf("there are %d containers in Kubernetes, and %d with Compose", seen, len(compose.Services))
	}
}
