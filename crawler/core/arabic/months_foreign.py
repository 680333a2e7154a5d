"""Names of Gregorian months in languages besides Arabic and English (CLDR 48).

Wide and short forms, as they stand in dates. A name that is another word of dates in English is
not here ("ago").
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.core.arabic.text import fold_text

MONTHS_A_YEAR = 12
# Twelve names of a language, then twelve more where it has other forms.
_NAMES: dict[str, str] = {
    "French": """
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre
        janv févr mars avr mai juin juil août sept oct nov déc
    """,
    "German": """
        januar februar märz april mai juni juli august september oktober november dezember
        jänner feber mär apr mai jun jul aug sept okt nov dez
    """,
    "Spanish": """
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
        diciembre ene feb mar abr may jun jul agosto setiembre oct nov dic
    """,
    "Portuguese": """
        janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro
        dezembro jan fev mar abr mai jun jul agosto set out nov dez
    """,
    "Italian": """
        gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
        dicembre gen feb mar apr mag giu lug agosto set ott nov dic
    """,
    "Dutch": """
        januari februari maart april mei juni juli augustus september oktober november
        december jan feb mrt apr mei jun jul aug sep okt nov dec
    """,
    "Swedish": """
        januari februari mars april maj juni juli augusti september oktober november
        december
    """,
    "Danish": """
        januar februar marts april maj juni juli august september oktober november december
    """,
    "Norwegian": """
        januar februar mars april mai juni juli august september oktober november desember
    """,
    "Finnish": """
        tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta
        elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
    """,
    "Polish": """
        stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października
        listopada grudnia styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień
        październik listopad grudzień sty lut mar kwi maj cze lip sie wrz paź lis gru
    """,
    "Czech": """
        ledna února března dubna května června července srpna září října listopadu prosince
    """,
    "Slovak": """
        januára februára marca apríla mája júna júla augusta septembra októbra novembra
        decembra
    """,
    "Bosnian": """
        januara februara marta aprila maja juna jula avgusta septembra oktobra novembra
        decembra
    """,
    "Slovenian": """
        januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra
        decembra
    """,
    "Albanian": """
        janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
    """,
    "Icelandic": """
        janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
    """,
    "Lithuanian": """
        sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio
        lapkričio gruodžio
    """,
    "Latvian": """
        janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris
        novembris decembris
    """,
    "Estonian": """
        jaanuar veebruar märts aprill mai juuni juuli august september oktoober november
        detsember
    """,
    "Catalan": """
        gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
    """,
    "Malay": """
        januari februari mac april mei jun julai ogos september oktober november disember
    """,
    "Bulgarian": """
        януари февруари март април май юни юли август септември октомври ноември декември
    """,
    "Serbian": """
        јануар фебруар март април мај јун јул август септембар октобар новембар децембар
        јануара фебруара марта априла маја јуна јула августа септембра октобра новембра
        децембра
    """,
    "Romanian": """
        ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie
        noiembrie decembrie
    """,
    "Hungarian": """
        január február március április május június július augusztus szeptember október
        november december
    """,
    "Turkish": """
        ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık oca şub
        mar nis may haz tem ağu eyl eki kas ara
    """,
    "Indonesian": """
        januari februari maret april mei juni juli agustus september oktober november
        desember
    """,
    "Russian": """
        января февраля марта апреля мая июня июля августа сентября октября ноября декабря
        январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь янв
        фев мар апр мая июн июл авг сен окт ноя дек
    """,
    "Ukrainian": """
        січня лютого березня квітня травня червня липня серпня вересня жовтня листопада
        грудня
    """,
    "Greek": """
        ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου
        οκτωβρίου νοεμβρίου δεκεμβρίου
    """,
    "Persian": """
        ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر ژانویه فوریه
        مارس آپریل می ژوئن جولای آگوست سپتامبر اکتبر نوامبر دسامبر
    """,
    "Urdu": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
}
FOREIGN_MONTHS: Mapping[str, int] = {
    fold_text(name): index % MONTHS_A_YEAR + 1
    for names in _NAMES.values()
    for index, name in enumerate(names.split())
}
"""Search key of a name -> month of the Gregorian calendar."""
