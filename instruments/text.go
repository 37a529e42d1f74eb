package instruments

// Text is a short text for people in the languages of the catalogue.
type Text struct{ EN, ES string }

// In returns the text in a language, "en" or "es"; English where the language
// is another or the text was not translated.
func (t Text) In(language string) string {
	if language == "es" && t.ES != "" {
		return t.ES
	}
	return t.EN
}
