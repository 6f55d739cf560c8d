package main

import (
	"reflect"
	"strconv"
	"strings"

	"overlap/scenarios"
)

// Which parameters there are depends on the scenario, so a command's structure is made when the program
// starts, in the form that the parser reads: a field with a tag for each flag.

const optionsField = "Options"

func fieldName(i int) string { return "F" + strconv.Itoa(i) }

// flags returns the fields for a scenario's parameters, and one for the options that all have.
func flags(in *scenarios.Instance, options any) []reflect.StructField {
	var fields []reflect.StructField
	for i, p := range in.Params() {
		f := reflect.StructField{Name: fieldName(i), Type: reflect.TypeFor[*string]()}
		f.Tag = tag("name", p.Name, "help", help(p), "placeholder", placeholder(p), "group", "Parameters:")
		if p.Kind == scenarios.KindBool {
			f.Type = reflect.TypeFor[*bool]()
			f.Tag += tag("negatable", "")
		}
		fields = append(fields, f)
	}
	return append(fields, reflect.StructField{Name: optionsField, Type: reflect.TypeOf(options), Tag: tag("embed", "")})
}

// set gives the parameters the values that the command line has for them.
func set(in *scenarios.Instance, command reflect.Value) error {
	for i, p := range in.Params() {
		var err error
		switch v := command.FieldByName(fieldName(i)).Interface().(type) {
		case *string:
			if v != nil {
				err = in.Set(p.Name, *v)
			}
		case *bool:
			if v != nil {
				err = in.Set(p.Name, strconv.FormatBool(*v))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// help says what a parameter is, what it may be and what it is by default.
func help(p *scenarios.Param) string {
	text := p.Label + ": " + strings.TrimSuffix(p.Help, ".")
	switch p.Kind {
	case scenarios.KindTable:
		return text + " (rows separated by semicolons, default " + elide(p.Default.String()) + ")."
	case scenarios.KindBool:
		return text + " (default " + p.Default.String() + ")."
	case scenarios.KindChoice:
		return text + " (default " + p.Default.String() + ")."
	}
	return text + " (" + p.FromNumber(p.Min).String() + " to " + p.FromNumber(p.Max).String() + ", default " + p.Default.String() + ")."
}

func placeholder(p *scenarios.Param) string {
	switch p.Kind {
	case scenarios.KindDuration:
		return "DURATION"
	case scenarios.KindPercent:
		return "PERCENT"
	case scenarios.KindChoice:
		return strings.Join(p.Options, "|")
	case scenarios.KindTable:
		return p.Columns.Key + "=" + p.Columns.Value + ";…"
	}
	return "N"
}

// elide cuts a text that is longer than a line of help.
func elide(text string) string {
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}

// tag returns a structure's tag of names and values. The parser takes ${…} for a variable of its own.
func tag(pairs ...string) reflect.StructTag {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		b.WriteString(pairs[i] + ":" + strconv.Quote(strings.ReplaceAll(pairs[i+1], "$", "$$")) + " ")
	}
	return reflect.StructTag(b.String())
}
