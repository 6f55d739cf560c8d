package view

import (
	"strconv"
	"strings"
	"time"

	"overlap/scenarios"
)

// set applies one setting, or returns why it is refused and what is used instead.
func (st *State) set(name, text string) (refused string) {
	allowed := ""
	switch name {
	case "seed":
		allowed = st.setSeed(text)
	case "costs":
		allowed = st.setCosts(text)
	case "at":
		allowed = st.setAt(text)
	case "lasts":
		allowed = st.setLasts(text)
	case "pin":
		allowed = st.setPin(text)
	case "seeds":
		allowed = st.setSeeds(text)
	case "speed": // of older links: playing took the run's length divided by it
	case "guess":
		allowed = st.setGuess(text)
	case "tab":
		allowed = st.setTab(text)
	case "lang":
		allowed = st.setLanguage(text)
	case "variant":
		allowed = st.setVariant(text)
	case "follow":
		allowed = st.setFollow(text)
	case "wakes":
		allowed = setSwitch(&st.Wakes, text)
	case "critical":
		allowed = setSwitch(&st.Critical, text)
	case "variants":
		allowed = st.setVariants(text)
	case "axis":
		allowed = st.setAxis(text)
	case "zoom":
		allowed = st.setZoom(text)
	case "lanes":
		allowed = st.setLanes(text)
	default:
		return st.setParam(name, text)
	}
	if allowed == "" {
		return ""
	}
	return (&scenarios.Error{Name: name, Value: text, Allowed: allowed}).Error()
}

// setParam sets a parameter. It keeps reserved names, which sites that embed the page use, in Others.
func (st *State) setParam(name, text string) (refused string) {
	p := st.Instance.Param(name)
	if p == nil && contains(scenarios.Reserved(), name) {
		st.Others = append(st.Others, scenarios.Setting{Name: name, Text: text})
		return ""
	}
	err := st.Instance.Set(name, text)
	switch {
	case err == nil:
		return ""
	case p == nil:
		return err.Error() + "; ignored"
	case p.Kind == scenarios.KindTable:
		return err.Error() + "; using what is in the table"
	}
	return err.Error() + "; using " + p.Value().Text()
}

func (st *State) setSeed(text string) (allowed string) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return "a whole number from 0 to 18446744073709551615"
	}
	st.Seed = n
	return ""
}

func (st *State) setAt(text string) (allowed string) {
	d, err := parseInstant(text)
	if err != nil || d < 0 {
		return "a time of the run, such as 235ms"
	}
	st.At = d
	return ""
}

func parseInstant(text string) (time.Duration, error) {
	return time.ParseDuration(strings.ReplaceAll(text, " ", ""))
}

func (st *State) setLasts(text string) (allowed string) {
	for _, d := range PlayTimes() {
		if PlayTimeText(d) == text {
			st.Lasts = d
			return ""
		}
		allowed += ", " + PlayTimeText(d)
	}
	return "one of " + allowed[2:]
}

// setTab chooses a tab. The listings are one tab in an address, with a language; "code" keeps the language.
func (st *State) setTab(text string) (allowed string) {
	if text == codeTab {
		if !IsCode(st.Tab) {
			st.Tab = TabList()[0].ID
		}
		return ""
	}
	for _, t := range TabList() {
		if IsCode(t.ID) {
			continue
		}
		if t.ID == text {
			st.Tab = text
			return ""
		}
		allowed += ", " + t.ID
	}
	return "one of " + codeTab + allowed
}

// setLanguage chooses the listing, unless the address names a tab that shows none.
func (st *State) setLanguage(text string) (allowed string) {
	if !IsCode(text) {
		return "one of py, go"
	}
	if IsCode(st.Tab) {
		st.Tab = text
	}
	return ""
}

func (st *State) setVariant(text string) (allowed string) {
	for _, v := range st.Instance.Variants() {
		if v.Name == text {
			st.Variant = text
			return ""
		}
		allowed += ", " + v.Name
	}
	return "one of " + allowed[2:]
}

func (st *State) setFollow(text string) (allowed string) {
	ref, ok := ParseTaskRef(text)
	for _, v := range st.Instance.Variants() {
		if ok && v.Name == ref.Variant {
			st.Follow = ref
			return ""
		}
	}
	return "a variant and the number of one of its tasks, such as " + TaskRef{st.Instance.Variants()[0].Name, 1}.String()
}

// setSwitch sets what is on or off.
func setSwitch(to *bool, text string) (allowed string) {
	if text != "on" && text != "off" {
		return "on or off"
	}
	*to = text == "on"
	return ""
}

func (st *State) setVariants(text string) (allowed string) {
	asked := strings.Split(text, ",")
	var known, shown []string
	for _, v := range st.Instance.Variants() {
		known = append(known, v.Name)
		if contains(asked, v.Name) {
			shown = append(shown, v.Name)
		}
	}
	if len(shown) != len(asked) {
		return "a list of " + strings.Join(known, ", ") + ", separated by commas, each once"
	}
	if st.Variants = shown; len(shown) == len(known) {
		st.Variants = nil
	}
	return ""
}
