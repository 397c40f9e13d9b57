"""Invented pairs of a stored client and somebody asked for: the same person or not.

Written before the search, so that the search is measured and not the set made to fit.
Dates are d.m.yyyy; codes are artificial (individual numbers 900–999).
"""

from typing import NamedTuple

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def code(day: str, number: int, sign: str = "-") -> str:
    """An artificial identity code, e.g. `code("120580", 901)`."""
    return f"{day}{sign}{number}{CHECK[int(f'{day}{number}') % 31]}"


class Person(NamedTuple):
    """What is stored or asked: only the name is always there."""

    last: str
    first: str
    born: str = ""
    code: str = ""
    former: str = ""


class Pair(NamedTuple):
    """Why the two differ, or agree; whom the register holds; whom somebody looks for."""

    why: str
    stored: Person
    asked: Person


P = Person

SAME = [
    # Spelling of the last name
    Pair("V/W", P("Virtanen", "Matti", "12.5.1980"), P("Wirtanen", "Matti", "12.5.1980")),
    Pair("W/V", P("Westerlund", "Ove", "3.2.1971"), P("Vesterlund", "Ove", "3.2.1971")),
    Pair("ö/o", P("Nyström", "Kaj", "30.11.1966"), P("Nystrom", "Kaj", "30.11.1966")),
    Pair("doubled m", P("Nyström", "Ralf", "9.4.1984"), P("Nyströmm", "Ralf", "9.4.1984")),
    Pair("doubled o", P("Korhonen", "Jukka", "17.8.1975"), P("Korhoonen", "Jukka", "17.8.1975")),
    Pair("Å/A", P("Åkerlund", "Nils", "1.6.1959"), P("Akerlund", "Nils", "1.6.1959")),
    Pair("Å/Aa", P("Åkerlund", "Göran", "22.9.1990"), P("Aakerlund", "Göran", "22.9.1990")),
    Pair("ä/a twice", P("Häkkinen", "Väinö", "14.1.1951"), P("Hakkinen", "Vaino", "14.1.1951")),
    Pair("ä/ae", P("Mäkelä", "Petri", "5.5.1988"), P("Maekelae", "Petri", "5.5.1988")),
    Pair("ö/o, short", P("Björk", "Stig", "28.2.1963"), P("Bjork", "Stig", "28.2.1963")),
    Pair("ö/oe", P("Björk", "Håkan", "8.12.1979"), P("Bjoerk", "Håkan", "8.12.1979")),
    Pair("háček", P("Šimić", "Goran", "19.7.1985"), P("Simic", "Goran", "19.7.1985")),
    Pair("š/sh", P("Šabanović", "Emir", "2.3.1992"), P("Shabanovic", "Emir", "2.3.1992")),
    Pair("single k", P("Heikkinen", "Arto", "11.10.1968"), P("Heikinen", "Arto", "11.10.1968")),
    Pair("single s", P("Lassila", "Timo", "6.6.1994"), P("Lasila", "Timo", "6.6.1994")),
    Pair("missing letter", P("Kettunen", "Sami", "24.4.1983"), P("Ketunen", "Sami", "24.4.1983")),
    Pair("letters swapped", P("Rantala", "Janne", "13.3.1977"), P("Ratnala", "Janne", "13.3.1977")),
    Pair("one other letter", P("Salminen", "Ari", "7.9.1961"), P("Salmimen", "Ari", "7.9.1961")),
    Pair("c/k", P("Backman", "Leif", "18.5.1970"), P("Bakman", "Leif", "18.5.1970")),
    Pair("q/kv", P("Lindqvist", "Bo", "20.1.1957"), P("Lindkvist", "Bo", "20.1.1957")),
    Pair("quist", P("Lindqvist", "Sven", "27.8.1982"), P("Lindquist", "Sven", "27.8.1982")),
    Pair("z/s", P("Lönnroos", "Kim", "16.2.1986"), P("Lönnrooz", "Kim", "16.2.1986")),
    Pair("ph/f", P("Adolfsson", "Lars", "4.7.1965"), P("Adolphsson", "Lars", "4.7.1965")),
    Pair("one s in -sson", P("Eriksson", "Mats", "21.11.1973"), P("Erikson", "Mats", "21.11.1973")),
    Pair("ck/k", P("Sjöbäck", "Tom", "10.10.1989"), P("Sjobak", "Tom", "10.10.1989")),
    Pair("th/t", P("Thesleff", "Åke", "15.12.1954"), P("Tesleff", "Ake", "15.12.1954")),
    Pair("Russian endings", P("Ivanov", "Sergei", "3.3.1981"), P("Ivanoff", "Sergej", "3.3.1981")),
    Pair("b/p", P("Lampinen", "Olli", "29.6.1991"), P("Lambinen", "Olli", "29.6.1991")),
    Pair("d/t", P("Hietala", "Pasi", "12.2.1976"), P("Hiedala", "Pasi", "12.2.1976")),
    Pair("capitals", P("Mäntylä", "Keijo", "1.1.1962"), P("MÄNTYLÄ", "KEIJO", "1.1.1962")),
    Pair(
        "spaces", P("Rautio", "Juho Ilmari", "9.9.1996"), P(" Rautio ", "Juho  Ilmari", "9.9.1996")
    ),
    # Spelling of the first names
    Pair("Ch/K", P("Holm", "Kristian", "23.5.1987"), P("Holm", "Christian", "23.5.1987")),
    Pair("tt/t", P("Pulkkinen", "Matti", "2.8.1969"), P("Pulkkinen", "Mati", "2.8.1969")),
    Pair("Eerik", P("Forsman", "Erik", "31.7.1978"), P("Forsman", "Eerik", "31.7.1978")),
    Pair("Eric", P("Sundholm", "Erik", "6.4.1993"), P("Sundholm", "Eric", "6.4.1993")),
    Pair("Carl", P("Stenvall", "Karl", "25.12.1960"), P("Stenvall", "Carl", "25.12.1960")),
    Pair("Jan/Jaan", P("Kuusik", "Jaan", "14.6.1974"), P("Kuusik", "Jan", "14.6.1974")),
    Pair("Philip", P("Grönroos", "Filip", "8.3.1998"), P("Grönroos", "Philip", "8.3.1998")),
    Pair("Mikael", P("Ahlfors", "Mikael", "19.9.1980"), P("Ahlfors", "Michael", "19.9.1980")),
    Pair("Aleksander", P("Vuori", "Alexander", "5.1.1995"), P("Vuori", "Aleksander", "5.1.1995")),
    Pair("Yussuf", P("Abdi", "Yusuf", "1.7.1990"), P("Abdi", "Jussuf", "1.7.1990")),
    Pair("Mohamed", P("Hassan", "Mohamed", "10.2.1988"), P("Hassan", "Muhammad", "10.2.1988")),
    Pair("Dmitri", P("Petrov", "Dmitri", "17.4.1972"), P("Petrov", "Dmitry", "17.4.1972")),
    # Order and number of names
    Pair("swapped", P("Laine", "Toni", "26.10.1985"), P("Toni", "Laine", "26.10.1985")),
    Pair(
        "swapped, two names", P("Heino", "Esa Tapani", "4.11.1967"), P("Esa", "Heino", "4.11.1967")
    ),
    Pair(
        "swapped and misspelt",
        P("Niskanen", "Joni", "15.5.1999"),
        P("Jonni", "Niskanen", "15.5.1999"),
    ),
    Pair(
        "calling name second",
        P("Oksanen", "Kari Johannes", "30.3.1964"),
        P("Oksanen", "Johannes", "30.3.1964"),
    ),
    Pair(
        "one missing",
        P("Tuominen", "Antti Juhani", "11.11.1981"),
        P("Tuominen", "Antti", "11.11.1981"),
    ),
    Pair("one more", P("Jokinen", "Marko", "20.6.1979"), P("Jokinen", "Marko Olavi", "20.6.1979")),
    Pair(
        "other order",
        P("Kallio", "Ville Petteri", "7.7.1997"),
        P("Kallio", "Petteri Ville", "7.7.1997"),
    ),
    Pair(
        "first of three",
        P("Aalto", "Eino Kalevi Armas", "2.12.1949"),
        P("Aalto", "Kalevi", "2.12.1949"),
    ),
    Pair(
        "hyphen/space", P("Saari", "Jari-Pekka", "18.1.1982"), P("Saari", "Jari Pekka", "18.1.1982")
    ),
    Pair(
        "written together",
        P("Saarela", "Ari-Matti", "9.8.1986"),
        P("Saarela", "Arimatti", "9.8.1986"),
    ),
    Pair(
        "half of double name",
        P("Koski-Lehto", "Anne", "12.9.1975"),
        P("Lehto", "Anne", "12.9.1975"),
    ),
    Pair(
        "double name turned",
        P("Koski-Harju", "Eeva", "3.6.1971"),
        P("Harju-Koski", "Eeva", "3.6.1971"),
    ),
    Pair(
        "double name, space",
        P("Mäki-Turja", "Risto", "28.4.1958"),
        P("Mäki Turja", "Risto", "28.4.1958"),
    ),
    Pair(
        "particle missing", P("von Essling", "Carl", "16.7.1969"), P("Essling", "Carl", "16.7.1969")
    ),
    Pair(
        "particle abroad",
        P("af Hallström", "Nina", "22.2.1984"),
        P("Hallstrom", "Nina", "22.2.1984"),
    ),
    Pair("al- apart", P("Al-Jabiri", "Omar", "1.1.1993"), P("Jabiri", "Omar", "1.1.1993")),
    Pair(
        "ibn in the middle", P("Ould Salem", "Ahmed", "5.8.1987"), P("Salem", "Ahmed", "5.8.1987")
    ),
    Pair(
        "three-part name",
        P("Nguyen Thi", "Lan", "14.10.1990"),
        P("Nguyen", "Thi Lan", "14.10.1990"),
    ),
    # Former names
    Pair(
        "maiden name stored",
        P("Rinne", "Satu Maria", "8.8.1983", former="Leppälä"),
        P("Leppälä", "Satu", "8.8.1983"),
    ),
    Pair(
        "maiden name misspelt",
        P("Hakala", "Tiina", "19.3.1977", former="Väyrynen"),
        P("Vayrynen", "Tiina", "19.3.1977"),
    ),
    Pair(
        "maiden name not known, code",
        P("Salo", "Riikka Helena", "21.5.1989", code("210589", 902)),
        P("Virta", "Riikka", "21.5.1989", code("210589", 902)),
    ),
    Pair(
        "other last name, same day, rare first names",
        P("Uotila", "Ilta Orvokki", "29.2.1988"),
        P("Harju", "Ilta Orvokki", "29.2.1988"),
    ),
    # Wrong birth date
    Pair(
        "day and month swapped",
        P("Mattila", "Kimmo", "4.9.1974"),
        P("Mattila", "Kimmo", "9.4.1974"),
    ),
    Pair("day one off", P("Rajala", "Harri", "15.6.1980"), P("Rajala", "Harri", "16.6.1980")),
    Pair("year one off", P("Kivistö", "Pertti", "27.7.1956"), P("Kivistö", "Pertti", "27.7.1957")),
    Pair("decade off", P("Ojala", "Reijo Sakari", "10.5.1963"), P("Ojala", "Reijo", "10.5.1973")),
    Pair("wrong century", P("Hirvonen", "Urho", "6.1.2001"), P("Hirvonen", "Urho", "6.1.1901")),
    Pair(
        "digits of the year swapped",
        P("Nurmi", "Veijo", "13.12.1968"),
        P("Nurmi", "Veijo", "13.12.1986"),
    ),
    Pair(
        "month off and misspelt",
        P("Räsänen", "Jouni", "25.3.1978"),
        P("Rasanen", "Jouni", "25.8.1978"),
    ),
    Pair("asked without a date", P("Kortelampi", "Seppo", "2.2.1966"), P("Kortelampi", "Seppo")),
    Pair("stored without a date", P("Hyttysvaara", "Aki"), P("Hyttysvaara", "Aki", "4.4.1991")),
    Pair("no date anywhere, misspelt", P("Wallenstråhle", "Peer"), P("Vallenstrahle", "Per")),
    # Identity code
    Pair(
        "same code, other name",
        P("Moilanen", "Jere", "1.3.1995", code("010395", 903)),
        P("Tikka", "Jeremias", "1.3.1995", code("010395", 903)),
    ),
    Pair(
        "same code, no date",
        P("Ahola", "Miko", "", code("170792", 904)),
        P("Ahonen", "Mikko", "", code("170792", 904)),
    ),
    Pair(
        "same code of this century",
        P("Vatanen", "Eemi", "30.9.2004", code("300904", 905, "A")),
        P("Watanen", "Emi", "30.9.2004", code("300904", 905, "A")),
    ),
    Pair(
        "same code with a sign of 2023",
        P("Lepistö", "Aada", "5.6.1999", code("050699", 906, "Y")),
        P("Lepistö", "Ada", "5.6.1999", code("050699", 906, "Y")),
    ),
    Pair(
        "code one digit off",
        P("Sorsa", "Taneli", "18.8.1984", code("180884", 907)),
        P("Sorsa", "Taneli", "18.8.1984", code("180884", 917)),
    ),
    Pair(
        "day in the code off",
        P("Haapala", "Jussi", "12.1.1971", code("120171", 908)),
        P("Haapala", "Jussi", "13.1.1971", code("130171", 908)),
    ),
    Pair(
        "code given the first time",
        P("Kangas", "Roope", "3.10.2002"),
        P("Kangas", "Roope", "3.10.2002", code("031002", 909, "A")),
    ),
]

