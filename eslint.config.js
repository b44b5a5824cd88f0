import vueA11y from 'eslint-plugin-vuejs-accessibility';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import ts from 'typescript-eslint';
import vue from 'eslint-plugin-vue';

const typed = ['**/*.ts', '**/*.vue'];

export default ts.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'data/',
      '.cache/',
      'fixtures/',
      'test-results/',
      'playwright-report/',
    ],
  },
  ...ts.configs.strictTypeChecked.map((c) => ({ ...c, files: typed })),
  ...vue.configs['flat/recommended'].map((c) => ({ ...c, files: ['**/*.vue'] })),
  ...vueA11y.configs['flat/recommended'].map((c) => ({ ...c, files: ['**/*.vue'] })),
  {
    files: typed,
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        parser: ts.parser,
        projectService: true,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Nest's option objects are typed as classes
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
    },
  },
  {
    files: ['server/**/*.ts'],
    rules: {
      // a route or socket event exists only through its contract, which says who may use it
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              importNames: ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options', 'Sse'],
              message: 'Declare the route in a contract and use @Handles(route).',
            },
          ],
        },
      ],
      // Nest reads constructor types at run time: a type-only import would erase what it injects.
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Read settings from platform/config.',
        },
      ],
    },
  },
  {
    files: ['server/src/platform/config/**/*.ts', 'server/test/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [{ from: 'package', name: ['it', 'test', 'describe'], package: 'vitest' }],
        },
      ],
    },
  },
  {
    files: [
      'tools/**/*.ts',
      'bench/**/*.ts',
      'server/src/{start,verify,backup,restore,postgres}.ts',
      'server/src/verify/report.ts',
      'server/src/backup/program.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/multi-word-component-names': 'off',
      // A prop typed with `?` says enough; and the default of a destructured prop is not useless: without it a
      // missing boolean is false and everything else undefined, whatever the type says.
      'vue/require-default-prop': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
      'vue/define-macros-order': 'error',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    // The label of these controls is VField's, around them: the rule looks into one file only.
    files: ['client/src/ui/**/*.vue'],
    rules: { 'vuejs-accessibility/form-control-has-label': 'off' },
  },
  prettier,
);
