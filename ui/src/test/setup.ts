// Each test starts with an empty window and nothing remembered.

import { cleanup, configure } from '@testing-library/svelte';
import { afterEach, beforeEach } from 'vitest';

// The whole window as text would bury what failed.
configure({ getElementError: (message) => new Error(message ?? 'not found') });

beforeEach(() => {
  sessionStorage.clear();
  delete document.documentElement.dataset.theme;
});

afterEach(() => {
  cleanup();
  document.body.innerHTML = '';
});
