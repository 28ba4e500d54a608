"""English: words that name subjects of human-rights dialogues, and words that name none."""

from ledger.reading.languages import word_set

SUBJECTS = r"""(?x:
    # e.g. torture · freedom of expression · the death penalty
    \b
    (?:
        tortur|ill-treat|disappear|missing|migra|refuge|asyl|polic(?:e|ing)|law\ enforcement
        |use\ of\ force|detention|detain|prison|penitentiary|death\ penalty|capital\ punishment
        |execution|consular|freedoms?\ of|expression|press\b|media\b|journalis|defender
        |civil\ society|civic\ space|women|gender|feminis|reform|kill(?:ing|ed)|murder|combatant
        |girl|femicid|child|youth|young|minors\b|disabilit|indigenous|afro|ethnic|minorit|racis
        |racial|discriminat|xenophob|intoleran|hate|lgbt|sexual|religi|belie[fv]|justice|judicia
        |judge|impunity|accountab|rule\ of\ law|fair\ trial|corrupt|transparen|governance|democra
        |elect(?:ion|oral)|peace|conflict|transitional|victim|reparation|violen|traffick|slaver
        |forced|labou?r|worker|trade\ union|business|corporate|due\ diligence|environment|climate
        |land\b|housing|water|health|educat|pover|inequalit|economic|social|cultural
        |right\ to\ development|sustainab|2030|security|terror|extremis|drug|narcot|crime|criminal
        |arms\b|border|internet|digital|privacy|artificial|technolog|surveillance|humanitarian
        |multilateral
         \ (?:cooperation|fora|forums?|work|engagement|system|bodies|organi|agenda|issues)
        |ratif|instruments|treat(?:y|ies)|convention|criminal\ court|universal\ periodic
        |periodic\ review|special\ procedures|ombuds|ex-combatant|social\ leaders|older\ persons
        |elderly|antisemit|anti-semit|memory|truth|military|armed|open\ government
        |access\ to\ information|energy|infrastructure|mining|trade|vulnerable|famil|dispossess
        |displace|stateless|nationality|protest|legal\ aid|mercenar|genocide|atrocit
        |cooperation\ (?:project|program)
    )
)"""
GENERIC = word_set(
    """
    human rights right issue issues matter matters topic topics subject subjects question questions
    situation situations agenda interest interests shared common mutual bilateral multilateral regional
    global international wide broad range set array series recent latest new developments development
    strategies strategy progress challenges challenge concerns concern achievements advances current
    relevant various several number many different main key major important priority priorities general
    specific particular topical promotion protection promoting protecting promote protect field fields
    area areas domestic national local mutually joint our their its his her other others both sides side
    countries country respective each remaining pending outstanding respect enjoyment sphere context as
    well since last variety spectrum host best ways fresh more further forward steps step way meeting
    dialogue round talks session today level levels world worldwide thematic cases case policies policy
    frank open constructive following these those all any some full a an the of and or to in on for with
    by from at this that it them they into namely notably especially european european's better sphere
    setting two three four five six clusters pillars blocks sessions baskets themes strands working
    groups also including such concrete actions action measures measure africa europe americas region
    regions
    delegation delegations views notes exchange exchanges kind kinds type types sort every
    """
)
