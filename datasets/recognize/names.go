package recognize

// This file is data: how exports name what the catalogue's instruments are
// made of. An instrument without an entry is known by its id, by the labels of
// its items and by its anchors.

// stems are further names of an instrument, without its number of items, in
// lower case and without accents.
var stems = map[string][]string{
	"phq9":  {"phq", "patient health questionnaire", "cuestionario sobre la salud del paciente"},
	"gad7":  {"gad", "generalized anxiety disorder", "generalised anxiety disorder", "ansiedad generalizada"},
	"ucla3": {"ucla", "uls", "tils", "ucla loneliness", "ucla ls", "three item loneliness", "3 item loneliness"},
	"evs":   {"evs", "pavs", "exercise vital sign", "physical activity vital sign", "signo vital de ejercicio"},
	"fv2":   {"fv", "fruit veg", "fruit vegetable", "fruits vegetables", "fruit and vegetable", "fruits and vegetables"},
}

// looseStems are words that other questionnaires use too. Where all items are
// there they name the instrument if words say what the items are about; with
// mere numbers they are asked about.
var looseStems = map[string][]string{
	"ucla3": {"loneliness", "lonely", "ls", "soledad"},
	"evs":   {"exercise", "physical activity", "activity", "pa", "ejercicio", "actividad fisica", "actividad"},
}

// plainStems are those loose stems that are worth a question.
var plainStems = []string{"loneliness", "lonely", "soledad"}

// foreignNumbers follow a stem in the names of other instruments: PHQ-15 is
// about the body.
var foreignNumbers = map[string][]int{
	"phq9":  {4, 15},
	"ucla3": {4, 6, 8, 10, 20},
}

// itemWords name items by what they are about.
var itemWords = map[string]map[string][]string{
	"phq9": {
		"1": {"interest", "anhedonia", "pleasure", "interes"},
		"2": {"down", "depressed", "mood", "hopeless"},
		"3": {"sleep", "sueno"},
		"4": {"tired", "energy", "fatigue", "cansancio"},
		"5": {"appetite", "eating", "apetito"},
		"6": {"failure", "worth", "worthless", "guilt", "self worth", "autoestima"},
		"7": {"concentration", "concentrate", "concentrating", "concentracion"},
		"8": {"moving", "psychomotor", "slow", "movement"},
		"9": {"suicide", "suicidal", "self harm", "selfharm", "harm", "dead", "death", "si", "muerte"},
	},
	"gad7": {
		"1": {"nervous", "anxious", "nervioso"},
		"2": {"control worry", "control worrying", "stop worrying", "control"},
		"3": {"worry", "worrying", "worry too much", "preocupacion"},
		"4": {"relax", "relaxing", "relajarse"},
		"5": {"restless", "inquieto"},
		"6": {"irritable", "annoyed", "irritado"},
		"7": {"afraid", "fear", "miedo"},
	},
	"ucla3": {
		"1": {"companionship", "companion", "lack companionship", "compania"},
		"2": {"left out", "leftout", "excluded", "excluido"},
		"3": {"isolated", "isolation", "isolate", "aislado"},
	},
	"evs": {
		"days":    {"days", "day", "dias", "dpw", "frequency"},
		"minutes": {"minutes", "minute", "mins", "min", "minutos", "mpd", "duration"},
	},
	"fv2": {
		"fruit":      {"fruit", "fruits", "fruta", "frutas"},
		"vegetables": {"vegetable", "vegetables", "veg", "vegs", "veggie", "veggies", "verdura", "verduras", "vegetales"},
	},
}

// wholeByItem lists the instruments whose items need no stem: their words are
// plain enough where all of them are there.
var wholeByItem = []string{"fv2"}

// contextWords must stand in a question's text beside the anchors that say too
// little alone.
var contextWords = map[string][]string{
	"evs": {"exercise", "physical activity", "ejercicio", "actividad fisica"},
}

// unitWords say in which of its units a scale is counted.
var unitWords = map[string]map[string]string{
	"fv2": {
		"serving": "servings/day", "servings": "servings/day", "porcion": "servings/day", "porciones": "servings/day",
		"cup": "cups/day", "cups": "cups/day", "taza": "cups/day", "tazas": "cups/day",
	},
}

var (
	// markers stand before the number of an item.
	markers = set("q", "item", "i", "question", "ques", "pregunta", "p", "it")
	// wholeWords name the score of a whole questionnaire.
	wholeWords = set("total", "totals", "tot", "sum", "score", "scores", "sumscore", "totalscore", "puntaje", "puntuacion", "suma")
	// totalWords leave no doubt that a number beside them is no item's.
	totalWords = set("total", "totals", "tot", "sum", "sumscore", "totalscore", "puntaje", "puntuacion", "suma")
	// noise says nothing of what a column is.
	noise = set("raw", "val", "value", "num", "numeric", "code", "coded", "scale", "survey", "form", "per", "a", "the", "of", "en", "de", "por", "al", "la", "el",
		"question", "questionnaire", "cuestionario", "points", "puntos", "in", "at", "and", "y",
		"depression", "depressive", "anxiety", "symptoms", "depresion", "ansiedad", "sintomas")
	// weekly tells minutes of a week from those of a day, as "days per week"
	// does not.
	weekly = set("week", "weekly", "wk", "semana", "semanal")
	daily  = set("day", "daily", "dia", "diario")
	// checks name questions that test the attention and belong to no score.
	checks = set("attention", "attn", "attncheck", "attentioncheck", "check", "ac", "imc", "trap", "catch", "infrequency", "infreq", "validity", "bogus", "atencion")
	// others name what is neither an item nor a score.
	others = set("complete", "completed", "timestamp", "date", "fecha", "datetime", "rt", "interpretation", "category", "cat", "band", "class", "severity", "level",
		"diagnosis", "dx", "flag", "difficulty", "difficult", "impairment", "functioning", "dificultad", "missing", "miss", "answered", "prorated", "n", "count", "mean",
		"avg", "average", "z", "zscore", "tscore", "percentile", "pct", "change", "diff", "delta", "comment", "comments", "text", "note", "notes", "specify", "label",
		"cutoff", "positive", "case", "caseness", "remission", "response", "consent", "language", "version", "factor")
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
