package main

import (
	"io"
	"log/slog"

	"github.com/spf13/pflag"

	"overlap/engine/network"
)

// logFormats are the values of --log.
func logFormats() []string { return []string{"text", "json"} }

// declareLog declares --log.
func declareLog(f *pflag.FlagSet, v *string, each string) {
	choiceVar(f, v, "log", logFormats(), "Log each "+each+" to standard error, a line each (default only what goes wrong, as text).")
}

// newLog returns a log in a format of logFormats. Without a format it holds warnings only.
func newLog(to io.Writer, format string) *slog.Logger {
	o := &slog.HandlerOptions{Level: slog.LevelInfo}
	switch format {
	case "json":
		return slog.New(slog.NewJSONHandler(to, o))
	case "":
		o.Level = slog.LevelWarn
	}
	return slog.New(slog.NewTextHandler(to, o))
}

// logServed logs a connection that has been served.
func logServed(log *slog.Logger, at network.Address, s network.Served) {
	about := []any{"service", at.Name, "took", s.Took}
	if c, ok := s.Stream.(interface{ Client() string }); ok {
		about = append(about, "client", c.Client())
	}
	if s.Err != nil {
		about = append(about, "error", s.Err.Error())
	}
	log.Info("connection", about...)
}
