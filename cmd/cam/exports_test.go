package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/cam-outcomes/cam/datasets/simulate"
)

// asked is what the questionnaires ask, by the names of the simulated columns.
// The wording is shortened: it holds what recognition goes by.
var askedOf = map[string]string{
	"phq9_1": "Little interest or pleasure in doing things", "phq9_2": "Feeling down, depressed, or hopeless",
	"phq9_3": "Trouble falling or staying asleep, or sleeping too much", "phq9_4": "Feeling tired or having little energy",
	"phq9_5": "Poor appetite or overeating", "phq9_6": "Feeling bad about yourself",
	"phq9_7": "Trouble concentrating on things", "phq9_8": "Moving or speaking so slowly that other people could have noticed",
	"phq9_9": "Thoughts that you would be better off dead",
	"gad7_1": "Feeling nervous, anxious or on edge", "gad7_2": "Not being able to stop or control worrying", "gad7_3": "Worrying too much about different things",
	"gad7_4": "Trouble relaxing", "gad7_5": "Being so restless that it is hard to sit still", "gad7_6": "Becoming easily annoyed or irritable", "gad7_7": "Feeling afraid as if something awful might happen",
	"ucla3_1": "How often do you feel that you lack companionship?", "ucla3_2": "How often do you feel left out?", "ucla3_3": "How often do you feel isolated from others?",
}

// surveys is a simulated cohort, a row for each survey.
type surveys struct {
	header []string
	codes  [][]string
	labels [][]string
}