# Written beside the forms of first names: they show that the forms are used, and not how many
# are missing.
FORMS = [
    Pair("initial", P("Lappalainen", "Matti", "3.4.1971"), P("Lappalainen", "M", "3.4.1971")),
    Pair("initial, no date", P("Kärkkäinen", "Veikko", "8.8.1966"), P("Kärkkäinen", "V.", "")),
    Pair("two initials", P("Hyvönen", "Juha Matti", "19.2.1984"), P("Hyvönen", "J M", "19.2.1984")),
    Pair(
        "initial and second name",
        P("Leskinen", "Kari Olavi", "2.5.1959"),
        P("Leskinen", "K. Olavi", "2.5.1959"),
    ),
    Pair("initial, a day off", P("Tiihonen", "Sari", "14.9.1990"), P("Tiihonen", "S", "15.9.1990")),
    Pair(
        "calling name Kalle",
        P("Rissanen", "Kaarle", "6.1.1955"),
        P("Rissanen", "Kalle", "6.1.1955"),
    ),
    Pair(
        "calling name Kalle, no date",
        P("Nevalainen", "Kaarlo", "6.1.1949"),
        P("Nevalainen", "Kalle", ""),
    ),
    Pair(
        "calling name Jussi",
        P("Pesonen", "Juhani", "23.7.1974"),
        P("Pesonen", "Jussi", "23.7.1974"),
    ),
    Pair(
        "calling name Jukka", P("Ojala", "Johannes", "4.10.1962"), P("Ojala", "Jukka", "4.10.1962")
    ),
    Pair(
        "calling name Mikko",
        P("Savolainen", "Mikael", "30.1.1988"),
        P("Savolainen", "Mikko", "30.1.1988"),
    ),
    Pair(
        "calling name Pekka", P("Hakala", "Pietari", "9.12.1970"), P("Hakala", "Pekka", "9.12.1970")
    ),
    Pair(
        "calling name Ville",
        P("Kinnunen", "Vilhelm", "17.3.1993"),
        P("Kinnunen", "Ville", "17.3.1993"),
    ),
    Pair(
        "calling name Antti",
        P("Huttunen", "Andreas", "28.6.1981"),
        P("Huttunen", "Antti", "28.6.1981"),
    ),
    Pair(
        "calling name Toni",
        P("Parviainen", "Anton", "1.11.1999"),
        P("Parviainen", "Toni", "1.11.1999"),
    ),
    Pair(
        "calling name Santeri",
        P("Väänänen", "Aleksanteri", "13.5.1996"),
        P("Väänänen", "Santeri", "13.5.1996"),
    ),
    Pair(
        "calling name Sami", P("Rantanen", "Samuel", "7.2.1978"), P("Rantanen", "Sami", "7.2.1978")
    ),
    Pair(
        "calling name Tuomas",
        P("Koskela", "Thomas", "22.10.1983"),
        P("Koskela", "Tomi", "22.10.1983"),
    ),
    Pair(
        "calling name Kaisa",
        P("Miettinen", "Katariina", "5.5.1976"),
        P("Miettinen", "Kaisa", "5.5.1976"),
    ),
    Pair(
        "calling name Liisa",
        P("Toivonen", "Elisabet", "31.8.1964"),
        P("Toivonen", "Liisa", "31.8.1964"),
    ),
    Pair(
        "calling name Pirkko",
        P("Lehtonen", "Birgitta", "12.12.1952"),
        P("Lehtonen", "Pirkko", "12.12.1952"),
    ),
    Pair(
        "calling name Tiina",
        P("Hirvonen", "Kristiina", "18.4.1979"),
        P("Hirvonen", "Tiina", "18.4.1979"),
    ),
    Pair(
        "calling name Maija",
        P("Kemppainen", "Maria", "26.2.1968"),
        P("Kemppainen", "Maija", "26.2.1968"),
    ),
    Pair(
        "calling name Reetta",
        P("Turunen", "Margareta", "11.1.1987"),
        P("Turunen", "Reetta", "11.1.1987"),
    ),
    Pair(
        "calling name Sanna",
        P("Halonen", "Susanna", "20.9.1992"),
        P("Halonen", "Sanna", "20.9.1992"),
    ),
    Pair(
        "calling name Leena",
        P("Mustonen", "Helena", "3.3.1957"),
        P("Mustonen", "Leena", "3.3.1957"),
    ),
    Pair("Swedish Per", P("Backlund", "Per", "7.6.1969"), P("Backlund", "Pekka", "7.6.1969")),
    Pair("Swedish Lars", P("Nygård", "Lars", "15.11.1973"), P("Nygård", "Lauri", "15.11.1973")),
    Pair(
        "Swedish Johan", P("Söderholm", "Johan", "2.2.1982"), P("Söderholm", "Juhani", "2.2.1982")
    ),
    Pair(
        "Swedish Henrik", P("Lindholm", "Henrik", "24.5.1958"), P("Lindholm", "Heikki", "24.5.1958")
    ),
    Pair("Swedish Olof", P("Sandström", "Olof", "10.8.1966"), P("Sandström", "Olavi", "10.8.1966")),
    Pair("Swedish Nils", P("Engström", "Nils", "29.3.1977"), P("Engström", "Niilo", "29.3.1977")),
    Pair(
        "Swedish Karl, one letter", P("Öhman", "Karl", "6.9.1985"), P("Öman", "Kaarlo", "6.9.1985")
    ),
    Pair(
        "Swedish Gustav", P("Wikström", "Gustav", "1.7.1960"), P("Wikström", "Kustaa", "1.7.1960")
    ),
    Pair(
        "Swedish Georg", P("Fagerholm", "Georg", "16.10.1954"), P("Fagerholm", "Yrjö", "16.10.1954")
    ),
    Pair("Swedish Mats", P("Holmberg", "Mats", "8.4.1989"), P("Holmberg", "Matti", "8.4.1989")),
    Pair(
        "Swedish Staffan", P("Ekholm", "Staffan", "27.12.1972"), P("Ekholm", "Tapani", "27.12.1972")
    ),
    Pair(
        "Swedish Karin",
        P("Blomqvist", "Karin", "19.6.1963"),
        P("Blomqvist", "Kaarina", "19.6.1963"),
    ),
    Pair("Swedish Eva", P("Granlund", "Eva", "4.1.1970"), P("Granlund", "Eeva", "4.1.1970")),
    Pair(
        "Swedish Christina",
        P("Sjöberg", "Christina", "21.2.1986"),
        P("Sjöberg", "Tiina", "21.2.1986"),
    ),
    Pair("Sámi Máhtte", P("Magga", "Matti", "5.12.1967"), P("Magga", "Máhtte", "5.12.1967")),
    Pair("Sámi Niillas", P("Länsman", "Niilo", "9.7.1961"), P("Länsman", "Niillas", "9.7.1961")),
    Pair(
        "Sámi Piera",
        P("Näkkäläjärvi", "Pekka", "14.3.1980"),
        P("Näkkäläjärvi", "Piera", "14.3.1980"),
    ),
    Pair("Sámi Ovllá", P("Aikio", "Olavi", "18.8.1956"), P("Aikio", "Ovllá", "18.8.1956")),
    Pair("Sámi Ánte", P("Valkeapää", "Antti", "25.11.1991"), P("Valkeapää", "Ánte", "25.11.1991")),
    Pair("Sámi Jovnna", P("Sara", "Jouni", "2.10.1984"), P("Sara", "Jovnna", "2.10.1984")),
    Pair("Sámi Máret", P("Guttorm", "Marketta", "12.6.1959"), P("Guttorm", "Máret", "12.6.1959")),
    Pair("Sámi Áne", P("Morottaja", "Anna", "30.4.1975"), P("Morottaja", "Áne", "30.4.1975")),
    Pair("Russian Pavel", P("Lebedev", "Pavel", "11.5.1973"), P("Lebedev", "Paavo", "11.5.1973")),
    Pair(
        "Russian Mihail", P("Kuznetsov", "Mihail", "3.9.1968"), P("Kusnetsov", "Mikael", "3.9.1968")
    ),
    Pair("Russian Misha", P("Sokolov", "Mihail", "22.1.1990"), P("Sokolov", "Misha", "22.1.1990")),
    Pair("Russian Sasha", P("Morozov", "Aleksandr", "7.7.1987"), P("Morosov", "Sasha", "7.7.1987")),
    Pair("Russian Ivan", P("Volkov", "Ivan", "15.2.1979"), P("Volkov", "Vanja", "15.2.1979")),
    Pair("Russian Dima", P("Smirnov", "Dmitri", "28.10.1994"), P("Smirnov", "Dima", "28.10.1994")),
    Pair(
        "Russian Katja",
        P("Vasiljeva", "Jekaterina", "6.6.1985"),
        P("Vasilieva", "Katja", "6.6.1985"),
    ),
    Pair("Russian Jelena", P("Popova", "Jelena", "17.12.1976"), P("Popova", "Elena", "17.12.1976")),
    Pair(
        "Russian Natasha",
        P("Novikova", "Natalia", "9.3.1982"),
        P("Novikova", "Natasha", "9.3.1982"),
    ),
    Pair(
        "Russian Jevgeni", P("Fjodorov", "Jevgeni", "1.4.1971"), P("Fedorov", "Evgeni", "1.4.1971")
    ),
    Pair(
        "Russian Nikolai", P("Pavlov", "Nikolai", "20.11.1965"), P("Pavlov", "Kolja", "20.11.1965")
    ),
    Pair(
        "Russian Stepan", P("Stepanov", "Stepan", "13.8.1958"), P("Stepanov", "Teppo", "13.8.1958")
    ),
    Pair("Estonian Jaan", P("Tamm", "Jaan", "26.5.1964"), P("Tamm", "Juhani", "26.5.1964")),
    Pair("Estonian Mihkel", P("Saar", "Mihkel", "10.1.1981"), P("Saar", "Mikko", "10.1.1981")),
    Pair("a day off", P("Auvinen", "Ritva", "9.9.1953"), P("Auvinen", "Ritva", "10.9.1953")),
    Pair(
        "a day off, end of a month",
        P("Heiskanen", "Tarmo", "30.6.1977"),
        P("Heiskanen", "Tarmo", "1.7.1977"),
    ),
    Pair(
        "a day off, spelling",
        P("Björklund", "Håkan", "19.3.1969"),
        P("Bjorklund", "Hakan", "20.3.1969"),
    ),
    Pair(
        "a month off by a digit",
        P("Kauppinen", "Seppo", "5.1.1961"),
        P("Kauppinen", "Seppo", "5.7.1961"),
    ),
    Pair(
        "day and month swapped, form",
        P("Räsänen", "Mikael", "4.7.1986"),
        P("Räsänen", "Mikko", "7.4.1986"),
    ),
    Pair("1 January assumed", P("Warsame", "Abdi", "1.1.1992"), P("Warsame", "Abdi", "17.9.1992")),
    Pair("1 January asked", P("Ismail", "Yusuf", "23.4.1988"), P("Ismail", "Yusuf", "1.1.1988")),
    Pair(
        "1 January, spelling",
        P("Abdullahi", "Hodan", "1.1.1995"),
        P("Abdulahi", "Hodan", "8.12.1995"),
    ),
    Pair("1 January, Syrian", P("Khalil", "Omar", "1.1.1983"), P("Khaleel", "Omar", "30.5.1983")),
    Pair(
        "1 January, Afghan",
        P("Rahimi", "Ali Reza", "1.1.2000"),
        P("Rahimi", "Alireza", "12.2.2000"),
    ),
    Pair(
        "1 January asked, swapped",
        P("Haidari", "Zahra", "6.10.1997"),
        P("Zahra", "Haidari", "1.1.1997"),
    ),
    Pair("one name", P("Najibullah", "", "1.1.1990"), P("Najibullah", "", "1.1.1990")),
    Pair("one name, spelling", P("Suleyman", "", "14.2.1986"), P("Suleiman", "", "14.2.1986")),
    Pair("one name among two", P("Tesfaye", "Mekonnen", "8.6.1979"), P("Tesfaye", "", "8.6.1979")),
    Pair(
        "form and former name",
        P("Laaksonen", "Katariina", "7.11.1980", former="Vuorinen"),
        P("Vuorinen", "Kati", "7.11.1980"),
    ),
    Pair(
        "form and half of a double name",
        P("Mäki-Uuro", "Johanna", "2.8.1974"),
        P("Mäki", "Johanna", "2.8.1974"),
    ),
    Pair(
        "double first name, form of one",
        P("Peltonen", "Anna-Liisa", "16.4.1966"),
        P("Peltonen", "Anneli", "16.4.1966"),
    ),
    Pair(
        "second name's form",
        P("Manninen", "Kari Juhani", "25.9.1972"),
        P("Manninen", "Jussi", "25.9.1972"),
    ),
    Pair(
        "two forms",
        P("Saarinen", "Karl Johan", "12.3.1967"),
        P("Saarinen", "Kalle Juhani", "12.3.1967"),
    ),
    Pair(
        "form, code the same",
        P("Hämäläinen", "Kaarina", "", code("140372", 930)),
        P("Hämäläinen", "Kati", "", code("140372", 930)),
    ),
    Pair("form and slip", P("Kokkonen", "Antti", "3.12.1995"), P("Kokonen", "Antero", "3.12.1995")),
    Pair("capitals and initial", P("Nurmi", "Tarja", "11.11.1963"), P("NURMI", "T.", "11.11.1963")),
    Pair("particle", P("von Essen", "Fredrik", "20.2.1975"), P("Essen", "Fredrik", "20.2.1975")),
    Pair(
        "patronymic left out",
        P("Petrova", "Irina Sergejevna", "9.1.1984"),
        P("Petrova", "Irina", "9.1.1984"),
    ),
    Pair(
        "patronymic and last name",
        P("Orlov", "Andrei Ivanovitsh", "18.7.1978"),
        P("Orlov", "Antti", "18.7.1978"),
    ),
]
SAME += FORMS

