"""Words that stand before a person's name, and words that show that no name follows.

A civil title ("Encik", "Mr") is nearly always followed by a name; a rank or profession
("Inspector", "Chief") often by something else ("Inspector General", "Chief of Staff"), so what
follows a rank is judged more strictly. Data only; how it is used stands in `names`.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CIVIL = _words(
    # English
    "Mr Mrs Ms Miss Mx Messrs Madam Mdm Sir Dr Drs Prof Rev Reverend Sheikh "
    "Shaikh Shaykh Rabbi Fr "
    # Malay and Indonesian
    "Encik En Puan Pn Cik Tuan Tn Hajah Hjh Haji Hj Datuk Dato Datin Tun Tunku Tengku Pehin Dayang "
    "Awangku Ustaz Ustazah Ustadz Ustadzah Cikgu YB YBhg YAB Bapak Pak Ibu Bu Sdr Sdri Saudara "
    "Saudari Ny Nyonya Nona Kiai Kyai KH Drs Dra Ir Makcik Pakcik "
    # French
    "M MM Mme Mmes Mlle Mlles Monsieur Madame Mademoiselle Maître Me Pr Professeur Docteur "
    # Dutch and German
    "Dhr Mevr Mevrouw Mw Mej Meneer Heer dhr mevr mevrouw mw meneer heer Ds Herr Frau "
    # Spanish and Portuguese, Filipino
    "Sr Sra Srta Sres Sras Señor Señora Señorita Don Doña Dn Dña Lic Gng Bb Ginang Ginoong "
    # romanised Thai, Moroccan, Khmer, Vietnamese, South Asian
    "Khun Sidi Lalla Moulay Shri Smt Begum Lok"
)
RANK = _words(
    "Dame Professor Imam "
    "Sgt Sergeant Cpl Corporal Const Constable PC Insp Inspector Supt Superintendent Lt Lieutenant "
    "Capt Captain Maj Major Col Colonel Gen General Brig Brigadier Cmdr Commander Commissioner "
    "Officer Detective Det Sheriff Deputy Trooper Marshal Chief Admiral Lance Pastor Bishop Father "
    "Judge Magistrate Lord Lady Senator Councillor Cllr Ambassador Minister President "
    "Secretary Chairman Chairperson Attorney Coach Doctor Nurse ASP DSP SAC ACP DCP SI DIG AIG "
    "Inspektor Inspektur Sarjan Sjn Koperal Kpl Konstabel Kapten Kolonel Leftenan Mejar Letnan "
    "Mayor "
    "Sersan Jeneral Jenderal Brigedier Serda Sertu Serka Bripda Briptu Brigadir Bripka Aipda "
    "Aiptu Ipda Iptu AKP Kompol AKBP "
    "Kombes Brigjen Irjen Komjen Aida L/Kpl "
    "Commissaire commissaire Capitaine capitaine Commandant commandant Lieutenant lieutenant "
    "Brigadier brigadier Sergent sergent Adjudant adjudant Gendarme gendarme Colonel colonel Juge "
    "juge Maire maire "
    "Wijkagent wijkagent Agent agent Hoofdagent hoofdagent Inspecteur inspecteur Hoofdinspecteur "
    "hoofdinspecteur Commissaris commissaris Brigadier Kolonel kolonel Kapitein kapitein Majoor "
    "Burgemeester burgemeester Rechter rechter Wethouder wethouder Comisario comisario Inspector "
    "Capitán capitán Sargento sargento Pol"
)
BETWEEN = _words(
    "Seri Sri Wira Paduka Patinggi Amar Setia Muda Berhormat Hon Rt Honourable the Justice"
)
"""Words that continue a title: "Datuk Seri", "Tan Sri", "Yang Berhormat"."""

MAY_HAVE_DOT = _words(
    "Mr Mrs Ms Mx Dr Drs Prof Rev Fr En Pn Tn Hj Hjh M MM Mme Mmes Mlle Mlles Me Pr Dhr Mevr Mw "
    "Mej "
    "dhr mevr mw Ds Sr Sra Srta Sres Sras Dn Dña D Lic Gng Bb Sgt Cpl Const Insp Supt Lt Capt Maj "
    "Col Gen Brig Cmdr Det Hon Rt Pol Sjn Kpl Sdr Sdri Ny Dra Ir KH YB YBhg YAB Cllr ASP DSP SAC "
    "ACP DCP SI DIG AIG L/Kpl Messrs"
)
"""Abbreviations. Behind a title written out, a full stop ends the sentence."""

NEEDS_DOT = _words("M MM Fr En Pn Me Pr Ds Ir Bb Ny Const Hon Det Col Gen Maj Brig SI Lic Lok")
"""Abbreviations that are words or initials themselves unless a full stop follows.

