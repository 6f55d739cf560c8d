package main

import (
	"cmp"
	"errors"
	"io/fs"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/scenarios"
	"overlap/site/pack"
)

// exportOptions are the flags of export.
type exportOptions struct {
	run       runOptions // the seed and the computer
	Link      string
	Learner   []string // settings of what learners see and may change, as addresses have them
	SCORM     string   // a version; "" for a plain file
	Challenge asked
	Out       string // names of files, here and below
	Site      string
	Address   string
	Dist      string
}

func (e *environment) exportCommand() *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use: "export SCENARIO", Short: "Write a scenario as one HTML file, for those without the site or a network.",
		Long: "Write a scenario's page as one HTML file, which opens in any browser without a network, at the settings of the flags. " +
			"Its links and its button Share lead to the site whose address --url gives. With --scorm, write a package that learning platforms take: " +
			"learners answer the scenario's question before they see the run, and the platform has their score. " +
			"With --challenge, the package has the lab with a challenge, and the platform has what the best run is worth. With --site, write the whole site as an archive for any web server.",
		Example: "overlap export fanout --db 400ms -o fanout.html\noverlap export race --link 'tab=log&controls=tasks&title=Lost updates'\noverlap export fanout --scorm 1.2 -o fanout.zip\noverlap export --challenge fanout --scorm 1.2\noverlap export --site site.zip",
	}
	addFlags(c.PersistentFlags(), "Output", func(f *pflag.FlagSet) {
		fileVar(f, &o.Out, "out", "What to write (default the scenario's name with .html, or .zip for a package); - is standard output.")
		f.Lookup("out").Shorthand = "o"
		choiceVar(f, &o.SCORM, "scorm", pack.Versions(), "Write a package of this version of SCORM, 1.2 for most platforms (default no package).")
		addressVar(f, &o.Address, "url", "Where readers find the site (default where this one was built for, if anywhere).")
		folderVar(f, &o.Dist, "dist", "Take the site from a folder that tools/build wrote (default the site in this program).")
	})
	addFlags(c.Flags(), "Output", func(f *pflag.FlagSet) {
		fileVar(f, &o.Site, "site", "Write the whole site into a zip archive, with what its server has to know.")
		e.challengeVar(f, &o.Challenge, "Write a package with the challenge of a scenario, or with a teacher's file; it needs --scorm")
	})
	e.addScenarioCommands(c, e.below(c.Name()), func(sub *cobra.Command, in *scenarios.Instance) func() error {
		sub.Example = "overlap export " + in.Scenario.ID + " -o " + in.Scenario.ID + ".html\n" + examples(c.Name(), in)
		addFlags(sub.Flags(), "Options", func(f *pflag.FlagSet) {
			o.run.declareSeedAndCosts(f)
			linkVar(f, &o.Link)
		})
		addFlags(sub.Flags(), "Learners", func(f *pflag.FlagSet) { learnerVars(f, &o.Learner) })
		return func() error { return e.exportScenario(in, o) }
	})
	needsScenario := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		switch {
		case o.Challenge.from != "":
			return e.exportChallenge(o)
		case o.Site != "":
			return e.exportSite(o)
		}
		return needsScenario(c, args)
	}
	return c
}

// exportScenario writes a scenario as one file.
func (e *environment) exportScenario(in *scenarios.Instance, o exportOptions) error {
	query, err := o.query(in)
	if err != nil {
		return err
	}
	id, made := in.Scenario.ID, pack.Made{Query: query, Address: o.Address}
	if o.SCORM == "" {
		return e.exportTo(cmp.Or(o.Out, id+".html"), o, func(pages fs.FS) ([]byte, error) { return pack.Single(pages, id, made) })
	}
	return e.exportTo(cmp.Or(o.Out, id+".zip"), o, func(pages fs.FS) ([]byte, error) { return pack.SCORM(pages, id, o.SCORM, made) })
}

