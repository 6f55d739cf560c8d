package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"overlap/site/course"
)

func (e *environment) courseCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "course KIND", Short: "Write what learning platforms import.",
		Long: "Write what learning platforms import: questions that the engine answers, links to the scenarios, or tasks that report a " +
			"score. The addresses in them are those of the site at --url.",
		Example: "overlap course moodle --url https://overlap.example/ --out questions.xml",
	}
	for _, f := range course.Files() {
		c.AddCommand(e.courseFileCommand(f))
	}
	c.RunE = func(*cobra.Command, []string) error {
		return &usageError{"course needs what to write: one of " + strings.Join(commandNames(c), ", ")}
	}
	return c
}

func (e *environment) courseFileCommand(f course.File) *cobra.Command {
	address, name := "", ""
	c := &cobra.Command{Use: f.Kind, Short: f.For, Long: f.For, Example: "overlap course " + f.Kind + " --url https://overlap.example/ --out " + f.Name}
	addressVar(c.Flags(), &address, "url", "Where the site stands that the file leads to (needed: there is no default site).")
	fileVar(c.Flags(), &name, "out", "The file to write.")
	c.RunE = func(*cobra.Command, []string) error {
		if address == "" {
			return &usageError{"course " + f.Kind + " needs --url, where the site stands, such as --url https://overlap.example/"}
		}
		if name == "" {
			return &usageError{"course " + f.Kind + " needs --out, the file to write, such as --out " + f.Name}
		}
		return e.writeCourse(f, address, name)
	}
	return c
}

// writeCourse writes what platforms import for a site.
func (e *environment) writeCourse(f course.File, address, name string) error {
	file, err := e.files.create(e.ctx, name)
	if err != nil {
		return err
	}
	bar := e.progress(len(e.scenarios), "scenario", 0)
	all := course.New(e.ctx, address, e.scenarios)
	all.Step = bar.step
	content, err := f.Make(all)
	if bar.end(); e.ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return err
	}
	spell := map[string]func(rune) string{".xml": inXML, ".txt": inText}[filepath.Ext(f.Name)]
	if name == "-" && spell == nil { // an archive has no characters
		return e.output(string(content))
	}
	if err := e.write(file, content, spell); err != nil || name == "-" {
		return err
	}
	return e.print("Wrote " + name + ". " + f.For + " Its links lead to " + address + "\n")
}
