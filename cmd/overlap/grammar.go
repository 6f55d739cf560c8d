package main

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"overlap/scenarios"
)

// grammar is the command line.
type grammar struct {
	List      listCommand      `cmd:"" help:"List the scenarios."`
	Run       runCommand       `cmd:"" help:"Run a scenario and draw what it waited for."`
	Sweep     sweepCommand     `cmd:"" help:"Run a scenario over the values of a parameter and draw how its totals change."`
	Servers   serversCommand   `cmd:"" help:"Serve a scenario's services over TCP, for any client."`
	Serve     serveCommand     `cmd:"" help:"Serve the site."`
	Check     checkCommand     `cmd:"" help:"Check what the scenarios claim about themselves, over many seeds."`
	Calibrate calibrateCommand `cmd:"" help:"Measure what this machine charges Go for tasks, threads and sockets."`
	Version   kong.VersionFlag `help:"Print the version and exit."`
}

// run parses the command line and does what it says.
func (e *environment) run(args []string) error {
	g := grammar{
		Run:     runCommand{kong.Plugins{e.commands(runOptions{})}},
		Sweep:   sweepCommand{kong.Plugins{e.commands(sweepOptions{})}},
		Servers: serversCommand{kong.Plugins{e.commands(serversOptions{})}},
	}
	parser, err := kong.New(&g, kong.Name("overlap"), kong.Description("See what waiting costs."),
		kong.Writers(e.stdout, e.stderr), kong.Vars{"version": version()}, kong.Bind(e), kong.Exit(e.exit),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}))
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		return e.misspelt(args, err)
	}
	return ctx.Run()
}

// misspelt says what is wrong with a command line that does not parse. The parser's words do, except where
// it does not know that a scenario was meant.
func (e *environment) misspelt(args []string, err error) error {
	named := len(args) > 1 && slices.Contains([]string{"run", "sweep", "servers"}, args[0]) && !strings.HasPrefix(args[1], "-")
	if named && e.find(args[1]) == nil {
		return e.unknown(args[1])
	}
	help := "overlap"
	var where *kong.ParseError
	if errors.As(err, &where) {
		for _, p := range where.Context.Path {
			if p.Command != nil {
				help += " " + p.Command.Name
			}
		}
	}
	return &usageError{err.Error() + ` ("` + help + ` --help" says what is allowed)`}
}

// commands returns a structure with a command for each scenario, which has the scenario's parameters and the
// fields of options as its flags.
func (e *environment) commands(options any) any {
	var fields []reflect.StructField
	for i, s := range e.scenarios {
		fields = append(fields, reflect.StructField{
			Name: fieldName(i), Type: reflect.StructOf(flags(s.New(), options)),
			Tag: tag("cmd", "", "name", s.ID, "help", s.Title+"."),
		})
	}
	return reflect.New(reflect.StructOf(fields)).Interface()
}

// chosen is a scenario's command as it was given.
type chosen struct {
	in      *scenarios.Instance
	command reflect.Value
	options reflect.Value
}

// choose returns the scenario of the command line with its parameters set.
func (e *environment) choose(ctx *kong.Context) (chosen, error) {
	node := ctx.Selected()
	s := e.find(node.Name)
	if s == nil {
		return chosen{}, &usageError{node.Name + ` needs the name of a scenario, such as ` + e.scenarios[0].ID + ` ("overlap list" names all)`}
	}
	c := chosen{in: s.New(), command: node.Target, options: node.Target.FieldByName(optionsField)}
	return c, set(c.in, node.Target)
}

// given reports whether the command line has a flag for the parameter.
func (c chosen) given(name string) bool {
	for i, p := range c.in.Params() {
		if p.Name == name {
			return !c.command.FieldByName(fieldName(i)).IsNil()
		}
	}
	return false
}
