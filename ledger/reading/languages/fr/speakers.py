"""French: how a statement names who speaks."""

BOTH = r"""(?x:
    # e.g. les deux parties · les délégations · les coprésidents
    [Ll]es\ deux\b
    (?:\ (?:parties|pays|[Gg]ouvernements|délégations|nations|[ÉéEe]tats|côtés|partenaires|capitales))?
    |[Ll]es
     \ (?:
         [Pp]arties|délégations|[Gg]ouvernements|participants|coprésidents|co-présidents
         |(?:hauts\ )?(?:fonctionnaires|représentants|responsables)|autorités|[Mm]inistres|interlocuteurs
         |chefs\ de\ délégation
     )
     \b(?!\ (?:de|du|des)\b|\ d')
    |[Cc]haque\ (?:partie|délégation|pays|gouvernement)|[Ll]'une\ et\ l'autre\ parties?
    |\b(?:[Ii]ls|[Ee]lles|[Nn]ous)\b
    |(?<!\w\ )(?<!\w)(?:Parties|Gouvernements|Délégations)\b(?!\ (?:de|du|des)\b)
)"""
EACH_ANAPHOR = r"""(?x:
    # e.g. celle-ci · Elle
    \b(?:[Cc]elle-ci|[Cc]elui-ci|[Cc]ette\ dernière|[Cc]e\ dernier|[Ee]lle)\b
)"""
GOVERNMENT = r"""(?x:
    # e.g. le Gouvernement du (Sénégal) · la délégation de l'(Union européenne) · la partie (marocaine)
    (?:(?:[Ll]e|[Ll]es|[Ll]a)\ )?
    (?:
        (?:
            [Gg]ouvernements?|[Dd]élégations?|[Aa]utorités|[Rr]eprésentants|[Pp]arties?|[Rr]épublique|[Rr]oyaume
        )
        \ (?:du\ |des\ |de\ la\ |de\ l'|de\ |d')?
    )?
    (?:[Ll]'|[Ll]e\ |[Ll]es\ |[Ll]a\ )?
)"""
SIDE = r"(?:\ (?:et\ ses\ représentants))?"
JOINS = r"""(?x:
    # e.g. (le Mexique) et le Gouvernement de la (Suisse) · (Maroc)-(Belgique)
    ,?\ et\ (?:(?:le|la|les)\ |l')?(?:[Gg]ouvernement\ (?:du\ |de\ la\ |de\ l'|de\ |d'))?|\ ?[-–/]\ ?
)"""
OUTSIDER = r"""(?x:
    # e.g. la société civile · le Conseil des droits de l'homme · les chefs d'État
    société\ civile|[Oo]rganisations|ONG|[Ee]xperte?s?|universitaires|militante?s|défenseurs|Conseil\ des\ droits
    |Assemblée\ générale|[Ss]ommet|[Cc]onférence|Commission|Cour|Tribunal|Comité|[Pp]résidente?s?|[Cc]hefs\ d'État
    |dirigeants|[Cc]ongrès|[Pp]arlement|États\ [Mm]embres|[Rr]apporteu(?:rs?|se)|Haut-Commissaire|[Tt]raité
    |[Aa]ccord|[Ee]ntreprises|[Vv]ictimes|[Ff]amilles|[Cc]itoyens
)"""
PAST_OF_PAST = r"""(?x:
    # e.g. avaient convenu · lors de la dernière (session) · lors du Sommet
    \b
    (?:
        (?:avai(?:t|ent)|étaient|s'étai(?:t|ent))\ (?:déjà\ )?
        (?:convenu|adopté|décidé|annoncé|promis|engagé)[es]{0,2}
        |(?:[Ll]ors\ de|[Dd]urant|[Pp]endant|[Àà])\ (?:la|leur)\ (?:dernière|précédente|première|deuxième)
         \ (?:session|réunion|rencontre)
        |(?:session|réunion|rencontre)\ précédente
        |(?:[Ll]ors\ du|[Aa]u)\ (?:[\w-]+\ ){0,3}(?:[Ss]ommet|[Ff]orum)\b
        |[Ll]ors\ de\ (?:la\ |l')(?:[\w-]+\ ){0,3}(?:[Cc]onférence|[Aa]ssemblée)\b
        |l'année\ dernière
    )
)"""
