"""English: how days, months and the number of a round are written."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_FROM_TENTH = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
WEEKDAY = r"""(?x:
    # e.g. Monday, (14 March)
    (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\ )?
)"""
MONTHS = (
    {name: number for number, name in enumerate(_MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
ORDINALS = {
    **{word: number for number, word in enumerate((*_UNITS, *_FROM_TENTH), 1)},
    **{f"twenty-{unit}": 20 + number for number, unit in enumerate(_UNITS, 1)},
    "inaugural": 1,
    "thirtieth": 30,
    "thirty-first": 31,
    "thirty-second": 32,
}
NUMERAL = r"(\d{1,3})\ ?(?:st|nd|rd|th|TH|ST|ND|RD)"
DATES = (
    r"""(?x:
        # e.g. 30 June to 2 July 2019
        (?P<d>\d{1,2})(?:st|nd|rd|th)?\ (?:of\ )?(?P<m>MONTH)\.?\ ?
        (?:–|-|to|and|until)\ ?(?P<d2>\d{1,2})(?:st|nd|rd|th)?\ (?:of\ )?(?P<m2>MONTH)\.?
        (?:,?\ (?P<y>\d{4}))?
    )""",
    rf"""(?x:
        # e.g. 14 and 15 March 2019 · 14th of March
        (?P<d>\d{{1,2}})(?:st|nd|rd|th)?
        (?:,?\ ?(?:–|-|to|and|through|until|&)\ ?{WEEKDAY}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)?
        \ (?:of\ )?(?P<m>MONTH)\b(?:\.?,?\ (?P<y>\d{{4}}))?(?P<m2>)
    )""",
    rf"""(?x:
        # e.g. March 14-15, 2019 · June 30 to July 2, 2019
        (?P<m>MONTH)\.?\ (?P<d>\d{{1,2}})(?:st|nd|rd|th)?
        (?:
            ,?\ ?(?:–|-|to|and|through|until|&)\ ?{WEEKDAY}
            (?:(?P<m2>MONTH)\.?\ )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?
        )?
        (?!\d)(?:,?\ (?P<y>\d{{4}}))?
    )""",
)
SAME_DAY = r"(?:[Tt]oday|[Tt]his\ (?:morning|afternoon))"
RELATIVE_DATES = r"""(?x:
    # e.g. today · this week · last Friday
    \b
    (?:
        [Tt]oday|[Yy]esterday
        |[Tt]his\ (?:week|morning|afternoon|[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday)
        |[Ll]ast\ (?:week|[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday)
    )
    \b
)"""
COMING = r"""(?x:
    # e.g. next week · on the margins of · in March 2020
    next
    \ (?:
        week|month|year|spring|summer|autumn|fall|winter|January|February|March|April|May|June|July
        |August|September|October|November|December
    )
    |later\ this\ (?:week|month|year)|tomorrow|in\ the\ coming\ (?:days|weeks|months)
    |on\ the\ margins\ of|in\ the\ margins\ of|on\ the\ sidelines\ of|this\ (?:week|month|year)
    |in\ (?:early\ |late\ |mid-)?
     (?:January|February|March|April|May|June|July|August|September|October|November|December)
     (?:\ \d{4})?
    |in\ \d{4}
)"""
IS_DAY_FIRST = False
ELSEWHERE = r"""(?x:
    # e.g. since the · signed on · by · no later than
    (?:since|until|before|after|from|next|signed|adopted|dated|of|by|later\ than)(?:\ the|\ on)?
)"""
AHEAD = r"(?:will|next|again)"
FROM = "from"
DEADLINES = r"""(?x:
        # e.g. no later than March 31, 2027 · by the end of 2026 · by 13/03/2027 · before the end of the first half of 2027
        \b(?:(?:no|not)\ later\ than|on\ or\ before|(?P<before>before|prior\ to)|by|until)
        \ (?P<end>(?:the\ )?(?:end\ of\ |close\ of\ |end[ -]))?(?:the\ )?
        (?:
            (?P<m1>MONTH)\.?\ (?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\ (?P<y1>\d{4})
            |(?P<d2>\d{1,2})(?:st|nd|rd|th)?\ (?:of\ )?(?P<m2>MONTH)\.?,?\ (?P<y2>\d{4})
            |(?P<m3>MONTH)\.?,?\ (?:of\ )?(?P<y3>\d{4})
            |(?P<a1>\d{1,2})[./](?P<b1>\d{1,2})[./](?P<y5>\d{4})
            |(?P<y6>\d{4})-(?P<b2>\d\d)-(?P<a2>\d\d)
            |(?P<part1>ORDINAL)\ (?P<of1>half|quarter|semester|trimester)\ of\ (?P<y7>\d{4})
            |(?P<y4>(?:19|20|21)\d\d)
        )\b(?![-/])
        # e.g. in the first half of 2027 · during March 2027 · in the course of 2027
        |\b(?P<within>in|during|throughout|within|in\ the\ course\ of)\ (?:the\ )?
        (?:
            (?P<part2>ORDINAL)\ (?P<of2>half|quarter|semester|trimester)\ of\ (?P<y8>\d{4})
            |(?:(?:early|late|mid)[ -])?(?P<m4>MONTH)\.?,?\ (?:of\ )?(?P<y9>\d{4})
            |(?P<y10>(?:19|20|21)\d\d)
        )\b(?![-/])
        # e.g. within 90 days · over the next six months, but not: the violence seen in two years
        |\b(?:within\ (?:the\ )?(?:next\ |following\ )?|(?:in|over)\ (?:the\ )?(?:next|following|coming)\ )
        (?P<n>\d{1,3}|NUMBER)\ (?P<unit>day|week|month|year)s?\b
        # e.g. by the next round
        |\b(?:by|before|prior\ to|ahead\ of|at|until|no\ later\ than)\ (?:the|their|its|our)
        \ (?:next|following)\ (?:round|meeting|session|dialogue)\b
)"""
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
UNITS_OF_DAYS = {"day": 1, "week": 7}
UNITS_OF_MONTHS = {"month": 1, "year": 12}
PARTS_OF_YEARS = {"half": 6, "semester": 6, "quarter": 3, "trimester": 3}
MONTH_OF_YEAR = r"(?P<m>MONTH)\.?,?\ (?:of\ )?(?P<y>\d{4})"
