"""Writes numbers.json: what Google's rules, as packaged independently for Python, say of each number.

    python3 -m venv env && env/bin/pip install phonenumbers==9.0.42
    env/bin/python generate.py > numbers.json

The tests read numbers.json only; nobody needs Python to run them. See README.md beside this file.
"""

import json
import sys

import phonenumbers as p

VERSION = "9.0.42"

# The regions whose examples are also written in the many ways that people write them.
WIDE = """US CA JM DO PR GB GG JE IM IE DE AT CH LI FR BE NL LU IT SM VA ES PT PL CZ HU RO GR SE NO DK FI RU KZ UA TR
IL SA AE EG ZA NG KE MA IN PK CN HK TW JP KR SG MY TH ID PH VN AU NZ BR AR MX CL CO PE""".split()

# What stands where libphonenumber has no example, or where people write it otherwise. By region.
WRITTEN = {
    "US": """+12135550100|(213) 555-0100|213.555.0100|213-555-0100|213 555 0100|1 213 555 0100|1-213-555-0100|2135550100
        |(213)5550100|+1 (213) 555-0100|+1.213.555.0100|001 213 555 0100|011 44 20 7946 0958|011 49 30 23125000
        |0111 213 555 0100|+18005550100|1-888-555-0100|(900) 555-0100|1-800-FLOWERS|1-800-GOT-MILK|1800FLOWERS
        |+1-800-FLOWERS|1 (800) FLOWERS|1-877-CALL-NOW|555-0100|5550100|+1 416 555 0123|+1 876 555 0123|+1 809 555 0123
        |+1 829 555 0123|+1 787 555 0123|+1 242 555 0123|+1 684 633 5501|(212) 555-0100 x|+800 1234 5678
        |+881 6 1234 5678|+870 773 111 632|+883 5100 0123 4567|+979 123 456 789|+999 12345678|+0123|+1 213 555 010
        |+1 213 555 01000|213 555 01000|+1 213 555 0100 / 0101|Call 213-555-0100 now|+1\u00a0213\u00a0555\u00a00100
        |+1\u2011213\u2011555\u20110100|\u202a+1 213 555 0100\u202c|+1 013 555 0100|+1 113 555 0100|0 213 555 0100""",
    "CA": "(416) 555-0123|1 604 555 0199|+1 213 555 0100|011 1 213 555 0100|1-800-267-0012",
    "JM": "876 555 0123|555 0123|658-555-0123|+18765550123|1 876 555 0123",
    "DO": "809-555-0123|829 555 0123|(849) 555-0123|+1 809 234 5678",
    "GB": """020 7946 0958|+44 20 7946 0958|(020) 7946 0958|+44 (0)20 7946 0958|0044 20 7946 0958|07700 900123|01632 960001
        |+441212345678|0800 1111|0845 46 47|0909 8790000|07911 123456|+44 7911 123456|01481 960 000|07781 123456
        |01534 960 000|07797 123456|01624 756 789|07924 123456|+44 1481 960000|+44 1534 960000|+44 1624 756789|00 1 213 555 0100
        |0121 234 5678|0121-234-5678|0800 FLOWERS""",
    "GG": "01481 960 000|07781 123456|+44 20 7946 0958|0044 1481 960000",
    "JE": "01534 960 000|07797 712345|+44 7797 712345",
    "IM": "01624 756 789|07924 123456|+44 7924 123456",
    "DE": """030 23125 0|+49 30 23125000|+49 (0)30 23125-000|0049 30 23125000|(030) 23125000|030/23125000|0151 23456789
        |0171 1234567|0800 1234567|0900 1 123456|0180 5 123456|(0 89) 12 34 56 78|+49-89-12345678|089.12345678|06221 12
        |+4930123456789012|+49301234567890123|00 33 1 42 68 53 00|0700 12345678""",
    "FR": "01 42 68 53 00|+33 6 12 34 56 78|06.12.34.56.78|0033142685300|+33 (0)1 42 68 53 00|0 800 123 456|0 891 12 34 56|3631",
    "IT": """06 698 12345|+39 06 69812345|0039 06 69812345|02 1234 5678|+39 02 12345678|+390212345678|312 345 6789|+39 312 345 6789
        |800 123456|899 123456|0039 312 3456789|+39 0549 886377|0549 886377|+39 06 698 83712|010 123456|+39 0 6 698 12345""",
    "SM": "0549 886377|886377|+378 0549 886377|66661212",
    "ES": "912 34 56 78|+34612345678|0034 912 345 678|900 123 456|806 123 456|+34 91 2345678",
    "NL": "020 123 4567|+31 6 12345678|(020) 1234567|0031201234567|0800 1234567",
    "CH": "044 668 18 00|+41 79 123 45 67|0041446681800|+41 (0)44 668 18 00|0800 123 456|0900 123 456",
    "AT": "01 5880 000|+43 664 1234567|0043 1 5880000|+43 (0) 1 5880000|0800 123456",
    "SE": "08-123 456 78|+46701234567|+46 (0)8 123 456 78|070-123 45 67",
    "PL": "22 12 34 56|+48123456789|0048 22 123 45 67|512 345 678",
    "RU": "8 (912) 345-67-89|+7 912 345-67-89|8 10 1 213 555 0100|8 800 555-35-35|+7 701 234 5678|(495) 123-45-67|8~10 44 20 7946 0958",
    "KZ": "8 (701) 234-56-78|+7 701 234 5678|8 727 258 75 94|+7 912 345 67 89|8 10 49 30 23125000",
    "TR": "0532 123 45 67|+90 212 345 67 89|0 (212) 345 67 89",
    "AE": "050 123 4567|+971 4 123 4567|800 12345|\u0660\u0665\u0660 \u0661\u0662\u0663 \u0664\u0665\u0666\u0667",
    "SA": "\u0660\u0665\u0661 \u0662\u0663\u0664 \u0665\u0666\u0667\u0668|+\u0669\u0666\u0666 \u0665\u0661 \u0662\u0663\u0664 \u0665\u0666\u0667\u0668|+966 51 234 5678",
    "EG": "\u0660\u0661\u0660\u0660 \u0661\u0662\u0663 \u0664\u0665\u0666\u0667|+\u0662\u0660 \u0662 \u0662\u0663\u0664\u0665 \u0666\u0667\u0668\u0669|0100 123 4567",
    "IR": "\u06f0\u06f9\u06f1\u06f2 \u06f3\u06f4\u06f5 \u06f6\u06f7\u06f8\u06f9|0912 345 6789|+98 21 2345 6789",
    "IN": "098765 43210|+91 22 2345 6789|\u0966\u096f\u096e\u096d\u096c\u096b \u096a\u0969\u0968\u0967\u0966|1800 123 456|00 1 213 555 0100",
    "JP": """03-1234-5678|+81 90-1234-5678|0120-123-456|\uff10\uff13-\uff11\uff12\uff13\uff14-\uff15\uff16\uff17\uff18
        |\uff0b\uff18\uff11 \uff19\uff10 \uff11\uff12\uff13\uff14 \uff15\uff16\uff17\uff18|010 1 213 555 0100|0990 123 456
        |\uff080\uff13\uff091234\uff0d5678|03\u30fc1234\u30fc5678""",
    "CN": "010 1234 5678|+8613123456789|138 0013 8000|00 1 213 555 0100|400 123 4567",
    "KR": "02-312-3456|+82 10-1234-5678|00700 1 213 555 0100|080-123-4567|010-1234-5678",
    "TW": "02 2123 4567|0912 345 678|+886 2 2123 4567",
    "HK": "2123 4567|+852 2123 4567|001 1 213 555 0100",
    "SG": "6123 4567|+65 8123 4567|1800 123 4567|001 44 20 7946 0958",
    "AU": """02 9876 5432|0412 345 678|13 10 08|1300 123 456|1800 123 456|1902 123 456|0011 1 213 555 0100|0011 44 20 7946 0958
        |+61 2 9876 5432|(02) 9876 5432|+61 (0)412 345 678|0015 1 213 555 0100""",
    "NZ": "021 123 4567|+64 9 123 4567|0800 123 456|00 61 2 9876 5432|0900 12345",
    "ZA": "011 123 4567|+27101234567|00 44 20 7946 0958|0800 123 456",
    "BR": """(11) 91234-5678|+55 21 2123-4567|0 15 11 2123-4567|021 11 2123 4567|0800 123 4567|0900 123456|00 15 1 213 555 0100
        |011 91234-5678|+55 11 91234 5678""",
    "AR": """011 15-2345-6789|+54 9 11 2345 6789|+54 11 2345-6789|011 2345-6789|0351 15-612-3456|+54 9 351 612 3456|0223 15-412-3456
        |9 11 2345 6789|11 15 2345 6789|0810 123 4567|00 1 213 555 0100|+54 11 15 2345 6789""",
    "MX": """55 1234 5678|+52 1 55 1234 5678|+52 55 1234 5678|01 55 1234 5678|044 55 1234 5678|045 33 1234 5678|01 800 123 4567
        |800 123 4567|00 1 213 555 0100|+5215512345678|222 123 4567|900 123 4567""",
    "CL": "9 1234 5678|+56 2 2123 4567|2 2123 4567",
    "CO": "601 234 5678|+57 321 123 4567|03 321 123 4567",
    "": "2135550100|+12135550100|+49 30 23125000|00 49 30 23125000|911",
    "XX": "2135550100|+12135550100",
}