French writes "Mme" and "Mr" without one; "M" and "Me" alone are too often something else.
"""

OPENERS = {"Tan": "Sri", "Toh": "Puan", "Yang": "Berhormat"}
"""Titles that begin with an ordinary surname: only before the second word."""

PARTICLES = _words(
    "bin binti binte bte bt bint ibn ben van der den de du la le les von zu ter ten te 't di da "
    "do dos "
    "das del al el ul ud ur af av i y e abu Abu Bin Binti Binte Ben Ibn Van Der Den De Du La Le "
    "Von "
    "Ter Ten Di Da Al El Mac Mc a/l a/p s/o d/o A/L A/P S/O D/O ak anak BIN BINTI B"
)
"""Small words inside a name; none ends one."""

PATRONYMICS = _words(
    "bin binti binte bte bt bint a/l a/p s/o d/o A/L A/P S/O D/O BIN BINTI Bin Binti ibn"
)
"""Words that stand between a person's name and the father's: a name without any title."""

OFFICES = _words(
    # what a title is followed by when it addresses an office
    "President Chair Chairman Chairperson Chairwoman Speaker Minister Secretary Commissioner "
    "Ambassador Justice Mayor Governor Prosecutor Coroner Registrar Moderator Superintendent "
    "Permanent Representative Counsellor Attaché Envoy Delegate Delegation Inspectorate Expert "
    "Director Directors Controller Registrars Governors Leader Engineer Manager General "
    "Attorney Advocate Solicitor Solicitors Counsel "
    "Pengerusi Pengarah Presiden Menteri Ketua Yang Speaker Hakim Setiausaha Tertua Rumah Besar "
    "Bandar "
    "Perdana Timbalan Direktur Gubernur Bupati Walikota Kota Pertiwi Camat Lurah Kepala Wakil "
    "Negara "
    "Kandung Tiri Angkat Bapa Bapak Ibu "
    "Président Présidente Ministre Maire Directeur Directrice Préfet Procureur Juge Le La "
    "Voorzitter Minister Burgemeester Korpschef Officier Directeur Staatssecretaris "
    "Presidente Presidenta Ministro Ministra Alcalde Fiscal Juez Präsident "
)
AFTER_RANK = _words(
    # what follows a rank when no person is meant
    "Practitioner Practitioners Editor Editors Governor Governors Director Directors Hospital "
    "Motors Electric Dynamics Principal Principals Program Programme Studies Emeritus Pertama "
    "Kedua Ketiga "
    "General Generals Major Chief Chiefs Officer Officers Constable Constables Inspector "
    "Inspectors "
    "Superintendent Commander Commissioner Sergeant Sergeants Deputy Police Policing Training "
    "Report "
    "Survey Assembly Secretary Council Court Fund Election Elections Order Orders Department "
    "Office "
    "Association Academy School Program Programme Project Team Unit Units Division Bureau Force "
    "Service Services Safety Wellness Involved Executive Operating Financial Information Justice "
    "Judge "
    "Magistrate Prosecutor Attorney Counsel Crimes Crime City County State States District Region "
    "Regional National International Federal Municipal Community Public Health Mental Human "
    "Resources "
    "Rank Ranks And Or Of The For In On At To From With By As Is Was Are Were Has Had Will Would "
    "May "
    "Can Should Must If When Where Who Which That This These Those A An It Its Their His Her Our "
    "We "
    "They He She You I Not No All Any Each Also After Before During Since Until While Because "
    "However "
    "Minister Ministers Prime Foreign Interior Defence Defense Law Laws Act Section Article "
    "Chapter "
    "Part Table Figure Annex Appendix Manual Guide Handbook Policy Guidelines Standards Conference "
    "Meeting Workshop Seminar Forum Summit Dialogue Session Committee Commission Board Panel Group "
    "Network Organisation Organization Agency Ministry Government Assistant Associate Senior "
    "Junior "
    "Acting Former Lead Head Staff Field Liaison Patrol Traffic Special Probation Parole "
    "Correctional "
    "Corrections Court-appointed Wellbeing Medal Award Awards Day Week Names Name Level Levels "
    "Detective Detectives Captain Captains Lieutenant Lieutenants Sheriff Sheriffs Corporal "
    "Daerah Negeri Polis Polisi Balai Kontinjen Besar Tinggi Muda Utama Pertama Pejabat "
    "Kanan "
    "Van De Het Een Le La Les Du Des Et En Von "
    "Medical League Specification Killed Case Cases Custody Manager Quarterly Assistance "
    "Reinvestment Administrative Clerk "
    "Government Gouvernement Central Centrale Publique Européen Europeaan Divisionnaire Principal "
    "Adjoint Provocateur Orange Secret"
)
PLACE_BEFORE = _words(
    "Jalan Jln Jl Lorong Taman Kampung Kg Bandar Universiti University Universitas Institut "
    "Institute "
    "Hospital Sekolah School Masjid Mosque Surau Stadium Dewan Menara Kolej College Yayasan "
    "Foundation "
    "Kompleks Wisma Pusat Lapangan Lebuhraya Persiaran Kem Felda Pulau Mount San Santa Saint Fort "
    "Lake"
)
"""A street or a school is named after somebody: not a finding."""

NEVER_NAMES = _words(
    "No Sel Bab "
    # words with a capital at the start of what comes next, months, days
    "The This That These Those He She It They We You I A An And Or But In On At To From For With "
    "By As "
    "If When While After Before However Le La Les Il Elle Ils Un Une Des Du De Et Mais De Het Een "
    "En "
    "Hij Zij Dan Yang Di Pada Dalam Untuk Dengan El Los Las Una En Y "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Isnin Selasa Rabu Khamis Jumaat "
    "Sabtu "
    "Ahad Police Polis Polisi Politie Department Ministry Government Court Article Section Chapter "
    "Table Figure Annex Appendix Rule Act Protocol Agent "
    # a hall, a police station, and this software: on pages and exports of every node
    "Balai"
)
MONTHS = _words(
    "January February March April June July August September October November December Januari "
    "Februari Mac Mei Julai Ogos Disember"
)
"""Months end a name, but may begin one: "Ms April Tan"."""

NOT_IN_CAPITALS = _words("Smt Pr Ds Ir En Fr Me Mw Gen Col Maj Det Const SI Lok Lic Bb Pol SAC")
"""Titles that in capitals are something else: "SMT", "PR", "IR"."""

BEFORE_A_BIN = _words(
    "Ich Recycling Rubbish Recycle Waste Dust Litter Trash Garbage Wheelie Storage Compost Paper "
    "Glass Blue Green Black Brown"
)
"""What stands before the German and the English "bin"."""

BEFORE_A_NAME = _words(
    # English
    "Contact Call Ask Tell Email Mail Phone Text Write Meet Visit Thank Thanks Dear Help "
    "Please Inform Notify Invite Remember Hello Yesterday Today Tomorrow Recently Later Then "
    "Meanwhile Since Because Although Once Only Even Like Unlike According Also Both "
    "So Suspect Victim Witness Neighbour Neighbor Speaker Interviewee "
    # Malay and Indonesian
    "Hubungi Telefon Telepon Panggil Tanya Tanyakan Beritahu Maklumkan Temui Jumpa Bertemu Lihat "
    "Menurut Kata Ujar Jelas Tegas Tambah Berkata Manakala Sementara Apabila Ketika Semasa Selepas "
    "Setelah Sebelum Semalam Kelmarin Kemarin Besok Esok Sekarang Kini Kemudian Namun Tetapi Tapi "
    "Oleh Daripada Dari Kepada Bagi Bersama Walaupun Jika Kalau Apakah Adakah Terima Tolong Sila "
    "Silakan Saksi Mangsa Suspek Korban Tersangka Terdakwa Jiran Tetangga Penduduk "
    # French
    "Contactez Appelez Demandez Dites Écrivez Voyez Rencontrez Remerciez Selon Hier Aujourd’hui "
    "Demain Depuis Ensuite Puis Lorsque Quand Avec Pour Chez Après Avant Témoin Victime "
    # Dutch
    "Bel Neem Vraag Mail Schrijf Ontmoet Bezoek Bedank Volgens Gisteren Vandaag Morgen Later Toen "
    "Daarna Wanneer Sinds Omdat Met Voor Bij Naar Beste Geachte Getuige Slachtoffer Verdachte "
    # Spanish
    "Llame Contacte Pregunte Según Ayer Hoy Mañana Cuando Desde Testigo Víctima"
)
"""What a sentence begins with right before a name without a title: "Hubungi Ahmad bin Ali"."""

ALSO_NAMES = _words(
    "Haji Hajah Hj Hjh Tun Tunku Tengku Dayang Awangku Imam Begum Sheikh Shaikh Shaykh Lady Lord"
)
"""Titles that also stand within a given name: what comes before one may belong to it."""

MALAY = _words(
    "Encik En Puan Pn Cik Tuan Tn Hajah Hjh Haji Hj Datuk Dato Datin Tun Tunku Tengku Ustaz "
    "Ustazah Cikgu YB YBhg YAB Bapak Pak Ibu Bu Sdr Sdri Saudara Saudari Nyonya Kiai Kyai "
    "Makcik Pakcik "
    "Seri Sri Inspektor Sarjan Koperal Konstabel Sersan Inspektur "
    "bin binti binte bt Bin Binti BIN BINTI"
)
"""Words of a name by which it is known to be Malay or Indonesian."""

LABELS = (
    r"(?:full |first |last |family |nick)?names?|nama(?: penuh| lengkap| samaran)?|"
    r"noms?(?: et prénoms?)?|prénoms?|"
    r"(?:voor|achter)?naam|namen|nombres?(?: y apellidos)?|apellidos?|contact(?: person)?|"
    r"contactpersoon|"
    r"signed(?: by)?|interview(?:ed|er)?(?: with| by)?|prepared by|reported by|disediakan oleh|"
    r"ondertekend(?: door)?|signé(?: par)?|hubungi|suspect|suspek|victim|mangsa|verdachte|"
    r"slachtoffer"
)
"""What stands before a colon and a name on a form."""

NAMED = (
    r"(?:man|woman|boy|girl|youth|teenager|officer|person|individual|colleague|student|mother|"
    r"father|"
    r"lelaki|wanita|pemuda|remaja|pegawai|seorang|perempuan|pria|anak|"
    r"man|vrouw|jongen|meisje|agent|persoon|homme|femme|garçon|fille|jeune|personne|hombre|mujer|"
    r"joven|chico|chica)"
    r"(?:,? (?:\w{2,12} ){0,2}\d{1,2}(?: \w{2,6})?,?)?"
    r" (?:was |is )?(?:named|called|known as|bernama|dikenali sebagai|genaamd|met de naam|nommée?|"
    r"prénommée?|appelée?|llamad[oa])"
)

NATIONAL = (
    r"(?:an?|the) (?:[A-Z][a-z]{2,20} ){1,3}(?:national|citizen)|seorang warga(?:negara|"
    r" negara) [A-Z]\w{2,20}"
    r"|ressortissante? [\w\-]{3,20}|(?:onderdaan|staatsburger) van [A-Z]\w{2,20}|"
    r"nacional de [A-Z]\w{2,20}"
)
"""How judgments and letters introduce a person by nationality, before a comma and the name."""
