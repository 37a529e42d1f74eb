package analysis

// methods lists the standard analysis in the order of its rows. Adding a method
// is its file and one line here.
var methods = []method{
	define("describe", describeInputs, Describe),
	define("attrition", attritionInputs, Attrition),
	define("paired_t", pairedTInputs, PairedT),
	define("paired_t", bootstrapInputs, BootstrapMean),
	define("paired_t", clusteredInputs, ClusteredT),
	define("signed_rank", signedRankInputs, SignedRank),
	define("sign_test", signTestInputs, SignTest),
	define("effect_size", effectSizeInputs, EffectSize),
	define("caseness", casenessInputs, Caseness),
	define("event", eventInputs, Event),
	define("severity", severityInputs, Severity),
	define("reliable_change", reliableChangeInputs, ReliableChange),
	define("response", responseInputs, Response),
	define("heterogeneity", heterogeneityInputs, Heterogeneity),
}

// method is a registered analysis, its types hidden so that all can be walked
// alike.
type method struct {
	id  string
	run func(*Pair, Spec) ([]Result, error)
}

// input is one summary that a method is asked about and how. A method has
// several when it runs once per criterion, none where it does not apply.
type input[S, O any] struct {
	from    S
	options O
}

// define registers a method: inputs draws from a pair of visits the weakest
// summaries that the method needs, with the options that the spec gives it, and
// run answers each.
func define[S, O any, R Result](id string, inputs func(*Pair, Spec) ([]input[S, O], error), run func(S, O) (R, error)) method {
	return method{id, func(p *Pair, spec Spec) ([]Result, error) {
		all, err := inputs(p, spec)
		if err != nil {
			return nil, err
		}
		var results []Result
		for _, in := range all {
			r, err := run(in.from, in.options)
			if err != nil {
				return nil, err
			}
			results = append(results, r)
		}
		return results, nil
	}}
}

// once is the input of a method that runs once.
func once[S, O any](from S, options O) ([]input[S, O], error) {
	return []input[S, O]{{from, options}}, nil
}
