"""English: how a statement tells who came, and in which office."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import any_of, word_set

HEADING = rf"""(?x:
    # e.g. was headed by · Heading (the delegation) · on the Mexican side
    \b
    (?:
        (?:
            headed|led|chaired|co-?chaired|presided(?:\ over)?|represented|co-?led|co-?presided
            |hosted|opened|conducted|moderated
        )
        (?:\ \w+)?\ (?:by|on\ behalf\ of)\b
        |[Hh]eading\b|[Ll]eading\ the\b|[Ii]n\ the\ chair\b|[Cc]hairing\b
        |[Cc]o-?chair(?:s|ed|ing)?\b
        |(?:was|were)\ (?:the\ )?(?:heads?|chairs?|co-?chairs?|leaders?)\b
        |[Hh]eads?\ of\ (?:the\ )?delegations?\ (?:was|were)\b
        |[Oo]n\ (?:the|behalf\ of(?:\ the)?)\ {P}(?:'s)?\ ?(?:side|part|delegation)?\b
        |\bled\ (?:it|the|their|its)\b|\bheaded\ (?:it|the|their|its)\b|\bchaired\ (?:it|the)\b
        |[Aa]t\ the\ head\ of\b
        |[Dd]elegations?\ (?:included|comprised|consisted|was\ composed|were\ composed)
        |[Aa]ccompanied\ by|[Rr]epresenting\b|\bmet\ before\b|presided\b
        |(?:spoke|took\ part|participated|attended|sat)\b(?=\ (?:for|also|on\ behalf))
        |took\ the\ (?:chair|lead)|led\ for\ (?:the\ )?{P}
    )
)"""
MEMBERSHIP = r"""(?x:
    # e.g. accompanied by · the delegation also included
    accompanied\ by
    |delegations?\ (?:also\ )?
     (?:included|comprised|consisted\ of|was\ (?:also\ )?composed\ of|counted)
    |(?:it|they|which)\ (?:also\ )?(?:included|comprised)|together\ with
    |members\ of\ the\ delegation|other\ (?:members|participants)|as\ members?|joined\ by
    |also\ (?:present|attending|included|took\ part|participated|attended)|flanked\ by
    |participants\ included|with\ the\ participation\ of
)"""
REPRESENTATION = r"""(?x:
    # e.g. representatives of (the Ministry) · officials from
    representatives?\ (?:from|of)|officials\ (?:from|of)|delegates\ (?:from|of)|members\ of
    |participation\ (?:of|by)|(?:also\ |delegation\ )included|presence\ of|participants\ from
    |experts\ from
)"""
DEEDS = r"""(?x:
    # e.g. headed · co-chaired · took part
    headed|led|chaired|co-?chaired|presided|opened|closed|represented|hosted|attended|participated
    |took\ part|met
)"""
HONORIFICS = word_set(
    """
    Mr Mrs Ms Miss Mx Dr Prof Professor Amb Ambassador Hon Honourable Honorable Justice Judge H.E Sir
    Dame Lady Lord Madam Gen General Excellency Rev Colonel Senator Her His Excellencies Messrs Admiral
    Lieutenant Lt Col Major Maj Brigadier Captain Capt Commander Rt
    """
)
OFFICES = any_of(
    """
    Deputy Under Undersecretary Under-Secretary Secretary Assistant Asst Principal Vice-Minister Vice
    Minister Deputy-Minister Director Director-General Head Chief Chair Chairperson Vice-Chairperson
    Vice-Chair President Vice-President Commissioner Representative Special Envoy Attorney
    Attorney-General Permanent Ambassador Managing Acting Executive Counsellor Advisor Adviser Senior
    Coordinator Officer Consul Rapporteur Ombudsman Ombudsperson Manager Leader Fellow Inspector
    Prosecutor Solicitor Member Spokesperson Governor Mayor Chargé Legal Counsel Administrator
    Superintendent Prime Foreign Parliamentary First Second State Chairman Chairwoman
    Minister-Counsellor Secretary-General Subsecretary Under-secretary
    deputy under-secretary undersecretary under secretary assistant principal vice-minister minister
    director-general director head chief chair vice-president president commissioner representative envoy
    attorney-general ambassador coordinator adviser advisor counsellor ombudsman ombudsperson prosecutor permanent
    special secretary-general rapporteur
    """
)
NOT_NAMES = word_set(
    """
    The A An In On At Of For And Both Ministry Ministries Department Office Bureau Agency Secretariat
    Service Services Commission Council Committee Court Union Human Rights Foreign Affairs State Western
    Eastern Northern Southern Hemisphere Democracy Labor Labour National Defense Defence Navy Interior
    Home Security Homeland Justice International Development Multilateral Political Special General
    Global Peace Process Dialogue High Level Bilateral Strategy Palace Government Governments Republic
    Kingdom Relations Deputy Under Secretary Assistant Minister Vice Director Head Chief Chair President
    Commissioner Representative Envoy Attorney Ambassador Permanent Managing Acting Executive Action
    External European African Inter-American American Americas Africa Europe Asia Pacific Latin Peoples
    People Child Children Women Expert Experts Experts' Welfare Open Partnership Organization
    Organisation United Nations Assembly System Working Group Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday January February March April May June July August September October November
    December Washington Brussels Summit Session Ordinary Public Civil Society Law Legal Policy
    Cooperation Trade Economic Social Division Section Unit Resources Management Right Freedom Religious
    Religion Belief Population Refugees Migration Joint Statement Text Begin End Press Release Team H.E
    Mr Mrs Ms Dr Hon Amb Honourable Embassy Consular Institutions Institution Inclusion Equality
    Commonwealth Near East South North West Central Government Delegation Delegations Governance
    Partnerships Country City Counter-Terrorism Integration Neighbourhood Enlargement Values Sustainable
    They It He She This These DG Counsellor Counselor Protocol Optional Additional Agreement Convention
    Treaty Declaration Principles Guiding Plan Programme Program Strategic Fund Act Code Mechanism
    Initiative Charter Covenant Compact Constitution Framework Centre Center University Foundation
    Network Museum Memorial Hall House Hotel Palace Convention Humanitarian Aid Assistance Access Crisis
    Water Health Education Culture Environment Climate Energy Finance Budget Planning Women's Men's
    Children's People's Gender Youth Family Families Indigenous Minorities Religions Media Information
    Digital Technology Crime Criminal Prison Prisons Prevention Protection Search Missing Persons
    Victims Truth Reconciliation Memory Trafficking Slavery Torture Disappearances Death Penalty
    Business Sanctions Americas Caribbean Asia-Pacific Regional Local Federal Provincial Rear
    """
)
PARTICLES = r"""(?x:
    # e.g. (Juan) de la (Cruz) · van der
    de|del|la|las|los|da|das|do|dos|di|van|von|der|den|ter|bin|al|el|ben|le|du
)"""
NAMES_HEAD = frozenset(["by", "were", "was", "Heading", "a"])
WITHIN_OFFICE = r"(?:in|near|at)"