# What is keyed in after the call is answered: every way of writing it.
EXTENDED = [(f"{number}{way}", region)
            for number, region in [("+12135550100", "US"), ("(213) 555-0100", "US"), ("+49 30 23125000", "DE"), ("02 9876 5432", "AU")]
            for way in [" ext. 5", " ext 5", " ext.5", " x5", "x5", " x 42", " extension 1234", " Ext: 12", " #5", "#5", ";ext=5",
                        ", ext 5", " - ext. 5", " extn 5", " EXT. 5", " anexo 5", " int 5", ",,5", ",5", ", 123456789#", " x12345678",
                        " x1234567", " ext. 12345678901234567890", " ext. 0012", " xtn 7", " \u0434\u043e\u0431. 5",
                        " ext. \u0665", " \uff45\uff58\uff54. \uff15"]]

URIS = [(uri, "US") for uri in """tel:+1-213-555-0100|tel:+12135550100|TEL:+12135550100|tel:+1-213-555-0100;ext=42|tel:+12135550100;isub=1
|tel:213-555-0100;phone-context=+1|tel:555-0100;phone-context=+1-213|tel:5550100;phone-context=+1213|tel:2135550100;phone-context=example.com
|tel:020-7946-0958;phone-context=+44|tel:2079460958;phone-context=+44|tel:2079460958;phone-context=+44;ext=7|tel:2135550100;phone-context=
|tel:2135550100;phone-context=%2B1|tel:030-23125000;phone-context=+49|tel:911;phone-context=+1|tel:911|tel:110;phone-context=+49
|tel:7042;phone-context=example.com|tel:|tel:+1|tel:2135550100;phone-context=+
|tel:+44-20-7946-0958;phone-context=+1|callto:+12135550100|tel:(213)5550100""".replace("\n", "").split("|")]

