/** Control, format, private and broken characters, but for the line break, the tab and the joiners of real scripts. */
const unseen = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;
// Each pattern looks at a character and its near neighbours: linear in the length of the text.
const web = /(?<![\p{L}\p{N}])(h)tt(ps?)(?=:)/giu;
/** Schemes that a browser runs or hands on without `//`. */
const running = /(?<![\p{L}\p{N}])(javascript|vbscript|data|mailto|file|blob|tel|sms):/giu;
const otherScheme = /(?<=[\p{L}\p{N}])(?<!hxxps?):(?=\/\/)/giu;
const machine = /(?<![\p{N}.])(\p{N}{1,3})\.(\p{N}{1,3})\.(\p{N}{1,3})\.(\p{N}{1,3})(?!\p{N})/gu;
const dot = /(?<=[^\s.[])[.\u3002\uff0e\uff61](?=[\p{L}\p{S}_%-]|\p{N}+[\p{L}_-])/gu;
const at = /(?<=[^\s[])[@\uff20](?=[^\s\]])/gu;

/** Text of a stranger with every character that cannot be seen shown as one that can. Line breaks are `\n`. */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, '\ufffd');
}

/**
 * Text in which no program finds a link, an address or a host to follow: `hxxps://example[.]com`,
 * `someone[@]example[.]com`. People still read it. Defanging twice changes nothing more.
 */
export function defang(text: string): string {
  return visible(text)
    .replace(running, '$1[:]')
    .replace(web, (_, h: string, rest: string) => `${h}xx${rest}`)
    .replace(otherScheme, '[:]')
    .replace(machine, '$1[.]$2[.]$3[.]$4')
    .replace(dot, '[.]')
    .replace(at, '[@]');
}
