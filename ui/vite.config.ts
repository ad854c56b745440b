import { fileURLToPath } from 'node:url';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Fails the build when anything under src/test (the fake door) is about to ship. */
function nothingFromTests(): Plugin {
  return {
    name: 'nothing-from-tests',
    apply: 'build',
    generateBundle() {
      const strays = [...this.getModuleIds()].filter((id) => id.includes('/src/test/'));
      if (strays.length > 0) this.error(`test code in the production build: ${strays.join(', ')}`);
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), nothingFromTests()],
  base: './',
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    outDir: 'dist',
    emptyOutDir: true, // public/.gitkeep puts the tracked file back
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  resolve: {
    alias: { $lib: fileURLToPath(new URL('src/lib', import.meta.url)) },
    ...(mode === 'test' ? { conditions: ['browser'] } : {}),
  },
  test: {
    environment: 'happy-dom',
    include: ['src/test/**/*.test.ts'],
    setupFiles: ['src/test/setup.ts'],
    testTimeout: 300_000,
  },
}));
