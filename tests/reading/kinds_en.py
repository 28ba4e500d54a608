"""English sentences of our own by kind of wording, right and wrong ones: what each says, or that it says nothing.

A line is a sentence, then ``=>`` and the subjects that it says were discussed, or ``=!`` and the words that bind; nothing
behind the arrow means that it says none of either. A stroke parts several; ``⏎`` begins a line.
"""

from collections.abc import Iterator
from types import ModuleType

HEAD = "The European Union and Colombia held the 14th Human Rights Dialogue. "

KINDS = {
    "subjects behind a verb of discussing": """
        The delegations spoke of freedom of expression, of the death penalty and of women's rights. => freedom of expression | the death penalty | women's rights
        Both sides discussed prison conditions. => prison conditions
        The delegations exchanged views on judicial independence and legal aid. => judicial independence and legal aid
        The two sides reviewed police reform, hate speech, and the rights of older persons. => police reform | hate speech | the rights of older persons
        The parties addressed child labour, statelessness, and access to water. => child labour | statelessness | access to water
        Participants talked about artificial intelligence and human rights. => artificial intelligence and human rights
        The EU raised the death penalty. => the death penalty
        The two delegations looked at the situation of trade unions. => the situation of trade unions
        They examined the follow-up to the Universal Periodic Review. => the follow-up to the Universal Periodic Review
        The meeting covered transitional justice, land restitution, and reparations for victims. => transitional justice | land restitution | reparations for victims
        The dialogue dealt with trafficking in persons. => trafficking in persons
        The sides discussed freedom of expression, association and assembly. => freedom of expression, association and assembly
        The sides discussed economic, social and cultural rights. => economic, social and cultural rights
        The sides discussed the rights of lesbian, gay and bisexual persons. => the rights of lesbian, gay and bisexual persons
        In a frank and open exchange, the two sides discussed arbitrary detention. => arbitrary detention
        The delegations discussed violence against women, including femicide. => violence against women, including femicide
    """,
    "subjects before a verb of discussing": """
        Corruption and impunity were discussed. => Corruption and impunity
        The protection of journalists was raised by the EU. => The protection of journalists
        Prison reform, disinformation, and internet freedom were addressed. => Prison reform | disinformation | internet freedom
        Business and human rights was also on the agenda. => Business and human rights
        In a cordial atmosphere, statelessness was discussed. => statelessness
        During the meeting, the death penalty was discussed. => the death penalty
    """,
    "subjects of a list that a line opens": """
        The two sides discussed:⏎- prison reform⏎- the rights of the child⏎- hate crimes => prison reform | the rights of the child | hate crimes
        Topics on the agenda were:⏎1. freedom of religion or belief⏎2. minority rights => freedom of religion or belief | minority rights
        The following issues were addressed:⏎• climate change and human rights⏎• due diligence in supply chains => climate change and human rights | due diligence in supply chains
        Issues included internal displacement; the search for missing persons; and military justice. => internal displacement | the search for missing persons | military justice
    """,
    "generic phrases that name no subject": """
        Both sides discussed a wide range of issues of mutual interest. =>
        The delegations exchanged views on recent developments. =>
        The two sides reviewed progress since the last meeting. =>
        They discussed bilateral and multilateral matters. =>
        The parties exchanged views on the main challenges. =>
        The sides talked about other topics of common interest. =>
        Views were exchanged. =>
        Rights of every kind were discussed. =>
    """,
    "sentences about the meeting": """
        The dialogue took place in Brussels on 3 May 2024. =>
        The meeting was held in a constructive atmosphere. =>
        The two delegations met in the Ministry of Foreign Affairs. =>
        The participants visited a museum. =>
        The dialogue was preceded by a seminar of civil society. =>
        The EU delegation also met with lawyers and activists. =>
        The sides thanked the hosts for their hospitality. =>
        The dialogue is held every year, in turn in Brussels and Bogotá. =>
        The previous session took place in Bogotá in 2022. =>
    """,
    "page furniture": """
        Related: Colombia announces aid | Photo gallery: ministers shaking hands =>
        Read more about our newsletter⏎Share this page on social media =>
        Photo: the two heads of delegation shake hands⏎photo_dialogue_2024.jpg =>
        Home⏎News⏎Press releases⏎Contact =>
        Related documents⏎Joint statement (PDF, 120 KB) =>
        Cookies help us to make this site better. =>
        © European Union, 2024 =>
        Subscribe to receive updates =>
        Print this page =>
        For media inquiries, please contact the press office. =>
    """,
    "what others did or said": """
        Civil society organisations voiced hopes for next year. =>
        NGOs agreed to set up a hotline. =>
        The Human Rights Council adopted a resolution last year. =>
        Companies committed to publish their reports. =>
        Experts promised to send their findings. =>
        At the previous summit, presidents agreed to meet again. =>
        Activists urged both governments to act. =>
        The presidents had agreed to open new offices. =>
    """,
    "promises by we, bare plurals and no subject": """
        We will set up a working group. =! We will set up a working group
        We agreed to meet twice a year. =! We agreed to meet twice a year
        In 2025 we will open a joint office. =! we will open a joint office
        Parties agreed to publish a joint report. =! Parties agreed to publish a joint report
        Sides committed to meet every spring. =! Sides committed to meet every spring
        Governments decided to open a contact point. =! Governments decided to open a contact point
        Agreed to continue the exchange of experts. =! Agreed to continue the exchange of experts
        Decided to hold the next round in Bogotá. =! Decided to hold the next round in Bogotá
        Our governments will share lists of experts. =! Our governments will share lists of experts
    """,
    "promises by a party": """
        Both sides agreed that they would establish a joint hotline. =! Both sides agreed that they would establish a joint hotline
        We agreed that we would (a) map national action plans; (b) share case law; and (c) meet again in 2028. =! We agreed that we would (a) map national action plans | share case law | meet again in 2028
        The EU is bound by Article 6 (a) and (b) of the Convention. =>
        Colombia undertook to publish its plan before the end of 2025. =! Colombia undertook to publish its plan before the end of 2025
        The EU will send observers. =! The EU will send observers
        Colombia, for its part, will train 200 judges. =! Colombia, for its part, will train 200 judges
        The EU pledged to double its support. =! The EU pledged to double its support
        Both sides agreed to exchange visits. =! Both sides agreed to exchange visits
        It was agreed to hold a workshop. =! It was agreed to hold a workshop
        Both sides agreed to meet again and to invite experts. =! Both sides agreed to meet again | invite experts
        The two parties reaffirmed their commitment to cooperate. =! their commitment to cooperate
        Colombia said that it would present a report. =! Colombia said that it would present a report
    """,
    "money": """
        The EU allocated 5 million euros to shelters. =! The EU allocated 5 million euros to shelters
        Colombia earmarked $2 million for legal aid. =! Colombia earmarked $2 million for legal aid
        The EU will provide 3 million euros. =! The EU will provide 3 million euros
        The museum costs 3 million euros a year. =>
        Prices rose by 5 per cent. =>
    """,
    "results, outcomes and conclusions": """
        The outcomes of the meeting were: a shared calendar of visits; a hotline on disappearances; and training for prosecutors. =! a shared calendar of visits | a hotline on disappearances | training for prosecutors
        The main conclusions include a joint seminar on torture, a working group on migration, and an exchange of experts. =! a joint seminar on torture | a working group on migration | an exchange of experts
        The conclusions of the report were printed, read and filed. =>
        The results of the meeting were encouraging. =>
        The agreements include annexes. =>
        Results of the meeting:⏎- a joint workshop in 2025⏎- a list of contacts =! a joint workshop in 2025 | a list of contacts
        Outcomes:⏎• open a contact point⏎• exchange visits of judges =! open a contact point | exchange visits of judges
        The following commitments were made:⏎1. publish a report⏎2. train 50 officers =! publish a report | train 50 officers
        Main conclusions:⏎- hold a seminar every year =! hold a seminar every year
        Next steps:⏎- set up a hotline =! set up a hotline
        The results were published in May. =>
    """,
    "shared views and priorities": """
        Both sides agreed that more must be done. =! Both sides agreed that more must be done
        The parties shared the view that dialogue helps. =! The parties shared the view that dialogue helps
        Both sides see this work as a shared priority. =! Both sides see this work as a shared priority
        The two governments regard it as a common concern. =! The two governments regard it as a common concern
        Both sides underlined the importance of trust. =! Both sides underlined the importance of trust
        Colombia sees it as a priority. =>
        Many people share a common concern. =>
    """,
    "no promise": """
        The sides did not agree to publish the minutes. =>
        Colombia asked the EU to send experts. =>
        The next round will be held in Bogotá. =>
        The dialogue will take place again in 2025. =>
        Each side hoped for a good year. =>
        The weather will be fine. =>
        This engagement will strengthen trust. =>
        The plan of the building was shown. =>
        The two sides agreed to disagree. =>
        I will be brief. =>
    """,
    "promises not to do something": """
        Both sides agreed not to publish the minutes. =! Both sides agreed not to publish the minutes
        Colombia undertook not to extradite its nationals. =! Colombia undertook not to extradite its nationals
        Colombia pledged never to use force against strikers. =! Colombia pledged never to use force against strikers
        It was agreed not to disclose the names of witnesses. =! It was agreed not to disclose the names of witnesses
        Colombia pledged not only to ratify the text but also to train clerks. =! Colombia pledged not only to ratify the text but also to train clerks
        The parties committed to never share those lists and to publish a report. =! The parties committed to never share those lists | publish a report
        Colombia undertook to refrain from such visits. =! Colombia undertook to refrain from such visits
    """,
    "what nobody promised": """
        The EU did not agree to fund the project. =>
        Neither side agreed to publish a report. =>
        Colombia has not yet committed to open its files. =>
        Colombia refused to commit to a date. =>
        The parties could not agree to set up a working group. =>
        Both sides failed to agree on a date. =>
        No agreement was reached on a date. =>
        Colombia will not extradite its nationals. =>
        The EU said that it would not fund the project. =>
        Colombia does not intend to publish the report. =>
        Nor did the EU commit to a second visit. =>
    """,
    "words of thanks, hopes and manners": """
        The EU expressed its gratitude to Colombia. =>
        Both heads of delegation gave opening remarks. =>
        The talks were frank, open and useful. =>
        The atmosphere was friendly. =>
        A dinner was offered by the hosts. =>
        The minister opened the meeting with a short speech. =>
        Interpreters were present throughout. =>
        The two sides look forward to the next meeting. =>
        This was the first meeting in person since 2019. =>
        The dialogue was set up in 2009. =>
        A press conference followed. =>
        The text is available in both languages. =>
    """,
    "promises of what is past or elsewhere": """
        The agreement was signed in 2016. =>
        In 2019 the Commission announced a plan. =>
        The treaty entered into force in 2003. =>
        The minister has been in office since May. =>
        The court decided in favour of the family. =>
        A report was published in May. =>
    """,
    "a promise told in several lines": """
        ⏎> The two sides agreed to set up a hotline⏎> and to share contacts. =! The two sides agreed to set up a hotline | share contacts
        The two sides agreed to set up a list of⏎⏎contacts in both capitals. =! The two sides agreed to set up a list of⏎⏎contacts in both capitals
        Both sides agreed to open an office, to train⏎its staff and to report on it. =! Both sides agreed to open an office, to train⏎its staff | report on it
    """,
}


def cases(module: ModuleType) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each sentence with the subjects and the binding words that it says."""
    for lines in module.KINDS.values():
        for line in filter(None, map(str.strip, lines.splitlines())):
            arrow = " =!" if " =!" in line else " =>"
            sentence, _arrow, words = line.replace("⏎", "\n").partition(arrow)
            said = [part.strip() for part in words.split(" | ") if part.strip()]
            yield (sentence, [], said) if arrow == " =!" else (sentence, said, [])
