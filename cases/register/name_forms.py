"""First names that people use for each other: forms in other languages, and calling names.

A form is a reason to look and decides nothing: two names of one group are alike, and never
the same. Groups are of Finnish, Swedish, Sámi, Russian and Estonian forms; a name may stand in
several groups. Spelling is not told apart here: names are compared as they sound. A county
adds pairs of its own (`cases.models.NamePair`).
"""

from functools import cache

from cases.register.sounds import sounds

# Of names as they sound, each two of one person perhaps.
Pairs = frozenset[frozenset[str]]
NO_PAIRS: Pairs = frozenset()

GROUPS = """
Aleksanteri Alexander Aleksander Aleksandr Aleksi Sasha Santeri Ale Sándor Ola-Sánná
Aleksandra Alexandra Sandra Sasha Sanna
Anna Anne Annika Anni Anniina Anja Ann Anu Áne Ánne Anya Annukka
Andreas Antti Anders Andrei Andrej Ánte Antero Andres Anttoni
Antonius Anton Toni Tony Anttoni Tonni
Birgitta Birgit Pirjo Pirkko Britta Riitta Piritta Birget Gitta
Daniel Taneli Tanel Dani Danil Danila
Dmitri Dimitri Mitja Dima Mitro
Elisabet Elisabeth Elisa Elli Liisa Lisa Lisbet Eliisa Yelizaveta Liza Elle Liisi Elsa Bettina
Elena Helena Helen Helinä Jelena Yelena Lena Leena Ellen Elen Heleena
Emilia Emily Emma Milla Milja Emmi
Erik Eerik Eero Erkki Eric Jerker Eirik Erke Eerikki Jere
Eva Eeva Eevi Eve Evva
Frans Ransu Frank
Fredrik Fredrick Reetrik Veeti Retu Riku Rikhard
Georg Yrjö Jyri Jyrki Yuri Juri Georgi Jori Jura Jorma Göran Örjan
Gustav Kustaa Kusti Kustavi Gusti Gösta
Hans Hannu Hannes Johannes Hánno
Heikki Henrik Henri Heikka Henry Henrikki Harri Henkka
Helga Olga Oili Helka
Ilja Elia Elias Eelis Ilya Elijas
Igor Ingvar Inkeri
Ivan Iivari Iivo Vanja Juhani Juho Johan John Jan Jaan Janne Jussi Jukka Juha Johannes Jouni Jovnna
Jakob Jaakko Jacob Jaska Jaakoppi Jáhkko Yakov Jakov Kopi
Jesper Kasper Kaspar Jasper
Joakim Jaakkima Kim Akim
Joel Jooel
Josef Juuso Joose Joosef Jusup Josif Osip
Julia Juulia Yulia Julija Julie Jullan Juli
Kaarle Kalle Karl Carl Kaarlo Kárral Karol Kaarli
Karin Katarina Katariina Katri Kaisa Kati Kaija Kaarina Jekaterina Ekaterina Katja Katya Kata Káre
Kristian Christian Risto Kristo Krister Kristjan Christer
Kristina Kristiina Kirsti Kirsi Tiina Christina Stina Risten Kristine Tina
Lauri Lars Laurits Lasse Laurentius Lavrentij Lávrra Lassi Lavra
Leif Leevi Levi
Leo Lev Leonid Leonard Lenni Leevi
Ludvig Luukas Lukas Luka
Magnus Mauno Maunu Mans
Margareta Margit Reetta Greta Marketta Margarita Marjatta Maarit Maarita Rita Rita-Maria Máret
Maria Mari Marja Maija Mary Maritta Marie Masha Mascha Mája Márjá Marika Mia Maaria Miia Maikki Maj
Markus Marko Mark Markku Marcus Máhkku Make
Martti Martin Mårten Marten Morten Martta Máhtte
Matias Matti Mats Mathias Mattias Matvei Máhtte Mattis Matthias Masa Matte
Mikael Mikko Mika Michael Mikhail Mihail Misha Miihkali Mihkkal Miika Mikke Miska Mihkel Mike
Mohammed Muhammad Mohamed Mohamud Mehmet Muhammed Mohammad
Natalia Natasha Natalja Nataliya Talja
Nikolai Nikolaus Niilo Nils Niklas Nicklas Klaus Niko Nikke Nikita Kolya Nillá Niillas Nigá Claes
Olavi Olof Olli Ola Ole Olav Ovllá Olle Uolevi Olev Olaf
Oskar Oskari Oscar Osku Ossi
Pavel Paavo Paul Pauli Pål Paavali Pasha Pávval Poul
Pekka Peter Petri Pietari Petteri Per Pär Petter Pjotr Petr Pyotr Piera Pete Petja Peder Peetu
Petra Petronella Peppi
Rikhard Richard Riku Rikard Rikkard Riki
Robert Robin Roope Pertti Bert Rope
Roland Rolle Rolf
Samuel Samuli Sami Sam Samppa Sámmol
Sebastian Sepi Sebbe Basti
Sergei Sergej Sergio Serjoha Serge
Simon Simo Siimon Semjon Simeon Simmá
Sofia Sohvi Sofi Sonja Sonya Sophie Suvi
Stefan Tapani Teppo Stepan Staffan Tahvo Stephen Steffen Stiiva Tehvo
Susanna Sanna Sanni Susanne Suski Susan
Tatjana Tanja Tanya Tatiana
Thomas Tuomas Tomi Tom Tommi Foma Tommy Duommá Tuomo
Timoteus Timo Timofei Tim Timi
Torsten Torsti Tor Thorsten
Vasili Vasilij Vesa Basil Vasja Vasili
Valentin Valtteri Walter Valter
Veronika Vera Veera Weronika
Viktor Viktori Victor Vikke Vitja
Viktoria Victoria Vika Viki
Vilhelm Wilhelm Ville Viljami Viljo William Vilho Vilppu Ville-Veikko Willem Vilgon
Vladimir Valdemar Volodja Vova Vladi Valto Waldemar
Yevgeni Jevgeni Eugen Evgenij Zhenja Jenja
"""


@cache
def forms() -> dict[str, frozenset[int]]:
    """In which groups a name stands, as it sounds."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(GROUPS.strip().splitlines()):
        for word in sounds(line.replace("-", "")).split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}


@cache
def _members() -> dict[int, tuple[str, ...]]:
    return {
        number: tuple(dict.fromkeys(sounds(line.replace("-", "")).split()))
        for number, line in enumerate(GROUPS.strip().splitlines())
    }


def heard_as_one(word: str) -> str:
    """A first name as it sounds, a double one in one word; nothing for other alphabets."""
    return "".join(sounds(word.replace("-", "")).split())


def are_forms(one: str, other: str, own: Pairs = NO_PAIRS) -> bool:
    """Whether two names, as they sound, stand in one group or are one of a county's `own` pairs."""
    groups = forms()
    shared = groups.get(one, frozenset()) & groups.get(other, frozenset())
    return bool(shared) or frozenset((one, other)) in own


def other_forms(word: str, own: Pairs = NO_PAIRS) -> list[str]:
    """What else the name may be, as it sounds, the county's own first."""
    found = sorted(each for pair in own if word in pair for each in pair)
    found += [each for group in sorted(forms().get(word, ())) for each in _members()[group]]
    return [each for each in dict.fromkeys(found) if each != word]


def is_initial(one: str, other: str) -> bool:
    """Whether one is the first letter of the other."""
    short, long = sorted((one, other), key=len)
    return len(short) == 1 < len(long) and long.startswith(short)
