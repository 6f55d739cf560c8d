package view

import (
	"strconv"
	"strings"
	"time"

	"overlap/scenarios"
)

// set applies one setting, or returns why it is refused and what is used instead.
func (st *State) set(name, text string) refusedSetting {
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
	case "real":
		allowed = st.setReal(text)
	case "seeds":
		allowed = st.setSeeds(text)
	case "speed": // of older links: playing took the run's length divided by it
	case "guess":
		allowed = st.setGuess(text)
	case "tab":
		allowed = st.setTab(text)
	case "lang":
		allowed = st.setLanguage(text)
	case "over":
		allowed = st.setOver(text)
	case "variant":
		allowed = st.setVariant(text)
	case "follow":
		allowed = st.setFollow(text)
	case "wakes":
		allowed = setSwitch(&st.Wakes, text, "off", "on")
	case "critical":
		allowed = setSwitch(&st.Critical, text, "off", "on")
	case "variants":
		allowed = st.setVariants(text)
	case "axis":
		allowed = st.setAxis(text)
	case "zoom":
		allowed = st.setZoom(text)
	case "lanes":
		allowed = st.setLanes(text)
	case "from":
		allowed = st.setFrom(text)
	case "to":
		allowed = st.setTo(text)
	case "loop":
		allowed = setSwitch(&st.Stretch.Loop, text, "no", "yes")
	default:
		known := false
		if allowed, known = st.setEmbed(name, text); !known {
			return st.setParam(name, text)
		}
	}
	if allowed == "" {
		return refusedSetting{}
	}
	return refusedSetting{why: (&scenarios.Error{Name: name, Value: text, Allowed: allowed}).Error()}
}

// setParam sets a parameter. It keeps foreign settings, which sites that embed the page use, in Others.
func (st *State) setParam(name, text string) refusedSetting {
	if st.Instance.Foreign(name) {
		st.pass(name, text)
		return refusedSetting{}
	}
	p := st.Instance.Param(name)
	err := st.Instance.Set(name, text)
	switch {
	case err == nil:
		return refusedSetting{}
	case p == nil:
		return refusedSetting{err.Error(), "ignored"}
	case p.Kind == scenarios.KindTable:
		return refusedSetting{err.Error(), "using what is in the table"}
	}
	return refusedSetting{err.Error(), "using " + p.Value().Text()}
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

// oneOf returns the place of a text among those that are allowed, or says which are.
func oneOf(text string, all []string) (i int, allowed string) {
	for i, name := range all {
		if name == text {
			return i, ""
		}
	}
	return 0, "one of " + strings.Join(all, ", ")
}

func (st *State) setLasts(text string) (allowed string) {
	var names []string
	for _, d := range PlayTimes() {
		names = append(names, PlayTimeText(d))
	}
	i, allowed := oneOf(text, names)
	if allowed == "" {
		st.Lasts = PlayTimes()[i]
	}
	return allowed
}

// setTab chooses a tab. The listings are one tab in an address, with a language.
func (st *State) setTab(text string) (allowed string) {
	names := []string{codeTab}
	for _, t := range TabList() {
		if !IsCode(t.ID) {
			names = append(names, t.ID)
		}
	}
	switch _, allowed = oneOf(text, names); {
	case allowed != "":
	case text == codeTab:
		st.Tab = st.Language
	default:
		st.Tab = text
	}
	return allowed
}

// setLanguage chooses the listing, which is shown unless the address names a tab that shows none.
func (st *State) setLanguage(text string) (allowed string) {
	if !IsCode(text) {
		return "one of py, go"
	}
	st.ReadIn(text)
	return ""
}

// ReadIn has the state's listing be that of a language, the ID of its tab.
func (st *State) ReadIn(language string) {
	if st.Language = language; IsCode(st.Tab) {
		st.Tab = language
	}
}

func (st *State) setVariant(text string) (allowed string) {
	var names []string
	for _, v := range st.Instance.Variants() {
		names = append(names, v.Name)
	}
	if _, allowed = oneOf(text, names); allowed == "" {
		st.Variant = text
	}
	return allowed
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

// setSwitch sets what one word switches off and another on.
func setSwitch(to *bool, text, off, on string) (allowed string) {
	i, allowed := oneOf(text, []string{off, on})
	if allowed == "" {
		*to = i == 1
	}
	return allowed
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
