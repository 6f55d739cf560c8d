package pack

import (
	"errors"
	"io/fs"
	"strings"
)

// Versions returns the versions of SCORM that a package may have, the one that most platforms take first.
func Versions() []string { return []string{"1.2", "2004"} }

// Manifest returns the name of the file that is the manifest of packages of a version, without what is a scenario's own.
func Manifest(version string) string { return Folder + "scorm-" + version + ".xml" }

// SCORM returns a scenario as a package of a version. Its learner is asked what the scenario asks, and the platform has what the
// answer is worth. The error says what the site lacks.
func SCORM(pages fs.FS, id, version string, made Made) ([]byte, error) {
	made.Course = true
	page, err := Single(pages, id, made)
	if err != nil {
		return nil, err
	}
	manifest, err := fs.ReadFile(pages, Manifest(version))
	if err != nil {
		return nil, errors.New("this site was built without SCORM " + version + ": build it again")
	}
	title := between(string(page), "<title>", " · overlap</title>") // HTML's references that templates write are also XML's
	return archive(member{"imsmanifest.xml", []byte(strings.NewReplacer("{id}", id, "{title}", title).Replace(string(manifest)))}, member{"index.html", page})
}
