import './lib/styles/tokens.css';
import './lib/styles/base.css';
import './lib/styles/controls.css';
import './lib/styles/print.css';

import { mount } from 'svelte';

import { setBackend } from '$lib/backend';
import App from './App.svelte';

// To look at screens in a plain browser: VITE_FAKE=1 npm run dev. Gone from the production build.
if (import.meta.env.DEV && import.meta.env.VITE_FAKE === '1') {
  const { fakeForBrowser } = await import('./test/fake/browser');
  setBackend(fakeForBrowser());
}

const target = document.getElementById('app');
if (target) mount(App, { target });
