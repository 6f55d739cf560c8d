package pack

import (
	"errors"
	"html"
	"io/fs"
	"regexp"
	"strings"
)

// Versions returns the versions of SCORM that a package may have, the one that most platforms take first.
func Versions() []string { return []string{"1.2", "2004"} }

// Manifest returns the name of the file that is the manifest of packages of a version, without what is a scenario's own.
func Manifest(version string) string { return Folder + "scorm-" + version + ".xml" }

// ChallengeManifest returns the name of the manifest of packages with a challenge, without what is a challenge's own.
func ChallengeManifest(version string) string { return Folder + "challenge-" + version + ".xml" }

// The pages that platforms open: of a package with a scenario, and of one with a challenge, where it is as on the site.
const (
	SinglePage    = "index.html"
	ChallengePage = "task/lab/index.html"
)

// settingsHole is where ChallengePage has the settings of a package.
const settingsHole = ` data-settings=""`

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
	return archive(filled(manifest, id, title), member{SinglePage, page})
}

// Challenge returns a challenge as a package of a version: the lab, with Python, and the page around it that reports to the platform.
// The query names the challenge as the address of that page does. The error says what the site lacks.
func Challenge(pages fs.FS, id, title, query, version string) ([]byte, error) {
	manifest, err := fs.ReadFile(pages, ChallengeManifest(version))
	if err != nil {
		return nil, errors.New("this site was built without a lab: build it again, where npm can fetch Python")
	}
	members := []member{filled(manifest, "challenge."+id, html.EscapeString(title))}
	for _, m := range listed.FindAllStringSubmatch(string(manifest), -1) {
		data, err := fs.ReadFile(pages, m[1])
		if err != nil {
			return nil, errors.New("this site lacks " + m[1] + ": build it again")
		}
		if m[1] == ChallengePage {
			data = []byte(strings.Replace(string(data), settingsHole, ` data-settings="`+html.EscapeString(query)+`"`, 1))
		}
		members = append(members, member{m[1], data})
	}
	return archive(members...)
}

// listed matches the files that a manifest lists.
var listed = regexp.MustCompile(`<file href="([^"]*)"/>`)

// filled returns a manifest with what is a package's own.
func filled(manifest []byte, id, title string) member {
	return member{"imsmanifest.xml", []byte(strings.NewReplacer("{id}", id, "{title}", title).Replace(string(manifest)))}
}
