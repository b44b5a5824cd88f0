import { building, frontWidth, fullHeight } from './building';
import type { Building, SkylineDepartment } from './types';

/** One building on its own, standing on the lower edge of its frame. */
export interface Tower {
  width: number;
  height: number;
  building: Building;
  pitch: number;
}

/** Draws a department with exactly `windows` windows of which `lit` are lit, as large as the frame allows. */
export function tower(
  department: Pick<SkylineDepartment, 'id' | 'name' | 'form' | 'tone'>,
  windows: number,
  lit: number,
  frame: { width: number; height: number },
): Tower {
  const whole: SkylineDepartment = { ...department, people: windows, active: lit };
  const pitch = Math.min(
    frame.width / (frontWidth(whole, windows, 1) + 1),
    frame.height / (fullHeight(whole, windows, 1) + 0.2),
  );
  const x = (frame.width - frontWidth(whole, windows, pitch)) / 2;
  return {
    ...frame,
    pitch,
    building: building(whole, { x, ground: frame.height, u: pitch, windows, mine: false }),
  };
}
