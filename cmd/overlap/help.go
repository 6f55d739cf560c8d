package main

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpCommand returns the command "overlap help run", which prints the same as "overlap run --help".
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Say what a command does and which flags it has, with examples.",
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
			if about, rest, err := c.Root().Find(args); err == nil && len(rest) == 0 {
				for _, sub := range about.Commands() {
					names = append(names, cobra.CompletionWithDesc(sub.Name(), sub.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err == nil {
				err = about.ValidateArgs(rest)
			}
			if err != nil {
				return err
			}
			return about.Help()
		},
	}
}

// help prints a command's purpose, its usage, the commands below it, its flags and its examples.
func (e *environment) help(c *cobra.Command, _ []string) {
	columns, _ := terminalOf(e.stdout)
	columns = min(max(columns, 40), 100)
	c.InitDefaultHelpFlag() // for its side effect: it merges the flags of the commands above
	var b strings.Builder
	b.WriteString(wrap(strings.TrimSpace(cmp.Or(c.Long, c.Short)), columns) + "\n\nUsage:\n  " + c.UseLine() + "\n")
	writeSubcommands(&b, c, columns)
	for _, g := range flagGroups(c) {
		b.WriteString("\n" + g.Name() + ":\n")
		g.VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				b.WriteString(entry(spelling(c, f), f.Usage, 22, columns))
			}
		})
	}
	if c.HasExample() {
		b.WriteString("\nExamples:\n")
		for line := range strings.Lines(c.Example) {
			b.WriteString("  " + line)
		}
		b.WriteString("\n")
	}
	e.helpErr = e.print(strings.TrimRight(b.String(), "\n") + "\n")
}

// writeSubcommands writes the commands below c, under the headings of their groups.
func writeSubcommands(b *strings.Builder, c *cobra.Command, columns int) {
	width := 0
	for _, sub := range c.Commands() {
		width = max(width, utf8.RuneCountInString(sub.Name()))
	}
	for _, g := range append(c.Groups(), &cobra.Group{Title: "Commands"}) {
		heading := "\n" + g.Title + ":\n"
		for _, sub := range c.Commands() {
			if sub.GroupID == g.ID && !sub.Hidden {
				b.WriteString(heading + entry(sub.Name(), sub.Short, width, columns))
				heading = ""
			}
		}
	}
}

// flagGroups returns a command's flags by their headings, its own before those of the commands above.
func flagGroups(c *cobra.Command) (groups []*pflag.FlagSet) {
	add := func(f *pflag.Flag) {
		heading := "Options"
		if h := f.Annotations[headingKey]; h != nil {
			heading = h[0]
		}
		for _, g := range groups {
			if g.Name() == heading {
				g.AddFlag(f)
				return
			}
		}
		g := pflag.NewFlagSet(heading, pflag.ContinueOnError)
		g.SortFlags = false
		g.AddFlag(f)
		groups = append(groups, g)
	}
	c.NonInheritedFlags().VisitAll(add)
	inherited := c.InheritedFlags()
	inherited.SortFlags = false
	inherited.VisitAll(add)
	return groups
}

// spelling returns a flag as help writes it: "--db DURATION", "--[no-]fair".
func spelling(c *cobra.Command, f *pflag.Flag) string {
	text := "--" + f.Name
	switch {
	case f.Shorthand != "":
		text = "-" + f.Shorthand + ", " + text
	case c.Flags().Lookup("no-"+f.Name) != nil:
		text = "--[no-]" + f.Name
	}
	if f.Value.Type() != "bool" {
		text += " " + f.Value.Type()
	}
	return text
}

// entry returns a term with its explanation beside it, or below it when the term is wider than width.
func entry(term, text string, width, columns int) string {
	indent := strings.Repeat(" ", width+4)
	text = strings.ReplaceAll(wrap(text, columns-len(indent)), "\n", "\n"+indent)
	if utf8.RuneCountInString(term) > width {
		return "  " + term + "\n" + indent + text + "\n"
	}
	return "  " + pad(term, width) + "  " + text + "\n"
}
