"""The words that lists of people are made of, as patterns, in the languages of the field."""

from __future__ import annotations

_TITLES = r"""
    mr mrs ms miss messrs dr prof professor sir dame h\.?e s\.?e (?:the\s)?hon(?:ou?rable)?
    (?:his|her)\sexcellency sgt sergeant cpl corporal capt captain maj major col colonel lt
    lieutenant gen general brig brigadier insp inspector supt superintendent det detective
    constable sheriff undersheriff trooper deputy chief commissioner commander asp dsp acp
    sac dcp pol m mm mme mlle me monsieur madame commissaire commandant capitaine encik en
    puan pn cik tuan tn datuk dato['’]? datin tan\ssri tun haji hj hajah hajjah ustaz
    ustazah sarjan sjn koperal kpl inspektor penolong timbalan yb ybhg y\.bhg ydh ym bapak
    bpk ibu sdr sdri kombes akbp kompol brigjen iptu ipda aiptu bripka dhr de\sheer mevr
    mevrouw mw drs ir hoofdinspecteur hoofdagent commissaris inspecteur brigadier sr sra
    srta señor señora comisario comisaria
"""
_PARTICLES = r"""
    bin binti binte a/l a/p al el ibn van von der den de del della di da dos la le du des
    ter ten te zu y e bte
"""
_POSTS = r"""
    ministry minister ministère ministre kementerian kementrian menteri ministerie
    ministerio department département jabatan departement embassy ambassade kedutaan
    embajada permanent\smission mission\spermanente police polis polisi politie polic[ií]a
    university université universiti universitas universiteit centre center institute
    institut office bureau agency agence unit division section director directeur directrice
    pengarah direktur officer pegawai advis[eo]r conseill[eè]re? conseiller penasihat
    adviseur secretary secrétaire setiausaha sekretaris secretaris ambassador ambassadeur
    duta counsellor attaché head chef ketua kepala hoofd manager coordinator coordinateur
    penyelaras representative représentante? représentant wakil expert analyst inspector
    commissioner superintendent prosecutor procureur judge juge hakim president président
    presiden chair chairman member membre ahli lid headquarters ibu\spejabat commandant
    expatriates foreign\saffairs delegate délégué consultant researcher lecturer professor
    pensyarah sheriff chief deputy sergeant professor
"""
_COLUMNS = r"""
    name names nama nom noms naam nombre participants? peserta deelnemer rank pangkat grade
    rang designation position jawatan jabatan fonction functie cargo title organi[sz]ation
    organisasi agency agensi instansi institution organisatie e-?mail e-?mel courriel
    contact telephone phone telefon no\.?\stel tel country negara pays land
"""

TITLES = "|".join(_TITLES.split())
PARTICLES = "|".join(_PARTICLES.split())
POSTS = "|".join(_POSTS.split())
COLUMNS = "|".join(_COLUMNS.split())

ANNOUNCES = "|".join(
    (
        r"(?:(?:final|provisional)\s)?list\sof\s(?:the\s)?(?:participants|delegates|delegations"
        r"|attendees|speakers|members)",
        r"(?:participants?|attendees?|delegates?)(?:[’']?\slist)?",
        r"attendance(?:\slist)?",
        r"composition\sof\s(?:the\s)?delegations?",
        r"members\sof\s(?:the\s)?delegation",
        r"contact\s(?:list|persons|details)",
        r"acknowledge?ments?",
        r"liste\s(?:provisoire\s|définitive\s)?des\s(?:participants?(?:\set\sparticipantes)?"
        r"|participantes\set\sparticipants|délégués?|présences?|intervenants|membres)",
        r"participants?\set\sparticipantes",
        r"composition\sde\sla\sdélégation",
        r"feuille\sde\sprésence",
        r"senarai\s(?:peserta|kehadiran|nama|perwakilan|jemputan|delegasi)(?:\speserta)?",
        r"(?:kehadiran|peserta)",
        r"daftar\s(?:peserta|hadir|nama|undangan|delegasi)",
        r"(?:deelnemers|aanwezigheids|presentie)-?lijst",
        r"lijst\svan\s(?:de\s)?(?:deelnemers|aanwezigen|sprekers|genodigden)",
        r"(?:deelnemers|aanwezigen|aanwezig)",
        r"lista\sde\s(?:participantes|asistentes|delegados)",
        r"composición\sde\sla\sdelegación",
    )
)