# More trunk prefixes than the rules take off at once; ours takes off all of them. See README.md.
TRUNKS = [("+31 (0) 06 12345678", "US"), ("+31 00 6 12345678", "NL"), ("+46 (0) 08-123 456 78", "US"), ("+46 00 8 12 34 56", "SE"),
          ("+44 (0) 020 7946 0958", "US"), ("+61 (0) 02 9876 5432", "AU"), ("+972 (0) 050-234-5678", "IL"), ("01624 75678", "IM"),
          ("01534 90000 ext 666", "JE"), ("8 801 1230 4567", "BY"), ("+49 00 123457", "DE"), ("+421 00 123456", "SK"),
          ("+39 (0) 06 698 12345", "IT"), ("+1 1 213 555 0100", "US"), ("+49 0000000 30 1234", "DE")]

# The full-width tilde counts as punctuation, as the others do.
TILDES = [("\uff10\uff13\uff5e1234\uff5e5678", "JP"), ("(213) 555\uff5e0100", "US"), ("(213) 555~0100", "US"), ("213\u223c555\u223c0100", "US"),
          ("02 2123\uff5e4567 #5", "TW")]

# Nobody calls these by E.164, and no search finds anybody by them.
NO_NUMBERS = """911|112|110|999|000|411|611|933|*67|*69|*67 213 555 0100|*82 2135550100|*31#030 23125000|#31#030 23125000|#31#|*#06#
|1001|12345|4711|70421|00|0|1|+|+1|+12|+1213|()|-|--|.|...|x5|ext. 5|#5
|sip:+12135550100@example.com|sips:+12135550100@example.com|SIP:ada@example.com|sip:2135550100|sip:4711|+12135550100@example.com|ada@example.com
|4711@pbx.example.com|sip:+12135550100;transport=tcp|anonymous|restricted|unknown|unavailable|private|Agent 007|Ada Lovelace|null|undefined|NaN
|500xx0000000001AAA|c-1|{{number}}|$.payload.number|<b>213</b>|' OR 1=1 --|2026-01-05|10:00|3.14|1e10|\u2603|\U0001f4de|\u0661\u0661\u0660
|\uff11\uff11\uff12|123456789012345678901234567890|+1234567890123456789|+12135550100123456789|00000000000|1111111|""".replace("\n", "").split("|")
NO_NUMBERS = [(text, "US") for text in NO_NUMBERS] + [(" ", "US"), ("\t\n", "US"), ("9" * 300, "US"), ("+" * 20, "US")]
SHORT = [(code, region) for region in WIDE for code in ("911", "112", "110", "70421")]
SERVICE = [(text, region) for region in ("DE", "GB", "JP", "AR") for text in ("*31 030 1234567", "#31#030 1234567", "*21*02079460958#", "**62*030123456#")]


