"""Makes numbers.json from Google's rules as packaged independently for Python.

    pip install phonenumbers==9.0.42
    python3 golden.py > numbers.json

Each row is [text, default region, E.164, national significant number, national format, region, calling code],
or [text, default region] for what the engine must leave alone. What counts as a number is our rule, written
here a second time: possible as a full number, and listed as valid where it has fewer than seven digits.
"""

import json
import phonenumbers as p

INPUTS = [
    ("+12135550100", "US"), ("+12135550100", "DE"), ("(213) 555-0100", "US"), ("213.555.0100", "US"),
    ("1 213 555 0100", "US"), ("2135550100", "US"), ("1-800-FLOWERS", "US"), ("1-800-GOT-MILK", "US"),
    ("(213) 555-0100 ext. 42", "US"), ("+1 416 555 0123", "US"), ("+1 876 555 0123", "US"),
    ("tel:+1-213-555-0100", "US"), ("555-0100", "US"), ("911", "US"), ("112", "US"), ("411", "US"),
    ("1001", "US"), ("12345", "US"), ("+18005550100", "GB"), ("011 44 20 7946 0958", "US"),
    ("020 7946 0958", "GB"), ("+44 20 7946 0958", "US"), ("07700 900123", "GB"), ("999", "GB"),
    ("+441212345678", "US"), ("01632 960001", "GB"),
    ("030 23125 0", "DE"), ("+49 30 23125000", "US"), ("0151 23456789", "DE"), ("110", "DE"), ("1234", "DE"),
    ("01 42 68 53 00", "FR"), ("+33 6 12 34 56 78", "FR"), ("112", "FR"), ("3631", "FR"),
    ("06 698 12345", "IT"), ("+39 06 69812345", "US"), ("312 345 6789", "IT"),
    ("912 34 56 78", "ES"), ("+34612345678", "ES"), ("020 123 4567", "NL"), ("+31 6 12345678", "NL"),
    ("044 668 18 00", "CH"), ("+41 79 123 45 67", "CH"), ("01 5880 000", "AT"), ("+43 664 1234567", "AT"),
    ("08-123 456 78", "SE"), ("+46701234567", "SE"), ("22 12 34 56", "PL"), ("+48123456789", "US"),
    ("03-1234-5678", "JP"), ("+81 90-1234-5678", "JP"), ("0120-123-456", "JP"), ("119", "JP"),
    ("02 9876 5432", "AU"), ("0412 345 678", "AU"), ("13 10 08", "AU"), ("000", "AU"),
    ("021 123 4567", "NZ"), ("+64 9 123 4567", "NZ"), ("011 123 4567", "ZA"), ("+27101234567", "US"),
    ("(11) 91234-5678", "BR"), ("+55 21 2123-4567", "BR"), ("011 15-2345-6789", "AR"), ("+54 9 11 2345 6789", "AR"),
    ("55 1234 5678", "MX"), ("+52 1 55 1234 5678", "MX"), ("098765 43210", "IN"), ("+91 22 2345 6789", "IN"),
    ("010 1234 5678", "CN"), ("+8613123456789", "CN"), ("02-312-3456", "KR"), ("+82 10-1234-5678", "KR"),
    ("6123 4567", "SG"), ("+852 2123 4567", "HK"), ("8 (912) 345-67-89", "RU"), ("+7 701 234 5678", "RU"),
    ("0532 123 45 67", "TR"), ("050 123 4567", "AE"), ("+800 1234 5678", "US"), ("+881 6 1234 5678", "US"),
    ("sip:+12135550100@example.com", "US"), ("ada@example.com", "US"), ("anonymous", "US"), ("restricted", "US"),
    ("", "US"), ("+", "US"), ("*67", "US"), ("#31#", "DE"), ("Agent 007", "US"), ("+0123", "US"),
    ("2135550100", ""), ("+12135550100", ""), ("2135550100", "XX"), ("+999 12345678", "US"),
]


def row(text, region):
    if "@" in text or text.lower().startswith(("sip:", "sips:")):
        return [text, region]
    try:
        n = p.parse(text, region if region in p.SUPPORTED_REGIONS else None)
    except p.NumberParseException:
        return [text, region]
    nsn = p.national_significant_number(n)
    if p.is_possible_number_with_reason(n) != p.ValidationResult.IS_POSSIBLE:
        return [text, region]
    if len(nsn) < 7 and not p.is_valid_number(n):
        return [text, region]
    country = p.region_code_for_number(n) or ""
    fmt = p.PhoneNumberFormat
    return [text, region, p.format_number(n, fmt.E164), nsn, p.format_number(n, fmt.NATIONAL),
            "" if country == "001" else country, str(n.country_code)]


print("[\n" + ",\n".join("  " + json.dumps(row(*i), ensure_ascii=False) for i in INPUTS) + "\n]")