func simulated(t *testing.T) surveys {
	t.Helper()
	read := func(labels bool) [][]string {
		var out bytes.Buffer
		if err := simulate.Write(&out, simulate.Options{N: 60, Months: 1, Labels: labels, Seed: 5}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	keep := func(rows [][]string) (out [][]string) {
		for _, row := range rows {
			var cells []string
			for i, h := range rows[0] {
				if _, item := askedOf[h]; item || slices.Contains([]string{"participant_id", "visit", "site"}, h) {
					cells = append(cells, row[i])
				}
			}
			out = append(out, cells)
		}
		return out
	}
	codes, labels := keep(read(false)), keep(read(true))
	return surveys{codes[0], codes[1:], labels[1:]}
}

func (s surveys) at(h string) int { return slices.Index(s.header, h) }

// items lists the columns of an instrument.
func (s surveys) items(instrument string) (all []string) {
	for _, h := range s.header {
		if strings.HasPrefix(h, instrument+"_") {
			all = append(all, h)
		}
	}
	return all
}

func (s surveys) allItems() []string {
	return slices.Concat(s.items("phq9"), s.items("gad7"), s.items("ucla3"))
}

// rows writes a row for each survey: what stands before the answers, and the
// answers of the given kind.
func (s surveys) rows(answers [][]string, before func(row []string) []string) (out [][]string) {
	for _, row := range answers {
		cells := before(row)
		for _, h := range s.allItems() {
			cells = append(cells, row[s.at(h)])
		}
		out = append(out, cells)
	}
	return out
}

// plainly is id, visit and site.
func (s surveys) plainly(row []string) []string {
	return []string{row[s.at("participant_id")], row[s.at("visit")], row[s.at("site")]}
}

func csvOf(rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.WriteAll(rows)
	return b.Bytes()
}

func texts(items []string, write func(h, text string) string) (all []string) {
	for _, h := range items {
		all = append(all, write(h, askedOf[h]))
	}
	return all
}

// event is the visit as REDCap writes it, raw and in words.
func event(visit string, words bool) string {
	switch {
	case words && visit == "baseline":
		return "Baseline (Arm 1: Main)"
	case words:
		return "Month 1 (Arm 1: Main)"
	case visit == "baseline":
		return "baseline_arm_1"
	}
	return "month_1_arm_1"
}

func (s surveys) redcap() [][]string {
	out := [][]string{append([]string{"record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_data_access_group", "race___1", "race___2"},
		append(s.allItems(), "ae_text", "surveys_complete", "adverse_event_complete")...)}
	for _, row := range s.rows(s.codes, func(row []string) []string {
		return []string{row[s.at("participant_id")], event(row[s.at("visit")], false), "", "", row[s.at("site")], "1", "0"}
	}) {
		out = append(out, append(row, "", "2", ""))
		if len(out)%7 == 0 { // a repeated form about the same visit
			extra := make([]string, len(row)+3)
			copy(extra, row[:2])
			extra[2], extra[3], extra[4] = "adverse_event", "1", row[4]
			extra[len(row)], extra[len(row)+2] = "fell on the stairs", "2"
			out = append(out, extra)
		}
	}
	return out
}

func (s surveys) redcapLabels() [][]string {
	header := append([]string{"Record ID", "Event Name", "Data Access Group"}, texts(s.items("phq9"), func(_, q string) string { return q })...)
	header = append(append(header, "Complete?"), texts(s.items("gad7"), func(_, q string) string { return q })...)
	header = append(append(header, "Complete?"), texts(s.items("ucla3"), func(_, q string) string { return q })...)
	out := [][]string{append(header, "Complete?")}
	for _, row := range s.labels {
		cells := []string{row[s.at("participant_id")], event(row[s.at("visit")], true), row[s.at("site")]}
		for _, in := range []string{"phq9", "gad7", "ucla3"} {
			for _, h := range s.items(in) {
				cells = append(cells, row[s.at(h)])
			}
			cells = append(cells, "Complete")
		}
		out = append(out, cells)
	}
	return out
}

// ownCodes is a raw export of fields f01, f02, … whose codes count from 1, with
// its data dictionary.
func (s surveys) ownCodes() (data, dictionary [][]string) {
	header := []string{"record_id", "redcap_event_name", "site"}
	dictionary = [][]string{{"Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label", "Choices, Calculations, OR Slider Labels"},
		{"record_id", "intake", "", "text", "Record ID", ""}, {"site", "intake", "", "text", "Site", ""}}
	for i, h := range s.allItems() {
		choices := "1, Not at all | 2, Several days | 3, More than half the days | 4, Nearly every day"
		if strings.HasPrefix(h, "ucla3") {
			choices = "1, Hardly ever | 2, Some of the time | 3, Often"
		}
		name := fmt.Sprintf("f%02d", i+1)
		header = append(header, name)
		dictionary = append(dictionary, []string{name, "surveys", "<b>Over the last 2 weeks</b>", "radio", "<p>" + askedOf[h] + "</p>", choices})
	}
	data = append([][]string{header}, s.rows(s.codes, s.plainly)...)
	for _, row := range data[1:] {
		for i, h := range s.allItems() {
			if n, err := strconv.Atoi(row[3+i]); err == nil && !strings.HasPrefix(h, "ucla3") {
				row[3+i] = strconv.Itoa(n + 1)
			}
		}
		row[1] = event(row[1], false)
	}
	return data, dictionary
}

func (s surveys) qualtrics() [][]string {
	names := []string{"StartDate", "Status", "Finished", "ResponseId", "participant_id", "visit", "site"}
	asks := []string{"Start Date", "Response Type", "Finished", "Response ID", "participant_id", "visit", "site"}
	ids := []string{`{"ImportId":"startDate","timeZone":"America/New_York"}`, `{"ImportId":"status"}`, `{"ImportId":"finished"}`, `{"ImportId":"_recordId"}`, `{"ImportId":"participant_id"}`, `{"ImportId":"visit"}`, `{"ImportId":"site"}`}
	for i, h := range s.allItems() {
		names = append(names, fmt.Sprintf("Q%d_%d", 5+i/9, 1+i%9))
		asks = append(asks, "Over the last 2 weeks, how often have you been bothered by any of the\nfollowing problems? - "+askedOf[h])
		ids = append(ids, fmt.Sprintf(`{"ImportId":"QID%d_%d"}`, 5+i/9, 1+i%9))
	}
	out := [][]string{names, asks, ids}
	trial := slices.Repeat([]string{"3"}, len(names))
	copy(trial, []string{"2025-02-27 09:00:00", "Survey Preview", "1", "R_trial", "test", "baseline"})
	out = append(out, trial)
	for i, row := range s.rows(s.codes, s.plainly) {
		out = append(out, append([]string{"2025-03-01 10:00:00", "0", "1", fmt.Sprintf("R_%04d", i)}, row...))
	}
	return out
}

func (s surveys) surveyMonkey() [][]string {
	first := []string{"Respondent ID", "Collector ID", "Start Date", "Participant ID", "Visit", "Site"}
	second := []string{"", "", "", "Open-Ended Response", "Response", "Response"}
	last := ""
	for _, h := range s.allItems() {
		question := ""
		if in := h[:4]; in != last {
			question, last = "Over the last 2 weeks, how often have you been bothered by any of the following problems? ("+in+")", in
		}
		first, second = append(first, question), append(second, askedOf[h])
	}
	out := [][]string{first, second}
	for i, row := range s.rows(s.labels, s.plainly) {
		out = append(out, append([]string{strconv.Itoa(118000 + i), "4711", "03/01/2025 10:00:00 AM"}, row...))
	}
	return out
}

func (s surveys) googleForms() [][]string {
	header := append([]string{"Timestamp", "Participant ID", "Visit", "Site"}, texts(s.allItems(), func(_, q string) string {
		return "Over the last 2 weeks, how often have you been bothered by any of the following problems? [" + q + "]"
	})...)
	out := [][]string{header}
	for _, row := range s.rows(s.labels, s.plainly) {
		out = append(out, append([]string{"3/1/2025 10:00:00"}, row...))
	}
	return out
}

// spanish is a Google form in Spanish, of which copies have the rows of the grid
// alone in their headers.
func (s surveys) spanish(bare bool) [][]string {
	in := map[string]string{
		"phq9_1": "Poco interés o placer en hacer cosas", "phq9_2": "Sentirse desanimado/a, deprimido/a o sin esperanza",
		"phq9_3": "Dificultad para dormir o permanecer dormido/a, o dormir demasiado", "phq9_4": "Sentirse cansado/a o con poca energía",
		"phq9_5": "Con poco apetito o comer en exceso", "phq9_6": "Sentirse mal consigo mismo/a", "phq9_7": "Dificultad para concentrarse en algo",
		"phq9_8": "Moverse o hablar tan despacio que otras personas lo notan", "phq9_9": "Pensamientos de que estaría mejor muerto/a",
		"gad7_1": "Sentirse nervioso/a o con los nervios de punta", "gad7_2": "No poder dejar de preocuparse", "gad7_3": "Preocuparse demasiado por cosas diferentes",
		"gad7_4": "Dificultad para relajarse", "gad7_5": "Estar tan inquieto/a que es difícil quedarse sentado/a", "gad7_6": "Enojarse o irritarse: irritable con facilidad", "gad7_7": "Sentir miedo de que algo terrible pudiera pasar",
		"ucla3_1": "¿Con qué frecuencia siente que le falta compañía?", "ucla3_2": "¿Con qué frecuencia se siente excluido/a?", "ucla3_3": "¿Con qué frecuencia se siente aislado/a de los demás?",
	}
	header := []string{"Marca temporal", "ID", "Visita", "Centro"}
	for _, h := range s.allItems() {
		question := "[" + in[h] + "]"
		if !bare {
			question = "Durante las últimas 2 semanas, ¿con qué frecuencia le han molestado los siguientes problemas? " + question
		}
		header = append(header, question)
	}
	out := [][]string{header}
	for _, row := range s.rows(s.labels, s.plainly) {
		out = append(out, append([]string{"1/3/2025 10:00:00"}, row...))
	}
	return out
}

// workbook is a sheet with a title, numbers as numbers and a row of means, beside
// a sheet of remarks.
func (s surveys) workbook(t *testing.T) []byte {
	f := excelize.NewFile()
	defer f.Close()
	put := func(sheet string, line int, cells ...any) {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", line), &cells); err != nil {
			t.Fatal(err)
		}
	}
	put("Sheet1", 1, "Made by the evaluation team")
	if _, err := f.NewSheet("Answers"); err != nil {
		t.Fatal(err)
	}
	put("Answers", 1, "Our programme, spring 2025")
	rows := append([][]string{append([]string{"id", "visit", "site"}, s.allItems()...)}, s.rows(s.codes, s.plainly)...)
	rows = append(rows, slices.Concat([]string{"Average", "", ""}, slices.Repeat([]string{"1.25"}, len(s.allItems()))))
	for i, row := range rows {
		cells := make([]any, len(row))
		for j, cell := range row {
			cells[j] = cell
			if v, err := strconv.ParseFloat(cell, 64); err == nil {
				cells[j] = v
			}
		}
		put("Answers", 3+i, cells...)
	}
	buffer, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// halfAndHalf writes one instrument by codes and the others by labels, its items
// between others', under two conventions.
func (s surveys) halfAndHalf() [][]string {
	header := []string{"ID", "Visit", "site", "comment"}
	var order []string
	phq, gad := s.items("phq9"), s.items("gad7")
	for i := range phq {
		order = append(order, phq[i])
		if i < len(gad) {
			order = append(order, gad[i])
		}
	}
	order = append(order, s.items("ucla3")...)
	for i, h := range order {
		switch {
		case strings.HasPrefix(h, "phq9"):
			header = append(header, "PHQ-9 Q"+h[len("phq9_"):])
		case strings.HasPrefix(h, "gad7"):
			header = append(header, askedOf[h])
		default:
			header = append(header, "ucla_"+h[len("ucla3_"):])
		}
		_ = i
	}
	out := [][]string{header}
	for n, row := range s.codes {
		cells := append(s.plainly(row), "")
		for i, h := range order {
			from := row
			if strings.HasPrefix(h, "gad7") || n%2 == 1 && i%3 == 0 {
				from = s.labels[n]
			}
			cells = append(cells, from[s.at(h)])
		}
		out = append(out, cells)
	}
	return out
}

// answers runs cam analyze and returns what must not depend on the export.
func answers(t *testing.T, args ...string) string {
	t.Helper()
	var out, problem bytes.Buffer
	args = append([]string{"analyze", "--format", "json"}, args...)
	if code := run(args, streams{in: strings.NewReader(""), out: &out, err: &problem}); code != 0 {
		t.Fatalf("cam %s exits %d: %s", strings.Join(args, " "), code, problem.String())
	}
	var doc struct{ Flow, Estimates json.RawMessage }
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return string(doc.Flow) + "\n" + string(doc.Estimates)
}

// TestSameCohortThroughEveryExport: what a platform makes of the same answers
// changes no digit.
func TestSameCohortThroughEveryExport(t *testing.T) {
	s := simulated(t)
	dir := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	plain := append([][]string{append([]string{"id", "visit", "site"}, s.allItems()...)}, s.rows(s.codes, s.plainly)...)
	want := answers(t, file("plain.csv", csvOf(plain)))
	if !strings.Contains(want, `"outcome":"ucla3"`) && !strings.Contains(want, `"outcome": "ucla3"`) {
		t.Fatalf("not every instrument is there: %.400s", want)
	}
	tabs := strings.ReplaceAll(string(csvOf(plain)), ",", "\t")
	wide16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(tabs))
	if err != nil {
		t.Fatal(err)
	}
	latin, err := charmap.ISO8859_1.NewEncoder().String(strings.Replace(strings.ReplaceAll(string(csvOf(plain)), ",", ";"), "site;", "centro de día;", 1))
	if err != nil {
		t.Fatal(err)
	}
	own, dictionary := s.ownCodes()
	for name, args := range map[string][]string{
		"REDCap, raw":                  {file("redcap.csv", csvOf(s.redcap()))},
		"REDCap, labels":               {file("labels.csv", csvOf(s.redcapLabels()))},
		"REDCap, own codes":            {file("own.csv", csvOf(own)), "--dictionary", file("dictionary.csv", csvOf(dictionary))},
		"Qualtrics":                    {file("qualtrics.csv", csvOf(s.qualtrics()))},
		"SurveyMonkey":                 {file("surveymonkey.csv", csvOf(s.surveyMonkey()))},
		"Google Forms":                 {file("forms.csv", csvOf(s.googleForms()))},
		"Google Forms, in Spanish":     {file("formulario.csv", csvOf(s.spanish(false)))},
		"Google Forms, copied":         {file("copia.csv", csvOf(s.spanish(true)))},
		"Excel":                        {file("book.xlsx", s.workbook(t))},
		"tabs in UTF-16":               {file("plain.tsv", wide16)},
		"semicolons in Latin-1":        {file("latin.csv", []byte(latin))},
		"labels":                       {file("words.csv", csvOf(append([][]string{plain[0]}, s.rows(s.labels, s.plainly)...)))},
		"two conventions, half labels": {file("half.csv", csvOf(s.halfAndHalf()))},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, answers(t, args...)); diff != "" {
				t.Errorf("-plain +this\n%.2000s", diff)
			}
		})
	}
}
