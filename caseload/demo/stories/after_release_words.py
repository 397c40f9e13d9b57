"""What was said of the factors with Elina, and how many days from today."""

from collections.abc import Mapping

from caseload.demo.work import DONE, NEED, NOT_RELEVANT, STRENGTH, UNDER_WAY, Said
from desistance.factors import Factor
from desistance.occasions import Occasion

CHECKLISTS: tuple[tuple[int, Occasion, Said, Mapping[Factor, str]], ...] = (
    (
        -230,
        Occasion.CONTACT,
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (NEED, "Ei asuntoa."),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (UNDER_WAY, "Lääkehoito vankilassa."),
        },
        {Factor.RELATIONSHIP_BASED_SOCIAL_WORK: "Sovimme, että sama työntekijä jatkaa."},
    ),
    (
        -190,
        Occasion.ASSESSMENT,
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (NEED, "Asunto ja toimeentulo.", "Hakemukset."),
            Factor.SERVICE_NEED_ASSESSMENT: (DONE, "Elina ohjasi keskustelua itse."),
            Factor.DIGITAL_ACCESS_AND_SERVICES: (UNDER_WAY, "Ei pankkitunnuksia."),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (UNDER_WAY, "Terveysaseman aika sovittava."),
            Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: (NEED, "Opinnot kesken."),
        },
        {Factor.EQUAL_AND_ACCESSIBLE_SERVICES: "Jono tuettuun asumiseen 11 viikkoa."},
    ),
    (
        -98,
        Occasion.PLAN,
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (NEED, "Asunto myönnetty, muutto edessä."),
            Factor.SERVICE_NEED_ASSESSMENT: (DONE, "Verkosto on koolla."),
            Factor.DIGITAL_ACCESS_AND_SERVICES: (UNDER_WAY, "Tunnukset haetaan ensi viikolla."),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (DONE, "Jokaiselle päivälle on nimi."),
            Factor.INNER_CHANGE: (NEED, "Elina epäilee, onko hänestä opiskelijaksi."),
            Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT: (STRENGTH, "Vertaisryhmä on tuttu."),
            Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: (NEED, "Opiskeluoikeus palautettu."),
        },
        {
            Factor.TRUST_AND_OPPORTUNITIES: "Annoin Elinan soittaa oppilaitokseen itse.",
            Factor.MULTIACTOR_NETWORK_WORK: "Yksi palaveri korvasi viisi puhelua.",
        },
    ),
    (
        -15,
        Occasion.REVIEW,
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (STRENGTH, "Oma koti, raittius ja sisko."),
            Factor.SERVICE_NEED_ASSESSMENT: (DONE, "Arvio pitää edelleen paikkansa."),
            Factor.DIGITAL_ACCESS_AND_SERVICES: (DONE, "Tunnukset ovat käytössä."),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (DONE, "Mikään ei katkennut."),
            Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM: (NOT_RELEVANT, ""),
            Factor.INNER_CHANGE: (STRENGTH, "”Olen opiskelija, joka joskus oli muualla.”"),
            Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT: (STRENGTH, "Käy ryhmässä viikoittain."),
            Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: (NEED, "Opintotuki viipyi.", "Seurataan."),
        },
        {
            Factor.EQUAL_AND_ACCESSIBLE_SERVICES: "Opintotuen käsittely kesti seitsemän viikkoa.",
            Factor.RELATIONSHIP_BASED_SOCIAL_WORK: "Elina soittaa jo hyvistäkin uutisista.",
        },
    ),
)