OTHER = [
    # Twins and siblings
    Pair("twins", P("Vainio", "Ville", "7.5.1990"), P("Vainio", "Lauri", "7.5.1990")),
    Pair(
        "twins with codes",
        P("Sipilä", "Aino", "9.1.1985", code("090185", 910)),
        P("Sipilä", "Helmi", "9.1.1985", code("090185", 912)),
    ),
    Pair(
        "twins, names alike", P("Kukkonen", "Marja", "3.3.1978"), P("Kukkonen", "Mirja", "3.3.1978")
    ),
    Pair("brothers", P("Karhu", "Teemu", "14.2.1988"), P("Karhu", "Tero", "20.7.1990")),
    # Parent and child
    Pair("father and son", P("Lindroos", "Kaj", "5.5.1955"), P("Lindroos", "Kaj", "17.10.1982")),
    Pair(
        "grandfather and grandson",
        P("Ruotsala", "Armas", "11.9.1931"),
        P("Ruotsala", "Armas", "2.6.1996"),
    ),
    Pair(
        "father and son, same day",
        P("Hilden", "Rolf", "24.12.1950"),
        P("Hilden", "Ralf", "24.12.1979"),
    ),
    # Common names
    Pair("common name", P("Virtanen", "Matti", "8.10.1961"), P("Virtanen", "Matti", "23.2.1994")),
    Pair(
        "common name, same year",
        P("Korhonen", "Timo", "1.2.1970"),
        P("Korhonen", "Timo", "29.11.1970"),
    ),
    Pair(
        "common name, same month",
        P("Nieminen", "Juha", "3.4.1966"),
        P("Nieminen", "Juha", "28.4.1986"),
    ),
    Pair(
        "common name, one date unknown, codes differ",
        P("Mäkinen", "Jari", "", code("060672", 913)),
        P("Mäkinen", "Jari", "", code("250481", 914)),
    ),
    Pair(
        "common first names",
        P("Laitinen", "Mika Petteri", "15.8.1980"),
        P("Lahtinen", "Mika Petteri", "2.1.1974"),
    ),
    Pair(
        "Swedish common name",
        P("Johansson", "Lars", "12.12.1962"),
        P("Johansson", "Lars", "5.3.1991"),
    ),
    Pair("common Arabic name", P("Ali", "Ahmed", "1.1.1990"), P("Ali", "Mohamed", "1.1.1990")),
    Pair("1 January", P("Hussein", "Ali", "1.1.1985"), P("Hassan", "Omar", "1.1.1985")),
    # Names alike
    Pair("-nen", P("Turunen", "Jani", "4.8.1987"), P("Tuomainen", "Jani", "4.8.1987")),
    Pair(
        "one letter, two names",
        P("Rantanen", "Ismo", "16.5.1969"),
        P("Rautanen", "Ismo", "7.1.1958"),
    ),
    Pair("Laine/Aine", P("Laine", "Outi", "21.3.1992"), P("Raine", "Outi", "13.9.1970")),
    Pair("man and woman", P("Peltola", "Toivo", "10.10.1975"), P("Peltola", "Toini", "10.10.1975")),
    Pair("Mika and Miika", P("Kokko", "Mika", "2.5.1983"), P("Kokko", "Miika", "19.12.1999")),
    Pair("Salo/Salonen", P("Salo", "Antti", "6.7.1979"), P("Salonen", "Antti", "30.1.1990")),
    Pair("short names", P("Ek", "Bo", "8.8.1968"), P("Ik", "Bo", "12.1.1988")),
    Pair("short Vietnamese names", P("Le", "An", "7.7.1991"), P("Ly", "An", "3.12.1984")),
    # Birth date only, or name only
    Pair(
        "only the day agrees",
        P("Suomela", "Heikki", "6.12.1977"),
        P("Grönlund", "Peter", "6.12.1977"),
    ),
    Pair(
        "first name and day agree",
        P("Pitkänen", "Juha", "18.6.1973"),
        P("Asikainen", "Juha", "18.6.1973"),
    ),
    Pair(
        "swapped, other day", P("Tapio", "Martti", "2.3.1959"), P("Martti", "Tapio", "25.11.1995")
    ),
    # Identity codes
    Pair(
        "codes differ by the number",
        P("Heino", "Sanna", "1.9.1986", code("010986", 916)),
        P("Heino", "Sonja", "1.9.1986", code("010986", 918)),
    ),
    Pair(
        "codes differ by the century sign alone",
        P("Paananen", "Eero", "4.4.1904", code("040404", 919)),
        P("Lundell", "Oliver", "4.4.2004", code("040404", 919, "A")),
    ),
    Pair(
        "codes differ by a sign of the same century",
        P("Kujala", "Minttu", "9.2.1994", code("090294", 921)),
        P("Östman", "Rasmus", "9.2.1994", code("090294", 921, "Y")),
    ),
    Pair(
        "same name and day, other codes",
        P("Järvinen", "Matti", "5.6.1980", code("050680", 922)),
        P("Järvinen", "Matti", "5.6.1980", code("050680", 955)),
    ),
    Pair(
        "code one digit off, other name",
        P("Hannula", "Väinö", "11.4.1989", code("110489", 923)),
        P("Berg", "Sara", "11.4.1989", code("110489", 924)),
    ),
    Pair(
        "former name of another",
        P("Rossi", "Katja", "27.9.1981", former="Markkanen"),
        P("Markkanen", "Katja", "14.2.1996"),
    ),
]
