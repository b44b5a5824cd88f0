import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPeopleCsv } from './people-csv.js';

const header = 'email,first,last,department';
const fixture = readFileSync(new URL('../../../../fixtures/gophish/people.csv', import.meta.url), 'utf8');
const faultsOf = (csv: string) => readPeopleCsv(csv).faults;
const anna = 'anna@x.example,Anna,Ek,Finance';

it('reads the sixty people of the simulator as they are', () => {
  const { people, faults } = readPeopleCsv(fixture);
  expect(faults).toEqual([]);
  expect(people).toHaveLength(60);
  expect(new Set(people.map((p) => p.department)).size).toBe(6);
  expect(people[3]).toMatchObject({
    line: 5,
    email: "siobhan.o'brien@northwind.example",
    lastName: "O'Brien",
  });
});

it('reads the same with CRLF, a byte order mark, semicolons and a last line without end', () => {
  const plain = readPeopleCsv(`${header}\n${anna}\n`);
  expect(plain.people).toHaveLength(1);
  for (const spelling of [
    `\ufeff${header}\r\n${anna}\r\n`,
    `${header}\n${anna}`,
    `${header}\n${anna}\n\n\n`,
    `${header}\n${anna}\n`.replaceAll(',', ';'),
    ` EMAIL , First,last,Department\n${anna}`,
    `"email","first","last","department"\n"anna@x.example"," Anna ",Ek,Finance`,
  ])
    expect(readPeopleCsv(spelling), spelling).toEqual(plain);
});

it('takes commas, quotes, line breaks and formulas as what they are, and still counts lines', () => {
  const csv = `${header}\r\na@x.example,"Ann, ""Annie""",=1+1,"Research, Design"\r\n\r\n"b@x.example","Bo",'@SUM(A1),"x"\r\nc@x.example,C`;
  const { people, faults } = readPeopleCsv(csv);
  expect(people.map((p) => [p.line, p.firstName, p.lastName, p.department])).toEqual([
    [2, 'Ann, "Annie"', '=1+1', 'Research, Design'],
    [4, 'Bo', "'@SUM(A1)", 'x'],
  ]);
  expect(faults).toEqual([{ line: 5, column: null, message: 'has 2 of 4 cells' }]);
  const broken = readPeopleCsv(`${header}\n"a@x.example","A\nB",Ek,F\nnope,B,C,D`).faults;
  expect(broken.map((f) => [f.line, f.column])).toEqual([
    [2, 'first'],
    [4, 'email'],
  ]);
});

it('names every fault with line and column', () => {
  const { faults } = readPeopleCsv(
    `${header},role,joined,time_zone,locale\n` +
      `no-address,A,B,F,,,,\na@x.example,,B,F,,,,\nb@x.example,A,B,F,king,yesterday,Mars/Olympus,xx\nc@x.example,\u202eA,B,F,,,,`,
  );
  expect(faults.map((f) => `${f.line} ${f.column ?? ''}`)).toEqual([
    '2 email',
    '3 first',
    '4 role',
    '4 joined',
    '4 time_zone',
    '4 locale',
    '5 first',
  ]);
});

it('knows one address in two spellings', () => {
  const faults = faultsOf(`${header}\n${anna}\nb@x.example,B,B,F\nANNA@X.example,Other,Ek,Finance`);
  expect(faults).toEqual([{ line: 4, column: 'email', message: 'is the same address as in line 2' }]);
});

it('knows its columns', () => {
  expect(faultsOf('')).toEqual([{ line: 1, column: null, message: 'The file is empty.' }]);
  expect(faultsOf('email,first,last')).toEqual([{ line: 1, column: 'department', message: 'is missing' }]);
  expect(faultsOf(`${header},points\n`)[0]).toMatchObject({ line: 1, column: 'points' });
  expect(faultsOf(`${header},constructor\n`)[0]).toMatchObject({ line: 1, column: 'constructor' });
  expect(faultsOf(`${header},email\n`)).toEqual([{ line: 1, column: 'email', message: 'is there twice' }]);
});

it('says plainly what is not UTF-8 text or not a CSV', () => {
  const utf16 = Buffer.from(`\ufeff${header}\n`, 'utf16le').toString('utf8');
  for (const wrong of [
    utf16,
    `${header}\nanna@x.example,An\0na,Ek,F`,
    Buffer.from(`${header}\na@x.example,J\xfcrgen,G,F`, 'latin1').toString('utf8'),
  ])
    expect(faultsOf(wrong)[0]?.message).toContain('UTF-8');
  expect(faultsOf(`${header}\na@x.example,"Anna,Ek,F\n`)[0]?.message).toContain('quotation mark');
  expect(faultsOf(`${header}\na@x.example,An"na,Ek,F\n`)[0]).toMatchObject({ line: 2 });
});

it('stops naming faults after some, and takes no endless file', () => {
  expect(faultsOf(`${header}\n${'x\n'.repeat(5_000)}`).length).toBeLessThan(300);
  expect(faultsOf(`${header}\n${`${anna}\n`.repeat(100_001)}`)).toEqual([
    { line: 1, column: null, message: 'The file has more than 100000 lines.' },
  ]);
});

it('reads back what any proper CSV writer wrote', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'Ł', ',', '"', "'", ';', '=', '-', '名', '1'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, name, name), { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (rows, end, quoted) => {
        const cells = rows.map((row, i) => [`p${i}@x.example`, ...row]);
        const csv = stringify([header.split(','), ...cells], { record_delimiter: end, quoted });
        const { people, faults } = readPeopleCsv(csv);
        expect(faults).toEqual([]);
        expect(people.map((p) => [p.email, p.firstName, p.lastName, p.department])).toEqual(cells);
      },
    ),
  );
});
