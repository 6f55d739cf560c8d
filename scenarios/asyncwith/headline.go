package asyncwith

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what runs after an error, and who hears of it.
func (k *kitchen) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("raises")
	if r == nil {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Text: "Exit runs, though the body raised", About: r[0].Variant.Title + ", " + quantity.Duration(r[0].Total), Tone: scenarios.Good}
	if k.swallow {
		h = scenarios.Headline{Text: "The error is swallowed", About: r[0].Variant.Title + ": exit ran, and the caller hears of nothing", Tone: scenarios.Bad}
	}
	if careless := rs.Well("not-awaitable"); careless != nil {
		h.About += " · " + careless[0].Variant.Title + ": neither body nor exit"
	}
	return h
}

// afterTheError returns whether the kitchen was closed after the body had raised, as a choice says it.
func (k *kitchen) afterTheError(rs *scenarios.Results) string {
	r := rs.Ran("raises")
	switch {
	case r == nil:
		return ""
	case r.LoggedAt("exit: ") >= 0:
		return "Yes"
	}
	return "No"
}
