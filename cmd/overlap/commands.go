package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/scenarios"
)

// run parses the command line and does what it says.
func (e *environment) run(args []string) error {
	e.line = append([]string{}, args...) // cobra reads os.Args instead of nil
	root := e.commands()
	root.SetArgs(e.line)
	err := root.Execute()
	return cmp.Or(err, e.helpErr)
}

// commands returns the tree of commands. Each scenario is a command below run, sweep and servers, because each has other
// flags: its parameters.
func (e *environment) commands() *cobra.Command {
	printVersion := false
	root := &cobra.Command{
		Use: "overlap COMMAND", Short: "See what waiting costs.",
		Long: "See what waiting costs: run scenarios in a model that needs no time, on the real clock or over real sockets, " +
			"and draw what they waited for.",
		Example: "overlap list\noverlap run fanout --db 400ms\noverlap sweep fanout --over db=0s..2s\noverlap help run",
		RunE: func(c *cobra.Command, _ []string) error {
			if printVersion {
				return e.print(version() + "\n")
			}
			return c.Help()
		},
		SilenceErrors: true, SilenceUsage: true,
	}
	root.SetOut(e)
	root.SetErr(e.stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(e.help)
	root.PersistentFlags().BoolP("help", "h", false, "Say this.")
	root.PersistentFlags().BoolVar(&e.ascii, "ascii", false, "Print ASCII characters only.")
	root.Flags().BoolVar(&printVersion, "version", false, "Print the version.")
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.AddCommand(e.listCommand(), e.runCommand(), e.traceCommand(), e.labCommand(), e.sweepCommand(), e.serversCommand(), e.serveCommand(),
		e.exportCommand(), e.courseCommand(), e.checkCommand(), e.calibrateCommand(), e.versionCommand())
	root.SetHelpCommand(helpCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	describeCompletion(root)
	applyDefaults(root)
	return root
}

// describeCompletion replaces cobra's texts about the command completion, and its checks of arguments.
func describeCompletion(root *cobra.Command) {
	c, _, _ := root.Find([]string{"completion"})
	c.Use, c.Short = "completion SHELL", "Write what a shell needs to complete commands, scenarios and flags."
	c.Example = "source <(overlap completion bash)\noverlap completion fish > ~/.config/fish/completions/overlap.fish"
	c.RunE = func(*cobra.Command, []string) error {
		return &usageError{"completion needs the name of a shell: " + strings.Join(commandNames(c), ", ")}
	}
	c.Args = nil
	load := map[string]string{
		"bash": "source <(overlap completion bash)", "zsh": "source <(overlap completion zsh)",
		"fish": "overlap completion fish > ~/.config/fish/completions/overlap.fish", "powershell": "overlap completion powershell | Out-String | Invoke-Expression",
	}
	for _, shell := range c.Commands() {
		shell.Args = nil
		shell.Short = "Write what " + shell.Name() + " needs."
		shell.Long = "Write a script for " + shell.Name() + ", which completes commands, scenarios, flags and what these may be."
		shell.Example = load[shell.Name()]
		if f := shell.Flags().Lookup("no-descriptions"); f != nil {
			f.Usage = "Complete without saying what things are."
		}
	}
}

// applyDefaults gives c and all commands below it what they have in common: they take no arguments unless they declare some,
// list their flags in the order of declaration, and let shells complete the flags' values.
func applyDefaults(c *cobra.Command) {
	if c.Args == nil {
		c.Args = noArguments
	}
	for _, flags := range []*pflag.FlagSet{c.Flags(), c.PersistentFlags()} {
		flags.SortFlags = false
		flags.VisitAll(func(f *pflag.Flag) {
			if v, ok := f.Value.(flagValue); ok {
				c.RegisterFlagCompletionFunc(f.Name, v.complete)
			}
		})
	}
	for _, sub := range c.Commands() {
		applyDefaults(sub)
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

// below returns the scenarios that have commands below a command: none where the command line does not name it. To make all of them
// would take longer than most commands do.
func (e *environment) below(command string) []*scenarios.Scenario {
	if e.line != nil && !slices.Contains(e.line, command) {
		return nil
	}
	return e.scenarios
}

// addScenarioCommands adds a command for each scenario of a list to c, with the scenario's parameters as flags. declare adds the
// other flags and the examples, and returns the function that runs the command.
func (e *environment) addScenarioCommands(c *cobra.Command, list []*scenarios.Scenario, declare func(*cobra.Command, *scenarios.Instance) func() error) *cobra.Command {
	for _, s := range list {
		in := s.New()
		sub := &cobra.Command{Use: s.ID, Short: s.Title, Long: s.Title + "\n\n" + s.Question, GroupID: s.Topic.String()}
		addFlags(sub.Flags(), "Parameters", func(f *pflag.FlagSet) { declareParameters(f, in) })
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
		return e.missingScenario(c, args[0])
	}
	c.RunE = func(*cobra.Command, []string) error {
		return &usageError{c.Name() + " needs the name of a scenario, such as " + list[0].ID + ` ("overlap list" names all)`}
	}
	return c
}

// missingScenario returns the error for a scenario that c has no command for, because it has no services, say, or because
// there is no scenario of that ID.
func (e *environment) missingScenario(c *cobra.Command, id string) error {
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

// examples returns a command line for each of a scenario's presets, below the preset's name.
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

// shellWord quotes a text that a shell would split or expand.
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
