/** People whom the captured campaign did not reach: with them Northwind has small, medium and large departments. */
const newcomers: Readonly<Record<string, readonly string[]>> = {
  Sales: ['Adela Morariu', 'Aidan Walsh', 'Carmen Ibarra'],
  'Customer Care': ['Bea Castell', 'Elise Fontaine', 'Moussa Traore'],
  Engineering: [
    'Carlos Vidal', 'Esi Boateng', 'Filip Hruska', 'Hamza Qureshi', 'Kavya Iyer', 'Leon Fischer', 'Petra Novak',
  ],
  'Operations, Logistics': [
    'Ruta Jonaite', 'Said Benali', 'Thea Moen', 'Umar Sheikh', 'Xenia Pappas', 'Bruno Alves', 'Dana Levi', 'Egon Kraus',
  ],
}; // prettier-ignore

/** Up to how many people a department of Northwind is small, and up to how many it is medium. */
export const northwindDivisions = { smallUpTo: 10, mediumUpTo: 15 } as const;

/** Lines to add to the data set's table of people. */
export function newcomerLines(): string {
  return Object.entries(newcomers)
    .flatMap(([department, names]) =>
      names.map((name) => {
        const [first = '', last = ''] = name.split(' ');
        return `${`${first}.${last}`.toLowerCase()}@northwind.example,${first},${last},"${department}"`;
      }),
    )
    .join('\n');
}
