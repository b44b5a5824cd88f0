/** What a picture of a season shows: words and figures, nothing else. */
export interface PictureWords {
  readonly title: string;
  readonly name: string | null;
  readonly numbers: readonly { readonly figure: string; readonly words: string }[];
  readonly thanks: string;
}
/** Colours of the theme, as the browser has worked them out. */
export interface PictureColours {
  readonly ground: string;
  readonly ink: string;
  readonly quiet: string;
  readonly lantern: string;
}

export const pictureSize = { width: 1080, height: 1350 } as const;
const edge = 96;
const firstRow = 360;
const rowHeight = 164;
const lineLength = 44;
const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A season as a picture to keep: an SVG that needs nothing from outside and runs nothing. Whatever the words are, they
 * stay words.
 */
export function seasonPicture(words: PictureWords, colours: PictureColours): string {
  const { width, height } = pictureSize;
  const text = (what: string, x: number, y: number, size: number, fill: string, weight = 400): string =>
    `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(what)}</text>`;
  const rows = words.numbers.map(({ figure, words: line }, i) => {
    const y = firstRow + i * rowHeight;
    return text(figure, edge, y, 76, colours.lantern, 700) + text(cut(line), edge, y + 46, 34, colours.ink);
  });
  const pane = `<path fill="${colours.lantern}" d="M${width - edge - 76} 236v-84a38 38 0 0 1 76 0v84z"/>
<path stroke="${colours.ground}" stroke-width="8" d="M${width - edge - 38} 114v122M${width - edge - 76} 168h76"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="${colours.ground}"/>`,
    pane,
    text(cut(words.title), edge, 160, 54, colours.ink, 700),
    words.name === null ? '' : text(cut(words.name), edge, 220, 38, colours.quiet),
    ...rows,
    text(cut(words.thanks), edge, height - 96, 34, colours.quiet),
    '</svg>',
  ].join('\n');
}

/** Where an `img` or a canvas finds it. */
export function addressOfPicture(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? '');
}

/** No letter is cut in half, whatever it is put together from. */
function cut(text: string): string {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return letters.length <= lineLength ? text : `${letters.slice(0, lineLength - 1).join('')}…`;
}