def spread(region, kind):
    """One number of this kind in the ways that people dial and write it."""
    n = p.example_number_for_type(region, kind)
    if n is None:
        return
    f, e164 = p.PhoneNumberFormat, p.format_number(n, p.PhoneNumberFormat.E164)
    national = p.format_number(n, f.NATIONAL)
    yield national, region
    yield p.format_number(n, f.INTERNATIONAL), region
    if region not in WIDE:
        return
    yield e164, "US" if region != "US" else "DE"
    yield national.replace(" ", "").replace("-", "").replace("(", "").replace(")", ""), region
    if kind == p.PhoneNumberType.MOBILE:
        yield national.replace(" ", "."), region
        yield e164[1:], region
        for home in ("GB", "US", "AU", "JP"):
            yield p.format_out_of_country_calling_number(n, home), home


def inputs():
    kinds = p.PhoneNumberType
    for region in sorted(p.SUPPORTED_REGIONS):
        for kind in (kinds.FIXED_LINE, kinds.MOBILE, kinds.TOLL_FREE, kinds.PREMIUM_RATE):
            yield from spread(region, kind)
    for region, texts in WRITTEN.items():
        yield from ((text.strip("\n "), region) for text in texts.split("|"))
    yield from EXTENDED + URIS + TRUNKS + TILDES + NO_NUMBERS + SHORT + SERVICE


def row(text, region):
    """Ours are three rules, written here a second time: a SIP address and a service code are no numbers; a number has
    its full length; and what has fewer than seven digits must be listed as valid."""
    stripped = text.strip()
    if "@" in text or stripped.lower().startswith(("sip:", "sips:")) or stripped.startswith(("*", "#")):
        return [text, region]
    try:
        n = p.parse(stripped, region if region in p.SUPPORTED_REGIONS else None)
    except p.NumberParseException:
        return [text, region]
    nsn = p.national_significant_number(n)
    if p.is_possible_number_with_reason(n) != p.ValidationResult.IS_POSSIBLE:
        return [text, region]
    if len(nsn) < 7 and not p.is_valid_number(n):
        return [text, region]
    country = p.region_code_for_number(n) or ""
    f = p.PhoneNumberFormat
    return [text, region, p.format_number(n, f.E164), nsn, p.format_number(n, f.NATIONAL),
            "" if country == "001" else country, str(n.country_code),
            p.format_number(n, f.INTERNATIONAL), p.format_number(n, f.RFC3966), n.extension or ""]


if p.__version__ != VERSION:
    sys.exit(f"phonenumbers is {p.__version__}, not {VERSION}")
rows = [row(*pair) for pair in dict.fromkeys(inputs())]
print("[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n]")
