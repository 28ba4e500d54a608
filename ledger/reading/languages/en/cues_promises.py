"""English: cues that promise, share a view, announce or demand."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.en.verbs import COMMITMENT, STRESSED, WORTH

VIEW = r"""(?x:
    # e.g. agreed that · shared the view that · expressed the conviction that
    \b
    (?:
        (?:
            agree[ds]?|agreeing|concur(?:red|s)?
            |shared?\ the\ (?:view|opinion|conviction|belief|assessment)|held\ the\ view
            |expressed\ the\ (?:view|conviction)
        )
        (?:\ \w+ly)?(?:,?\ (?:too|also|further|moreover),?)?
        \ (?:
            that
            |on\ (?:the|how|what)\b
             (?=
                 \ ?(?:\w+\ )?
                 (?:
                     importance|need|value|role|relevance|urgency|significance|necessity|key|central
                     |fundamental
                 )
             )
            |about\ the\ (?:importance|need|value)|in
        )
        |(?:sees?|saw|regard(?:ed|s)?|view(?:ed|s)?|consider(?:ed|s)?)
         (?=\ [^.;:]{1,90}?\ (?:as|to\ be)\ (?:an?\ )?(?:shared|common|joint|mutual)
          \ (?:priorit|concern|goal|objective|interest|responsibilit|aim))
        |(?:is|are|was|were|remains?|remained)\ (?:also\ )?(?:an?\ |their\ )?(?:shared|common|joint|mutual)
         \ (?:priorit(?:y|ies)|concerns?|goals?|objectives?|responsibilit(?:y|ies)|aims?)\b
        |(?:were|are)\ (?:of\ one\ mind|in\ agreement|agreed|at\ one|convinced)(?:\ that|\ on)?
        |(?:were|are|was|is)\ of\ the\ (?:view|opinion)\ that|(?:took|take)s?\ the\ view\ that
        |(?:hold|held|believe|believed|consider|considered|share\ the\ belief)s?\ that
        |(?:[Ii]t\ was|was)\ (?:also\ |further\ )?
         (?:agreed|decided|resolved|settled|understood|common\ ground|accepted)\ that
        |shared?\ (?:the|a)\ (?:\w+\ )?(?:concern|objective|goal|aim|interest)
         \ (?:that|of|in|to|for)
    )
)"""
PROMISE = rf"""(?x:
    # e.g. agreed to (establish) · undertook (a review) · pledged not to (expel) · said that they would (report)
    \b
    (?:
        (?:have\ |has\ )?
        (?:
            agree[ds]?|agreeing|concur(?:red|s)?|undertook|undertake|pledged|vowed|promised|resolved
            |decided|committed(?:\ (?:itself|themselves))?|commits?
            |committing(?:\ (?:itself|themselves))?|offered|engaged\ itself|set\ themselves
            |bound\ (?:itself|themselves)|determined|intends?|intended
            |(?<!its\ )(?<!their\ )(?<!the\ )(?<!of\ )plan(?:s|ned)?|aims?|means?|meant|proposed
            |g[ai]ve\ (?:its|their)\ word
        )
        \ (?:\w+ly\ )?(?:not\ (?:only\ )?|never\ )?to(?=\ \w|:)(?!\ (?:disagree|differ)\b)
        |agree[ds]?(?:\ \w+ly)?\ (?:on|upon)
        |(?:[Ii]t\ was|was)\ (?:agreed|decided|resolved|settled)\ (?:not\ |never\ )?to
        |(?:(?:said|stated|announced|indicated|confirmed|added|promised|replied)(?:\ that)?|that)
         \ (?:it|they|(?:the\ )?{P}|both(?:\ sides|\ countries)?)\ would(?=\ \w)
         (?!\ be\ (?:held|hosted))
        |(?:pledged|promised|offered)
         (?=\ (?!to\b|an?\ (?:\w+\ )?(?:opportunity|occasion|chance|forum|platform|space))\w)
        |(?:reached|came\ to)\ (?:an\ )?agreement\ (?:on|to)
        |(?:[Aa]n\ )?[Aa]greement\ was\ (?:also\ )?reached\ (?:on|to|for)
        |will\ be(?=\ (?:\w+ly\ )?(?:organi[sz]ed|established|set\ up|launched|created|convened)\b)
        |settled\ on|(?:made|gave|entered\ into)(?:\ [\w-]+){{0,3}}\ commitments?\ to
        |undertook(?=\ \w)|undertakes?(?=\ to)
    )
)"""
WILL = r"""(?x:
    # e.g. will also (hold) · shall (establish)
    \b(?:will|shall|(?:is|are)\ to)
    (?:
        ,?
        \ (?:
            also|both|jointly|further|thus|however|therefore|in\ turn|for\ (?:its|their)\ part
            |moreover|then|next|\w+ly
        )
        ,?
    )?
    \ (?=[a-z])(?!be\ (?:held|hosted|remembered|the)|take\ place|depend|require)
)"""
ANNOUNCED = r"""(?x:
    # e.g. announced · signed
    \b(?:announced|announces|launched|signed|inaugurated|unveiled|announce)\b
    |\b(?:allocated|earmarked|set\ aside)(?=\ [^.;]{0,40}(?:million|billion|thousand|€|\$|,000))
)"""
ASKED = rf"""(?x:
    # e.g. urged · called on · requested
    \b
    (?:
        urg(?:ed|es|ing|e)|call(?:ed|s|ing)?\ (?:up)?on|call(?:ed|s|ing)?(?:\ \w+ly)?\ for
        |exhort(?:ed|s)|appeal(?:ed|s)\ (?:to|for)|implor(?:ed|es)
        |press(?:ed|es)(?=\ (?:the\ )?{P}|\ for)
        |request(?:ed|s|ing)
         (?!\ (?:\w+\ ){{0,3}}(?:updates?|information|clarifications?|details|explanations?))
        |ask(?:ed|s|ing)
         (?!
             \ (?:about|how|what|whether|after)
             |(?:\ \ue000+)?\ for\ (?:\w+\ ){{0,3}}
              (?:updates?|information|clarifications?|details|explanations?)
         )
        |encourag(?:ed|es|ing)|demand(?:ed|s|ing)
        |invit(?:ed|es|ing)(?=\ (?:the\ )?(?:{P}|other|both|each|its|authorities))
        |insist(?:ed|s)\ that\ (?:the\ )?{P}|recommend(?:ed|s|ing)(?=\ (?:that|the)?\ ?{P})
        |advocat(?:ed|es)\ for|made\ (?:a|an)\ (?:\w+\ )?(?:appeal|plea|call)\ (?:to|for)
    )
)"""
PLEDGE = rf"""(?x:
    # e.g. their shared commitment to · remain fully committed to
    \b
    (?:
        (?:
            their|its|our|the|an?|and|shared|mutual|joint|common|firm|strong|unwavering|continued
            |continuing|stalwart|steadfast|full|renewed|deep|longstanding|expressed|express|of
        )
        [ ]
    )
    (?:(?!and\b)\w+\ ){{0,3}}?{COMMITMENT}
    (?:
        \ (?:
            made|taken|shared|again|there|both
            |of\ (?:both|the\ two)\ (?:sides|parties|countries|[Gg]overnments)
            |of\ (?:the\ )?{P}(?:\ and\ (?:of\ )?(?:the\ )?{P})?
        )
    )?
    \ (?:to(?!\ (?:which|date))|towards?|for\ (?=\w+ing)|in\ favou?r\ of)
    |\b(?:strongly\ |fully\ |firmly\ )?(?:remain(?:s|ed)?|stands?|stood|(?:are|is|were|was))
     \ (?:\w+ly\ )?(?:committed|ready|resolved|determined|prepared|willing|pledged)\ (?:to|in)
    |(?:assur|reassur)(?:ed|es|ing)(?:\ (?:the\ )?{P})?(?:\ (?:of|that))
    |(?:
         reaffirm(?:ed|s|ing)?|reiterat(?:ed|es|ing)|affirm(?:ed|s|ing)?|confirm(?:ed|s|ing)?
         |renew(?:ed|s|ing)?|restated|repeated
     )
     (?=
         \ (?:their|its|the|our)\ (?:\w+\ ){{0,2}}
         (?:values|principles|support|ties|adherence|attachment|partnership|friendship|resolve)\b
     )
    |expressed\ (?=(?:their|its)\ (?:\w+\ )?support\b)
)"""
STANCE = rf"""(?x:
    # e.g. stressed the importance (of) · emphasized that · attached great importance to
    \b{STRESSED}(?:\ \w+ly)?(?=(?:\ (?:with\ concern\ )?that\b|\ how\b|\ {WORTH}\b))
    |\b(?:attach(?:ed|es)|gave)\ (?:\w+\ )?(?:importance|priority|weight)\ to
)"""
