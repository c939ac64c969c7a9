"""The words that files on persons are made of, as patterns, in the languages of the field."""

from __future__ import annotations

_LABELS = (
    # English
    r"(?:full |family |first |given |sur)?names?"
    r"(?: of (?:the )?(?:subject|suspect|client|detainee))?",
    r"(?:subject|suspect|client|detainee|beneficiary|accused|offender|inmate|person of interest)",
    r"alias(?:es)?|a\.?k\.?a|known as|nickname",
    r"date of birth|d\.?o\.?b\.?|birth ?date|place of birth|born|age|sex|gender",
    r"nationality|citizenship|ethnicity|ethnic group|religion|marital status|occupation",
    r"(?:passport|nric|ic|i/c|id|identity card|national id|identity)(?: card)?"
    r"(?: no\.?| number| nr\.?)?",
    r"(?:home |current |last known )?address|phone(?: number)?|mobile|telephone|e-?mail",
    r"case(?: file)?(?: no\.?| number| ref(?:erence)?)|file(?: no\.?| number| ref(?:erence)?)",
    r"case (?:worker|officer|manager)|referred by|referral date|date of referral|date of arrest",
    r"risk (?:score|level|rating|category)|(?:risk )?indicators?(?: observed| present)?|vehicle",
    r"next of kin|known associates|associates|family members|previous offences|criminal record",
    # French
    r"nom(?: et prénoms?| de famille| complet)?|prénoms?|sujet|suspecte?|mise? en cause",
    r"intéressée?|bénéficiaire|surnom|date de naissance|lieu de naissance|née? le|âge|sexe",
    r"nationalité|religion|situation familiale|profession|passeport|n[°o]\.? ?(?:de )?"
    r"(?:passeport|dossier|d['’]identité|carte d['’]identité|cni)",
    r"carte d['’]identité|numéro (?:de dossier|d['’]identité|de téléphone)|adresse|domicile",
    r"téléphone|portable|courriel|référent(?:e)?|signalée? par",
    r"date (?:du signalement|d['’]arrestation)",
    r"niveau de risque|score de risque|indicateurs?(?: relevés| observés)?|entourage|antécédents",
    # Malay and Indonesian
    r"nama(?: penuh| lengkap)?|suspek|tersangka|subjek|klien|tahanan|terperiksa|orang kena tuduh",
    r"nama samaran|gelaran|tarikh lahir|tanggal lahir|tgl\.? lahir|tempat(?:/| dan )?"
    r"(?: ?tanggal lahir| ?tgl\.? lahir| lahir)|ttl|umur|usia|jantina|jenis kelamin",
    r"warganegara|kewarganegaraan|kebangsaan|agama|suku|bangsa|taraf perkahwinan|"
    r"status perkawinan|pekerjaan",
    r"no\.? ?(?:ic|k/?p|kad pengenalan|ktp|nik|pasport|paspor|telefon|telepon|hp|fail|kes|"
    r"perkara|berkas|register)|kad pengenalan|nik|pasport|paspor|nombor (?:fail|kes)",
    r"alamat(?: rumah| terakhir)?|telefon|telepon|e-?mel|pegawai kes|petugas kasus|dirujuk oleh",
    r"tarikh (?:tangkapan|rujukan)|tanggal (?:penangkapan|rujukan)|tahap risiko|skor risiko|"
    r"tingkat risiko|petunjuk|indikator|waris|ahli keluarga|keluarga|rekod jenayah",
    # Dutch
    r"naam|achternaam|voorna(?:a)?m(?:en)?|roepnaam|verdachte|betrokkene|cliënt|subject|gedetineerde",
    r"geboortedatum|geb\.? ?datum|geboorteplaats|geboren|leeftijd|geslacht|nationaliteit",
    r"geloof|godsdienst|burgerlijke staat|beroep|bsn|paspoort(?:nr\.?|nummer)?|"
    r"identiteitsnummer|id-?nummer|documentnummer",
    r"adres|woonplaats|telefoon(?:nummer)?|dossier(?:nummer|nr\.?)|zaak(?:nummer|nr\.?)",
    r"casus(?:nummer|regisseur)|casemanager|aangemeld door|datum (?:aanmelding|aanhouding)",
    r"risico(?:score|niveau|inschatting)|signalen|indicatoren|contactpersonen|antecedenten",
)
LABELS = "|".join(f"(?:{each})" for each in _LABELS)
"""Labels of a form about one person, as they stand before a colon."""

FILE_WORDS = "|".join(
    (
        r"case (?:file|record|notes?|number|no\.?)|personal file|intake form|watch ?list|",
        r"person of interest|subject profile|risk (?:score|assessment form)|referral form|",
        r"dossier (?:individuel|personnel|de suivi|n[°o])|fiche (?:individuelle|de signalement)|",
        r"fiche s|score de risque|fail (?:kes|siasatan|peribadi)|borang (?:rujukan|klien)|",
        r"skor risiko|berkas (?:perkara|kasus)|formulir (?:klien|rujukan)|tersangka|suspek|",
        r"persoonsdossier|cliëntdossier|casusdossier|aanmeldformulier|risicoscore|dossiernummer|",
        r"zaaknummer|suspect|verdachte|confidential profile",
    )
).replace("||", "|")
"""Words of files on persons; alone they prove nothing."""

_RISK = (
    r"risk|risk (?:score|level|rating|category)|score|indicators?|status|"
    r"(?:niveau|score) de risque|"
    r"risque|indicateurs?|risiko|(?:tahap|skor|tingkat) risiko|petunjuk|indikator|"
    r"risico(?:score|niveau)?|indicatoren|signalen|offence|infraction|kesalahan|delict|arrest(?:ed)?"
)
RISK_COLUMNS = _RISK
"""Heads of columns in which persons are judged."""
COLUMNS = f"{LABELS}|{_RISK}|no\\.?|nr\\.?|n°|bil\\.?"
"""Heads of columns of a register of persons."""
