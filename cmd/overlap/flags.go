package main

import (
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/scenarios"
)

// flagValue is the value of a flag that names the texts it allows and completes them.
type flagValue interface {
	pflag.Value
	Allowed() string
	complete(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective)
}

// errTwice says that a flag stands twice on the command line: nobody can know which of the two is meant.
var errTwice = errors.New("given twice")

// once says whether a flag was set before.
type once struct{ given bool }

func (o *once) set() error {
	if o.given {
		return errTwice
	}
	o.given = true
	return nil
}

// parameter is a scenario's parameter as the value of a flag.
type parameter struct {
	*scenarios.Param
	once *once // shared with its negation
}

// Set parses a text and sets the parameter. A table may be in a file: @calls.csv.
func (p parameter) Set(text string) error {
	if err := p.once.set(); err != nil {
		return err
	}
	v, err := p.Parse(text)
	if name, isFile := strings.CutPrefix(text, "@"); isFile && p.Kind == scenarios.KindTable {
		v, err = p.fromFile(name)
	}
	if err == nil {
		p.Param.Set(v)
	}
	return err
}

// fromFile returns the table in a CSV file.
func (p parameter) fromFile(name string) (scenarios.Value, error) {
	file, err := os.Open(name)
	if err != nil {
		return scenarios.Value{}, &usageError{"--" + p.Name + ": " + err.Error()}
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, scenarios.MaxFile+1))
	if err != nil {
		return scenarios.Value{}, &usageError{"--" + p.Name + ": " + err.Error()}
	}
	rows, err := p.Columns.ReadCSV(string(text))
	if err != nil {
		return scenarios.Value{}, &usageError{"--" + p.Name + ": " + name + ": " + err.Error()}
	}
	return p.FromRows(rows)
}

// Type returns the placeholder of the value in help. For pflag, "bool" is a flag without a value.
func (p parameter) Type() string {
	switch p.Kind {
	case scenarios.KindBool:
		return "bool"
	case scenarios.KindDuration:
		return "DURATION"
	case scenarios.KindPercent:
		return "PERCENT"
	case scenarios.KindChoice:
		return strings.ReplaceAll(strings.TrimPrefix(p.Allowed(), "one of "), ", ", "|")
	case scenarios.KindTable:
		return p.Columns.Key + "=" + p.Columns.Value + ";…"
	}
	return "N"
}

