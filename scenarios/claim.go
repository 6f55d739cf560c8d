package scenarios

// Quantifier says over which runs a claim holds.
type Quantifier uint8

const (
	Always    Quantifier = iota // every seed and every legal parameter
	Sometimes                   // at least one seed, with the parameters as they are
	Chance                      // a stated share of the seeds, with the parameters as they are
	Mean                        // on average over the seeds, with the parameters as they are
	quantifiers
)

var quantifierNames = [quantifiers]string{Always: "always", Sometimes: "sometimes", Chance: "chance", Mean: "mean"}

// String returns the quantifier's name, "" for a value that is none.
func (q Quantifier) String() string {
	if q >= quantifiers {
		return ""
	}
	return quantifierNames[q]
}

// Claim is a sentence about runs that can be checked.
type Claim struct {
	Quantifier Quantifier
	Sentence   string
	Check      func(*Results) error   // returns nil when the claim holds in a run, else what was seen instead; nil for a Mean
	Want       func() float64         // of a Chance, the share of runs in which the claim holds; of a Mean, the mean
	Value      func(*Results) float64 // of a Mean, the value of one run
	// UnderFaults says that the claim holds whatever is wrong with the services; others are about services that are well.
	UnderFaults bool
}

// Always adds a claim that every run must satisfy.
func (d *Declaration) Always(sentence string, check func(*Results) error) {
	d.claims = append(d.claims, Claim{Quantifier: Always, Sentence: sentence, Check: check})
}

// Sometimes adds a claim that some seeds' runs satisfy.
func (d *Declaration) Sometimes(sentence string, check func(*Results) error) {
	d.claims = append(d.claims, Claim{Quantifier: Sometimes, Sentence: sentence, Check: check})
}

// Chance adds a claim that a share of the seeds' runs satisfies. want computes the share, from 0 to 1, from the parameters.
func (d *Declaration) Chance(sentence string, want func() float64, check func(*Results) error) {
	d.claims = append(d.claims, Claim{Quantifier: Chance, Sentence: sentence, Want: want, Check: check})
}

// Mean adds a claim about an average: over the seeds, value has the mean that want computes from the parameters. Times
// are in seconds.
func (d *Declaration) Mean(sentence string, want func() float64, value func(*Results) float64) {
	d.claims = append(d.claims, Claim{Quantifier: Mean, Sentence: sentence, Want: want, Value: value})
}
