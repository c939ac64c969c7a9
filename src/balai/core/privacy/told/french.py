"""French."""

from balai.core.privacy.told.speech import Speech, ends, listed


def _both(roots: str, feminine: str = "e") -> frozenset[str]:
    """Return each word, and with the ending of the feminine."""
    return frozenset(form for word in roots.split() for form in (word, word + feminine))


FRENCH = Speech(
    roles=_both(
        "délégué représentant participant commandant lieutenant adjudant procureur attaché "
        "expert président intervenant enseignant étudiant consultant assistant adjoint avocat "
        "magistrat agent surveillant chargé militant substitut professeur chercheur pasteur "
        "référent superviseur contrôleur"
    )
    | listed(
        "commissaire officier officière policier policière gendarme juge écrivain greffier "
        "conseiller infirmier îlotier brigadier trésorier inspecteur inspectrice capitaine "
        "colonel colonelle brigadière îlotière sergent sergente caporal major générale général "
        "directeur directrice formateur formatrice ambassadeur ambassadrice coordinateur "
        "coordinatrice coordonnateur coordonnatrice conseillère chef cheffe observateur "
        "observatrice responsable dirigeant dirigeante secrétaire trésorière fondateur fondatrice "
        "animateur animatrice éducateur éducatrice médiateur médiatrice travailleur travailleuse "
        "psychologue psychiatre infirmière médecin sage-femme pharmacien pharmacienne sociologue "
        "criminologue anthropologue chercheur chercheuse chercheure instituteur institutrice "
        "proviseur proviseure principal principale recteur rectrice doyen doyenne imam prêtre "
        "curé rabbin moine évêque aumônier aumônière religieuse greffière journaliste rédacteur "
        "rédactrice interprète traducteur traductrice bénévole militante porte-parole rapporteur "
        "rapporteuse diplomate consul consule analyste spécialiste gestionnaire directeur-adjoint "
        "gardien gardienne douanier douanière pompier pompière soldat détective enquêteur "
        "enquêtrice échevin échevine élève pêcheur agriculteur agricultrice commerçant "
        "commerçante entraîneur entraîneuse homologue bâtonnier facilitateur facilitatrice "
        "modérateur modératrice stagiaire fonctionnaire puéricultrice négociateur négociatrice"
    ),
    persons=listed(
        "femme homme fille garçon personne musulman musulmane chrétien chrétienne mère père veuve "
        "victime témoin survivante habitant habitante civil civile membre"
    ),
    leads=listed("le la un une notre leur ce cet cette du au son sa mon ma"),
    links=listed(
        "du de des à au aux en chez pour auprès dans près originaire ressortissant ressortissante"
    ),
    follows=listed(
        "adjoint adjointe général générale principal principale divisionnaire supérieur "
        "supérieure régional régionale national nationale exécutif exécutive technique juridique "
        "social sociale pénitentiaire municipal municipale communautaire scolaire chef cheffe "
        "affecté affectée venu venue arrivé arrivée issu issue basé basée détaché détachée "
        "travaillant "
        "spécialisé spécialisée clinicien clinicienne"
    ),
    who=listed("qui"),
    came=listed("vient venait était est arrivait arrive travaille travaillait représentait dirige"),
    stops=listed(
        "et ou mais ni que qui dont où quand lorsque parce si comme car donc est sont était "
        "étaient fut sera serait a ont avait avaient aura aurait fait font peut peuvent pouvait "
        "doit doivent devait dit disent disait a-t-il raconte explique par sur vers contre entre "
        "pendant après avant depuis sans sous il elle ils elles nous vous on je se ne pas jamais "
        "aussi alors puis là ici comment pourquoi chaque tous toutes plusieurs quelques aucun "
        "aucune ces deux trois quatre cinq six sept huit neuf dix selon leurs ses y lui nos vos "
        "parle parlait pense veut voulait va vont prend prit met mit reste estime demande"
    ),
    verbs=ends("ait aient èrent"),
    nations=_both(
        "malaisien indonésien brunéien vietnamien cambodgien laotien australien indien canadien "
        "italien norvégien tunisien algérien libyen égyptien jordanien syrien irakien iranien "
        "saoudien qatarien koweïtien malien nigérien mauritanien tchadien kényan ghanéen guinéen "
        "zambien haïtien brésilien colombien péruvien chilien bolivien équatorien uruguayen "
        "paraguayen vénézuélien fidjien éthiopien somalien tanzanien estonien arménien géorgien "
        "ukrainien autrichien palestinien européen israélien bosnien macédonien lituanien "
        "singapourien ivoirien",
        "ne",
    )
    | _both(
        "thaïlandais pakistanais chinois japonais américain québécois anglais écossais irlandais "
        "français néerlandais flamand wallon allemand maltais espagnol portugais danois suédois "
        "finlandais islandais polonais roumain hongrois albanais marocain libanais sénégalais "
        "camerounais béninois togolais gabonais congolais burundais malgache burkinabé mexicain "
        "argentin cubain mongol afghan sri-lankais philippin birman letton slovène turc nigérian "
        "ougandais rwandais soudanais népalais bangladais timorais samoan kosovar"
    )
    | listed(
        "britannique belge suisse grecque grec bulgare turque burkinabèe serbe croate slovaque "
        "tchèque russe chypriote moldave kirghize kazakhe ouzbèke tadjike bangladeshi kényane"
    ),
    only=listed("seul seule unique"),
)
