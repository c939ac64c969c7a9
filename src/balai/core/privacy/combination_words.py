"""Roles, and words that say where somebody is from, as patterns for each language.

Singular forms only. Offices of public life (a mayor, a minister) are left out: whoever holds one
and acts in it is known by it. Nationalities are those of countries that send people to such
meetings; a country that is missing is still known by its name behind "of" or "from".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Speech:
    """How one language speaks of one person by role and origin.

    `roles` are the nouns. `leads` say that one is meant, `must_lead` whether one has to stand
    there; `qualifies` may stand between. `nations` are nationalities, before or behind the role
    as the language has it. `links` lead from the role to a name. `only` says that there is no
    other, `persons` who else it may be said of, `several` that more than one is meant.
    """

    roles: str
    leads: str
    qualifies: str
    follows: str
    nations: str
    links: str
    only: str
    persons: str
    several: str = ""
    must_lead: bool = True


ENGLISH = Speech(
    roles=(
        r"officer|commissioner|inspector|superintendent|sergeant|constable|corporal|colonel|"
        r"captain|lieutenant|commander|detective|chief|director|delegate|representative|"
        r"participant|trainer|speaker|presenter|prosecutor|ambassador|attaché|adviser|advisor|"
        r"coordinator|expert|official|policeman|policewoman|observer|rapporteur|counterpart|"
        r"head of (?:the )?delegation|head of police|trainee"
    ),
    leads=r"an?|the|one|our|their|his|her|another|this|that",
    qualifies=(
        r"deputy|assistant|chief|senior|junior|district|provincial|regional|national|community|"
        r"liaison|police|female|male|young|retired|former|only|sole|policing|probation|prison|"
        r"intelligence|training|programme|project|desk|field|military|visiting|second|one"
    ),
    follows=r"of police|of the police|general|in charge",
    nations=(
        r"Malaysian|Indonesian|Singaporean|Bruneian|Thai|Filipino|Filipina|Philippine|Vietnamese|"
        r"Cambodian|Laotian|Lao|Burmese|Timorese|Australian|Bangladeshi|Indian|Pakistani|"
        r"Sri Lankan|Maldivian|Nepali|Afghan|Chinese|Japanese|Korean|American|Canadian|Mexican|"
        r"British|English|Scottish|Welsh|Irish|French|Dutch|Belgian|Flemish|German|Austrian|"
        r"Swiss|Italian|Maltese|Spanish|Portuguese|Danish|Norwegian|Swedish|Finnish|Icelandic|"
        r"Estonian|Latvian|Lithuanian|Polish|Czech|Slovak|Slovene|Slovenian|Hungarian|Romanian|"
        r"Bulgarian|Greek|Cypriot|Croatian|Serbian|Bosnian|Albanian|Kosovar|Macedonian|Ukrainian|"
        r"Turkish|Moroccan|Algerian|Tunisian|Libyan|Egyptian|Jordanian|Lebanese|Syrian|Iraqi|"
        r"Iranian|Saudi|Emirati|Qatari|Kuwaiti|Yemeni|Omani|Kenyan|Ugandan|Tanzanian|Nigerian|"
        r"Ghanaian|Senegalese|Malian|Somali|Sudanese|Ethiopian|South African|New Zealand|Fijian"
    ),
    links=r"of|from|in|representing|for|with|at",
    only=r"the (?:only|sole|one)",
    persons=r"woman|man|girl|boy|Muslim|Christian|Hindu|Buddhist|person|teacher|imam|nurse",
)
FRENCH = Speech(
    roles=(
        r"commissaire|officier|officière|policier|policière|gendarme|inspecteur|inspectrice|"
        r"capitaine|commandante?|lieutenante?|brigadier|brigadière|colonelle?|îlotier|îlotière|"
        r"directeur|directrice|déléguée?|représentante?|participante?|formateur|formatrice|"
        r"procureure?|ambassadeur|ambassadrice|attachée?|experte?|coordinateur|coordinatrice|"
        r"conseiller|conseillère|chef de la police|cheffe? de (?:la )?délégation|observateur|"
        r"observatrice"
    ),
    leads=r"le|la|une?|notre|leur|ce|cette|du|au|son|sa",
    qualifies=r"seule?|jeune|ancien|ancienne|haut|haute|autre|vice|premier|première",
    follows=(
        r"adjointe?|générale?|principale?|divisionnaire|supérieure?|de police|de liaison|"
        r"régionale?|nationale?|de la police|en chef"
    ),
    nations=(
        r"malaisienne?|indonésienne?|singapourienne?|brunéienne?|thaïlandaise?|philippine?|"
        r"vietnamienne?|cambodgienne?|laotienne?|birmane?|australienne?|indienne?|pakistanaise?|"
        r"chinoise?|japonaise?|américaine?|canadienne?|québécoise?|britannique|anglaise?|"
        r"écossaise?|irlandaise?|française?|néerlandaise?|belge|flamande?|allemande?|"
        r"autrichienne?|suisse|italienne?|maltaise?|espagnole?|portugaise?|danoise?|"
        r"norvégienne?|suédoise?|finlandaise?|polonaise?|roumaine?|bulgare|grecque?|turque?|"
        r"marocaine?|algérienne?|tunisienne?|libyenne?|égyptienne?|jordanienne?|libanaise?|"
        r"sénégalaise?|malienne?|ivoirienne?|burkinabèe?|nigérienne?|camerounaise?|"
        r"tchadienne?|mauritanienne?|kényane?"
    ),
    links=r"du|de la|de l['’]|des|d['’]|de|en|au|aux|à|venue? (?:du|de la|de|d['’]|des)",
    only=r"(?:le|la) seule?",
    persons=r"femme|homme|fille|garçon|personne|enseignante?|imam|musulmane?|chrétienne?",
)
MALAY = Speech(
    roles=(
        r"pegawai|pesuruhjaya|inspektor|inspektur|sarjan|koperal|konstabel|ketua polis|"
        r"ketua delegasi|pengarah|wakil|peserta|perwakilan|penceramah|jurulatih|timbalan ketua|"
        r"pendakwa raya|duta|komisaris|kepala polisi|kapolda|kapolres|perwira|petugas|utusan|"
        r"jaksa|pelatih|narasumber|bhabinkamtibmas|komandan|leftenan|kapten|kolonel"
    ),
    leads=r"seorang|sang|satu-satunya",
    qualifies=r"timbalan|penolong|bekas|mantan|wakil|anggota",
    follows=(
        r"polis|polisi|kanan|tinggi|muda|perhubungan|penghubung|besar|wanita|perempuan|lelaki|"
        r"penyelaras|negeri|daerah|kepolisian"
    ),
    nations=(
        r"Malaysia|Indonesia|Singapura|Brunei|Thailand|Filipina|Vietnam|Kemboja|Kamboja|Laos|"
        r"Myanmar|Timor[- ]Leste|Australia|Belanda|Belgia|Belgium|Norway|Norwegia|Maghribi|"
        r"Maroko|Jepun|Jepang|Perancis|Prancis|Jerman|Bangladesh|Pakistan|Sri Lanka|New Zealand|"
        r"Selandia Baru|Turki|Mesir|Jordan|Yordania|Britain|Inggris|Amerika"
    ),
    links=r"dari(?: negara)?|daripada|asal",
    only=r"satu-satunya",
    persons=r"wanita|perempuan|lelaki|pria|guru|imam|warga|orang|ustaz|jururawat|perawat",
    several=(
        r"para|semua|beberapa|ramai|banyak|setiap|sejumlah|dua|tiga|empat|lima|enam|tujuh|"
        r"lapan|delapan|sembilan|sepuluh|orang|\d+|kumpulan|kelompok|antara"
    ),
    must_lead=False,
)
DUTCH = Speech(
    roles=(
        r"wijkagente?|politieagente?|agente?|hoofdagente?|(?:hoofd)?inspecteur|"
        r"(?:hoofd)?commissaris|politiechef|korpschef|teamchef|directeur|directrice|"
        r"afgevaardigde|vertegenwoordiger|vertegenwoordigster|deelnemer|deelneemster|"
        r"officier(?: van justitie)?|trainer|spreker|spreekster|ambassadeur|attaché|adviseur|"
        r"coördinator|deskundige|expert|brigadier|kolonel|kapitein|majoor|rechercheur|"
        r"hoofd van de (?:politie|delegatie)|delegatieleider|jobcoach|politieman|politievrouw"
    ),
    leads=r"de|het|een|onze|hun|die|deze|zijn|haar",
    qualifies=(
        r"enige|plaatsvervangend|adjunct|eerste|lokale|jonge|oude|voormalige|vrouwelijke|andere|"
        r"hoge|senior|nationale|regionale"
    ),
    follows=r"van politie",
    nations=(
        r"(?:Maleisi|Indonesi|Australi|Tunesi|Belgi)sche|Braziliaanse|"
        r"Singaporese|Bruneise|Thaise|Filipijnse|Vietnamese|Cambodjaanse|Birmese|Indiase|"
        r"Pakistaanse|Chinese|Japanse|Amerikaanse|Canadese|Britse|Engelse|Schotse|Ierse|Franse|"
        r"Nederlandse|Vlaamse|Waalse|Duitse|Oostenrijkse|Zwitserse|Italiaanse|"
        r"Maltese|Spaanse|Portugese|Deense|Noorse|Zweedse|Finse|Poolse|Roemeense|Bulgaarse|"
        r"Griekse|Turkse|Marokkaanse|Algerijnse|Egyptische|Jordaanse|Libanese|Keniaanse|"
        r"Surinaamse|Zuid-Afrikaanse"
    ),
    links=r"uit|van|in|namens|bij|voor",
    only=r"(?:de|het) enige",
    persons=r"vrouw|man|meisje|jongen|persoon|moslima?|christen|leraar|lerares|imam|bewoner",
)
SPANISH = Speech(
    roles=(
        r"comisari[oa]|inspectora?|oficial|agente|capitán|comandante|coronel|teniente|sargento|"
        r"directora?|delegad[oa]|representante|participante|fiscal|embajadora?|agregad[oa]|"
        r"expert[oa]|coordinadora?|formadora?|jef[ea] de (?:la )?(?:policía|delegación)"
    ),
    leads=r"el|la|una?|nuestr[oa]|su|este|esta|del|al|aquel|aquella",
    qualifies=r"únic[oa]|antigu[oa]|joven|primera?|alt[oa]",
    follows=r"adjunt[oa]|general|principal|superior|de policía|de enlace|regional|nacional",
    nations=(
        r"mexican[oa]|colombian[oa]|peruan[oa]|chilen[oa]|argentin[oa]|español[oa]?|"
        r"guatemaltec[oa]|hondureñ[oa]|salvadoreñ[oa]|ecuatorian[oa]|bolivian[oa]|uruguay[oa]|"
        r"paraguay[oa]|venezolan[oa]|cuban[oa]|filipin[oa]|marroquí|noruego|noruega|frances[a]?|"
        r"aleman[a]?|portugues[a]?|estadounidense|brasileñ[oa]"
    ),
    links=r"del|de la|de los|de|desde|en",
    only=r"(?:el|la) únic[oa]",
    persons=r"mujer|hombre|chica|chico|persona|maestr[oa]|imán|musulmán|musulmana",
)
SPEECHES = (ENGLISH, FRENCH, MALAY, DUTCH, SPANISH)

NO_ORIGIN = (
    r"Police|Polis|Polisi|Politie|Policía|Department|Unit|Section|Division|State|Government|"
    r"Community|Training|Operations|Service|Services|Staff|Table|Annex|Figure|Chapter|Session|"
    r"Day|Room|Group|Module|Step|Part|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|Islam|God|Allah|English|French|Malay|Dutch|Arabic|Bahasa|Ramadan|Justitie"
)
"""What begins with a capital behind such a word, and is neither a place nor an organisation."""
