package pack

import (
	"errors"
	"slices"

	"overlap/scenarios"
	"overlap/site/view"
)

// Choices returns what may be chosen of what a file's readers see. A file is in no frame, and there whenever it is open.
func Choices() []view.EmbedSetting {
	return slices.DeleteFunc(view.EmbedSettings(), func(s view.EmbedSetting) bool {
		return slices.Contains([]string{"autoplay", "loading", "id"}, s.Name)
	})
}

// Settings returns the settings of a query as a page writes them. In a course the reader must answer the question that there is
// with these settings. The error says what is not allowed.
func Settings(s *scenarios.Scenario, query string, course bool) (string, error) {
	if course {
		query += "&exam=yes"
	}
	st, err := view.ReadState(s, query)
	switch {
	case err != nil:
		return "", err
	case !course:
	case st.Run().Guess().Ask == "":
		return "", errors.New("with these settings " + s.ID + " asks nothing that could be marked: choose others")
	case !st.Asks(false):
		return "", errors.New("the link holds an answer already: leave out guess=" + st.Guess)
	}
	return st.Query(), nil
}
