/** The import rules of ARCHITECTURE.md, checked on every commit. */
const features = [
  'people',
  'notices',
  'points',
  'streaks',
  'badges',
  'behaviours',
  'rules',
  'simulations',
  'corrections',
  'ingestion',
  'training',
  'policies',
  'daily-check',
  'reports',
  'recognition',
  'rewards',
  'leaderboards',
  'challenges',
  'wall',
  'seasons',
  'leaders',
  'announcements',
  'dialogue',
  'ckpi',
  'admin',
];
const later = features.slice(0, -1).map((name, i) => ({
  name: `feature-order-${name}`,
  comment: `${name} may use only what stands before it in the pipeline`,
  severity: 'error',
  from: { path: `^server/src/features/${name}/` },
  to: { path: `^server/src/features/(${features.slice(i + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$|^virtual:|^@fontsource' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^shared/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^shared/|^node_modules/(zod|temporal-polyfill)/' },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^server/src/platform' },
      to: { path: '^server/src/(features|demo)' },
    },
    ...later,
    {
      name: 'no-foreign-controller-or-entity',
      severity: 'error',
      from: { path: '^server/src/features/([^/]+)/' },
      to: {
        path: '^server/src/features/.+\\.(controller|entity|gateway)\\.ts$',
        pathNot: '^server/src/features/$1/',
      },
    },
    {
      name: 'ui-knows-no-product',
      severity: 'error',
      from: { path: '^client/src/ui' },
      to: { path: '^client/src/(features|app)|^client/src/lib/(api|socket)' },
    },
    {
      name: 'lib-knows-no-feature',
      severity: 'error',
      from: { path: '^client/src/lib' },
      to: { path: '^client/src/(features|app)' },
    },
    {
      name: 'client-features-meet-in-app',
      severity: 'error',
      from: { path: '^client/src/features/([^/]+)/' },
      to: { path: '^client/src/features/', pathNot: '^client/src/features/$1/' },
    },
    {
      name: 'client-feature-not-app',
      severity: 'error',
      from: { path: '^client/src/features' },
      to: { path: '^client/src/app' },
    },
    {
      name: 'client-server-apart',
      severity: 'error',
      from: { path: '^client' },
      to: { path: '^(server|tools|bench|e2e)/' },
    },
    {
      name: 'server-client-apart',
      severity: 'error',
      from: { path: '^server', pathNot: '\\.test\\.ts$|^server/test/' },
      to: { path: '^(client|tools|bench|e2e)/' },
    },
    {
      // tests may borrow what starts services and plays captures
      name: 'server-tests-client-apart',
      severity: 'error',
      from: { path: '^server' },
      to: { path: '^(client|bench|e2e)/' },
    },
    {
      name: 'outside-uses-shared-only',
      severity: 'error',
      from: { path: '^(e2e|bench|tools)/' },
      to: { path: '^(server|client)/' },
    },
    {
      name: 'tests-stay-outside',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|^server/test|^test/' },
      to: { path: '\\.test\\.ts$|^server/test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    // the sources of shared themselves: the rules hold before anything is built
    tsConfig: { fileName: 'tsconfig.imports.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default', 'node'],
      extensions: ['.ts', '.js', '.vue', '.mjs'],
    },
  },
};
