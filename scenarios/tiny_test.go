package scenarios_test

import (
	"strings"
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

// tiny is a scenario with a parameter of every kind, for the tests of this package.
type tiny struct {
	pause time.Duration
	n     int
	rate  float64
	fair  bool
	how   string
	rows  scenarios.Rows
	cooks scenarios.Rows
}

func (x *tiny) declare(d *scenarios.Declaration) {
	d.Duration(&x.pause, "pause", 250*time.Millisecond, scenarios.Between(0, 2*time.Second), "Pause", "how long it waits")
	d.Int(&x.n, "n", 3, scenarios.Between(1, 1000), "Times", "how often")
	d.Percent(&x.rate, "rate", 30, scenarios.Between(0, 100), "Rate", "how likely")
	d.Bool(&x.fair, "fair", true, "Fair", "whether turns are taken")
	d.Choice(&x.how, "how", scenarios.Words("fifo", "lifo"), "Order", "who goes first")
	d.Table(&x.rows, "rows", scenarios.Rows{{Key: "a", Value: "1"}, {Key: "b", Value: "2"}},
		scenarios.Columns{Key: "key", Value: "value"}, "Rows", "what is known")
	d.Table(&x.cooks, "cooks", scenarios.Rows{{Key: "eve", Value: "1.5s"}},
		scenarios.Durations("cook", "time", scenarios.Between(0, time.Minute)), "Cooks", "who cooks how long")
	d.Variant("slow", "Slow", func(t *engine.Task) (string, error) { return "done", t.Sleep(time.Duration(x.n) * x.pause) })
	d.Variant("fast", "Fast", func(t *engine.Task) (string, error) { return "done", t.Sleep(x.pause) })
	d.Preset("Often", "n=50")
	d.Always("slow takes n pauses", func(rs *scenarios.Results) error {
		return rs.Of("slow").Took(time.Duration(x.n) * x.pause)
	})
}

func newTiny() *scenarios.Scenario {
	return &scenarios.Scenario{
		ID: "tiny", Title: "Tiny", Question: "Why?", Topic: scenarios.FirstSteps, Level: 1,
		Declare: func(d *scenarios.Declaration) { new(tiny).declare(d) },
	}
}

func tinyTexts() scenarios.Texts {
	return scenarios.Texts{
		Source: "package tiny\n// [1]\n", Twin: "import asyncio  # [1]\n",
		Lesson: strings.Repeat("words that say something ", 8) + "[once](?n=1) [log](?n=1&tab=log) [default](?)",
	}
}
