/** The six roof-and-window pairs that tell departments apart without colour. */
export type Form = 'deco' | 'vault' | 'slab' | 'saw' | 'dome' | 'gable';

/** A calm facade colour, 1 to 6, bound to tokens. */
export type Tone = 1 | 2 | 3 | 4 | 5 | 6;

/** One department as the drawing needs it. No person appears in it. */
export interface SkylineDepartment {
  id: string;
  name: string;
  /** Eligible people; null when there are fewer than five, and then nothing else is known either. */
  people: number | null;
  /** People who were active this week; null when `people` is. */
  active: number | null;
  /** Overrides the form that follows from the id. */
  form?: Form;
  /** Overrides the tone that follows from the id. */
  tone?: Tone;
}

/** The data of a drawing. Shares are 0..1. */
export interface SkylineInput {
  departments: readonly SkylineDepartment[];
  mineId?: string;
  /** How near the company is to its goal: 0 is deep night, 1 is sunrise. */
  goal?: number;
  /** Company participation of past weeks, oldest first: the hills behind the city. */
  weeks?: readonly number[];
  /** Lamps on the quay. Left out below five leaders, so that a lamp stands for nobody. */
  leaders?: { lit: number; total: number };
}

/** The room a drawing has, in CSS pixels. */
export interface SkylineFrame {
  width: number;
  height: number;
  /** Free room at the left and right edge, for text beside the city. */
  insetStart: number;
  insetEnd: number;
  /** Height from the top that is free of stars, for text that stands there. Stars also stay out of `insetStart`. */
  quietTop: number;
  /** Where text stands on the sky: no star behind it. */
  quiet: readonly { x: number; y: number; width: number; height: number }[];
  /** Height of the water under the quay. */
  water: number;
  /** Window pitch: the drawing takes the largest in this range that fits. */
  minPitch: number;
  maxPitch: number;
  /** Windows of the largest building at most. */
  maxWindows: number;
  /**
   * Windows of the largest building at least: on a large picture a small company is a city as well. A window is then a
   * share alone, and may be less than a person.
   */
  minWindows: number;
  /** Air above the tallest building, as a share of the height. */
  headroom: number;
}

/** One SVG path. `stroke` is its line width where it is drawn as a line. */
export interface Shape {
  key: string;
  cls: string;
  d: string;
  stroke?: number;
}

/** One window. Its geometry never changes while the frame and the head count stay. */
export interface Pane {
  key: string;
  d: string;
  lit: boolean;
  warmth: 'a' | 'b' | 'c';
}

/** One building, standing on the quay. */
export interface Building {
  id: string;
  name: string;
  shapes: Shape[];
  panes: Pane[];
  /** Left edge, width and centre, without the shaded side. */
  x: number;
  width: number;
  centre: number;
  /** The highest point, mast included. */
  top: number;
  mine: boolean;
  /** Share of people who were active; null for a scaffold. */
  share: number | null;
}

/** A whole drawing as data. */
export interface City {
  width: number;
  height: number;
  /** The waterline: bottom of the quay. */
  base: number;
  /** Top of the quay, where buildings stand. */
  ground: number;
  pitch: number;
  peoplePerWindow: number;
  buildings: Building[];
  stars: Shape[];
  ridge: Shape | null;
  lamps: Shape[];
  ripples: Shape[];
  pin: Shape | null;
  sun: { cx: number; cy: number; r: number; rise: number };
  dawn: { centre: number; radius: number };
}
