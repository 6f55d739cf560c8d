package fault_test

import (
	"strings"
	"testing"

	"overlap/engine/network/fault"
)

var services = []string{"api", "db"}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		"db:stall@200ms..1s":        "",
		"db:kill":                   "",
		"db:kill@500ms":             "",
		"db:kill@500ms..":           "db:kill@500ms",
		"db:reset@500ms":            "",
		"db:reset@500ms..":          "",
		"db:reset@0s..1m":           "db:reset@0s..1m0s",
		"db:slow:3x":                "",
		"db:slow:1.50x@0":           "db:slow:1.5x",
		"db:drop:5%, api:drop:100%": "db:drop:5%,api:drop:100%",
		"api:refuse@0s..1500ms":     "api:refuse@0s..1.5s",
	} {
		if want == "" {
			want = text
		}
		list, err := fault.Parse(text, services)
		if got := fault.Format(list); err != nil || got != want {
			t.Errorf("%q is %q, want %q (%v)", text, got, want, err)
		}
	}
}

// What is wrong is said, and what is allowed.
func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"dbx:kill":            `fault: "dbx:kill": there is no service "dbx": allowed are api, db, then a colon and what happens, as in api:stall@200ms..1s`,
		"db":                  "after db: comes one of stall, kill, reset, refuse, slow, drop",
		"db:explode@1s":       "after db: comes one of stall, kill, reset, refuse, slow, drop",
		"db:slow":             "slow needs a factor from 1x to 1000x, as in slow:3x",
		"db:slow:0.5x":        "slow needs a factor",
		"db:slow:3":           "slow needs a factor",
		"db:drop:0%":          "drop needs a share from 0.01% to 100%, as in drop:5%",
		"db:drop:NaN%":        "drop needs a share",
		"db:kill:3x":          "kill has no amount",
		"db:kill@":            "one or two instants from 0s to 1h0m0s",
		"db:kill@soon":        "one or two instants",
		"db:kill@1s..2h":      "one or two instants",
		"db:kill@-1s":         "one or two instants",
		"db:kill@2s..1s":      "it would end before it begins",
		"db:stall@200ms":      "a stall needs an end",
		"db:kill,":            `"": there is no service ""`,
		manyFaults(17):        "at most 16 faults are allowed",
		manyFaults(300):       "have at most 2000 bytes",
		"db:" + longText(100): longText(57) + `…"`,
	} {
		_, err := fault.Parse(text, services)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
	}
	if _, err := fault.Parse("db:kill", nil); err == nil || !strings.Contains(err.Error(), "no services") {
		t.Errorf("without services: %v", err)
	}
}

func manyFaults(n int) string { return strings.Repeat("db:kill,", n-1) + "db:kill" }
func longText(n int) string   { return strings.Repeat("x", n) }

// Whatever is typed is refused with a reason, or is a fault that is spelled back as what it is.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"db:stall@200ms..1s", "db:slow:3x", "api:drop:0.01%@1m", "db:reset@1ns..", "db:kill@1h,db:refuse", ":@..", "db:slow:1e2x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := fault.Parse(text, services)
		if err != nil {
			if list != nil || len(err.Error()) > 400 {
				t.Fatalf("%q: %v with %v", text, list, err)
			}
			return
		}
		spelled := fault.Format(list)
		again, err := fault.Parse(spelled, services)
		if err != nil || len(again) != len(list) || fault.Format(again) != spelled {
			t.Fatalf("%q is spelled %q, which is %v (%v)", text, spelled, again, err)
		}
		for i := range list {
			if again[i] != list[i] {
				t.Fatalf("%q is %+v, spelled back %+v", text, list[i], again[i])
			}
		}
	})
}
