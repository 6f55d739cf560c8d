package main

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"overlap/site/pack"
)

// TestShell: what files are made from has every hole once, loads nothing, and its policy knows whatever is inline.
func TestShell(t *testing.T) {
	shell := built(t, options{})[pack.Shell]
	for _, hole := range []string{pack.TitleHole, pack.MainHole, pack.PiecesHole} {
		if n := strings.Count(shell, hole); n != 1 {
			t.Errorf("it has %s %d times", hole, n)
		}
	}
	policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(shell)
	if policy == nil || strings.Index(shell, policy[0]) > strings.Index(shell, "<style>") {
		t.Fatal("no policy stands before the styles")
	}
	inline := regexp.MustCompile(`(?s)<(style|script)>(.*?)</(?:style|script)>`).FindAllStringSubmatch(shell, -1)
	if len(inline) != 3 {
		t.Errorf("%d elements are inline, not 3", len(inline))
	}
	for _, m := range inline {
		sum := sha256.Sum256([]byte(m[2]))
		if hash := "&#39;sha256-" + strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;") + "&#39;"; !strings.Contains(policy[1], hash) {
			t.Errorf("the policy does not know the %s, %s:\n%s", m[1], hash, policy[1])
		}
	}
	if strings.Contains(policy[1], "unsafe-inline") || !strings.HasPrefix(policy[1], "default-src &#39;none&#39;;") {
		t.Errorf("the policy is not strict: %s", policy[1])
	}
	if m := regexp.MustCompile(`<(?:script|link|img)[^>]*\s(?:src|href)="(?:[^d]|d[^a])[^"]*"`).FindString(shell); m != "" {
		t.Errorf("it loads %s", m)
	}
}
