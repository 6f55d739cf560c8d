package main

import (
	"runtime"
	"runtime/debug"
)

// version names the build: the module's version where it has one, else the commit.
func version() string {
	text := "overlap"
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			text += " " + v
		} else {
			text += " " + commit(info.Settings)
		}
	}
	return text + " " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
}

func commit(settings []debug.BuildSetting) string {
	name, changed := "(unversioned)", ""
	for _, s := range settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			name = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	return name + changed
}
