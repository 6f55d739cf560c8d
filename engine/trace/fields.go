package trace

// Fields says which of a record's fields a kind uses, and what exports call them. An empty name is a field
// the kind leaves zero. Validate and every export read this one table, so that what is checked is what is
// spelled out.
type Fields struct {
	Text, Ref, Arg string
	Line, Why      bool
}

// Fields returns what a kind's records have besides At, Kind and Task, nothing for a kind that is unknown.
func (k Kind) Fields() Fields {
	if !k.known() {
		return Fields{}
	}
	return kindFields[k]
}

var kindFields = [kinds]Fields{
	TaskMade:      {Text: "name", Ref: "parent"},
	TaskGrouped:   {Text: "group"},
	TaskLabelled:  {Text: "label", Arg: "depth", Line: true},
	TaskReady:     {Ref: "by"},
	TaskRunning:   {Line: true},
	TaskWaiting:   {Text: "for", Ref: "of", Arg: "due", Line: true, Why: true},
	TaskDone:      {},
	TaskFailed:    {Text: "error"},
	TaskCancelled: {Text: "cause"},
	CancelSent:    {Text: "cause", Ref: "by"},
	ConnOpened:    {Text: "address", Ref: "connection"},
	ConnAccepted:  {Text: "address", Ref: "connection"},
	ConnClosed:    {Ref: "connection"},
	BytesSent:     {Ref: "connection", Arg: "bytes"},
	BytesReceived: {Ref: "connection", Arg: "bytes"},
	Log:           {Text: "text"},
	Mark:          {Text: "text"},
	Gauge:         {Text: "name", Arg: "value"},
	TaskDaemon:    {},
	CancelCaught:  {Text: "cause"},
	TaskThread:    {},
	Acquired:      {Text: "name", Ref: "resource"},
	Released:      {Ref: "resource"},
}

// ofConn reports whether a record of the kind is about a connection, of whose ends its Ref is one.
func (k Kind) ofConn() bool { return k >= ConnOpened && k <= BytesReceived }

// End returns the end of a connection that the record is about or that its task waits at, 0 when there is none.
func (r Record) End() End {
	wait := r.Kind == TaskWaiting && (r.Why == WhyRead || r.Why == WhyWrite || r.Why == WhyConnect)
	if wait || r.Kind.ofConn() {
		return End(r.Ref)
	}
	return 0
}

// known reports whether the kind is one of ours.
func (k Kind) known() bool { return k > 0 && k < kinds }

// known reports whether the reason is one of ours.
func (w Why) known() bool { return w > 0 && w < whys }

// unused returns the name of a field that the record sets although its kind does not use it, "" when
// there is none. The kind must be known.
func (r Record) unused() string {
	f := &kindFields[r.Kind]
	switch {
	case r.Text != 0 && f.Text == "":
		return "Text"
	case r.Ref != 0 && f.Ref == "":
		return "Ref"
	case r.Arg != 0 && f.Arg == "":
		return "Arg"
	case r.Line != 0 && !f.Line:
		return "Line"
	case r.Why != 0 && !f.Why:
		return "Why"
	}
	return ""
}
