import { frontWidth, fullHeight } from './building';
import { windowCount } from './light-order';
import type { SkylineDepartment, SkylineFrame } from './types';

/** A plan of the street: one pitch for the whole city, so that size means head count. */
export interface Plan {
  pitch: number;
  peoplePerWindow: number;
  /** Width of the drawing: the frame's, or more when the city has to pan. */
  width: number;
  plots: { department: SkylineDepartment; windows: number; x: number }[];
}

/** The smallest share of people a window stands for, unless the frame wants more windows: never a single person. */
const fewestPerWindow = 2;
const pitchStep = 0.2;

/** Finds the largest pitch at which the city fits its frame; below the smallest pitch the city grows wider and pans. */
export function plan(departments: readonly SkylineDepartment[], frame: SkylineFrame): Plan {
  const largest = Math.max(0, ...departments.map((d) => d.people ?? 0));
  const peoplePerWindow = perWindow(largest, frame);
  const plots = departments.map((department) => ({
    department,
    windows: windowCount(department.people, peoplePerWindow),
    x: 0,
  }));
  const pitch = fittingPitch(plots, frame);
  const widths = plots.map((p) => frontWidth(p.department, p.windows, pitch));
  const built = widths.reduce((sum, w) => sum + w, 0);
  const gaps = Math.max(1, plots.length - 1);
  const room = frame.width - frame.insetStart - frame.insetEnd - built;
  const narrowest = gapFor(pitch);
  const gap = Math.min(Math.max(narrowest, room / gaps), pitch * 9);
  const street = built + gap * (plots.length - 1);
  const width = Math.max(frame.width, frame.insetStart + street + frame.insetEnd);
  // A short street stands in the middle of its room instead of stretching.
  let x = frame.insetStart + Math.max(0, (width - frame.insetStart - frame.insetEnd - street) / 2);
  plots.forEach((plot, i) => {
    plot.x = x;
    x += (widths[i] ?? 0) + gap;
  });
  return { pitch, peoplePerWindow, width, plots };
}

function perWindow(largest: number, { maxWindows, minWindows }: SkylineFrame): number {
  const usual = Math.max(fewestPerWindow, Math.ceil(largest / maxWindows));
  return largest / usual < minWindows && largest > 0 ? largest / minWindows : usual;
}

function gapFor(pitch: number): number {
  return pitch * 1.6;
}

function fittingPitch(plots: Plan['plots'], frame: SkylineFrame): number {
  const room = frame.width - frame.insetStart - frame.insetEnd;
  const air = (frame.height - frame.water) * (1 - frame.headroom);
  const unitWidth =
    plots.reduce((sum, p) => sum + frontWidth(p.department, p.windows, 1), 0) +
    gapFor(1) * Math.max(0, plots.length - 1);
  const unitHeight = Math.max(1, ...plots.map((p) => fullHeight(p.department, p.windows, 1)));
  const wanted = Math.min(frame.maxPitch, room / Math.max(1, unitWidth), air / unitHeight);
  return Math.max(frame.minPitch, Math.floor(wanted / pitchStep) * pitchStep);
}
