import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the process counts about itself. Labels name routes and outcomes, never people. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'vigil_http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'vigil_' });
  }

  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name: `vigil_${name}`, help, labelNames, registers: [this.registry] });
  }

  gauge(name: string, help: string, collect: (gauge: Gauge) => void | Promise<void>): Gauge {
    return new Gauge({
      name: `vigil_${name}`,
      help,
      registers: [this.registry],
      collect() {
        return collect(this);
      },
    });
  }
}
