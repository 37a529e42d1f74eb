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

	"brs":      {"brief resilience scale"},
	"cdrisc10": {"cd risc", "connor davidson"},
	"djg6":     {"djgls", "de jong gierveld"},
	"dufss":    {"fssq", "duke unc"},
	"hrqol4":   {"healthy days"},
	"hvs":      {"hunger vital sign"},
	"lsns6":    {"lubben"},
	"mspss":    {"perceived social support"},
	"pss10":    {"perceived stress", "perceived stress scale", "estres percibido"},
	"swemwbs":  {"short warwick edinburgh"},
	"bmi":      {"imc", "body mass index", "indice de masa corporal"},
	"dbp":      {"diastolic", "diastolic bp", "diastolic blood pressure", "blood pressure diastolic", "bp diastolic", "bp dia", "dia bp", "presion diastolica", "diastolica"},
	"sbp":      {"systolic", "systolic bp", "systolic blood pressure", "blood pressure systolic", "bp systolic", "bp sys", "sys bp", "presion sistolica", "sistolica"},
}

// fullNames are all the names of an instrument whose id without its number is
// another's stem, a plain word, or no name. An empty list leaves it to be named
// by the user: its codes or its versions differ so that a column's name alone
// does not say what it holds.
var fullNames = map[string][]string{
	"k6":        {"k 6", "kessler 6"},
	"phq4":      {"phq 4", "patient health questionnaire 4"},
	"ucla20v3":  {"ucla 20", "ucla 20 v 3", "ucla ls 20", "ucla loneliness 20", "uls 20"},
	"who5":      {"who 5", "who five"},
	"eq5d5l":    {"eq vas", "eq 5 d vas", "eq 5 d 5 l vas"}, // without VAS it may be the index
	"hba1c":     {"hba 1 c", "a 1 c", "hemoglobin a 1 c", "haemoglobin a 1 c"},
	"pam13":     {"pam 13", "patient activation measure"},
	"weight_kg": {"weight kg", "body weight kg", "peso kg"},

	"acute_care": {}, // counts need the months in which they arose
	"ahc_hrsn":   {}, // domains without a total
	"belonging":  {}, // codes go either way
	"bp":         {}, // the category; the pressures are sbp and dbp
	"ons4":       {}, // four scores without a composite
	"prapare":    {}, // what is a risk is the programme's to say
	"promis_gh":  {}, // versions 1.0 and 1.1 code two items the other way round
	"srh":        {}, // codes go either way
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
	"phq9":     {4, 15},
	"ucla3":    {4, 6, 8, 10, 20},
	"cdrisc10": {2, 25},
	"djg6":     {11},
	"lsns6":    {12, 18},
	"pss10":    {14},
	"usda6":    {10, 18},
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
	"phq4": {
		"1": {"nervous", "anxious", "gad 1", "nervioso"},
		"2": {"worry", "worrying", "control worry", "gad 2", "preocupacion"},
		"3": {"interest", "anhedonia", "pleasure", "phq 1", "interes"},
		"4": {"down", "depressed", "mood", "phq 2"},
	},
	"k6": {
		"1": {"nervous"}, "2": {"hopeless"}, "3": {"restless"}, "4": {"depressed", "cheer"}, "5": {"effort"}, "6": {"worthless"},
	},
	"who5": {
		"1": {"cheerful", "spirits"}, "2": {"calm"}, "3": {"active", "vigorous"}, "4": {"rested", "fresh"}, "5": {"interest", "interested"},
	},
	"hrqol4": {
		"health": {"general", "general health"}, "physical": {"physical", "phys", "physical days"}, "mental": {"mental", "ment", "mental days"},
		"limited": {"limited", "activity", "limitation"},
	},
	"hvs": {
		"1": {"worried", "worry"}, "2": {"last", "lasted"},
	},
	"usda6": {
		"hh3": {"hh 3"}, "hh4": {"hh 4"}, "ad1": {"ad 1"}, "ad1a": {"ad 1 a"}, "ad2": {"ad 2"}, "ad3": {"ad 3"},
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
		"diagnosis", "dx", "flag", "difficulty", "difficult", "impairment", "functioning", "dificultad", "missing", "miss", "given", "answered", "prorated", "n", "count", "mean",
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
