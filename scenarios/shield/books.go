package shield

import "strconv"

// books are two accounts.
type books struct{ a, b int }

// sum comes before what is in both accounts.
const sum = " = "

func (b *books) text() string {
	return "A " + strconv.Itoa(b.a) + " + B " + strconv.Itoa(b.b) + sum + strconv.Itoa(b.a+b.b)
}
