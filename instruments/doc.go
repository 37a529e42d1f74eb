// Package instruments knows what questionnaires are: their items, how answers
// become scores, and what scores mean. Each is data, one YAML file in the
// folder catalog; adding an instrument is adding a file.
//
//	scale, _ := instruments.ScaleByID("phq9")
//	scorer, err := scale.Instrument().Scorer(instruments.Options{})
//	var r instruments.Result
//	err = scorer.Score(answers, &r) // r.Scales, r.Safety, r.Warnings
//
// # Scoring
//
// Answers are codes and scores are whole numbers of steps, so that nothing is
// ever rounded but a prorated score or a quotient, once. A scale is scored by
// operations of a closed set, in this order: a skip sets answers that follow from
// others; each item is reversed, or mapped; the values are combined by sum, mean,
// product, max, count or quotient; a table turns the raw score into a published
// one. There is no way to write a formula, so that a file can be checked: the
// step and the range that it declares must be those that follow from its items.
//
// Where answers are missing, a scale is scored by its rule alone: complete,
// prorate (the mean of the answered items stands for the others), available
// (the answered items as they are) or decided (the answered items settle it).
// An item about safety is never imputed.
//
// # Numbers and their sources
//
// Every number of the literature carries source, a key of sources.yaml, and
// confidence: verified, convention, computed or unverified. What is unverified
// is carried and not used unless a study asks for it by name; see
// [Scale.Summary], [Scale.Flags] and [Scale.Withheld].
//
// # Instruments of one's own
//
// [Catalog.With] reads further files of the same format; they use the answer sets
// and sources that are there, and may bring an answers.yaml and a sources.yaml.
//
// # The format
//
// Keys are those below and no others. Beside sources.yaml, a catalogue has
// answers.yaml with the answer sets that instruments share.
//
//	id: sample                  # the file is sample.yaml; lower case, digits and _
//	name: {en: Sample questionnaire, es: Cuestionario de muestra}
//	construct: {en: what it measures, es: lo que mide}
//	recall: {en: last 7 days, es: últimos 7 días} # may be left out
//	note: {en: for its users, es: para quien lo use} # may be left out
//	licence:
//	  status: free              # or attribution, permission_required, unknown
//	  wording: must_not_embed   # or may_embed: the questions' own words
//	  text: what the owner says
//	  source: choice            # one key of sources.yaml, or a list
//	  confidence: convention    # or verified, computed, unverified
//	  note: a choice gives its reason
//	citations:
//	  - {text: "Author A (2020). Title. Journal 1:1-9", doi: 10.1000/1} # doi may be left out
//	loinc: null                 # or panel: and items:, each with its evidence
//	answer_sets:                # only those that answers.yaml has not
//	  agreement:
//	    source: choice
//	    confidence: convention
//	    note: a sample
//	    options:                # the first label is the form's own
//	      - {code: 1, en: [Disagree, No], es: [En desacuerdo, No]}
//	      - {code: 2, en: [Neither], es: [Ni lo uno ni lo otro]}
//	      - {code: 3, en: [Agree, Yes], es: [De acuerdo, Sí]}
//	answers: agreement          # of the items that name no other
//	items:
//	  - {id: 1, label: {en: feels well, es: se siente bien}, reverse: true}
//	  - {id: 2, label: {en: feels bad, es: se siente mal}, anchors: [feel bad]}
//	  - {id: 3, label: {en: harm, es: daño}, safety: true, loinc: null}
//	  - {id: drinks, label: {en: drinks at all, es: bebe}}
//	  - id: glasses
//	    label: {en: glasses a day, es: vasos al día}
//	    number:                 # instead of answers
//	      range: [0, 40]        # whole numbers; beyond is no answer
//	      decimals: 0           # the most that is kept, 6 at most
//	      units: {glass: 1, glasses: 1, bottle: 5} # words that may follow
//	      source: choice
//	      confidence: convention
//	      note: a sample
//	  - id: days
//	    label: {en: days looked back, es: días considerados}
//	    number: {range: [1, 31], source: choice, confidence: convention, note: a sample}
//	skips:                      # in this order; they overrule what was answered
//	  - {when: {item: drinks, at: "==1"}, set: {glasses: 0}}
//	warnings:                   # allowed, and hardly plausible
//	  - id: many_glasses
//	    label: {en: more than 20 glasses, es: más de 20 vasos}
//	    when: [{item: glasses, at: ">20"}] # all of them; >= <= > < ==
//	    source: choice
//	    confidence: convention
//	    note: a sample
//	safety:                     # where an item is marked so
//	  from: 2                   # the lowest code that is flagged
//	  notice: {en: tell a clinician, es: avise a un profesional clínico}
//	  source: choice
//	  confidence: convention
//	  note: a sample
//	scales:
//	  - id: sample              # unique in the whole catalogue
//	    label: {en: feeling bad, es: malestar}
//	    unit: points            # or a list, of which the study declares one
//	    derived: false          # true: analysed only when named
//	    operation: sum          # or mean, product, max, count, quotient
//	    items: [1, 2, 3]        # all where left out
//	    scoring: {source: choice, confidence: convention, note: a sample}
//	    loinc: null
//	    step: 1                 # or 1/6; exact where items have decimals
//	    range: [3, 9]
//	    better: lower           # or higher, unknown
//	    missing:                # or {rule: complete}
//	      rule: prorate         # or available with min_answered:, decided with by: ">=1"
//	      min_answered: 2
//	      rounding: half_up
//	      never_impute: [3]
//	      source: choice
//	      confidence: convention
//	      note: a sample
//	    bands:                  # from the lowest score up
//	      source: choice
//	      confidence: convention
//	      note: a sample
//	      list:
//	        - {id: low, from: 3, label: {en: low, es: bajo}}
//	        - {id: high, from: 7, label: {en: high, es: alto}}
//	    caseness:               # the undesirable state; recovery goes by the first
//	      - {at: ">=7", label: {en: cases, es: casos}, source: choice, confidence: convention, note: a sample}
//	      - {at: ">=8", optional: true, source: choice, confidence: convention, note: not analysed unasked}
//	    reliable_change:        # change:, or sd: and r: for 1.96·sd·√2·√(1−r)
//	      - {id: sample_rule, change: 2, default: true, source: choice, confidence: convention, note: a sample}
//	      - {id: sample_alpha, sd: 1.5, r: 0.8, source: memory, confidence: unverified, note: named in a paper}
//	    reliability:            # one default where one is verified, as for reliable_change and mcid
//	      - {id: alpha, r: 0.8, source: memory, confidence: unverified, note: named in a paper}
//	    remission: {at: "<=4", source: choice, confidence: convention, note: a sample}
//	    response: {percent: 50, source: choice, confidence: convention, note: a sample}
//	    mcid:                   # change:, or percent_of_baseline:
//	      - {id: sample_mcid, change: 1, default: true, source: choice, confidence: convention, note: a sample}
//	  - id: sample_signs
//	    label: {en: signs of feeling bad, es: señales de malestar}
//	    derived: true
//	    unit: signs
//	    operation: count
//	    counts: ">=1"           # the values that are counted
//	    items: [1, 2]
//	    map:                    # codes:, or from: for everything up to the next
//	      - {items: [2], codes: {1: 0, 2: 0, 3: 1}}
//	    scoring: {source: choice, confidence: convention, note: a sample}
//	    step: 1
//	    range: [0, 2]
//	    better: lower
//	    missing: {rule: decided, by: ">=2", source: choice, confidence: convention, note: a sample}
//	    table:                  # from raw scores; each has its row
//	      rows: {0: 0, 1: 1, 2: 2}
//	      source: choice
//	      confidence: convention
//	      note: a sample
//	  - id: sample_glasses
//	    label: {en: glasses, es: vasos}
//	    unit: glasses/day
//	    operation: sum
//	    items: [glasses]
//	    scoring: {source: choice, confidence: convention, note: a sample}
//	    step: 1
//	    range: [0, 40]
//	    better: higher
//	    missing: {rule: complete}
//	    events:                 # what is no caseness
//	      - {id: enough, label: {en: enough, es: suficiente}, at: ">=8", desirable: true, source: choice, confidence: convention, note: a sample}
//	  - id: sample_rate
//	    label: {en: glasses a month, es: vasos al mes}
//	    unit: glasses/month
//	    operation: quotient     # the sum of the items but the last, over the last,
//	    times: 30               # times this, rounded half up to the step
//	    power: 1                # of the divisor; or 2
//	    items: [glasses, days]
//	    scoring: {source: choice, confidence: convention, note: a sample}
//	    step: 0.1
//	    range: [0, 1200]
//	    better: lower
//	    missing: {rule: complete}
package instruments
