"""Spanish."""

from balai.core.privacy.told.speech import Speech, ends, listed


def _both(roots: str) -> frozenset[str]:
    """Return each word with the endings of both genders."""
    return frozenset(root + end for root in roots.split() for end in ("o", "a"))


def _with_a(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word, word + "a"))


SPANISH = Speech(
    roles=_both(
        "comisari delegad agregad expert secretari tesorer funcionari maestr médic enfermer "
        "abogad psicólog criminólog sociólog antropólog voluntari reclus bomber arquitect "
        "ingenier catedrátic sargent soldad jef mediad psiquiatr"
    )
    | _with_a(
        "inspector director embajador coordinador formador asesor profesor investigador "
        "trabajador educador facilitador moderador mediador negociador traductor observador "
        "procurador fundador organizador orador entrenador rector pescador agricultor gestor "
        "supervisor administrador capitán"
    )
    | listed(
        "oficial policía agente capitán comandante coronel teniente representante "
        "participante fiscal "
        "juez jueza líder dirigente presidenta responsable intérprete periodista analista "
        "especialista consultor consultora portavoz relatora relator imán sacerdote pastor rabino "
        "monja obispo capellán cura estudiante docente guardia gendarme detective cónsul "
        "diplomática diplomático activista concejal concejala ponente homóloga homólogo jefa"
    ),
    persons=listed(
        "mujer hombre chica chico persona musulmán musulmana cristiano cristiana madre padre viuda "
        "víctima testigo vecina vecino niña niño"
    ),
    leads=listed("el la un una nuestro nuestra su este esta del al aquel aquella mi ese esa"),
    links=listed("de del desde en para con ante"),
    follows=listed(
        "adjunto adjunta general principal superior regional nacional ejecutivo ejecutiva técnica "
        "técnico municipal social jurídica jurídico penitenciaria penitenciario"
    ),
    who=listed("que"),
    came=listed("vino venía viene era es trabaja trabajaba llegó representa representaba"),
    stops=listed(
        "y o e u pero ni que quien cuyo donde cuando mientras porque si como pues es son era eran "
        "fue fueron será sería ha han había habían hace hacen hizo puede pueden podía debe deben "
        "debía dijo dice dicen contó explicó por sobre hacia contra entre durante después antes "
        "hasta sin bajo él ella ellos ellas nosotros se no nunca también entonces luego allí aquí "
        "cómo cada todos todas varios algunos ningún ninguna estos dos tres cuatro cinco seis "
        "siete ocho nueve diez según sus lo le les habló habla pidió quiere va van"
    ),
    verbs=ends("aron ieron aban"),
    nations=_both(
        "mexican colombian peruan chilen argentin guatemaltec hondureñ salvadoreñ ecuatorian "
        "bolivian uruguay paraguay venezolan cuban filipin norueg brasileñ italian marroquin "
        "canadiens suec dan polac ruman griegue turc egipci tunecin argelin"
    )
    | _with_a("español francés alemán portugués inglés irlandés japonés holandés neerlandés")
    | listed(
        "marroquí francesa alemana portuguesa inglesa irlandesa japonesa holandesa neerlandesa "
        "estadounidense nicaragüense costarricense canadiense belga keniana keniano senegalés "
        "senegalesa malayo malaya indonesio indonesia británica británico"
    ),
    only=listed("único única"),
)
