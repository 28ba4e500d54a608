"""English sentences in the manner of joint statements, ours, with what they propose: kind, words, who owes (or asks of whom)."""

HEADS = {
    "en": "The United States and Mexico held the 7th round of the Bilateral Dialogue on Human Rights. ",
    "eu": "The European Union and Colombia held the 14th Human Rights Dialogue. ",
}

CASES: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    (
        "en",
        (
            "The dialogue gave both sides room to talk through freedom of religion, the "
            "independence of judges, and prison conditions."
        ),
        [
            ("discussed", "freedom of religion", "USA+MEX"),
            ("discussed", "the independence of judges", "USA+MEX"),
            ("discussed", "prison conditions", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Topics ranged from gender-based violence to digital privacy.",
        [
            ("discussed", "gender-based violence", "USA+MEX"),
            ("discussed", "digital privacy", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "Among the matters raised were the excessive use of pre-trial detention, torture, "
            "and the situation of migrants in transit."
        ),
        [
            ("discussed", "the excessive use of pre-trial detention", "USA+MEX"),
            ("discussed", "torture", "USA+MEX"),
            ("discussed", "the situation of migrants in transit", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Freedom of the press and the safety of journalists came in for close attention.",
        [
            ("discussed", "Freedom of the press and the safety of journalists", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "Also on the table: the rights of indigenous peoples; business and human rights; and "
            "the fight against impunity."
        ),
        [
            ("discussed", "the rights of indigenous peoples", "USA+MEX"),
            ("discussed", "business and human rights", "USA+MEX"),
            ("discussed", "the fight against impunity", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "The two sides went on to examine racial discrimination, including police violence "
            "against Afro-descendants, and the rights of the child."
        ),
        [
            (
                "discussed",
                "racial discrimination, including police violence against Afro-descendants",
                "USA+MEX",
            ),
            ("discussed", "the rights of the child", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "Discussion then turned to freedom of assembly, the role of civil society, and the "
            "protection of human rights defenders."
        ),
        [
            ("discussed", "freedom of assembly", "USA+MEX"),
            ("discussed", "the role of civil society", "USA+MEX"),
            ("discussed", "the protection of human rights defenders", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Both delegations recognised how much civil society contributes to human rights.",
        [
            (
                "shared view",
                "Both delegations recognised how much civil society contributes to human rights",
                "USA+MEX",
            ),
            ("discussed", "civil society", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "They pledged to keep working together in the Human Rights Council and to back the "
            "work of its special procedures."
        ),
        [
            (
                "general pledge",
                "They pledged to keep working together in the Human Rights Council",
                "USA+MEX",
            ),
            ("general pledge", "back the work of its special procedures", "USA+MEX"),
            ("discussed", "special procedures", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Mexico undertook to publish its national action plan before the end of the year.",
        [
            (
                "undertaken",
                "Mexico undertook to publish its national action plan before the end of the year",
                "MEX",
            ),
        ],
    ),
    (
        "en",
        (
            "The two governments decided to set up a working group on migration and to meet "
            "again in the spring."
        ),
        [
            ("undertaken", "The two governments decided to set up a working group on migration", "USA+MEX"),
            ("general pledge", "meet again in the spring", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Mexico asked the United States to halt executions of Mexican nationals.",
        [
            ("asked", "Mexico asked the United States to halt executions of Mexican nationals", "MEX of USA"),
        ],
    ),
    (
        "en",
        "The United States voiced concern over attacks on journalists in Veracruz.",
        [
            ("discussed", "attacks on journalists in Veracruz", "USA"),
        ],
    ),
    (
        "en",
        "It was agreed that the next round would be held in Washington in 2016.",
        [
            (
                "shared view",
                "It was agreed that the next round would be held in Washington in 2016",
                "USA+MEX",
            ),
        ],
    ),
    (
        "en",
        "Both parties remain committed to the universality of human rights.",
        [
            (
                "general pledge",
                "Both parties remain committed to the universality of human rights",
                "USA+MEX",
            ),
        ],
    ),
    (
        "en",
        "The sides will hold the next dialogue in Mexico City in 2017.",
        [
            ("undertaken", "The sides will hold the next dialogue in Mexico City in 2017", "USA+MEX"),
        ],
    ),
    (
        "en",
        "At the Summit of the Americas, leaders committed to fight corruption.",
        [
            ("discussed", "fight corruption", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The Human Rights Council adopted a resolution and decided to extend the mandate.",
        [],
    ),
    (
        "en",
        "NGOs urged both governments to end impunity.",
        [],
    ),
    (
        "en",
        (
            "Mexico informed the United States about its new law on disappearances and the "
            "reform of its justice system."
        ),
        [
            ("discussed", "its new law on disappearances", "MEX"),
            ("discussed", "the reform of its justice system", "MEX"),
        ],
    ),
    (
        "en",
        (
            "The United States briefed Mexico on police reform, and Mexico described steps "
            "against trafficking in persons."
        ),
        [
            ("discussed", "police reform", "USA"),
            ("discussed", "steps against trafficking in persons", "MEX"),
        ],
    ),
    (
        "en",
        "Progress made by Mexico on criminal justice reform was welcomed by the United States.",
        [
            ("acknowledged", "Progress made by Mexico on criminal justice reform", "MEX"),
        ],
    ),
    (
        "en",
        ("The United States praised Mexico for hosting the visit of the Special Rapporteur on torture."),
        [
            ("acknowledged", "Mexico for hosting the visit of the Special Rapporteur on torture", "MEX"),
        ],
    ),
    (
        "en",
        (
            "Participants exchanged best practices on combating trafficking in persons, and on "
            "assistance to victims."
        ),
        [
            ("discussed", "combating trafficking in persons", "USA+MEX"),
            ("discussed", "assistance to victims", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "In the course of the meeting, the parties had an in-depth exchange about economic, "
            "social and cultural rights, the rights of persons with disabilities and older "
            "persons."
        ),
        [
            ("discussed", "economic, social and cultural rights", "USA+MEX"),
            ("discussed", "the rights of persons with disabilities", "USA+MEX"),
            ("discussed", "older persons", "USA+MEX"),
        ],
    ),
    (
        "en",
        "A session was devoted to the rights of LGBTI persons.",
        [
            ("discussed", "the rights of LGBTI persons", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The delegations also met with representatives of civil society.",
        [],
    ),
    (
        "en",
        (
            "Mexico, for its part, announced a new protocol on the use of force, and it will "
            "train 500 officers."
        ),
        [
            ("undertaken", "Mexico, for its part, announced a new protocol on the use of force", "MEX"),
            ("undertaken", "it will train 500 officers", "MEX"),
        ],
    ),
    (
        "en",
        "Views differed on the death penalty.",
        [
            ("discussed", "the death penalty", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "Both sides voiced their resolve to combat human trafficking and reaffirmed their "
            "support for the International Criminal Court."
        ),
        [
            ("general pledge", "their resolve to combat human trafficking", "USA+MEX"),
            ("discussed", "human trafficking", "USA+MEX"),
            ("general pledge", "reaffirmed their support for the International Criminal Court", "USA+MEX"),
            ("discussed", "the International Criminal Court", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The parties looked forward to the next round.",
        [],
    ),
    (
        "en",
        ("Particular emphasis was placed on women's participation in politics, and on ending femicide."),
        [
            ("discussed", "women's participation in politics", "USA+MEX"),
            ("discussed", "ending femicide", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Further points were hate speech online, antisemitism and religious intolerance.",
        [
            ("discussed", "hate speech online", "USA+MEX"),
            ("discussed", "antisemitism", "USA+MEX"),
            ("discussed", "religious intolerance", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "The agenda took in the fight against human trafficking, the human rights of "
            "migrants and refugees, and the freedom of expression online."
        ),
        [
            ("discussed", "the fight against human trafficking", "USA+MEX"),
            ("discussed", "the human rights of migrants and refugees", "USA+MEX"),
            ("discussed", "the freedom of expression online", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "The parties welcomed the release of political prisoners and called for the swift "
            "adoption of the bill."
        ),
        [
            ("acknowledged", "the release of political prisoners", "USA+MEX"),
            ("asked", "called for the swift adoption of the bill", "USA+MEX of others"),
        ],
    ),
    (
        "en",
        (
            "The two sides agreed on the need to protect environmental defenders, and on a "
            "roadmap for the ratification of the Escazú Agreement."
        ),
        [
            (
                "shared view",
                "The two sides agreed on the need to protect environmental defenders, and on a roadmap for the ratification of the Escazú Agreement",
                "USA+MEX",
            ),
            ("discussed", "environmental defenders", "USA+MEX"),
            ("discussed", "the ratification of the Escazú Agreement", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Both reaffirmed their attachment to multilateralism.",
        [
            ("general pledge", "Both reaffirmed their attachment to multilateralism", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "Among other things, the two parties dealt with media freedom, judicial reform as "
            "well as the rights of the Roma."
        ),
        [
            ("discussed", "media freedom", "USA+MEX"),
            ("discussed", "judicial reform", "USA+MEX"),
            ("discussed", "the rights of the Roma", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Cooperation in international fora was a further theme.",
        [
            ("discussed", "Cooperation in international fora", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "The two countries committed themselves to deepen their cooperation and to hold "
            "annual consultations."
        ),
        [
            (
                "general pledge",
                "The two countries committed themselves to deepen their cooperation",
                "USA+MEX",
            ),
            ("undertaken", "hold annual consultations", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Mexico stated that it will ratify the convention.",
        [("undertaken", "Mexico stated that it will ratify the convention", "MEX")],
    ),
    (
        "en",
        "They also had a discussion about how to protect social leaders.",
        [
            ("discussed", "how to protect social leaders", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "The dialogue was preceded by a seminar with civil society organisations, who called "
            "on both parties to protect land rights."
        ),
        [],
    ),
    (
        "en",
        "It also reaffirmed its support for the peace agreement.",
        [
            ("general pledge", "reaffirmed its support for the peace agreement", "USA+MEX"),
            ("discussed", "the peace agreement", "USA+MEX"),
        ],
    ),
    (
        "en",
        ("Other subjects of the day: prison overcrowding, statelessness, and enforced disappearance."),
        [
            ("discussed", "prison overcrowding", "USA+MEX"),
            ("discussed", "statelessness", "USA+MEX"),
            ("discussed", "enforced disappearance", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Next to migration, the two sides looked at climate change and human rights.",
        [
            ("discussed", "climate change and human rights", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "Both delegations highlighted the importance of the UN Guiding Principles on "
            "Business and Human Rights."
        ),
        [
            (
                "shared view",
                (
                    "Both delegations highlighted the importance of the UN Guiding Principles on "
                    "Business and Human Rights"
                ),
                "USA+MEX",
            ),
            (
                "discussed",
                "the importance of the UN Guiding Principles on Business and Human Rights",
                "USA+MEX",
            ),
        ],
    ),
    (
        "en",
        "Special attention was paid to violence against women and girls.",
        [
            ("discussed", "violence against women and girls", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Both sides intend to cooperate more closely at the UN.",
        [
            ("general pledge", "Both sides intend to cooperate more closely at the UN", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The parties noted with satisfaction the progress in judicial reform.",
        [
            ("acknowledged", "the progress in judicial reform", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "During the meeting the following issues were considered: a) torture; b) freedom of "
            "association; c) abolition of the death penalty."
        ),
        [
            ("discussed", "torture", "USA+MEX"),
            ("discussed", "freedom of association", "USA+MEX"),
            ("discussed", "abolition of the death penalty", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The two sides underlined that human rights are universal.",
        [
            ("shared view", "The two sides underlined that human rights are universal", "USA+MEX"),
        ],
    ),
    (
        "eu",
        "The EU called on Colombia to ratify the Optional Protocol.",
        [
            ("asked", "The EU called on Colombia to ratify the Optional Protocol", "EU of COL"),
        ],
    ),
    (
        "eu",
        (
            "The EU expressed concern at the shrinking space for civil society, and encouraged "
            "Colombia to adopt the law on mining."
        ),
        [
            ("discussed", "the shrinking space for civil society", "EU"),
            ("asked", "encouraged Colombia to adopt the law on mining", "EU of COL"),
        ],
    ),
    (
        "eu",
        "The EU and Colombia shared the view that impunity must end.",
        [("shared view", "The EU and Colombia shared the view that impunity must end", "EU+COL")],
    ),
    (
        "eu",
        "The EU and Colombia remain deeply concerned about killings of former combatants.",
        [
            ("discussed", "killings of former combatants", "EU+COL"),
        ],
    ),
    (
        "eu",
        "The EU assured Colombia of its continued support for the peace process.",
        [
            (
                "general pledge",
                "The EU assured Colombia of its continued support for the peace process",
                "EU",
            ),
            ("discussed", "the peace process", "EU+COL"),
        ],
    ),
    (
        "eu",
        "The EU stands ready to support Colombia in implementing the agreement.",
        [
            ("general pledge", "The EU stands ready to support Colombia in implementing the agreement", "EU"),
        ],
    ),
    (
        "eu",
        "The EU congratulated Colombia on the ratification of the Escazú Agreement.",
        [
            ("acknowledged", "the ratification of the Escazú Agreement", "COL"),
        ],
    ),
    (
        "eu",
        "The EU will continue to fund mine clearance, and will open a new office in Cali.",
        [
            ("undertaken", "The EU will continue to fund mine clearance", "EU"),
            ("undertaken", "will open a new office in Cali", "EU"),
        ],
    ),
    (
        "eu",
        "The EU will increase its support. It will also send election observers.",
        [
            ("general pledge", "The EU will increase its support", "EU"),
            ("undertaken", "It will also send election observers", "EU"),
        ],
    ),
    (
        "eu",
        (
            "At the 65th Ordinary Session of the African Commission, the parties agreed to "
            "condemn the attacks."
        ),
        [],
    ),
    (
        "eu",
        (
            "The dialogue covered the following issues:\n- the protection of social leaders;\n- "
            "land restitution;\n- sexual and reproductive rights."
        ),
        [
            ("discussed", "the protection of social leaders", "EU+COL"),
            ("discussed", "land restitution", "EU+COL"),
            ("discussed", "sexual and reproductive rights", "EU+COL"),
        ],
    ),
    (
        "eu",
        (
            "The parties agreed to:\n• strengthen the protection of social leaders;\n• establish "
            "a working group on business and human rights."
        ),
        [
            ("general pledge", "strengthen the protection of social leaders", "EU+COL"),
            ("undertaken", "establish a working group on business and human rights", "EU+COL"),
        ],
    ),
    (
        "eu",
        (
            "Discussions followed three pillars.\nPillar 1: Peace and transitional "
            "justice\nPillar 2: Women's rights\nPillar 3: Migration and refuge"
        ),
        [
            ("discussed", "Peace and transitional justice", "EU+COL"),
            ("discussed", "Women's rights", "EU+COL"),
            ("discussed", "Migration and refuge", "EU+COL"),
        ],
    ),
    (
        "eu",
        (
            "1. The situation of human rights defenders was discussed.\n2. Both sides agreed to "
            "fight trafficking in persons."
        ),
        [
            ("discussed", "The situation of human rights defenders", "EU+COL"),
            ("general pledge", "Both sides agreed to fight trafficking in persons", "EU+COL"),
            ("discussed", "trafficking in persons", "EU+COL"),
        ],
    ),
    (
        "eu",
        "Colombia will not ratify the protocol.",
        [],
    ),
    (
        "eu",
        "Experts agreed that more funding is needed.",
        [],
    ),
    (
        "eu",
        "In 2012, the leaders had agreed to open the dialogue.",
        [],
    ),
    (
        "eu",
        "The dialogue will take place again next year.",
        [],
    ),
    (
        "eu",
        "Both sides called for the immediate release of all hostages.",
        [
            ("asked", "Both sides called for the immediate release of all hostages", "EU+COL of others"),
        ],
    ),
    (
        "eu",
        "The EU raised individual cases.",
        [
            ("discussed", "individual cases", "EU"),
        ],
    ),
    (
        "eu",
        "A wide range of issues was discussed.",
        [],
    ),
    (
        "eu",
        "The parties discussed issues of mutual interest.",
        [],
    ),
    (
        "eu",
        "The two sides took stock of developments since the last dialogue.",
        [],
    ),
    (
        "eu",
        "The EU insisted that Colombia prosecute those responsible.",
        [
            ("asked", "The EU insisted that Colombia prosecute those responsible", "EU of COL"),
        ],
    ),
    (
        "eu",
        "Colombia declined to comment on the report.",
        [],
    ),
    (
        "eu",
        "The meeting was held in a frank and constructive atmosphere.",
        [],
    ),
    (
        "eu",
        (
            "The delegations addressed torture, freedom of religion and the abolition of the "
            "death penalty in a frank and constructive manner."
        ),
        [
            ("discussed", "torture", "EU+COL"),
            ("discussed", "freedom of religion", "EU+COL"),
            ("discussed", "the abolition of the death penalty", "EU+COL"),
        ],
    ),
    (
        "eu",
        "Both sides addressed the rights of women, children and persons with disabilities.",
        [
            ("discussed", "the rights of women", "EU+COL"),
            ("discussed", "children", "EU+COL"),
            ("discussed", "persons with disabilities", "EU+COL"),
        ],
    ),
    (
        "eu",
        ("Both parties exchanged information on their respective national human rights action plans."),
        [
            ("discussed", "their respective national human rights action plans", "EU+COL"),
        ],
    ),
    (
        "eu",
        (
            "Discussions covered economic, social and cultural rights; civil and political "
            "rights; and the right to development."
        ),
        [
            ("discussed", "economic, social and cultural rights", "EU+COL"),
            ("discussed", "civil and political rights", "EU+COL"),
            ("discussed", "the right to development", "EU+COL"),
        ],
    ),
    (
        "eu",
        "The right to water and sanitation was also covered.",
        [
            ("discussed", "The right to water and sanitation", "EU+COL"),
        ],
    ),
    (
        "en",
        (
            "The parties exchanged views on several issues of mutual concern: hate crimes; "
            "police oversight; and the situation in Cuba."
        ),
        [
            ("discussed", "hate crimes", "USA+MEX"),
            ("discussed", "police oversight", "USA+MEX"),
            ("discussed", "the situation in Cuba", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The United States and Mexico committed to deepen their cooperation on missing migrants.",
        [
            (
                "general pledge",
                "The United States and Mexico committed to deepen their cooperation on missing migrants",
                "USA+MEX",
            ),
            ("discussed", "missing migrants", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "Mexico reiterated its commitment to the independence of the judiciary, and the "
            "United States confirmed its support for the Inter-American System."
        ),
        [
            ("general pledge", "its commitment to the independence of the judiciary", "MEX"),
            ("discussed", "the independence of the judiciary", "USA+MEX"),
            (
                "general pledge",
                "the United States confirmed its support for the Inter-American System",
                "USA",
            ),
        ],
    ),
    (
        "en",
        (
            "Both countries will exchange experts and organise a joint workshop on consular "
            "notification before June 2016."
        ),
        [
            ("undertaken", "Both countries will exchange experts", "USA+MEX"),
            ("undertaken", "organise a joint workshop on consular notification before June 2016", "USA+MEX"),
            ("discussed", "consular notification", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The delegations discussed conditions of detention as well as access to counsel.",
        [
            ("discussed", "conditions of detention", "USA+MEX"),
            ("discussed", "access to counsel", "USA+MEX"),
        ],
    ),
    (
        "en",
        ("Domestic violence, forced labor, and the rights of farm workers also featured prominently."),
        [
            ("discussed", "Domestic violence", "USA+MEX"),
            ("discussed", "forced labor", "USA+MEX"),
            ("discussed", "the rights of farm workers", "USA+MEX"),
        ],
    ),
    (
        "en",
        (
            "The two delegations looked into racial profiling (including stops at the border, "
            "and searches), asylum, and family separation."
        ),
        [
            ("discussed", "racial profiling (including stops at the border, and searches)", "USA+MEX"),
            ("discussed", "asylum", "USA+MEX"),
            ("discussed", "family separation", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The United States stressed the need to end impunity for attacks on journalists.",
        [
            ("discussed", "the need to end impunity for attacks on journalists", "USA"),
        ],
    ),
    (
        "en",
        "Mexico stressed that the death penalty must be abolished.",
        [
            ("discussed", "the death penalty must be abolished", "MEX"),
        ],
    ),
    (
        "en",
        "The two sides concurred that trafficking in persons demands a joint response.",
        [
            (
                "shared view",
                "The two sides concurred that trafficking in persons demands a joint response",
                "USA+MEX",
            ),
            ("discussed", "trafficking in persons", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Finally, participants took up access to justice for victims.",
        [
            ("discussed", "access to justice for victims", "USA+MEX"),
        ],
    ),
    (
        "en",
        "In addition, the sides discussed the abolition of slavery and forced labour.",
        [
            ("discussed", "the abolition of slavery and forced labour", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Mexico encouraged the United States to join the Convention on the Rights of the Child.",
        [
            (
                "asked",
                "Mexico encouraged the United States to join the Convention on the Rights of the Child",
                "MEX of USA",
            ),
        ],
    ),
    (
        "en",
        "The United States commended Mexico's efforts to search for missing persons.",
        [
            ("acknowledged", "Mexico's efforts to search for missing persons", "MEX"),
        ],
    ),
    (
        "en",
        (
            "The Governments of the United States and Mexico reaffirmed their commitment to the "
            "Universal Declaration."
        ),
        [
            ("general pledge", "their commitment to the Universal Declaration", "USA+MEX"),
        ],
    ),
    (
        "en",
        "It was decided to create a joint working group on missing migrants.",
        [
            ("undertaken", "It was decided to create a joint working group on missing migrants", "USA+MEX"),
            ("discussed", "missing migrants", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Civil society representatives committed to monitor the agreement.",
        [],
    ),
    (
        "en",
        "The Inter-American Commission called on both States to protect migrants.",
        [],
    ),
    (
        "en",
        "The previous round had agreed to review the visa regime.",
        [],
    ),
    (
        "en",
        "They spoke at length about judicial independence.",
        [
            ("discussed", "judicial independence", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The United States pressed Mexico on the disappearance of 43 students.",
        [
            ("asked", "The United States pressed Mexico on the disappearance of 43 students", "USA of MEX"),
        ],
    ),
    (
        "en",
        "The delegations did not agree on the death penalty.",
        [
            ("discussed", "the death penalty", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Both governments hold that a free press underpins democracy.",
        [
            ("shared view", "Both governments hold that a free press underpins democracy", "USA+MEX"),
            ("discussed", "a free press underpins democracy", "USA+MEX"),
        ],
    ),
    (
        "en",
        "They mean to meet once more before the end of the year.",
        [("undertaken", "They mean to meet once more before the end of the year", "USA+MEX")],
    ),
    (
        "en",
        "The United States pledged fresh funds for witness protection.",
        [("undertaken", "The United States pledged fresh funds for witness protection", "USA")],
    ),
    (
        "en",
        "Mexico gave its word to speed up trials of those who attack journalists.",
        [
            (
                "general pledge",
                "Mexico gave its word to speed up trials of those who attack journalists",
                "MEX",
            )
        ],
    ),
    (
        "en",
        "Mexico said it would ratify the convention.",
        [("undertaken", "Mexico said it would ratify the convention", "MEX")],
    ),
    (
        "en",
        "Both sides underline the importance of judicial independence.",
        [
            ("shared view", "Both sides underline the importance of judicial independence", "USA+MEX"),
            ("discussed", "the importance of judicial independence", "USA+MEX"),
        ],
    ),
    (
        "en",
        "The two countries reaffirm their commitment to gender equality.",
        [
            ("general pledge", "their commitment to gender equality", "USA+MEX"),
            ("discussed", "gender equality", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Labor rights got their share of the agenda, as did violence against LGBTI persons.",
        [
            ("discussed", "Labor rights", "USA+MEX"),
            ("discussed", "violence against LGBTI persons", "USA+MEX"),
        ],
    ),
    (
        "en",
        "Front and centre was the protection of human rights defenders.",
        [("discussed", "the protection of human rights defenders", "USA+MEX")],
    ),
    (
        "en",
        "The United States calls on Mexico to protect journalists.",
        [("asked", "The United States calls on Mexico to protect journalists", "USA of MEX")],
    ),
    (
        "en",
        "Mexico described the work of its search commission.",
        [("discussed", "the work of its search commission", "MEX")],
    ),
    (
        "en",
        "The dialogue was organised around three blocks: a) the rights of older persons; b) hate speech; and c) prisons.",
        [
            ("discussed", "the rights of older persons", "USA+MEX"),
            ("discussed", "hate speech", "USA+MEX"),
            ("discussed", "prisons", "USA+MEX"),
        ],
    ),
    (
        "en",
        "An agreement was reached to publish the figures each year.",
        [("undertaken", "An agreement was reached to publish the figures each year", "USA+MEX")],
    ),
    (
        "en",
        "Concerns were expressed over the treatment of asylum seekers.",
        [("discussed", "the treatment of asylum seekers", "USA+MEX")],
    ),
    (
        "en",
        "The United States condemned the killing of journalists.",
        [("discussed", "the killing of journalists", "USA")],
    ),
    (
        "en",
        "The United States asked about the situation of detained journalists and the use of solitary confinement.",
        [
            ("discussed", "the situation of detained journalists", "USA"),
            ("discussed", "the use of solitary confinement", "USA"),
        ],
    ),
    ("en", "Mexico thanked the United States for its hospitality.", []),
    (
        "eu",
        "The EU welcomed Colombia's new plan against racism and encouraged it to ratify the treaty.",
        [
            ("acknowledged", "Colombia's new plan against racism", "COL"),
            ("asked", "encouraged it to ratify the treaty", "EU of COL"),
        ],
    ),
]
