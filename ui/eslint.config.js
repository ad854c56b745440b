import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

/** Only `src/lib/backend` may talk to Rust: everything else asks through its typed functions. */
const oneDoor = {
  patterns: [{ group: ['@tauri-apps/*'], message: 'Ask through $lib/backend: it is the only door to Rust.' }],
};
const noTestCode = {
  patterns: [...oneDoor.patterns, { group: ['**/test/**'], message: 'The fake door and the tests must not ship.' }],
};

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/paraglide/', 'project.inlang/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      'no-undef': 'off', // TypeScript knows better
      'no-console': 'error',
      'no-restricted-imports': ['error', noTestCode],
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  {
    files: ['src/lib/backend/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noTestCode.patterns[1]] }] },
  },
  { files: ['src/test/**', 'src/main.ts', '*.config.*'], rules: { 'no-restricted-imports': ['error', oneDoor] } },
);
