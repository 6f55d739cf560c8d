package completed

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

// draw returns the tasks of the table, or tasks with random durations, as of random.uniform.
func (c *completed) draw(t *engine.Task) scenarios.Rows {
	if len(c.durations) > 0 {
		return c.durations
	}
	var rows scenarios.Rows
	least, most := min(c.shortest, c.longest), max(c.shortest, c.longest)
	for i := range c.tasks {
		takes := least + time.Duration(t.Rand().Int64N(int64(most-least)+1))
		rows = append(rows, scenarios.Row{Key: strconv.Itoa(i + 1), Value: takes.String()})
	}
	return rows
}

// names returns the tasks in the order of the list.
func (c *completed) names() (names []string) {
	for _, row := range c.durations {
		names = append(names, row.Key)
	}
	for i := len(names); len(c.durations) == 0 && i < c.tasks; i++ {
		names = append(names, strconv.Itoa(i+1))
	}
	return names
}

// limit returns the timeout for async.AsCompleted, for which a negative duration is none.
func (c *completed) limit() time.Duration {
	if c.timeout == 0 {
		return -1
	}
	return c.timeout
}
