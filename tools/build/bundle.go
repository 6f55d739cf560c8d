package main

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"overlap/chart/svg"
)

// bundler turns entry points below site into single files.
type bundler struct {
	root string
	dev  bool
	glue string // path of wasm_exec.js
}

// bundle returns the entry point with everything it imports, for browsers that know WebAssembly.
func (b bundler) bundle(entry string, define map[string]string) ([]byte, error) {
	r := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(b.root, "site", filepath.FromSlash(entry))},
		AbsWorkingDir:     b.root,
		Bundle:            true,
		MinifyWhitespace:  !b.dev,
		MinifyIdentifiers: !b.dev,
		MinifySyntax:      !b.dev,
		Format:            format(entry),
		Target:            api.ES2022,
		Engines:           []api.Engine{{Name: api.EngineChrome, Version: "111"}, {Name: api.EngineFirefox, Version: "115"}, {Name: api.EngineSafari, Version: "16.4"}},
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		Define:            define,
		NodePaths:         []string{filepath.Join(b.root, "site", "lab", "node_modules")},
		External:          []string{"node:*", "ws"}, // which Pyodide imports where there is no browser
		Plugins:           []api.Plugin{b.importsOutsideSite()},
		LogLevel:          api.LogLevelSilent,
	})
	if len(r.Errors) > 0 {
		said := api.FormatMessages(r.Errors, api.FormatMessagesOptions{})
		return nil, errors.New("esbuild: " + strings.TrimSpace(strings.Join(said, "\n")))
	}
	if len(r.OutputFiles) != 1 {
		return nil, fmt.Errorf("esbuild: %s made %d files, not one", entry, len(r.OutputFiles))
	}
	return r.OutputFiles[0].Contents, nil
}

// format wraps scripts in a function, so that they define no globals; modules export what they are for.
func format(entry string) api.Format {
	switch path.Ext(entry) {
	case ".ts":
		return api.FormatIIFE
	case ".mts":
		return api.FormatESModule
	}
	return api.FormatDefault
}

// importsOutsideSite resolves the two imports that are no files of site: wasm_exec.js, and the charts' colours and
// patterns, which package chart holds because its pictures also stand alone.
func (b bundler) importsOutsideSite() api.Plugin {
	return api.Plugin{Name: "elsewhere", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^wasm_exec$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: b.glue}, nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: `^chart$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "chart", Namespace: "go"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `^chart$`, Namespace: "go"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			text := svg.CSS()
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderCSS}, nil
		})
	}}
}
