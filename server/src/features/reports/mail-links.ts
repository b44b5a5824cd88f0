const mostLinks = 100;
const longest = 2_000;
const attribute =
  /\b(?:href|action|src)\s{0,10}=\s{0,10}(?:"([^"]{1,4000})|'([^']{1,4000})|([^\s"'>]{1,4000}))/gi;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  colon: ':',
  sol: '/',
  period: '.',
  num: '#',
  quest: '?',
};

/** Where the links, forms and pictures of a formatted mail lead, each once, in the order of the mail. Not defanged. */
export function linksIn(html: string): string[] {
  const found = new Set<string>();
  for (const [, double, single, bare] of html.matchAll(attribute)) {
    const link = unescaped(double ?? single ?? bare ?? '').trim();
    if (link !== '' && !link.startsWith('#') && !/^cid:/i.test(link)) found.add(link.slice(0, longest));
    if (found.size === mostLinks) break;
  }
  return [...found];
}

/** Character references as a browser would read them in an address. */
function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));?/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
