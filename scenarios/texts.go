//go:build !js

package scenarios

// Texts returns the files of the scenario's folder, empty for one that is not in the generated list.
func (s *Scenario) Texts() Texts {
	read := func(name string) string {
		text, err := files.ReadFile(s.ID + "/" + name)
		if err != nil {
			return ""
		}
		return string(text)
	}
	return Texts{Source: read(s.ID + ".go"), Lesson: read("lesson.md"), Twin: read(s.ID + ".py"),
		Challenge: read("challenge/challenge.json"), Start: read("challenge/start.py"), Solution: read("challenge/solution.py")}
}

// HasChallenge reports whether the folder has a challenge. It reads nothing.
func (s *Scenario) HasChallenge() bool {
	f, err := files.Open(s.ID + "/challenge/challenge.json")
	if err == nil {
		f.Close() //nolint:errcheck // it is in memory
	}
	return err == nil
}
