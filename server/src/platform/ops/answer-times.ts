/** Upper bounds of the buckets, in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const;
const name = 'vigil_http_request_seconds';

/** Answers that have their labels in common. */
interface Series {
  readonly labels: string;
  /** By bucket; the last one is for what took longer than all bounds. */
  readonly counts: number[];
  sumSeconds: number;
}

/**
 * How long answers took, as a Prometheus histogram. The labels of a series are put together once, when its first answer
 * comes; a histogram for any labels does so for each answer, which takes as long as parsing a request.
 */
export class AnswerTimes {
  private readonly routes = new Map<string, Map<string, Map<number, Series>>>();

  /** @param route its pattern, never an address: ids and queries can be personal */
  took(seconds: number, route: string, method: string, status: number): void {
    const series = this.seriesOf(route, method, status);
    const bucket = bounds.findIndex((bound) => seconds <= bound);
    const i = bucket === -1 ? bounds.length : bucket;
    series.counts[i] = (series.counts[i] ?? 0) + 1;
    series.sumSeconds += seconds;
  }

  /** In Prometheus' text format. */
  text(): string {
    const all = [...this.routes.values()].flatMap((methods) =>
      [...methods.values()].flatMap((statuses) => [...statuses.values()]),
    );
    return [
      `# HELP ${name} Time to answer, by route and status.`,
      `# TYPE ${name} histogram`,
      ...all.flatMap(linesOf),
      '',
    ].join('\n');
  }

  private seriesOf(route: string, method: string, status: number): Series {
    const methods = kept(this.routes, route, () => new Map<string, Map<number, Series>>());
    const statuses = kept(methods, method, () => new Map<number, Series>());
    return kept(statuses, status, () => ({
      labels: `route="${route}",method="${method}",status="${status}"`,
      counts: Array.from({ length: bounds.length + 1 }, () => 0),
      sumSeconds: 0,
    }));
  }
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function linesOf({ labels, counts, sumSeconds }: Series): string[] {
  let count = 0;
  const buckets = counts.map((more, i) => {
    count += more;
    return `${name}_bucket{le="${bounds[i] ?? '+Inf'}",${labels}} ${count}`;
  });
  return [...buckets, `${name}_sum{${labels}} ${sumSeconds}`, `${name}_count{${labels}} ${count}`];
}
