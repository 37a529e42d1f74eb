package datasets

// The codes of the decisions that loading takes, with their arguments beside N.
// What was decided while reading the files has the codes of the table package's
// notes.
const (
	DecisionVisitColumn       = "visit_column"        // column: the column taken for the visits of a long table, by its header
	DecisionRowIsParticipant  = "row_is_participant"  // n: rows; a wide table without a column of ids
	DecisionNoID              = "no_id"               // n: rows without an id, left out
	DecisionNoVisit           = "no_visit"            // n: rows without a visit, left out
	DecisionWhereMissing      = "where_missing"       // n: rows that lack a value which --where needs, left out
	DecisionVisitSpellings    = "visit_spellings"     // n: visits that were written in more than one way, such as 1 and 01
	DecisionVisitOrderPartial = "visit_order_partial" // n: visits, of which only the first and the last have a known place
	DecisionVisitWithoutRows  = "visit_without_rows"  // visit: one that was declared, but that no row has
	DecisionValueChanges      = "value_changes"       // n: participants whose rows differ in column; role: stratum, cluster, covariate or attendance
	DecisionBaselineChanges   = "baseline_changes"    // n: participants whose rows differ in the column of the outcome's baseline
	DecisionInvalidAsMissing  = "invalid_as_missing"  // n: cells of column read as missing; kind: text, thousands, too_large, range or answer
	DecisionDecimalComma      = "decimal_comma"       // n: numbers of column with a decimal comma
	DecisionDecimalsRounded   = "decimals_rounded"    // n: numbers of column with more than ten decimals, rounded to ten
	DecisionOffGrid           = "off_grid"            // n: scores that are off the declared step; step: the finer one that holds them
	DecisionDuplicates        = "duplicates"          // n: participants and visits with several rows; rows: how many; policy: first, last or mean
	DecisionDuplicatesMean    = "duplicates_mean"     // n: means taken for the outcome; step: its grid now; rounded: how many means were rounded to it
	DecisionOneVisitLeftOut   = "one_visit_left_out"  // an instrument that was recognised, but at one visit only, and is not analyzed
	DecisionColumnLeftOut     = "column_left_out"     // column: one among the items that belongs to no score; why: named_check or other_answers
	DecisionProrated          = "scores_prorated"     // n: scores of visit in which the mean of the answered items stands for missing ones
	DecisionTooFewAnswers     = "too_few_answers"     // n: surveys of visit that have answers, but too few for a score
	DecisionNeverImputed      = "never_imputed"       // n: surveys of visit without a score because item was not answered, which is never imputed; without: a scale that does without it
	DecisionAnswerLabels      = "answer_labels"       // n: surveys with answers that were read from their labels
	DecisionAnswersRead       = "answers_interpreted" // n: surveys in which a range was taken at its middle, or a unit was converted
	DecisionAnswersRounded    = "answers_rounded"     // n: surveys with answers of more decimals than are kept
	DecisionImplausible       = "implausible_answers" // n: surveys to which a warning of the instrument applies; warning: its id
	DecisionItemsBeatTotals   = "items_beat_totals"   // n: surveys whose score differs from the total in column; compared: of how many; total_only: surveys with a total and no score
	DecisionTimesFromNames    = "times_from_names"    // n: visits, whose times were read from their names; times: 0, 1, 3; unit: months, or empty
	DecisionTimesFromOrder    = "times_from_order"    // n: visits, which are counted 0, 1, 2, … because nothing says their times; times
	DecisionNoTime            = "no_time"             // n: rows without a time in the column of irregular times, left out
	DecisionSyntheticData     = "synthetic_data"      // n: rows that say they are synthetic
	DecisionSafetyItem        = "safety_item"         // item: asks about safety; retrospective data are no monitoring, and answers are not counted here
	DecisionUnverifiedNumber  = "unverified_number"   // what, value: a number of the catalogue that is used; source, confidence: where it was found and how sure it is, secondary: in no primary source; scale
	DecisionScaleOverruled    = "scale_overruled"     // what: better or range, as asked against the catalogue, whose cut-offs are then left out
	DecisionDictionaryCodes   = "dictionary_codes"    // codes: what the file's codes mean by the data dictionary, as in 1:0,2:1
	DecisionArmsJoined        = "arms_joined"         // n: events of REDCap that stand in several arms and were taken for one visit each
	DecisionOtherFormRows     = "other_form_rows"     // n: rows of repeated REDCap forms that hold none of the outcomes, left out
	DecisionPreviewRows       = "preview_rows"        // n: rows that Qualtrics says are its makers' own trials, left out
	DecisionJoinWithoutMatch  = "join_without_match"  // n: participants whom the side table lacks
	DecisionJoinUnused        = "join_unused"         // n: ids of the side table whom the data lack
	DecisionJoinNoID          = "join_no_id"          // n: rows of the side table without an id
)
