import {
  type Badge,
  badgeBox,
  badgePanes,
  badgeSill,
  badgeWindow,
  drawings,
  type Ink,
  panesLit,
  type Tier,
} from '@vigil/shared/badges';

/** The night of the product's own theme: an image that is taken along knows no theme. */
const colours: Readonly<Record<Ink, string>> = {
  far: '#5d7186',
  body: '#4f8f8c',
  shade: '#16202c',
  paper: '#f3ecdf',
  glow: '#e8a33d',
  lit: '#f2b24c',
  hot: '#ffe3a3',
};
const metals: Readonly<Record<Tier, string>> = { bronze: '#a8693f', silver: '#a9b4c0', gold: '#d9a930' };
const night = '#1f2d3d';
const darkPane = '#4b3b28';
const softness = 0.35;

/**
 * The badge as an image with its signed credential inside, as Open Badges 3.0 bakes an SVG: the credential is the first
 * thing in it. Drawn of our own shapes alone; the only text of a person is the title, and that is escaped.
 */
export function bakedSvg({ title, emblem }: Badge, tier: Tier, credential: string): string {
  const { width, height } = badgeBox;
  const shapes = drawings[emblem].map(
    ({ ink, d }) =>
      `<path fill="${colours[ink]}"${ink === 'glow' ? ` fill-opacity="${softness}"` : ''} fill-rule="evenodd" d="${d}"/>`,
  );
  const panes = badgePanes.map(
    (d, i) => `<path fill="${i < panesLit(tier) ? colours.hot : darkPane}" d="${d}"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 ${width} ${height}" width="${width * 6}" height="${height * 6}" role="img">`,
    `<openbadges:credential verify="${credential}"></openbadges:credential>`,
    `<title>${escaped(title.en)}</title>`,
    `<clipPath id="w"><path d="${badgeWindow}"/></clipPath>`,
    `<path fill="${night}" d="${badgeWindow}"/>`,
    `<g clip-path="url(#w)">${shapes.join('')}</g>`,
    `<path fill="none" stroke="${metals[tier]}" stroke-width="4.5" d="${badgeWindow}"/>`,
    `<path fill="${metals[tier]}" d="${badgeSill}"/>`,
    ...panes,
    '</svg>',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
