// Questions to Rust: the newest wins, failures are kept, loading shows only when it takes long.

import { describe, expect, test, vi } from 'vitest';

import { Load } from '../lib/state/load.svelte';
import { Paged } from '../lib/state/paged.svelte';

describe('a question', () => {
  test('is overtaken by a newer one', async () => {
    const load = new Load<string>();
    let answerOld: (text: string) => void = () => undefined;
    const old = load.run(() => new Promise<string>((resolve) => (answerOld = resolve)));
    await load.run(() => Promise.resolve('new'));
    answerOld('old');
    expect(await old, 'the late answer is nobody’s').toBeUndefined();
    expect(load.value, 'typing fast must not bring back an older list').toBe('new');
  });

  test('keeps the last answer when a later one fails', async () => {
    const load = new Load<string>();
    await load.run(() => Promise.resolve('known'));
    await load.run(() => Promise.reject(new Error('gone')));
    expect(load.error?.code).toBe('internal');
    await load.run(() => Promise.resolve('again'));
    expect([load.error, load.value], 'a success clears the failure').toEqual([null, 'again']);
  });

  test('shows loading only after 200 ms', async () => {
    vi.useFakeTimers();
    const load = new Load<string>();
    let answer: (text: string) => void = () => undefined;
    const asked = load.run(() => new Promise<string>((resolve) => (answer = resolve)));
    vi.advanceTimersByTime(199);
    expect(load.slow, 'a fast answer must not flash').toBe(false);
    vi.advanceTimersByTime(2);
    expect(load.slow).toBe(true);
    answer('x');
    await asked;
    expect(load.slow).toBe(false);
    vi.useRealTimers();
  });
});

describe('pages', () => {
  test('go forth and back by key', async () => {
    const asked: (number | null)[] = [];
    const paged = new Paged<number>((after) => {
      asked.push(after);
      const from = after ?? 0;
      return Promise.resolve({ rows: [from], next: from < 400 ? from + 200 : null, total: 450, at_least: false });
    });
    await paged.first();
    await paged.next();
    await paged.next();
    expect([paged.from, paged.hasNext, paged.hasPrevious]).toEqual([401, false, true]);
    await paged.next();
    await paged.previous();
    expect(paged.from).toBe(201);
    await paged.first();
    expect(asked, 'no page beyond the last is asked for').toEqual([null, 200, 400, 200, null]);
  });
});
