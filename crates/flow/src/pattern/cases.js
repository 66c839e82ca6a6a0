// Writes `cases.json`: what Node's own RegExp makes of patterns. Run it in this folder: node cases.js > cases.json
// A case is pattern, flags, text, replacement, then what Node says: whether it is found, and the text replaced.
const texts = {
  phone: '+1 (213) 555-0100', name: 'Lovelace, Ada', mail: 'ada@example.com, bob@example.org',
  lines: 'one\ntwo\r\nthree', word: 'foo_bar baz-42', accents: 'Ärger, ärger, ÉTÉ été', signs: 'a.b*c$d^e[f]',
  spaces: ' a\t b\u00a0c\ufeffd\u0085e', emoji: 'x😀y', scripts: 'ΓΙΏΡΓΟΣ Γιώργος Привет Ёлка ÿŸ Łódź Əli ƙƘ Ɛ Ɔ Ɓ Ɗ ﬁ İıſK', a: 'aaaa', ab: 'ababab', empty: '',
};
const cases = [
  ['\\D+', 'g', 'phone', ''], ['\\d', '', 'phone', '#'], ['\\d', 'g', 'phone', '#'], ['[^0-9+]', 'g', 'phone', ''],
  ['^\\+1', '', 'phone', '001'], ['\\((\\d{3})\\) (\\d{3})-(\\d{4})', '', 'phone', '$1.$2.$3'], ['0+$', '', 'phone', 'x'],
  ['\\d{2}', 'g', 'phone', '<$&>'], ['\\d{2,}', 'g', 'phone', '<$&>'], ['\\d{2,3}?', 'g', 'phone', '<$&>'], ['5{0}', 'g', 'phone', '-'],
  ['(\\w+), (\\w+)', '', 'name', '$2 $1'], ['(?<last>\\w+), (?<first>\\w+)', '', 'name', '$<first> $<last>$<none>'],
  ['(?<last>\\w+), (?<first>\\w+)', '', 'name', '$2 $<first'], ['(\\w+)', '', 'name', '$<x>'], ['l', 'gi', 'name', '_'], ['L', 'g', 'name', '_'],
  [',\\s*', '', 'name', "[$`|$'|$$|$&|$0|$00|$01|$1|$9]"], ['(,)(\\s*)', '', 'name', '[$1$2$3$10$02$20$$1]'], ['Ada|Love', 'g', 'name', ''],
  ['love|lovelace', 'i', 'name', '<$&>'], ['(love|lovelace),', 'i', 'name', '<$1>'], ['ace\\b', '', 'name', 'X'], ['\\bA', 'g', 'name', 'X'],
  ['\\Ba', 'gi', 'name', 'X'], ['^.*$', '', 'name', '[$&]'], ['.*', 'g', 'name', '[$&]'], ['.*?', 'g', 'name', '-'], ['', 'g', 'name', '-'], ['$', '', 'name', '!'],
  ['[\\w.]+@[\\w.]+', 'g', 'mail', 'x'], ['@(?:\\w+\\.)+(com|org)', 'g', 'mail', '.$1'], ['(\\w+)@(\\w+)\\.(\\w+)', 'g', 'mail', '$3 $2 $1'],
  ['a(?:d)?a', '', 'mail', '-'], ['.+@', '', 'mail', '-'], ['.+?@', '', 'mail', '-'], ['[a-c-]', 'g', 'mail', '-'], ['[^\\w@]', 'g', 'mail', '_'],
  ['^\\w+$', 'gm', 'lines', '<$&>'], ['^\\w+$', 'g', 'lines', '<$&>'], ['^', 'gm', 'lines', '> '], ['$', 'gm', 'lines', ';'], ['.', 'g', 'lines', '.'],
  ['.', 'gs', 'lines', '.'], ['e.t', 's', 'lines', '-'], ['e.t', '', 'lines', '-'], ['\\n', 'g', 'lines', '|'], ['\\r?\\n', 'g', 'lines', '|'], ['[^]', 'g', 'lines', '.'],
  ['\\s+', 'g', 'lines', ' '], ['o$', 'm', 'lines', '0'], ['\\w+$', '', 'lines', '3'],
  ['\\w', 'g', 'word', 'w'], ['\\W', 'g', 'word', 'W'], ['[\\W]', 'g', 'word', 'W'], ['[^\\W]', 'g', 'word', 'w'], ['[\\D\\d]', 'g', 'word', '.'], ['\\b', 'g', 'word', '|'],
  ['\\B', 'g', 'word', '|'], ['[\\w-]+', 'g', 'word', '<$&>'], ['[a-\\d]', 'g', 'word', '.'], ['[\\d-z]', 'g', 'word', '.'], ['[-a]', 'g', 'word', '.'], ['[a-]', 'g', 'word', '.'],
  ['o{2}', '', 'word', '0'], ['o{2', '', 'word', '0'], ['a{,2}', '', 'word', '0'], ['(o)(o)?(o)?', '', 'word', '[$1$2$3]'], ['(x)?f', '', 'word', '[$1]'], ['ba(r|z)', 'g', 'word', '$1$1'],
  ['ärger', 'gi', 'accents', 'x'], ['ärger', 'g', 'accents', 'x'], ['[à-ý]', 'gi', 'accents', '.'], ['[à-ý]', 'g', 'accents', '.'], ['[^a-z]', 'gi', 'accents', '.'], ['é', 'gi', 'accents', 'e'],
  ['\\w+', 'gi', 'accents', 'w'], ['[\\W]', 'gi', 'accents', '.'], ['\\u00c4', 'gi', 'accents', 'A'], ['\\xc9', 'g', 'accents', 'E'],
  ['γιώργοσ', 'gi', 'scripts', '.'], ['ΓΙΏΡΓΟΣ', 'gi', 'scripts', '.'], ['привет|ёЛКА', 'gi', 'scripts', '.'], ['ÿ', 'gi', 'scripts', '.'], ['łÓDŹ', 'gi', 'scripts', '.'], ['əLI|ɛ|ɔ|ɓ|ɗ|Ƙ', 'gi', 'scripts', '.'],
  ['[а-я]', 'gi', 'scripts', '.'], ['[Α-Ω]', 'gi', 'scripts', '.'], ['[ks]', 'gi', 'scripts', '.'], ['[^a-z]', 'gi', 'scripts', '.'], ['i', 'gi', 'scripts', '.'],
  ['\\.', 'g', 'signs', ','], ['[.*$^]', 'g', 'signs', ''], ['\\$', '', 'signs', '$$'], ['\\[(.)\\]', '', 'signs', '($1)'], ['\\^', '', 'signs', '$'], [']', '', 'signs', '}'], ['[\\]\\[]', 'g', 'signs', '|'],
  ['\\/', '', 'signs', 'x'], ['\\*', '', 'signs', '$&$&'], ['[]', '', 'signs', 'x'], ['a|', 'g', 'signs', 'x'], ['|a', 'g', 'signs', 'x'], ['(?:)', 'g', 'signs', 'x'],
  ['\\s', 'g', 'spaces', '_'], ['\\S', 'g', 'spaces', '.'], ['[^\\s]', 'g', 'spaces', '.'], ['[^\\S]', 'g', 'spaces', '_'], ['\\t', '', 'spaces', 'T'], ['\\x09', '', 'spaces', 'T'], ['\\cI', '', 'spaces', 'T'],
  ['\\u0009', '', 'spaces', 'T'], ['^\\s+|\\s+$', 'g', 'spaces', ''], ['[\\b]', 'g', 'spaces', 'B'], ['\\0', 'g', 'spaces', '0'], ['\\v|\\f', 'g', 'spaces', 'v'],
  ['.', 'gu', 'emoji', '.'], ['[^x]', 'gu', 'emoji', '.'], ['\\u{1f600}', 'u', 'emoji', 'e'], ['\\ud83d\\ude00', 'u', 'emoji', 'e'], ['[\\u{1f600}-\\u{1f64f}]', 'u', 'emoji', 'e'], ['', 'gu', 'emoji', '-'], ['😀', 'u', 'emoji', '$`'],
  ['a*', 'g', 'a', 'x'], ['a*?', 'g', 'a', 'x'], ['a+?', 'g', 'a', 'x'], ['a??', 'g', 'a', 'x'], ['(a*)*', '', 'a', '[$1]'], ['(a*)+', '', 'a', '[$1]'], ['(a|b)*', '', 'ab', '[$1]'], ['(a)|(b)', 'g', 'ab', '[$1,$2]'],
  ['(?:(a)|(b))*', '', 'ab', '[$1,$2]'], ['(?:(a)|b)*', '', 'ab', '[$1]'], ['(z)((a+)?(b+)?(c))*', '', 'ab', '$1'], ['(|a)*', '', 'a', '[$1]'], ['(|a)+', '', 'a', '[$1]'], ['(|a){2}', '', 'a', '[$1]'], ['(|a)?', '', 'a', '[$1]'],
  ['(|a){0,2}', '', 'a', '[$1]'], ['(|a){1,3}', '', 'a', '[$1]'], ['(a|)+?$', '', 'a', '[$1]'], ['(?:a?)*?$', '', 'a', '[$&]'], ['(?:a?){2,}?$', '', 'a', '[$&]'], ['(a+)+$', '', 'a', '[$1]'], ['(a+)+b', '', 'a', '[$1]'],
  ['(aa|a)(aa|a)', '', 'a', '[$1|$2]'], ['(a|aa)(a|aa)$', '', 'a', '[$1|$2]'], ['a{2}', 'g', 'a', 'b'], ['a{3,}', 'g', 'a', 'b'], ['a{0,1}', 'g', 'a', 'b'], ['(a{2}){2}', '', 'a', '[$1]'], ['((a)|b){3}', '', 'ab', '[$1$2]'],
  ['(ab)+?', 'g', 'ab', '[$1]'], ['(?:ab){1,2}', 'g', 'ab', '[$&]'], ['^a|b$', 'g', 'ab', 'x'], ['^(?:a|b)$', 'g', 'ab', 'x'], ['(?:^a|b)+', 'g', 'ab', 'x'], ['b(?:a|$)', 'g', 'ab', 'x'],
  ['^$', '', 'empty', 'x'], ['', '', 'empty', 'x'], ['.', '', 'empty', 'x'], ['\\b', '', 'empty', 'x'], ['\\B', '', 'empty', 'x'], ['(a)?', '', 'empty', '[$1]'], ['a*', 'g', 'empty', 'x'],
];
const rows = cases.map(([pattern, flags, key, replacement]) => {
  const [text, expression] = [texts[key], new RegExp(pattern, flags)];
  return [pattern, flags, text, replacement, text.search(expression) >= 0, text.replace(expression, replacement)];
});
console.log(`[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]`);
