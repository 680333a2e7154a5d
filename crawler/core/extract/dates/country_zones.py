"""The zone of the readers of a national domain (ISO 3166 codes, IANA zones).

Of a country with several zones, that of most of its people: its day is that of all of them but
for a few hours. Domains that are sold to everyone (.co, .io, .me, .tv, .ai, .fm) are not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

_ZONES = {
    "Africa": "eg:Cairo ly:Tripoli tn:Tunis dz:Algiers ma:Casablanca sd:Khartoum mr:Nouakchott "
    "so:Mogadishu dj:Djibouti ng:Lagos gh:Accra ke:Nairobi za:Johannesburg sn:Dakar ci:Abidjan "
    "et:Addis_Ababa ug:Kampala tz:Dar_es_Salaam",
    "America": "us:New_York ca:Toronto mx:Mexico_City br:Sao_Paulo ar:Argentina/Buenos_Aires "
    "cl:Santiago pe:Lima ve:Caracas uy:Montevideo ec:Guayaquil cu:Havana gt:Guatemala "
    "cr:Costa_Rica pa:Panama bo:La_Paz py:Asuncion do:Santo_Domingo",
    "Asia": "ye:Aden sa:Riyadh ae:Dubai om:Muscat qa:Qatar kw:Kuwait bh:Bahrain iq:Baghdad "
    "sy:Damascus lb:Beirut jo:Amman ps:Gaza il:Jerusalem ir:Tehran af:Kabul pk:Karachi in:Kolkata "
    "bd:Dhaka lk:Colombo np:Kathmandu id:Jakarta my:Kuala_Lumpur sg:Singapore ph:Manila "
    "th:Bangkok vn:Ho_Chi_Minh cn:Shanghai hk:Hong_Kong tw:Taipei jp:Tokyo kr:Seoul az:Baku "
    "ge:Tbilisi am:Yerevan kz:Almaty uz:Tashkent",
    "Europe": "it:Rome fr:Paris de:Berlin at:Vienna ch:Zurich es:Madrid pt:Lisbon uk:London "
    "ie:Dublin nl:Amsterdam be:Brussels lu:Luxembourg dk:Copenhagen no:Oslo se:Stockholm "
    "fi:Helsinki pl:Warsaw cz:Prague sk:Bratislava hu:Budapest ro:Bucharest bg:Sofia gr:Athens "
    "rs:Belgrade hr:Zagreb si:Ljubljana ua:Kyiv by:Minsk ru:Moscow lt:Vilnius lv:Riga ee:Tallinn "
    "tr:Istanbul",
    "Australia": "au:Sydney",
    "Pacific": "nz:Auckland",
    "Atlantic": "is:Reykjavik",
}
COUNTRY_ZONES: Mapping[str, str] = {
    code: f"{area}/{city}"
    for area, pairs in _ZONES.items()
    for code, city in (pair.split(":") for pair in pairs.split())
}
"""Country's top level domain -> IANA name."""


def country_zone(host: str) -> ZoneInfo | None:
    """The zone of a host's country, or None where its domain is of none.

    >>> country_zone("news.example.it")
    zoneinfo.ZoneInfo(key='Europe/Rome')
    """
    name = COUNTRY_ZONES.get(host.rpartition(".")[2])
    return ZoneInfo(name) if name else None
