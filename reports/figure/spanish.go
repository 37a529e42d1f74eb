package figure

// Spanish returns the words in Spanish.
func Spanish() Words {
	return Words{
		Language: "es",
		Baseline: "Inicio", FollowUp: "Seguimiento", Change: "Cambio", People: "personas",
		ChangeTitle: "Cambio entre el inicio y el seguimiento", BandsTitle: "Gravedad al inicio y en el seguimiento", DistributionTitle: "Puntuaciones al inicio y en el seguimiento",
		Visits:      "Personas con puntuación en ambas visitas, {pre} y {post}.",
		OtherVisits: "de {pre} a {post}",
		Stratum:     "Solo {stratum}.",
		Count:       "n\u00a0=\u00a0{pairs}", CountOf: "n\u00a0=\u00a0{pairs} de {enrolled} inscritas",
		LowerBetter: "menos es mejor", HigherBetter: "más es mejor",
		MeanChange:     "Cambio medio {change} [IC\u00a0{level} {low},\u00a0{high}]",
		MeanChangeOnly: "Cambio medio {change}",
		OnePair:        "una sola persona, sin intervalo", Alike: "todas cambiaron igual, sin intervalo",
		RangeOf: "puntuaciones posibles de {low} a {high}",
		NoPairs: "Sin pares: nadie tiene puntuación en ambas visitas.", Withheld: "No se muestra: alguna marca representaría a menos de {least} personas.",
		LinePerson: "Cada línea gris es una persona; las líneas más gruesas y los puntos más grandes son varias con las mismas puntuaciones.",
		LineMany:   "Las barras indican cuántas personas tienen cada puntuación. Las líneas grises unen las dos puntuaciones de las mismas personas, más oscuras donde hay más.",
		MeanMark:   "Línea negra: medias. Rombo: cambio medio con su intervalo de confianza del {level}, en el eje derecho, cuyo 0 es la media al inicio.",
		Synthetic:  "Datos sintéticos: no hay ninguna persona detrás.",
		NotCausal:  "Sin grupo de comparación, un cambio no puede atribuirse a un programa.",
		Grouped:    "puntuaciones agrupadas de {width} en {width}",
		Half:       "{visit}: media {mean}, mediana {median}",
		Mirrored:   "Barras hacia arriba: inicio. Barras hacia abajo: seguimiento, las mismas personas. Punto: media. Anillo: mediana.", CutOff: "Línea discontinua: punto de corte de caso, según la etiqueta.",
		Stacked:      "Proporción de personas en cada nivel; los recuentos son personas en el nivel de todas las que tienen puntuación en ambas visitas. Más oscuro es más grave.",
		NoDirection:  "Donde no se sabe en qué sentido es mejor una puntuación, más oscuro es una puntuación más alta.",
		WithoutBands: "Sin niveles de gravedad y por tanto no se muestran: {outcomes}.",
		Band:         "{band} {before} al inicio y {after} en el seguimiento",
		AltChange:    "Puntuaciones al inicio y en el seguimiento de {outcomes}, unidas por persona, con el cambio medio.",
		AltBands:     "Dos barras apiladas, inicio y seguimiento, de {outcomes}.", AltDistribution: "Histogramas enfrentados de las puntuaciones al inicio y en el seguimiento de {outcomes}.",
		AltMeans: "media {pre} al inicio y {post} en el seguimiento",
		AltAxis:  "eje de {low} a {high}",
	}
}
