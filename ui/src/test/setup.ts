// Each test starts with an empty window and nothing remembered.

import { cleanup, configure } from '@testing-library/svelte';
import { afterEach, beforeEach } from 'vitest';

// A busy machine is no failure, and the whole window as text would bury what failed.
configure({ asyncUtilTimeout: 60_000, getElementError: (message) => new Error(message ?? 'not found') });

beforeEach(() => {
  sessionStorage.clear();
  delete document.documentElement.dataset.theme;
});

afterEach(() => {
  cleanup();
  document.body.innerHTML = '';
});