// complete offers every option, or the ends of a range and the default.
func (p parameter) complete(*cobra.Command, []string, string) (words []cobra.Completion, _ cobra.ShellCompDirective) {
	switch p.Kind {
	case scenarios.KindBool, scenarios.KindChoice:
		for n := p.Min; n <= p.Max; n++ {
			words = append(words, p.FromNumber(n).String())
		}
	case scenarios.KindTable:
		words = append(words, cobra.CompletionWithDesc(p.Default.String(), "the default"))
	default:
		words = append(words, cobra.CompletionWithDesc(p.Default.String(), "the default"),
			cobra.CompletionWithDesc(p.FromNumber(p.Min).String(), "the least"), cobra.CompletionWithDesc(p.FromNumber(p.Max).String(), "the most"))
	}
	return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// negation is the flag --no-NAME of a parameter that is true or false.
type negation struct{ parameter }

// Set sets the parameter to the opposite of a text.
func (n negation) Set(text string) error {
	if err := n.once.set(); err != nil {
		return err
	}
	v, err := n.Parse(text)
	if err == nil {
		n.Param.Set(n.FromBool(!v.Bool()))
	}
	return err
}

// declareParameters declares a flag for each parameter, and --no-NAME for each that is true or false.
func declareParameters(f *pflag.FlagSet, in *scenarios.Instance) {
	for _, p := range in.Params() {
		value := parameter{p, &once{}}
		x := f.VarPF(value, p.Name, "", usage(p))
		if p.Kind == scenarios.KindBool {
			x.NoOptDefVal = "true"
			no := f.VarPF(negation{value}, "no-"+p.Name, "", "")
			no.NoOptDefVal, no.Hidden = "true", true
		}
	}
}

// given reports whether the command line sets a parameter.
func given(c *cobra.Command, name string) bool {
	return c.Flags().Changed(name) || c.Flags().Changed("no-"+name)
}

// usage returns the line of help for a parameter: its label, its help, its range and its default.
func usage(p *scenarios.Param) string {
	text, def := p.Label+": "+strings.TrimSuffix(p.Help, "."), "default "+p.Default.String()
	switch p.Kind {
	case scenarios.KindTable:
		return text + " (rows separated by semicolons, or @ and the name of a CSV file, default " + elide(p.Default.String()) + ")."
	case scenarios.KindBool, scenarios.KindChoice:
		return text + " (" + def + ")."
	}
	return text + " (" + p.FromNumber(p.Min).String() + " to " + p.FromNumber(p.Max).String() + ", " + def + ")."
}

// elide shortens a text that is longer than a line of help.
func elide(text string) string {
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}

// option is the value of a flag that is no scenario's parameter.
type option struct {
	kind    string // placeholder of the value in help
	allowed string
	words   []string                    // offered by a shell that completes the value
	shell   cobra.ShellCompDirective    // what else the shell may offer, such as names of files
	set     func(text string) (ok bool) // stores the value; false when the text is not allowed
	text    string                      // as it was set
	port    int                         // the least that is allowed behind a host: 0 listens at one that is free
	several bool                        // it may be given more than once
	once    once
}

// Set stores the value that a text means.
func (o *option) Set(text string) error {
	if err := o.once.set(); err != nil && !o.several {
		return err
	}
	if !o.set(text) {
		return o.refuse(text)
	}
	o.text = text
	return nil
}

// mostPort is the greatest number of a port.
const mostPort = 65535

// refuse returns the error for a text that is not allowed: for its first port that is none, or else for all of it.
func (o *option) refuse(text string) error {
	if strings.Contains(o.kind, "HOST:PORT") {
		for part := range strings.SplitSeq(text, ",") {
			port := part[strings.LastIndexByte(part, ':')+1:]
			if n, err := strconv.ParseInt(port, 10, 64); (err == nil || errors.Is(err, strconv.ErrRange)) && port != part && (n < int64(o.port) || n > mostPort) {
				return &scenarios.Error{Value: port, Allowed: "a port is a whole number from " + itoa(o.port) + " to " + itoa(mostPort)}
			}
		}
	}
	return &scenarios.Error{Value: text, Allowed: o.allowed}
}

func (o *option) String() string  { return o.text }
func (o *option) Type() string    { return o.kind }
func (o *option) Allowed() string { return o.allowed }

func (o *option) complete(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return o.words, o.shell
}

// intVar declares a flag for a whole number from least to most, as flag.IntVar does for any.
func intVar(f *pflag.FlagSet, v *int, name string, least, most int, usage string) {
	f.Var(&option{kind: "N", allowed: "a whole number from " + itoa(least) + " to " + itoa(most), shell: cobra.ShellCompDirectiveNoFileComp,
		set: func(text string) bool {
			n, err := strconv.Atoi(text)
			*v = n
			return err == nil && least <= n && n <= most
		}}, name, usage)
}

// seedVar declares --seed.
func seedVar(f *pflag.FlagSet, v *uint64) {
	f.Var(&option{kind: "N", allowed: "a whole number from 0 to 18446744073709551615", shell: cobra.ShellCompDirectiveNoFileComp,
		set: func(text string) (ok bool) {
			n, err := strconv.ParseUint(text, 10, 64)
			*v = n
			return err == nil
		}}, "seed", "Seed of everything that is left to chance (default 0).")
}

// choiceVar declares a flag for one of a few words.
func choiceVar(f *pflag.FlagSet, v *string, name string, words []string, usage string) {
	f.Var(&option{kind: strings.Join(words, "|"), allowed: "one of " + strings.Join(words, ", "), words: words, shell: cobra.ShellCompDirectiveNoFileComp,
		set: func(text string) bool { *v = text; return slices.Contains(words, text) }}, name, usage)
}

// fileVar declares a flag for the name of a file that the command writes.
func fileVar(f *pflag.FlagSet, v *string, name, usage string) {
	f.Var(&option{kind: "FILE", allowed: "the name of a file, or - for standard output", shell: cobra.ShellCompDirectiveDefault,
		set: func(text string) bool { *v = text; return text != "" }}, name, usage)
}

// folderVar declares a flag for the name of a folder.
func folderVar(f *pflag.FlagSet, v *string, name, usage string) {
	f.Var(&option{kind: "DIR", allowed: "the name of a folder", shell: cobra.ShellCompDirectiveFilterDirs,
		set: func(text string) bool { *v = text; return text != "" }}, name, usage)
}

// hostPortVar declares a flag for an address to listen on.
func hostPortVar(f *pflag.FlagSet, v *string, name, usage string) {
	f.Var(&option{kind: "HOST:PORT", allowed: "a host and a port, such as 127.0.0.1:8080", shell: cobra.ShellCompDirectiveNoFileComp,
		set: func(text string) bool {
			*v = text
			_, port, err := net.SplitHostPort(text)
			_, wrong := strconv.ParseUint(port, 10, 16)
			return err == nil && wrong == nil
		}}, name, usage)
}

// addressVar declares a flag for the address of a site.
func addressVar(f *pflag.FlagSet, v *string, name, usage string) {
	f.Var(&option{kind: "ADDRESS", allowed: "where a site stands, such as https://overlap.example/", shell: cobra.ShellCompDirectiveNoFileComp,
		set: func(text string) bool {
			*v = text
			u, err := url.Parse(text)
			return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.RawQuery == "" && u.Fragment == ""
		}}, name, usage)
}

// addFlags adds the flags that declare declares to a set. Help lists them under a heading.
func addFlags(to *pflag.FlagSet, heading string, declare func(*pflag.FlagSet)) {
	f := pflag.NewFlagSet(heading, pflag.ContinueOnError)
	f.SortFlags = false
	declare(f)
	f.VisitAll(func(x *pflag.Flag) { x.Annotations = map[string][]string{headingKey: {heading}} })
	to.AddFlagSet(f)
}

// headingKey is the key under which a flag's annotations hold its heading.
const headingKey = "heading"
