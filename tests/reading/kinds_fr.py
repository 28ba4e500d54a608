"""French sentences of our own by kind of wording, right and wrong ones, in the form of ``kinds_en``."""

HEAD = "Le Maroc et la Belgique ont tenu la huitième session du Dialogue sur les droits de l'homme. "

KINDS = {
    "subjects behind a verb of discussing": """
        Les délégations ont discuté de la liberté d'expression, de la peine de mort et des droits des femmes. => la liberté d'expression | la peine de mort | droits des femmes
        Les deux parties ont abordé les conditions de détention. => les conditions de détention
        Les délégations ont échangé leurs vues sur l'indépendance de la justice. => l'indépendance de la justice
        Les parties ont examiné la réforme pénitentiaire, la liberté de la presse et les droits des personnes âgées. => la réforme pénitentiaire | la liberté de la presse | les droits des personnes âgées
        Les deux gouvernements se sont entretenus de la lutte contre la traite des personnes. => la lutte contre la traite des personnes
        Les participants ont discuté de la liberté d'expression et des droits des migrants. => la liberté d'expression | droits des migrants
        Les parties ont évoqué la recherche des personnes disparues. => la recherche des personnes disparues
        Les échanges ont porté sur le travail des enfants, l'apatridie et l'accès à l'eau. => le travail des enfants | l'apatridie | l'accès à l'eau
        Les deux délégations ont fait le point sur la mise en œuvre des recommandations de l'examen périodique universel. => la mise en œuvre des recommandations de l'examen périodique universel
        Parmi les sujets abordés figuraient la torture et la détention arbitraire. => la torture et la détention arbitraire
    """,
    "subjects before a verb of discussing": """
        La peine de mort a également été évoquée. => La peine de mort
        La corruption et l'impunité ont été abordées. => La corruption et l'impunité
        La protection des journalistes a été examinée en détail. => La protection des journalistes
    """,
    "subjects of a list that a line opens": """
        Les parties ont abordé :⏎- la réforme pénitentiaire⏎- les droits de l'enfant => la réforme pénitentiaire | les droits de l'enfant
        L'ordre du jour comprenait :⏎1. la liberté de religion⏎2. les droits des minorités => la liberté de religion | les droits des minorités
    """,
    "generic phrases that name no subject": """
        Les deux parties ont abordé diverses questions d'intérêt commun. =>
        Les délégations ont échangé leurs vues sur des sujets bilatéraux. =>
        Les parties ont évoqué les principaux défis. =>
        Les parties ont échangé leurs points de vue. =>
    """,
    "sentences about the meeting": """
        Le dialogue s'est tenu à Rabat le 3 mai 2024. =>
        La réunion s'est déroulée dans une atmosphère constructive. =>
        Les délégations se sont réunies au ministère. =>
        Les participants ont visité un musée. =>
        Le dialogue a lieu chaque année. =>
        La session précédente avait eu lieu à Bruxelles en 2022. =>
    """,
    "page furniture": """
        Lire aussi nos actualités⏎Partager cette page =>
        Photo : les chefs de délégation⏎photo_dialogue_2024.jpg =>
        Accueil⏎Presse⏎Contact =>
        Imprimer cette page =>
        S'abonner à notre lettre d'information =>
    """,
    "what others did or said": """
        Les organisations ont convenu d'ouvrir un bureau. =>
        Le Sommet a décidé de publier une déclaration. =>
        Les entreprises se sont engagées à publier leurs rapports. =>
        Lors de la dernière session, il a été convenu d'ouvrir un bureau. =>
    """,
    "promises": """
        Les résultats de la réunion ont été : un calendrier commun ; une ligne d'appel ; la formation des procureurs. =! un calendrier commun | une ligne d'appel | la formation des procureurs
        Le Maroc s'est engagé à publier un rapport annuel. =! Le Maroc s'est engagé à publier un rapport annuel
        Les deux parties ont convenu de créer un groupe de travail. =! Les deux parties ont convenu de créer un groupe de travail
        Les parties sont convenues de se réunir chaque année. =! Les parties sont convenues de se réunir chaque année
        Il a été convenu d'organiser un atelier. =! Il a été convenu d'organiser un atelier
        La Belgique enverra des observateurs. =! La Belgique enverra des observateurs
        Les deux gouvernements ont décidé de créer une commission. =! Les deux gouvernements ont décidé de créer une commission
        Nous créerons un point de contact. =! Nous créerons un point de contact
        Les parties ont réaffirmé leur engagement en faveur de la coopération. =! Les parties ont réaffirmé leur engagement en faveur de la coopération
        Les deux parties se sont engagées à ne pas divulguer les noms. =! Les deux parties se sont engagées à ne pas divulguer les noms
        La Belgique a annoncé un don de 2 millions d'euros. =! La Belgique a annoncé un don de 2 millions d'euros
    """,
    "shared views": """
        Les deux parties ont convenu que beaucoup reste à faire. =! Les deux parties ont convenu que beaucoup reste à faire
        Les parties ont souligné l'importance de la confiance. =! Les parties ont souligné l'importance de la confiance
    """,
    "no promise": """
        Les résultats de l'étude ont été publiés, lus et classés. =>
        Les conclusions de la réunion ont été encourageantes. =>
        Les deux parties n'ont pas convenu de publier un rapport. =>
        Le Maroc ne publiera pas le rapport. =>
        Le Maroc ne s'est pas engagé à ouvrir ses archives. =>
        Aucun accord n'a été trouvé. =>
        Le Maroc a invité la Belgique à envoyer des experts. =>
        La prochaine session se tiendra à Bruxelles. =>
        Le dialogue aura lieu de nouveau en 2025. =>
        Il fera beau. =>
        L'accord a été signé en 2016. =>
        Le traité est entré en vigueur en 2003. =>
    """,
    "words of thanks, hopes and manners": """
        Le Maroc a exprimé sa gratitude aux hôtes. =>
        Les conversations ont été franches et ouvertes. =>
        Un dîner a été offert. =>
        Le ministre a ouvert la réunion. =>
        Le texte est disponible dans les deux langues. =>
    """,
}
