package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/scenarios"
)

// run parses the command line and does what it says.
func (e *environment) run(args []string) error {
	root := e.commands()
	root.SetArgs(append([]string{}, args...)) // nil would be those of the process
	err := root.Execute()
	return cmp.Or(err, e.unwritten)
}

// commands returns the command line: a tree of commands, in which each scenario is a command of its own below run, sweep
// and servers, because its parameters are flags.
func (e *environment) commands() *cobra.Command {
	root := &cobra.Command{
		Use: "overlap COMMAND", Short: "See what waiting costs.",
		Long: "See what waiting costs: run scenarios in a model that needs no time, on the real clock or over real sockets, " +
			"and draw what they waited for.",
		Example: "overlap list\noverlap run fanout --db 400ms\noverlap sweep fanout --over db=0s..2s\noverlap help run",
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
		Version: version(), SilenceErrors: true, SilenceUsage: true,
	}
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(e.help)
	root.PersistentFlags().BoolP("help", "h", false, "Say this.")
	root.Flags().Bool("version", false, "Print the version.")
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.AddCommand(e.listCommand(), e.runCommand(), e.sweepCommand(), e.serversCommand(), e.serveCommand(),
		e.checkCommand(), e.calibrateCommand(), e.versionCommand())
	root.SetHelpCommand(helpCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	nameShells(root)
	settle(root)
	return root
}

// nameShells words the library's command in ours.
func nameShells(root *cobra.Command) {
	c, _, _ := root.Find([]string{"completion"})
	c.Use, c.Short = "completion SHELL", "Write what a shell needs to complete commands, scenarios and flags."
	c.Example = "source <(overlap completion bash)\noverlap completion fish > ~/.config/fish/completions/overlap.fish"
	c.RunE = func(*cobra.Command, []string) error {
		return &usageError{"completion needs the name of a shell: " + strings.Join(commandNames(c), ", ")}
	}
	c.Args = nil
	for _, shell := range c.Commands() {
		shell.Args = nil
	}
}

// settle gives c and every command below it what all have in common: arguments that are checked, and flags that come in
// the order of their declaration and that a shell can complete.
func settle(c *cobra.Command) {
	if c.Args == nil {
		c.Args = noArguments
	}
	for _, flags := range []*pflag.FlagSet{c.Flags(), c.PersistentFlags()} {
		flags.SortFlags = false
		flags.VisitAll(func(f *pflag.Flag) {
			if v, ok := f.Value.(value); ok {
				c.RegisterFlagCompletionFunc(f.Name, v.complete)
			}
		})
	}
	for _, sub := range c.Commands() {
		settle(sub)
	}
}

// noArguments refuses whatever is neither a flag nor the name of a command below c.
func noArguments(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case c.HasSubCommands():
		return unknown("command", args[0], commandNames(c), seeHelp(c))
	}
	return &usageError{strings.TrimPrefix(c.CommandPath(), "overlap ") + " takes no argument " + quote(args[0]) + seeHelp(c)}
}

func commandNames(c *cobra.Command) (names []string) {
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return names
}

// forScenarios adds a command for each scenario of a list to c, with the scenario's parameters as flags. declare adds its
// other flags and examples, and returns what the command does.
func (e *environment) forScenarios(c *cobra.Command, list []*scenarios.Scenario, declare func(*cobra.Command, *scenarios.Instance) func() error) *cobra.Command {
	for _, s := range list {
		in := s.New()
		sub := &cobra.Command{Use: s.ID, Short: s.Title, Long: s.Title + "\n\n" + s.Question, GroupID: s.Topic.String()}
		grouped(sub.Flags(), "Parameters", func(f *pflag.FlagSet) { parameters(f, in) })
		do := declare(sub, in)
		sub.RunE = func(*cobra.Command, []string) error { return do() }
		if !c.ContainsGroup(sub.GroupID) {
			c.AddGroup(&cobra.Group{ID: sub.GroupID, Title: sub.GroupID})
		}
		c.AddCommand(sub)
	}
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return e.unsuited(c, args[0])
	}
	c.RunE = func(*cobra.Command, []string) error {
		return &usageError{c.Name() + " needs the name of a scenario, such as " + list[0].ID + ` ("overlap list" names all)`}
	}
	return c
}

// unsuited says why a command of scenarios has none of that name.
func (e *environment) unsuited(c *cobra.Command, id string) error {
	if e.find(id) != nil {
		return &usageError{"there are no " + c.Name() + " in " + id + "; these have some: " + strings.Join(commandNames(c), ", ")}
	}
	return e.unknownScenario(id)
}

// find returns the scenario of that ID, nil when there is none.
func (e *environment) find(id string) *scenarios.Scenario {
	for _, s := range e.scenarios {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// examples returns a command line for each of a scenario's presets, under its name.
func examples(command string, in *scenarios.Instance) string {
	var b strings.Builder
	for _, preset := range in.Presets() {
		b.WriteString("# " + preset.Name + "\noverlap " + command + " " + in.Scenario.ID)
		list, _ := scenarios.ParseQuery(preset.Query)
		for _, x := range list {
			switch {
			case in.Param(x.Name).Kind != scenarios.KindBool:
				b.WriteString(" --" + x.Name + " " + shellWord(x.Text))
			case x.Text == "true":
				b.WriteString(" --" + x.Name)
			default:
				b.WriteString(" --no-" + x.Name)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// shellWord quotes a text where a shell would take it apart.
func shellWord(text string) string {
	if strings.ContainsAny(text, " ;&|<>()$`\\\"'*?[]#~!{}") || text == "" {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return text
}

func (e *environment) versionCommand() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Print the version.", RunE: func(*cobra.Command, []string) error {
		return e.print(version() + "\n")
	}}
}
