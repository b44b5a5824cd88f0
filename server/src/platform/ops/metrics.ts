import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { AnswerTimes } from './answer-times.js';

/** What the process counts about itself. Labels name routes and outcomes, never people. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly answers = new AnswerTimes();

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'vigil_' });
  }

  /** All of it, in Prometheus' text format. */
  async text(): Promise<string> {
    return `${await this.registry.metrics()}\n${this.answers.text()}`;
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
