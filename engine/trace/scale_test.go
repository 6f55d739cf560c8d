package trace_test

import (
	"encoding/hex"
	"testing"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// A million records are what a run may have: they must come through the encoder, small, and every reader.
func TestMillionRecords(t *testing.T) {
	if testing.Short() {
		t.Skip("slow: a million records")
	}
	tr := tracetest.Large(1_000_000)
	b := tr.Encode()
	if each := float64(len(b)) / float64(tr.Len()); each > 12 {
		t.Errorf("%d records take %d bytes, %.1f each", tr.Len(), len(b), each)
	}
	back, err := trace.Decode(b)
	if err != nil || !equal(tr, back) {
		t.Fatalf("the decoded trace differs: %v", err)
	}
	if err := tracetest.Validate(back); err != nil {
		t.Error(err)
	}
	s := summary.Of(back)
	if s.Stats.Tasks != 1000 || s.Stats.Records != tr.Len() {
		t.Errorf("statistics: %+v", s.Stats)
	}
	if in := s.AtInstant(tr.End() / 2); in.Running == 0 && len(in.Ready)+len(in.Waiting) == 0 {
		t.Error("nobody does anything in the middle")
	}
	if _, err := trace.Decode(b[:len(b)/2]); err == nil {
		t.Error("half a trace was read")
	}
}

// What version 1 wrote must be read for ever, and be written the same: a golden file could be updated by accident.
func TestVersion1(t *testing.T) {
	const written = "6f766c7001300000000000000002046d61696e026462070112020205400b0b1806040e2806c80106240180c0caf384a302054180a0e5b9c291010b070073c79b17"
	s := &tracetest.Story{}
	s.Made(1, 0, "main").Runs(1).Conn(trace.ConnOpened, 1, 3, "db").Bytes(trace.BytesSent, 1, 3, 100)
	s.Sleeps(1, 5*tracetest.MS).Until(5*tracetest.MS).Runs(1).Ends(1, trace.TaskDone, "")
	if got := hex.EncodeToString(s.Encode()); got != written {
		t.Errorf("version 1 is written as\n%s, not as\n%s", got, written)
	}
	b, _ := hex.DecodeString(written)
	if back, err := trace.Decode(b); err != nil || !equal(&s.Trace, back) {
		t.Errorf("version 1 cannot be read: %v", err)
	}
}