// exportChallenge writes a challenge as a package.
func (e *environment) exportChallenge(o exportOptions) error {
	if o.SCORM == "" {
		return &usageError{"--challenge needs --scorm, the version of a package, such as --scorm 1.2"}
	}
	if err := e.readChallenge(&o.Challenge); err != nil {
		return err
	}
	c, id := o.Challenge.Challenge, o.Challenge.from
	query := "challenge=" + id
	if e.find(id) == nil { // a file
		link, err := c.Link()
		if err != nil {
			return errors.New(id + ": " + err.Error())
		}
		id, query = strings.Trim(notInNames.ReplaceAllString(strings.ToLower(c.Title), "-"), "-"), "task="+link
	}
	return e.exportTo(cmp.Or(o.Out, "challenge-"+id+".zip"), o, func(pages fs.FS) ([]byte, error) {
		return pack.Challenge(pages, id, c.Title, query, o.SCORM)
	})
}

// notInNames matches what names of packages have no place for. The page for teachers makes the same names.
var notInNames = regexp.MustCompile(`[^a-z0-9]+`)

// exportSite writes the whole site as an archive.
func (e *environment) exportSite(o exportOptions) error {
	return e.exportTo(o.Site, o, pack.Site)
}

// exportTo writes what is made of the site to a file, and says how large it is.
func (e *environment) exportTo(name string, o exportOptions, from func(fs.FS) ([]byte, error)) error {
	if name == "-" && e.ascii {
		return &usageError{"--ascii is for what people read: name a file instead of -"}
	}
	pages, err := pagesOf("dist", o.Dist)
	if err != nil {
		return err
	}
	file, err := e.files.create(e.ctx, name)
	if err != nil {
		return err
	}
	content, err := from(pages)
	if interrupted(e.ctx) != nil {
		return err // and the file is as it was
	}
	if err == nil {
		err = e.write(file, content, nil)
	}
	if err != nil || name == "-" {
		return err
	}
	return e.print(name + ": " + strconv.FormatFloat(float64(len(content))/1e6, 'f', 2, 64) + " MB\n")
}

// query returns the settings of a file: those of --link, and over them those of the flags.
func (o exportOptions) query(in *scenarios.Instance) (string, error) {
	query := strings.Join(append([]string{o.Link, in.Query()}, o.Learner...), "&")
	if o.run.Seed != 0 {
		query += "&seed=" + strconv.FormatUint(o.run.Seed, 10)
	}
	if o.run.Costs != "" {
		query += "&costs=" + o.run.Costs
	}
	settings, err := pack.Settings(in.Scenario, query, o.SCORM != "")
	if err != nil {
		return "", &usageError{err.Error()}
	}
	return settings, nil
}

// linkVar declares --link.
func linkVar(f *pflag.FlagSet, v *string) {
	f.Var(&option{kind: "LINK", allowed: "what stands behind ? in a page's address, or all of the address", shell: cobra.ShellCompDirectiveNoFileComp,
		set: func(text string) bool {
			if _, query, ok := strings.Cut(text, "?"); ok {
				text = query
			}
			*v, _, _ = strings.Cut(text, "#")
			return true
		}}, "link", "Show what a link shows: a page's address, or what stands behind ? in one, with the names that the page for teachers lists (default no link).")
}

// learnerVars declares flags for what learners see and may change, by the names that addresses and attributes have.
func learnerVars(f *pflag.FlagSet, list *[]string) {
	add := func(name, kind string, words []string, usage string) {
		f.Var(&option{kind: kind, allowed: "a text", words: words, shell: cobra.ShellCompDirectiveNoFileComp, set: func(text string) bool {
			*list = append(*list, name+"="+url.QueryEscape(text)) // which the page's own reader checks
			return true
		}}, name, usage)
	}
	for _, s := range pack.Choices() {
		help := strings.ToUpper(s.Help[:1]) + s.Help[1:]
		switch {
		case s.Name == "reset": // a page of its own has the button
			add(s.Name, "yes|no", s.Words, help+" (default yes).")
		case s.Several:
			add(s.Name, "LIST", s.Words, help+" (default all).")
		case s.Words == nil:
			add(s.Name, "TEXT", nil, help+" (default the scenario's own).")
		default:
			add(s.Name, strings.Join(s.Words, "|"), s.Words, help+" (default "+s.Words[0]+").")
		}
	}
	add("guess", "off|ask", []string{"off", "ask"}, "Whether learners guess before they see the run (default as on the site).")
	add("lang", "py|go", []string{"py", "go"}, "Which listing is open (default py).")
	add("from", "DURATION", nil, "Where the transport begins (default 0s).")
	add("to", "DURATION", nil, "Where it ends (default the end of the run).")
	add("loop", "no|yes", []string{"no", "yes"}, "Whether it begins again there (default no).")
}
