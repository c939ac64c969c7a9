"""Words too frequent to say anything, by language. Lists of our own.

They are left out of index and query alike: a query of frequent words costs a hundred times one
of rare words and ranks by chance. Forms are folded (see `words.fold`), accents kept.
"""

from __future__ import annotations

_LISTS = {
    "en": """
        a about above after again against all also am among an and any are as at be because been
        before being below between both but by can could did do does doing done down during each
        few for from further get gets got had has have having he her here hers herself him
        himself his how however i if in into is it its itself just let me more most much must my
        myself no nor not now of off on once one only or other our ours out over own per s same
        shall she should so some such t than that the their theirs them themselves then there
        these they this those through thus to too under until up upon us very was we were what
        when where whether which while who whom whose why will with within without would you
        your yours yourself don doesn didn isn wasn aren weren won ll ve re
    """,
    "ms": """
        ada adakah adalah agar akan aku anda antara apa apabila apakah atas atau bagai bagaimana
        bagaimanakah bagi bahawa bahwa banyak baru bawah beberapa begitu belum berapa berapakah
        bila bilakah boleh bolehkah bukan dalam dan dapat dapatkah dari daripada dengan di dia
        di dua hal hampir hanya harus hendak hingga ia ialah iaitu ini itu jadi jika jikalau juga
        kalau kali kami kamu ke kepada kerana ketika kini kita lagi lah lain lalu lebih maka
        mahu mana manakah masih masing melainkan memang mengapa mengapakah mereka mesti namun
        nya oleh pada paling para patut per perlu perlukah pernah pernahkah pula pun saat sahaja
        saja saling sama sambil sampai sana sangat satu saya se sebab sebagai sebelum sebuah
        sedang sehingga sejak seorang seperti sering serta sesuatu setelah setiap siapa siapakah
        sudah supaya tanpa telah tentang terhadap tersebut tetapi tiada tiap tidak tidakkah
        untuk walaupun yakni yang yg
    """,
    "fr": """
        a afin ai ainsi alors après as au aucun aucune auquel aussi autre autres aux auxquels
        avait avant avec avoir ayant b bien c ça car ce ceci cela celle celles celui cependant
        ces cet cette ceux chacun chaque chez comme comment contre d dans de depuis des dès
        dont du donc duquel durant e elle elles en encore entre es est et étaient était étant
        été être eu eux fait faire faut fois font ici il ils j jusqu l la là laquelle le lequel
        les lesquelles lesquels leur leurs lors lorsqu lui m ma mais me même mêmes mes mieux moi
        moins mon n ne ni non nos notre nous on ont or ou où par parce pas pendant peu peut
        peuvent plus plusieurs pour pourquoi pourrait puis puisqu qu quand que quel quelle
        quelles quels qui quoi s sa sans se sera serait ses si sinon soi soient sois soit son
        sont sous sur t ta te tel telle telles tels tes toi ton tous tout toute toutes très tu
        un une vers vos votre vous y
    """,
    "nl": """
        aan al alle alleen als altijd andere ben bij binnen bent d daar daarbij daarin daarna dan
        dat de deed deze die dit doen door dus echter een eens eerst elk elke en enige er ergens
        erg ervan even ge geen gedaan geweest haar had hadden hebben heb heeft hem hen het hier
        hij hoe hoeveel hun iemand iets ik in is ja je jij jouw jullie kan kon konden kunnen kunt
        maar maken me meer men met mij mijn moet moeten na naar nadat niet niets nog nu of om
        omdat onder ons onze ook op over per s sinds t te tegen terwijl toch toen tot tussen u uit
        uw van vanaf vaak veel via voor waar waarbij waarin waarom waren was wat we weer wel
        welk welke werd werden wie wij wil worden wordt zal ze zelf zich zij zijn zo zodat zonder
        zou zouden zulke
    """,
    "id": """
        ada adakah adalah agar akan aku anda antara apa apakah atas atau bagaimana bagi bahwa
        banyak baru bawah beberapa begitu belum berapa bila bisa bisakah bukan dalam dan dapat
        dapatkah dari daripada dengan di dia dua hal hampir hanya harus hendak hingga ia ialah
        ini itu jadi jika juga kalau kali kami kamu karena ke kepada ketika kini kita lagi lain
        lalu lebih maka mana masih masing mau memang mengapa mereka mesti namun nya oleh pada
        paling para per perlu pernah pula pun saat saja saling sama sambil sampai sana sangat
        satu saya se sebab sebagai sebaiknya sebelum sebuah sedang sehingga sejak seorang seperti
        sering serta sesuatu setelah setiap siapa sudah supaya tanpa telah tentang terhadap
        tersebut tetapi tiap tidak untuk walaupun yaitu yakni yang
    """,
    "es": """
        a al algo algunas algunos ante antes aquel aquella aquellos así aun aunque bajo bien cada
        casi como cómo con contra cual cuál cuales cuáles cualquier cuando cuándo cuanto cuánto
        da de del desde donde dónde dos durante e el él ella ellas ellos en entre era eran eres
        es esa esas ese eso esos esta está están estas este esto estos estar fue fueron ha había
        han hasta hay la las le les lo los más me mi mientras mis muy nada ni no nos nosotros
        nuestra nuestro o os otra otras otro otros para pero poco por porque pues puede pueden
        que qué quien quién quienes se sea según ser si sí sido siempre sin sobre son su sus
        también tan tanto te tiene tienen toda todas todo todos tras tu tus u un una unas uno
        unos usted y ya yo
    """,
    "de": """
        aber alle allem allen aller alles als also am an andere anderen auch auf aus bei bin bis
        bist da dabei damit dann das dass dein dem den denn der des dessen die dies diese diesem
        diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euer
        für gegen hab habe haben hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren
        ihrer im in indem ins ist jede jedem jeden jeder jedes jedoch jetzt kann kein keine
        keinen können machen man manche mehr mein meine mit muss müssen nach nicht nichts noch
        nun nur ob oder ohne sehr sein seine seinem seinen seiner selbst sich sie sind so solche
        soll sollte sondern sonst über um und uns unser unter viel vom von vor war waren warum
        was weil welche welcher wenn wer werden wie wieder will wir wird wo worden wurde wurden
        während zu zum zur zwar zwischen
    """,
    "it": """
        a ad agli ai al alla alle allo anche ancora c che chi ci cioè come con contro cosa così
        cui da dagli dai dal dall dalla dalle dallo d degli dei del dell della delle dello di
        dopo dove due e è ed era essere fa fra già gli ha hanno ho i il in io l la le lei lo loro
        lui ma me mentre mi mia mio molto ne nei nel nell nella nelle nello no noi non nostra
        nostro o ogni oppure per perché più poi può qual quale quali quando quanto quello questa
        queste questi questo qui s se sé senza si sia sono sopra sotto su sua sui sul sull sulla
        sulle suo suoi tra tu tutta tutte tutti tutto un una uno vi voi
    """,
    "pt": """
        a à ao aos aquela aquele as às até com como contra da das de dela dele delas deles depois
        desde do dos e é ela elas ele eles em entre era essa esse esta está estão este eu foi
        foram há isso isto já lhe mais mas me mesmo meu minha muito na não nas nem no nos nós
        nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque pode podem qual
        quais quando que quem são se sem ser seu seus si só sob sobre sua suas também te tem têm
        todo todos um uma umas uns você
    """,
    "ar": """
        في من الى إلى على عن مع هذا هذه ذلك تلك التي الذي الذين اللذين ما ماذا هل كيف لماذا متى
        اين أين كم من و او أو ثم لا لم لن ليس ليست ان إن أن انه أنه كان كانت يكون تكون قد كل
        بعض غير بين عند عندما حتى بعد قبل هو هي هم هن نحن انت انتم انا أنا له لها لهم به بها
        فيه فيها منه منها عليه عليها اي أي ايضا أيضا لكن ولكن حيث اذا إذا لقد كما مثل ضد دون
        خلال منذ حول لدى
    """,
    "th": """
        และ หรือ ที่ ซึ่ง อัน ของ ใน นอก จาก ถึง ต่อ แก่ แด่ โดย ด้วย เพื่อ ให้ ได้ ไม่ มี เป็น อยู่
        คือ จะ ก็ กับ แต่ ว่า นี้ นั้น โน้น เมื่อ ถ้า หาก เพราะ จึง แล้ว ยัง ต้อง ควร อาจ เคย กำลัง
        การ ความ ผู้ สิ่ง อะไร ใคร ไหน ใด อย่างไร ทำไม เท่าไร บ้าง หรือไม่ ไหม นัก มาก น้อย กว่า ที่สุด
        ทุก แต่ละ บาง หลาย เขา เรา ฉัน ผม คุณ มัน กัน เอง ไป มา ขึ้น ลง ไว้ อีก เช่น
    """,
    "tl": """
        ang ng mga sa na at ay ako akin ko mo ka ikaw kami kayo tayo sila siya niya nila natin
        namin kanya kanila ito iyan iyon dito doon hindi huwag may mayroon wala lang din rin pa
        ba kung kapag dahil para kasi pero o ngunit subalit paano bakit ano sino saan kailan alin
        ilan upang nang nasa mula hanggang tungkol
    """,
    "tr": """
        ama ancak bazı ben bir biz bu çok daha da de değil diye en fakat gibi göre hangi hem her
        için ile ise kadar kendi ki kim mi mı mu mü nasıl ne neden nerede o olan olarak oldu
        olduğu onlar sen siz sonra şey şu tüm ve veya ya
    """,
}  # fmt: skip

STOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _LISTS.items()
}


def is_stop_word(folded: str, language: str) -> bool:
    """Say whether a folded word is too frequent in its language to be searched for."""
    return folded in STOP_WORDS.get(language, frozenset())
