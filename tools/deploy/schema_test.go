//go:build manifests

// The manifests are held to the schemas of the programs that read them. That is behind a tag because Kubernetes' types take longer to
// compile than all else here.

package deploy

import (
	"bytes"
	"testing"

	"github.com/compose-spec/compose-go/v2/schema"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

func TestCompose(t *testing.T) {
	for _, name := range []string{"compose.yaml", "databases.yaml"} {
		var file map[string]any
		if err := yaml.UnmarshalStrict(read(t, name), &file); err != nil {
			t.Fatal(name, err)
		}
		if err := schema.Validate(file); err != nil {
			t.Error(name, err)
		}
	}
	if schema.Validate(map[string]any{"services": map[string]any{"api": map[string]any{"comand": "x"}}}) == nil {
		t.Error("a word that Compose does not know is allowed")
	}
}

// Each document is one that Kubernetes has, with the fields that it has, and asks for no more than it needs.
func TestKubernetes(t *testing.T) {
	ports, asked := map[string]bool{}, map[string]bool{}
	for _, text := range bytes.Split(read(t, "kubernetes.yaml"), []byte("\n---\n")) {
		var is metav1.TypeMeta
		if err := yaml.Unmarshal(text, &is); err != nil {
			t.Fatal(err)
		}
		var deployment appsv1.Deployment
		var service corev1.Service
		into, ok := map[string]any{
			"v1 Namespace": &corev1.Namespace{}, "v1 Service": &service, "apps/v1 Deployment": &deployment,
			"networking.k8s.io/v1 NetworkPolicy": &networkingv1.NetworkPolicy{},
		}[is.APIVersion+" "+is.Kind]
		if !ok {
			t.Errorf("there is a %s %s", is.APIVersion, is.Kind)
			continue
		}
		if err := yaml.UnmarshalStrict(text, into); err != nil {
			t.Errorf("%s: %v", is.Kind, err)
		}
		switch is.Kind {
		case "Deployment":
			checkPods(t, &deployment)
			for _, p := range deployment.Spec.Template.Spec.Containers[0].Ports {
				ports[deployment.Name+" "+p.Name] = true
			}
		case "Service":
			asked[service.Spec.Selector["app.kubernetes.io/component"]+" "+service.Spec.Ports[0].TargetPort.String()] = true
		}
	}
	for name := range asked {
		if !ports[name] {
			t.Errorf("a service asks for %s, which no pod has", name)
		}
	}
	if len(asked) != 3 {
		t.Errorf("services ask for %v", asked)
	}
}

func checkPods(t *testing.T, d *appsv1.Deployment) {
	t.Helper()
	pod := d.Spec.Template
	for name, value := range d.Spec.Selector.MatchLabels {
		if pod.Labels[name] != value {
			t.Errorf("%s: the pods have another %s than is selected", d.Name, name)
		}
	}
	if s := pod.Spec.SecurityContext; s == nil || s.RunAsNonRoot == nil || !*s.RunAsNonRoot || s.SeccompProfile == nil || pod.Spec.AutomountServiceAccountToken == nil || *pod.Spec.AutomountServiceAccountToken {
		t.Errorf("%s: the pod may do more than it needs", d.Name)
	}
	for _, c := range pod.Spec.Containers {
		s := c.SecurityContext
		switch {
		case s == nil || s.ReadOnlyRootFilesystem == nil || !*s.ReadOnlyRootFilesystem || s.AllowPrivilegeEscalation == nil || *s.AllowPrivilegeEscalation || len(s.Capabilities.Drop) != 1:
			t.Errorf("%s: the container may do more than it needs", c.Name)
		case c.Resources.Limits.Memory().IsZero() || c.Resources.Limits.Cpu().IsZero():
			t.Errorf("%s has no limits", c.Name)
		case c.LivenessProbe == nil || c.ReadinessProbe == nil || c.ReadinessProbe.HTTPGet.Path != "/healthz":
			t.Errorf("%s has no probes", c.Name)
		}
	}
}
