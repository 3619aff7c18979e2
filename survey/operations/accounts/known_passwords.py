"""Passwords of 12 characters and more, and words, with which programs that guess passwords begin.

A list of our own. It is short, because most of the best known passwords are shorter than 12 characters or are made of
words in KNOWN_WORDS and sequences, which the rule in `passwords.py` sees by itself.
"""

_PASSWORDS = """
!qaz2wsx#edc 010203040506 102030405060 112233445566 11223344556677 147258369000 147258369147 159357258456
1a2b3c4d5e6f 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz!qaz2wsx@wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv
1qazxsw23edc 271828182845 2wsx3edc4rfv 314159265358 3edc4rfv5tgb 741852963000 789456123000 963852741000 a1b2c3d4e5f6
a1s2d3f4g5h6 aa12345678910 abcd1234efgh administrateur administrator administrators barcelona1234 batmanbatman1
chelseafc1234 correct-horse-battery-staple correcthorsebatterystaple dethärärmittlösenord enmuistasalasanaa
fuckyoufuckyou glömdelösenord godisgreat123 godmorgon1234 hakunamatata1 harrypotter123 hejhejhejhej hejsanhejsan
hyvaahuomenta hyvaajoulua hyväähuomenta hyvääjoulua ihaveyoulove ilovemydogs123 iloveyouforever iloveyousomuch
internetexplorer iwillsurvive jaakiekko1234 jagalskardig1 jagälskardig1 jesusislord1 joulupukki123 juhannuskokko
julafton12345 juventus12345 jääkiekko1234 kesäloma2026 letmeinnow123 letmeinplease liverpoolfc123 lordoftherings
maammelaulu12 manchesterunited microsoft1234 midsommar1234 minarakastansinua minunsalasanani minärakastansinua
mittlosenord1 mittlösenord1 mustangmustang muumilaakso1 muumimamma123 muumipappa123 mypasswordisgood
nopasswordneeded notmypassword opensesame123 passwordispassword perkeleperkele peruskoulu123 pippilangstrump
pippilångstrump q1w2e3r4t5y6 q1w2e3r4t5y6u7 qazwsxedcrfv qazwsxedcrfvtgb rakastansinua realmadrid123 saatanaperkele
salainensalasana salasanaonsalasana sisusisusisu1 spongebobsquarepants starwars12345 suomenlippu123
superadministrator superman12345 sverige123456 tamaonsalasana thisisapassword thisismypassword trustno1trustno1
tämäonsalasana unbelievable1 vittusaatana windows123456 zaq12wsxcde3 zaq1xsw2cde3
"""

_WORDS = """
admin administrator användare apple april asdfgh august augusti autumn azerty baseball batman changeme christmas
company computer december default demo dragon eduskunta elokuu esbo espoo facebook februari february finland
football fotboll fredag friday google guest hallitus hei heinakuu heinäkuu hej hejsan hello helmikuu helsingfors
helsinki hemlig hemlighet hockey huhtikuu höst iloveyou internet iphone jalkapallo januari january joulu joulukuu
juli july june juni jääkiekko kaupunki kayttaja kesa kesakuu keskiviikko kesä kesäkuu kevat kevät kirjaudu kommun
kulta kunta kuuleminen kuulolla käyttäjä lauantai lausunto lausuntopalvelu lausuntopyynto lausuntopyyntö letmein
login lokakuu losenord lördag lösen lösenord maaliskuu maanantai march marraskuu mars master microsoft ministeriet
ministerio ministeriö moi monday monkey måndag network november october office oktober oletus onsdag oulu p@ssw0rd
p@ssword pa$$word pa55word palvelin passord passphrase passw0rd password passwort perjantai pokemon princess
prinsessa qwerty qwertz rakkaus remiss riksdagen root ruotsi salainen salaisuus salakala salasana salasanani
saturday secret september server shadow sommar spring stad starwars statsrådet summer sunday sunnuntai sunshine
suomi superman sverige syksy syyskuu söndag talvi tammerfors tammikuu tampere temp terve tervetuloa test testi
testing thursday tietokone tiistai tisdag toimisto torsdag torstai toukokuu tuesday turku user utlatande utlåtande
vaihda vaihdaminut valkommen valtioneuvosto vanda vantaa verkko vieras vinter virasto välkommen vår wednesday
welcome windows winter yllapitaja ylläpitäjä yritys zxcvbn älskling åbo
"""

KNOWN_PASSWORDS = frozenset(_PASSWORDS.split())
"""Whole passwords, in lower case."""

KNOWN_WORDS = frozenset(_WORDS.split())
"""In lower case."""

_ROWS = ("qwertyuiopåü", "asdfghjklöä", "zxcvbnm,.-", "1234567890", "qazwsxedcrfvtgbyhnujm", "1qaz2wsx3edc4rfv5tgb")
ROWS_OF_KEYS = tuple(row for each in _ROWS for row in (each, each[::-1]))
"""Keys beside one another on a Finnish keyboard, and from the top down, in both directions."""
