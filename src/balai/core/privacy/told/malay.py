"""Malay and Indonesian, which share their grammar and half of these words."""

from balai.core.privacy.told.speech import Speech, listed

MALAY = Speech(
    roles=listed(
        "pegawai pesuruhjaya inspektor inspektur sarjan koperal konstabel ketua timbalan naib "
        "penolong pengarah wakil peserta perwakilan penceramah jurulatih pendakwa peguam hakim "
        "majistret duta konsul komisaris kepala kapolda kapolres perwira petugas utusan jaksa "
        "pelatih narasumber bhabinkamtibmas komandan komander leftenan kapten kolonel mejar "
        "superintenden penguasa sersan brigadir bripka aiptu detektif penyiasat penyelidik "
        "penyelaras koordinator pengurus manajer setiausaha sekretaris bendahari bendahara "
        "pengerusi pengasas pendiri penasihat penasehat pakar ahli perunding konsultan "
        "penganalisis analis fasilitator mediator pengantara jurubahasa penterjemah penerjemah "
        "pemerhati pengamat pelapor jurucakap guru pensyarah dosen profesor pengetua rektor dekan "
        "pelajar mahasiswa mahasiswi mahasantri psikolog psikiater kaunselor konselor jururawat "
        "perawat doktor dokter bidan imam ustaz ustazah ustadz kiai kyai paderi pendeta rabai "
        "sami biksu bilal mubaligh mufti penghulu bomoh tokoh pekerja sukarelawan sukarelawati "
        "relawan aktivis wartawan jurnalis penyunting editor penyiar warden pengawal sipir "
        "askar prajurit bomba nelayan petani pekedai pedagang pemandu sopir "
        "panitera pendaftar hakim advokat notaris diplomat atase pembimbing penghubung "
        "pembantu juruteknik jurutera"
    ),
    persons=listed(
        "wanita perempuan lelaki laki-laki pria warga orang ibu bapa muslim kristian kristen "
        "mangsa saksi balu janda penduduk pelarian warganegara individu"
    ),
    leads=listed("seorang sang satu-satunya si bekas mantan"),
    links=listed("dari daripada asal di bagi untuk pada mewakili warga"),
    follows=listed(
        "bertugas berkhidmat polis polisi kanan tinggi muda perhubungan penghubung besar "
        "wanita perempuan lelaki "
        "penyelaras negeri daerah kepolisian"
    ),
    who=listed("yang"),
    came=listed("datang berasal mewakili bertugas bekerja mengetuai mengajar memimpin hadir"),
    stops=listed(
        "dan atau tetapi tapi namun bahawa bahwa yang iaitu yakni kerana karena jika kalau "
        "apabila ketika semasa sewaktu sambil supaya agar untuk oleh kepada terhadap tentang "
        "mengenai antara selepas sebelum sejak tanpa melalui ialah adalah akan telah sudah sedang "
        "masih pernah belum tidak bukan boleh bisa harus perlu mesti dapat mahu mau ingin kata "
        "katanya ujar ujarnya jelas itu ini tersebut beliau dia mereka kami kita saya ia pun "
        "juga lagi lalu kemudian hanya sahaja saja setiap tiap para semua beberapa banyak ramai "
        "ke dengan seperti sebagai pada dalam hingga sampai minta tanya pulang tiba pergi "
        "datang duduk hadir wajib patut turut mengajar membantu menolong mendengar memberi "
        "membawa melihat menjadi menjaga mencari membuat mengambil menerima menghadiri bertemu "
        "berbincang berkata bercakap berjumpa berjalan belajar mengikuti mendapat melawat and "
        "or of in on for with to from by the a an is"
    ),
    nations=listed(
        "malaysia indonesia singapura brunei thailand filipina vietnam kemboja kamboja laos "
        "myanmar timor-leste australia belanda belgia belgium norway norwegia maghribi maroko "
        "jepun jepang perancis prancis jerman bangladesh pakistan turki mesir jordan yordania "
        "britain inggris amerika kenya nigeria fiji nepal mongolia ghana uganda senegal"
    ),
    only=listed("satu-satunya"),
    several=listed(
        "para semua beberapa ramai banyak setiap sejumlah dua tiga empat lima enam tujuh lapan "
        "delapan sembilan sepuluh orang kumpulan kelompok antara tiada tanpa bukan kebanyakan "
        "kalangan ratusan puluhan mana-mana sesetengah segelintir sekumpulan tiap-tiap dan"
    ),
    crowds=listed(
        "pelajar mahasiswa mahasiswi guru petani nelayan pedagang pekedai pekerja sukarelawan "
        "relawan askar prajurit pemandu sopir wartawan aktivis petugas pengawal peserta"
    ),
    bare=True,
    run_on=True,
)
