"""Dutch. Compounds are told by their last part: "wijkagent", "reclasseringsambtenaar"."""

from balai.core.privacy.told.speech import Speech, ends, listed

DUTCH = Speech(
    roles=listed(
        "hoofd chef arts zuster broeder pater non boer visser bakker kapper tolk rector decaan "
        "dominee imam priester rabbijn monnik bisschop kapelaan voorganger pastoor kok gids "
        "rechter griffier notaris officier kolonel kapitein majoor generaal luitenant sergeant "
        "korporaal brigadier commandant consul gezant soldaat wethouder schepen "
        "raadslid verloskundige vroedvrouw huisarts afgevaardigde gedelegeerde verpleegkundige "
        "deskundige leidinggevende gemachtigde beambte politieman politievrouw griffier"
    ),
    endings=ends(
        "agent agente inspecteur commissaris chef directeur directrice vertegenwoordiger "
        "vertegenwoordigster deelnemer deelneemster trainer spreker spreekster ambassadeur "
        "ambassadrice attaché adviseur adviseuse coördinator coördinatrice expert rechercheur "
        "leider leidster coach ambtenaar ambtenares medewerker medewerkster werker werkster "
        "rechter aanklager aanklaagster advocaat advocate jurist juriste secretaris "
        "secretaresse secretaris-generaal penningmeester voorzitter voorzitster bestuurder "
        "bestuurslid manager beheerder hoofd contactpersoon verbindingspersoon "
        "vertrouwenspersoon hoogleraar professor docent docente leraar lerares leerkracht "
        "onderzoeker onderzoekster wetenschapper analist analiste psycholoog psychologe "
        "psychiater therapeut therapeute socioloog criminoloog criminologe antropoloog pedagoog "
        "verpleger verpleegster vrijwilliger vrijwilligster bewaker bewaakster bewaarder "
        "begeleider begeleidster bemiddelaar bemiddelaarster onderhandelaar waarnemer "
        "waarneemster rapporteur woordvoerder woordvoerster journalist journaliste redacteur "
        "verslaggever student studente leerling opleider instructeur functionaris specialist "
        "specialiste consultant ombudsman activist activiste oprichter oprichtster ondernemer "
        "winkelier chauffeur voorman voorvrouw tolk arts dominee imam predikant predikante "
        "kapelaan brandweerman douanier marechaussee rijkswachter grenswachter cipier "
        "magistraat procureur substituut diplomaat trainster presentator panellid "
        "gespreksleider delegatielid"
    ),
    persons=listed(
        "vrouw man meisje jongen persoon moslim moslima christen bewoner bewoonster moeder vader "
        "weduwe slachtoffer getuige burger vluchteling teruggekeerde buitenlander"
    ),
    leads=listed("de het een één onze ons hun die deze dit dat zijn haar mijn uw"),
    links=listed("uit van in bij aan voor namens met te"),
    follows=listed(
        "werkzaam werkend actief verbonden gestationeerd verantwoordelijk generaal "
        "criminologie sociologie psychologie rechten strafrecht theologie communicatie "
        "operaties veiligheid jeugdzaken opsporing preventie onderwijs vredeseducatie"
    ),
    who=listed("die dat"),
    came=listed(
        "kwam komt was is werkt werkte leidt leidde afkomstig uit daar speciaal helemaal reisde"
    ),
    stops=listed(
        "en of maar dat die wie wiens waar waarin wanneer terwijl omdat als dan dus is zijn was "
        "waren wordt worden werd werden heeft hebben had hadden doet doen deed deden zal zullen "
        "zou zouden kan kunnen kon konden mag mogen mocht moet moeten moest moesten zei zeggen "
        "zegt vertelde vertelt sprak spreekt vond vindt ging gaat gaan kwam komt komen maakte "
        "maakt gaf geeft nam neemt zag ziet wist weet door op over tegen tussen tijdens na om "
        "voordat totdat sinds zonder naar onder hij zij ze wij we jij je u ik hem ons niet nooit "
        "ook toen daar hier hoe wat waarom elke elk ieder iedere alle beide veel enkele sommige "
        "geen deze twee drie vier vijf zes zeven acht negen tien vroeg vraagt legde liet stond "
        "zat bleef begon riep schreef las bracht dacht volgens zich er"
    ),
    nations=listed(
        "maleisische indonesische singaporese bruneise thaise filipijnse vietnamese cambodjaanse "
        "birmese australische indiase pakistaanse chinese japanse amerikaanse canadese britse "
        "engelse schotse ierse franse nederlandse belgische vlaamse waalse duitse oostenrijkse "
        "zwitserse italiaanse maltese spaanse portugese deense noorse zweedse finse poolse "
        "roemeense bulgaarse griekse turkse marokkaanse algerijnse tunesische egyptische "
        "jordaanse libanese keniaanse surinaamse zuid-afrikaanse braziliaanse"
    ),
    only=listed("enige"),
    led_by_nation=True,
)
