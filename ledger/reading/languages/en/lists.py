"""English: how lists of subjects are joined, continued and ended."""

from ledger.reading.languages import word_set

CONJUNCTION = " (?:and|&|or) "
ADDS = r"""(?x:
    # e.g. as well as (migration) · along with (torture)
    (?:
        as\ well\ as|along\ with|together\ with|in\ addition\ to|but\ also|not\ to\ mention|plus
        |and\ also
    )
    (?=\ )
)"""
CONTINUES = r"""(?x:
    # e.g. including (women) · for (migrants) · in particular
    (?:
        for|without|in\ particular|particularly|especially|including|notably|such\ as|like|with
        |which|who|whose|in|at|by|from|through|above\ all|against|of|under|where|when|as|mainly
        |namely|whether|both|e\.g\.|i\.e\.|among\ them|among\ others|not\ least|be\ it|inter\ alia
        |especially|towards?|not\ only|if|particularly|the\ (?:first|only|latest|largest)
    )
    \b
)"""
EXEMPLIFIES = r"""(?x:
    # e.g. , including (torture) · such as (migration)
    ,?
    \ (?:
        including|notably|such\ as|in\ particular|among\ them|namely|particularly|especially|i\.e\.
        |like
    )
    [,:]?[ ]
)"""
APPENDED = r"""(?x:
    # e.g. (women and girls) above all
    (?:
        above\ all|in\ particular|especially|included|among\ them|among\ others|for\ one
        |for\ instance|for\ example|most\ of\ all|first\ and\ foremost|notably
    )
    $
)"""
MODAL = r" (?:can|could|may|might|should|must|would|ought)\b"
PREPOSITIONS = r"""(?x:
    # e.g. on · regarding · against
    on|of|about|over|to|for|regarding|concerning|in|against|with|at|into|upon
)"""
PEOPLE = r"""(?x:
    # e.g. persons · human rights defenders · migrants
    persons?|people|women|men|girls|boys|children|minors|youth|migrants?|refugees|defenders
    |journalists|groups?|communities|workers|minorities|peoples|victims|leaders|prisoners|farmers
    |individuals|families|populations?|adolescents|students|lawyers|judges|activists|combatants
    |ex-combatants
)"""
HEADS = r"""(?x:
    # e.g. protection (of) · the fight (against) · women's (rights)
    actions?|measures?|steps|efforts|protection|promotion|prevention|protecting|promoting|preventing
    |fight|combat|fighting|combating|combatting|countering|database|management|use|access
    |implementation|strengthening|role|situation|rights|freedom|freedoms|cooperation|increased
    |improved|greater|better|enhanced|reform|ratification|support|work|women's|children's|migrants'
    |follow-up|conditions|investigations?|adoption|establishment|creation|treatment|abolition
    |respect|eradication|elimination|violence|inclusion
)"""
ADJECTIVE = r"""(?x:
    # e.g. economic · indigenous · fair
    \w+(?:al|ic|ive|ous|ful|able|ible|ary|ed|ly|ing|ane)|safe|humane|civil|orderly|regular|free|fair
    |open|safe|enabling|modern|bold
)"""
KINDS_OF_PEOPLE = r"""(?x:
    # e.g. lesbian (, gay and bisexual persons)
    lesbian|gay|bisexual|transgender|trans|intersex|queer|ethnic|linguistic|religious|national
)"""
FREEDOMS = r"""(?x:
    # e.g. (freedom of expression,) association (and assembly)
    (?:peaceful\ )?
    (?:
        expression|association|assembly|opinion|religion|belief|thought|conscience|movement|speech|worship
        |information|the\ (?:press|media)|press|media
    )
)"""
FREEDOM_OF = r"\b[Ff]reedoms?\ of(?:\ the)?\b"
KINDS_OF_RIGHTS = word_set(
    """
    economic social cultural civil political environmental sexual reproductive racial
    """
)
ASIDES = r"""(?x:
    # e.g. among other things, · in particular
    (?:
        among\ other(?:s|\ (?:things|issues|topics|matters))|amongst\ others|inter\ alia
        |in\ particular|for\ example|notably|first|also|too|as\ well
    )
    ,?
)"""
FINITE = r"""(?x:
    # e.g. that · (which) was · will
    \b
    (?:
        that|which|who|because|since|while|where|will|must|should|is|are|was|were|be|been|has|have|had|can
        |could|may|might|would|so\ that|if|does|did
    )
    \b
)"""
ARTICLES = r"the|an?"
DETERMINERS = word_set(
    """
    the a an this that these those its their our his her all any some each every both such no how what whether much many more most when where why including between among within without during through from by under than per via
    """
)
VERB_FORM = r"\w{2,}ing"
NO_NOUN = r"""(?x:
    # e.g. they (acknowledged) · was (agreed) · jointly
    (?i:
        they|it|he|she|we|to|not|also|that|and|or|but|was|were|is|are|be|been|has|have|had|will|can|could|may
        |should|would|than|then|so|if|because|as|there|here|this|these|those|each|both|who|which|it's|more
        |representatives|members|officials|make|take|help|get|give|put|work|award|in\ an?
        |[a-z-]{3,}ly
    )
    \b(?!\ (?:and|or)\b)
)"""
PHRASE_BREAKS = r"""(?x:
    # e.g. which · because · in order (to)
    \b
    (?:
        that|which|who|because|since|as|while|where|will|must|should|is|are|was|were|be|been|has
        |have|had|stays?|remains?|can|could|may|might|would|matters?|needs?|must|so|if|by|through
        |in\ order|with|from
    )
    \b
)"""
OBJECTS_END = r"""(?x:
    # e.g. , with a view (to) · , recalling · in an open and frank atmosphere
    ,\ while\b
    |,?
     \ (?:
         noting|recogni[sz]ing|highlighting|emphasi[sz]ing|stressing|underlining|underscoring
         |recalling|acknowledging|reaffirming|welcoming|which|with\ a\ view
         |with\ the\ (?:aim|purpose|objective|goal)|in\ order\ to|so\ as\ to|so\ that
         |bearing\ in\ mind|taking\ into\ account|where(?:as|by)|(?<=,)\ where
         |among\ other(?:s|\ (?:things|issues|topics|matters))|amongst\ others|inter\ alia
         |et\ cetera|etc
     )
     \b
    |,?\ (?:during|at)\ (?:the|this|their|its)\ (?:\w+\ )?(?:meeting|dialogue|session|round)\b
    |,?\ in\ (?:an?)\ (?:[\w-]+,?\ (?:and\ )?){1,4}
     (?:atmosphere|spirit|manner|way|climate|environment\ of)\b
)"""
TAILS = r"""(?x:
    # e.g. (torture) among other issues · , in depth
    (?:
        ,?
        \ (?:
            too|also|as\ well|above\ all|in\ particular|among\ others
            |among\ other\ (?:issues|topics|things|matters)|etc\.?|in\ depth|in\ detail|at\ length
            |in\ turn|for\ their\ part|there|here|respectively
        )
    ){1,12}
    $
)"""
ADJECTIVES_LEAD = True
JOIN_WORDS = frozenset(["and", "&", "or"])
EITHER = frozenset(["or"])
LOOSE_PREPOSITIONS = frozenset(["of"])
FOR_PEOPLE = r"(?:for|such as)"
SHARES = r"those (?:pertaining|of)\b"
WITHIN_NAME = r"(?:of|against|on)"
