/** Prints what each law says and what breaks it, and counts the broken ones. */
export class Report {
  broken = 0;

  add(name: string, law: string, found: readonly string[]): void {
    console.log(`${found.length === 0 ? '✓' : '✗'} ${name.padEnd(4)} ${law}`);
    for (const line of found) console.log(`       ${line}`);
    if (found.length > 0) this.broken++;
  }

  conclude(): void {
    console.log(this.broken === 0 ? '\nEverything holds.' : `\n${this.broken} of the laws do not hold.`);
  }
}
