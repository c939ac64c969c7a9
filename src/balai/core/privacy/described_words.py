"""Words that describe one person, as patterns, in eight languages; plurals are left out."""

from __future__ import annotations

ONE = r"an?|the|one|his|her|another|a certain|seorang|sang|een|de|het|une?|le|la|el|una?|son|sa|su"
"""What says that one is meant."""

AGES = (
    r"\d{2}[ -]years?[ -]olds?|aged \d{2}|berusia \d{2}(?: tahun)?|berumur \d{2}(?: tahun)?|"
    r"\d{2} tahun|\d{2}-jarige|van \d{2}(?: jaar)?|de \d{2} (?:ans|años)|âgée? de \d{2} ans|"
    r"يبلغ من العمر \d{2}|عمره[ا]? \d{2}(?: (?:عام[اً]{0,2}|سنة))?|อายุ ?\d{2} ?ปี"
)
PEOPLES = (
    r"Muslim|Christian|Catholic|Protestant|Hindu|Buddhist|Sikh|Jewish|Shia|Sunni|Ahmadi|Salafi|"
    r"Rohingya|Roma|Uighur|Uyghur|Kurdish|Yazidi|Druze|convert|"
    r"beragama (?:Islam|Kristian|Kristen|Katolik|Hindu|Buddha)|Islam|Kristian|Kristen|Katolik|"
    r"mualaf|islamitische?|katholieke?|protestantse?|joodse?|hindoe(?:stan[se]{1,2})?|"
    r"boeddhistische?|bekeerling|musulmane?|musulm[áa]na?|catholique|católic[oa]|protestante?|"
    r"juive?|judí[oa]|chrétien(?:ne)?|cristian[oa]|convertie?|convers[oa]|"
    r"مسلمة?|مسيحية?|يهودية?|شيعية?|سنية?|درزية?|بوذية?|มุสลิม|คริสต์|นับถือศาสนา(?:อิสลาม|พุทธ|คริสต์)"
)
"""Beliefs and the peoples that are few in most places."""
HEALTH = (
    r"disabled|deaf|blind|HIV-positive|with (?:HIV|schizophrenia|depression|epilepsy|autism|"
    r"a disability|a mental illness)|pregnant|orang kurang upaya|penyandang disabilitas|"
    r"(?:penghidap|pengidap|penderita) [^\W\d_]{3,15}|tunanetra|hamil|gehandicapte?|dove?|blinde?|"
    r"met (?:hiv|schizofrenie|autisme|epilepsie|een beperking)|zwangere?|handicapée?|sourde?|"
    r"aveugle|séropositi(?:f|ve)|atteinte? d[e’'] ?[^\W\d_]{3,16}|enceinte|discapacitad[oa]|"
    r"sord[oa]|cieg[oa]|con (?:VIH|autismo|epilepsia|esquizofrenia)|embarazada|معاقة?|حامل|"
    r"كفيفة?|พิการ|ตั้งครรภ์|ติดเชื้อเอชไอวี"
)
POSTS = (
    r"teacher|farmer|fisherman|baker|nurse|doctor|imam|priest|pastor|monk|shopkeeper|driver|"
    r"tailor|carpenter|student|community leader|lawyer|journalist|soldier|widow|"
    r"guru|petani|nelayan|jururawat|perawat|doktor|dokter|pekedai|pemandu|sopir|pelajar|"
    r"mahasiswa|mahasiswi|peguam|wartawan|janda|balu|ustaz|"
    r"lera(?:ar|res)|boer|visser|bakker|verpleegkundige|arts|winkelier|chauffeur|student|"
    r"advocaat|journaliste?|weduwe|"
    r"enseignante?|professeure?|agriculteur|agricultrice|pêcheur|boulang(?:er|ère)|infirmi(?:er|"
    r"ère)|médecin|commerçante?|étudiante?|avocate?|veuve|"
    r"profesora?|maestr[oa]|agricultora?|pescador|panader[oa]|enfermer[oa]|médic[oa]|estudiante|"
    r"abogad[oa]|periodista|viuda|معلمة?|مزارعة?|صياد|طبيبة?|ممرضة?|طالبة?|محامية?|أرملة|"
    r"ครู|ชาวนา|ชาวประมง|พยาบาล|แพทย์|นักศึกษา|ทนายความ|แม่ม่าย"
)
NOUNS = (
    r"man|woman|boy|girl|youth|teenager|resident|refugee|returnee|prisoner|mother|father|leader|"
    r"lelaki|wanita|perempuan|pemuda|pemudi|remaja|pria|warga|penduduk|pelarian|pengungsi|ibu|"
    r"bapa|man|vrouw|jongen|meisje|bewoner|bewoonster|vluchteling|moeder|vader|"
    r"homme|femme|garçon|fille|habitante?|réfugiée?|détenue?|mère|père|"
    r"hombre|mujer|chico|chica|joven|vecin[oa]|refugiad[oa]|madre|padre|"
    r"رجل|امرأة|شاب|شابة|فتاة|لاجئة?|ชาย|หญิง|เด็กชาย|เด็กหญิง|ผู้ลี้ภัย"
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:[ -](?:(?:de|la|van|den|der|bin|sur|al) )?[A-ZÀ-ÖØ-Þ][\w'’-]+){0,3}"
PLACES = (
    rf"(?:from|in|of|dari|di|uit|van|in|de|d['’]|à|en) (?:the (?:village|town|district) of |"
    rf"Kampung |kampung |desa |het dorp |le village de |el pueblo de )?{_NAME}|"
    r"من (?:قرية |مدينة |بلدة )?[\u0621-\u064a]{3,15}|"
    r"(?:จาก|ใน)(?:บ้าน|หมู่บ้าน|ตำบล|อำเภอ|จังหวัด)[\u0e01-\u0e4e]{2,20}"
)
