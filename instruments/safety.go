package instruments

// SafetyState says what is known of the item about safety.
type SafetyState uint8

const (
	// SafetyUnknown: the item was not answered. It is never inferred from the
	// other items, and it is not the same as no.
	SafetyUnknown SafetyState = iota
	// SafetyNotEndorsed: the item was answered below the flagged codes. It does
	// not clear anybody: most suicides in a large cohort had answered so.
	SafetyNotEndorsed
	// SafetyEndorsed: the item was answered with a flagged code.
	SafetyEndorsed
	// SafetyNotAsked: the instrument has no such item.
	SafetyNotAsked
)

func (s SafetyState) String() string {
	return [...]string{"unknown", "not_endorsed", "endorsed", "not_asked"}[s]
}

// Safety is the safety flag of one person's answers. It depends on the one item
// alone: not on the total, nor on whether there is one, and nothing is imputed.
// Flags belong in a restricted file of their own; public output may hold counts
// at most, and no small ones.
type Safety struct {
	State SafetyState
	Level Answer // the code that was answered, where endorsed: 1, 2 or 3 for PHQ-9
}

// safety derives the flag from the answers as given.
func (i *Instrument) safety(answers []Answer) Safety {
	if i.Safety == nil {
		return Safety{State: SafetyNotAsked}
	}
	switch a := answers[i.Safety.Item]; {
	case a == NoAnswer:
		return Safety{State: SafetyUnknown}
	case a < i.Safety.From:
		return Safety{State: SafetyNotEndorsed}
	default:
		return Safety{SafetyEndorsed, a}
	}
}
