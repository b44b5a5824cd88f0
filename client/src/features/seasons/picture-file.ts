import { addressOfPicture, pictureSize, type PictureColours } from './season-picture';

const tokens = {
  ground: '--ground',
  ink: '--ink',
  quiet: '--ink-2',
  lantern: '--lantern',
} as const satisfies Record<keyof PictureColours, string>;

/** The colours of the night, whatever theme the reader has: a lit window is seen best then. */
export function nightColours(): PictureColours {
  const { ground, ink, quiet, lantern } = tokens;
  return {
    ground: nightColour(ground),
    ink: nightColour(ink),
    quiet: nightColour(quiet),
    lantern: nightColour(lantern),
  };
}

function nightColour(token: string): string {
  // a fresh element each time: one that changes its colour takes a while to get there
  const probe = document.createElement('span');
  probe.dataset['theme'] = 'dark';
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Draws a picture of words into a PNG, in the browser: it goes nowhere that its owner does not take it. */
export async function pictureFile(svg: string, fileName: string): Promise<File> {
  const image = new Image(pictureSize.width, pictureSize.height);
  image.src = addressOfPicture(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = pictureSize.width;
  canvas.height = pictureSize.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the browser draws no picture');
  return new File([blob], fileName, { type: 'image/png' });
}

/** Whether the device itself offers to pass a file on. */
export function mayShare(file: File): boolean {
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] });
}
