package summary

import "overlap/engine/trace"

// end is the state of an end of a connection: the messages under way to it and the task that reads there.
type end struct {
	conn     int32        // index in Summary.Conns
	reader   trace.TaskID // the last task that waited to read
	incoming queue
}

// none is the index of no message.
const none = -1

// queue holds the messages under way in one direction, oldest first, by their indexes in Summary.Messages: Builder.after has
// the one that follows each. A network may record bytes as received before the write that sent them returns and is recorded:
// such bytes are owed until then.
type queue struct {
	first, last int32 // the oldest, none when there is none, and the newest
	owedTo      trace.TaskID
	left        int64 // bytes of the oldest message that have not arrived
	owed        int64
	owedAt      int64
}

func (q *queue) pending() bool { return q.first != none }

// ends finds the ends of connections. A run numbers its connections from 1, so that a table of them is faster than a map; it
// comes in pages, because a damaged trace may name any number.
type ends struct {
	both  [][2]end  // by index of the connection: where it was dialled, and where it was accepted
	pages [][]int32 // by number of the connection: its index plus one
}

const endsPage = 1024

// at returns an end, nil when its connection is not there.
func (x *ends) at(e trace.End) *end {
	n := int(e.Conn())
	page := n / endsPage
	if n <= 0 || page >= len(x.pages) || x.pages[page] == nil {
		return nil
	}
	i := x.pages[page][n%endsPage]
	switch {
	case i == 0:
		return nil
	case e.Accepted():
		return &x.both[i-1][1]
	}
	return &x.both[i-1][0]
}

// add adds a connection by its number, which is positive, and its index.
func (x *ends) add(number, index int32) {
	page := int(number) / endsPage
	for page >= len(x.pages) {
		x.pages = append(x.pages, nil)
	}
	if x.pages[page] == nil {
		x.pages[page] = make([]int32, endsPage)
	}
	x.pages[page][int(number)%endsPage] = index + 1
	idle := end{conn: index, incoming: queue{first: none}}
	x.both = append(x.both, [2]end{idle, idle})
}
