"""English."""

from balai.core.privacy.told.speech import Speech, ends, listed

ENGLISH = Speech(
    roles=listed(
        "officer commissioner inspector superintendent sergeant constable corporal colonel major "
        "captain lieutenant commander commandant detective chief deputy brigadier marshal cadet "
        "policeman policewoman patrolman investigator trooper gendarme trainee sheriff "
        "director head leader manager coordinator co-ordinator secretary treasurer chair chairman "
        "chairwoman chairperson vice-chair supervisor administrator founder co-founder convenor "
        "delegate representative rep participant speaker presenter panellist observer rapporteur "
        "counterpart spokesperson spokesman spokeswoman envoy ambassador attaché attache consul "
        "diplomat trainer adviser advisor expert specialist consultant official analyst planner "
        "strategist facilitator moderator mediator negotiator mentor interpreter translator "
        "organiser organizer volunteer activist campaigner advocate ombudsman ombudswoman auditor "
        "prosecutor judge magistrate lawyer solicitor barrister clerk registrar bailiff "
        "warden warder guard jailer ranger coastguard firefighter soldier paramedic "
        "principal headteacher headmaster headmistress teacher lecturer professor researcher "
        "academic scholar dean rector chancellor tutor student pupil librarian criminologist "
        "sociologist "
        "anthropologist psychologist psychiatrist therapist counsellor counselor nurse doctor "
        "physician midwife pharmacist pathologist worker caseworker carer "
        "imam priest pastor vicar rabbi monk nun bishop chaplain preacher cleric elder mufti "
        "mullah deacon reverend "
        "councillor alderman technician engineer architect economist statistician programmer "
        "journalist editor reporter broadcaster filmmaker photographer blogger "
        "fisherman farmer shopkeeper trader driver baker barber tailor carpenter vendor "
        "coach referee footballer athlete boxer musician singer"
    ),
    persons=listed(
        "woman man girl boy muslim christian hindu buddhist sikh jew person mother father widow "
        "survivor victim witness returnee civilian member lady foreigner"
    ),
    leads=listed("a an the one our their his her another this that your my"),
    links=listed("of on from in representing for with at behind within"),
    follows=listed(
        "general superior designate emeritus working based serving employed seconded stationed "
        "posted responsible"
    ),
    who=listed("who"),
    came=listed(
        "came comes had come was is flew travelled traveled arrived works worked serves served "
        "runs ran leads led heads headed teaches taught represents represented has works all over"
    ),
    stops=listed(
        "and or but nor that which who whom whose where when while because if as than so is are "
        "was were be been being has have had do does did will would can could may might must "
        "should shall said says told tells spoke speaks thought thinks felt feels went goes came "
        "comes made makes took takes gave gives got gets saw sees knew knows found finds kept "
        "keeps put puts let lets left met meets by into about against between during after "
        "before until since without through toward towards under over he she they it we you i "
        "them him us me not never also then there here how what why like per via every each all "
        "both many several some any no these those two three four five six seven eight nine ten"
    ),
    verbs=ends("ed"),
    nations=listed(
        "malaysian indonesian singaporean bruneian thai filipino filipina philippine vietnamese "
        "cambodian laotian lao burmese timorese australian bangladeshi indian pakistani lankan "
        "maldivian nepali nepalese afghan chinese japanese korean american canadian mexican "
        "british english scottish welsh irish french dutch belgian flemish german austrian swiss "
        "italian maltese spanish portuguese danish norwegian swedish finnish icelandic estonian "
        "latvian lithuanian polish czech slovak slovene slovenian hungarian romanian bulgarian "
        "greek cypriot croatian serbian bosnian albanian kosovar macedonian ukrainian turkish "
        "georgian armenian kazakh kyrgyz uzbek tajik mongolian moroccan algerian tunisian libyan "
        "egyptian jordanian lebanese syrian iraqi iranian saudi emirati qatari kuwaiti yemeni "
        "omani bahraini palestinian israeli kenyan ugandan tanzanian nigerian ghanaian senegalese "
        "malian somali sudanese ethiopian eritrean rwandan burundian zambian zimbabwean malawian "
        "mozambican angolan namibian botswanan cameroonian ivorian nigerien chadian mauritanian "
        "gambian liberian congolese african zealand fijian samoan tongan papuan brazilian "
        "colombian peruvian chilean argentine argentinian uruguayan ecuadorian bolivian "
        "guatemalan honduran salvadoran jamaican haitian cuban"
    ),
    only=listed("only sole lone"),
    led_by_nation=True,
)
