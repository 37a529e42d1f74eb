package quality

import (
	"regexp"
	"strings"
	"unicode"
)

// kind is something that may tell who somebody is: one of the identifiers that
// 45 CFR 164.514(b)(2) lists.
type kind int

const (
	kindName kind = iota
	kindEmail
	kindPhone
	kindSSN
	kindBirthDate
	kindDate
	kindAddress
	kindZIP
	kindCoordinates
	kindURL
	kindIP
	kindRecord
	kindPlan
	kindPlatform
	kindAge
	kindText
	numKinds
)

// kindIDs name the kinds in results and among the words.
var kindIDs = [numKinds]string{
	"name", "email", "phone", "ssn", "birth_date", "date", "address", "zip", "coordinates", "url", "ip", "record", "plan", "platform", "age", "text",
}

// headerWords are words of headers that say a kind. A phrase stands for itself
// within a header, between other words.
var headerWords = [numKinds][]string{
	kindName: {"first name", "firstname", "last name", "lastname", "full name", "fullname", "surname", "middle name", "maiden name", "name", "patient name", "participant name",
		"recipientfirstname", "recipientlastname", "nombre", "nombres", "apellido", "apellidos", "initials", "iniciales", "contact name", "emergency contact"},
	kindEmail:       {"email", "e mail", "mail", "recipientemail", "correo", "correo electronico", "email address"},
	kindPhone:       {"phone", "telephone", "mobile", "cell", "cellphone", "fax", "telefono", "celular", "movil", "tel"},
	kindSSN:         {"ssn", "social security", "social security number"},
	kindBirthDate:   {"dob", "birth date", "birthdate", "date of birth", "birthday", "fecha de nacimiento", "nacimiento", "fecha nacimiento"},
	kindAddress:     {"address", "street", "direccion", "domicilio", "calle", "city", "ciudad", "county", "condado", "town"},
	kindZIP:         {"zip", "zipcode", "zip code", "postal", "postcode", "postal code", "codigo postal"},
	kindCoordinates: {"latitude", "longitude", "locationlatitude", "locationlongitude", "lat", "lon", "lng", "latitud", "longitud"},
	kindURL:         {"url", "website", "link"},
	kindIP:          {"ip", "ipaddress", "ip address"},
	kindRecord:      {"mrn", "medical record", "medical record number", "chart number", "account number", "license", "licence", "plate", "device id", "imei", "vin", "historia clinica"},
	kindPlan:        {"mbi", "medicaid", "medicare", "medi cal", "cin", "insurance id", "member id", "policy number", "poliza"},
	kindPlatform: {"responseid", "response id", "respondent id", "collector id", "externalreference", "external reference", "externaldatareference",
		"prolific id", "prolific pid", "workerid", "worker id", "redcap survey identifier"},
	kindAge:  {"age", "edad"},
	kindText: {"comment", "comments", "comentario", "comentarios", "notes", "feedback"},
}

var (
	emailForm = regexp.MustCompile(`[\p{L}0-9._%+-]+@[\p{L}0-9-]+(\.[\p{L}0-9-]+)*\.\p{L}{2,}`)
	phoneForm = regexp.MustCompile(`^\+?1?[ .-]?\(?[2-9]\d{2}\)?[ .-]?\d{3}[ .-]\d{4}$`)
	phoneIn   = regexp.MustCompile(`\(?\b[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}\b`)
	ssnForm   = regexp.MustCompile(`^\d{3}-\d{2}-\d{4}$`)
	ipForm    = regexp.MustCompile(`^(\d{1,3}\.){3}\d{1,3}$`)
	mbiForm   = regexp.MustCompile(`^[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}$`)
)

// sentence is from how many letters on a cell with blanks is free text.
const sentence = 30

// look counts what a cell looks like.
func (p *profile) look(cell string) {
	if len(cell) < 4 {
		return
	}
	digits, letters := strings.ContainsAny(cell, "0123456789"), strings.IndexFunc(cell, unicode.IsLetter) >= 0
	text := len(cell) > sentence && strings.Contains(cell, " ") && letters
	if text {
		p.long++
	}
	if strings.Contains(cell, "@") && emailForm.MatchString(cell) {
		p.likes[kindEmail]++
	}
	if letters && (strings.Contains(cell, "://") || strings.HasPrefix(cell, "www.")) {
		p.likes[kindURL]++
	}
	switch {
	case text:
		if digits && phoneIn.MatchString(cell) {
			p.likes[kindPhone]++
		}
	case digits && !letters:
		switch _, isDate := parseDate(cell); {
		case isDate:
			p.likes[kindDate]++
		case ssnForm.MatchString(cell):
			p.likes[kindSSN]++
		case strings.Count(cell, ".") == 3 && ipForm.MatchString(cell):
			p.likes[kindIP]++
		case len(cell) >= 12 && phoneForm.MatchString(cell):
			p.likes[kindPhone]++
		}
	case digits:
		if _, isDate := parseDate(cell); isDate {
			p.likes[kindDate]++
		} else if len(cell) >= 11 && mbiForm.MatchString(cell) {
			p.likes[kindPlan]++
		}
	case letters && looksLikeName(cell):
		p.likes[kindName]++
	}
}

// looksLikeName reports whether a cell is two or three capitalised words.
func looksLikeName(cell string) bool {
	words := strings.Fields(strings.ReplaceAll(cell, ",", " "))
	if len(words) < 2 || len(words) > 3 {
		return false
	}
	for _, w := range words {
		runes := []rune(w)
		if len(runes) < 2 || !unicode.IsUpper(runes[0]) || !unicode.IsLower(runes[len(runes)-1]) {
			return false
		}
		for _, r := range runes {
			if !unicode.IsLetter(r) && r != '\'' && r != '-' && r != '’' {
				return false
			}
		}
	}
	return true
}

// plainWords writes a header as words in lower case, parted and framed by
// blanks.
func plainWords(header string) string {
	fold := strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n")
	words := strings.FieldsFunc(fold.Replace(strings.ToLower(header)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}

// says reports whether a header names a kind.
func (k kind) says(header string) bool {
	plain := plainWords(header)
	for _, w := range headerWords[k] {
		// A word alone is a kind only where it is the whole header: "visit name"
		// and "age group" are none.
		switch w {
		case "name", "mail", "cell", "link", "lat", "lon", "lng", "tel", "age", "edad", "ip", "notes", "address", "city", "plate":
			if plain == " "+w+" " || w != "age" && w != "edad" && w != "name" && strings.HasSuffix(plain, " "+w+" ") {
				return true
			}
		default:
			if strings.Contains(plain, " "+w+" ") {
				return true
			}
		}
	}
	return false
}
