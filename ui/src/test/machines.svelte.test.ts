// The small machines that the window is made of: a deed, a form, something long, rows chosen, a question.

import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { JobProgress, Page, UiError } from '../lib/backend';
import { Act } from '../lib/state/act.svelte';
import { Form } from '../lib/state/form.svelte';
import { Job } from '../lib/state/job.svelte';
import { Load } from '../lib/state/load.svelte';
import { Paged } from '../lib/state/paged.svelte';
import { Ticks } from '../lib/state/ticks.svelte';

const refusal = (...fields: string[]): UiError => ({
  code: 'invalid',
  params: {},
  fields: fields.map((field) => ({ field, problem: 'required' })),
  retryable: false,
});

/** A promise that is answered by hand. */
function open<T>() {
  let answer: (value: T) => void = () => undefined;
  let refuse: (error: UiError) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => ([answer, refuse] = [yes, no]));
  return { promise, answer, refuse };
}

describe('a deed', () => {
  test('is not done a second time while it is done', async () => {
    const act = new Act();
    const first = open<void>();
    const work = vi.fn(() => first.promise);
    const running = act.run(work);
    expect(act.busy).toBe(true);
    expect(await act.run(work), 'the second is refused').toBe(false);
    expect(work, 'and never begun').toHaveBeenCalledTimes(1);
    first.answer();
    expect(await running).toBe(true);
    expect(await act.run(() => Promise.resolve()), 'the next one is done').toBe(true);
  });

  test('says why it failed until it is done again', async () => {
    const act = new Act();
    expect(await act.run(() => Promise.reject(refusal()))).toBe(false);
    expect([act.error?.code, act.busy]).toEqual(['invalid', false]);
    const again = open<void>();
    const running = act.run(() => again.promise);
    expect(act.error, 'not while it is tried again').toBeNull();
    again.answer();
    await running;
    expect(act.error).toBeNull();
  });

  test('that was given up has no say over the next one', async () => {
    const act = new Act();
    const [old, next] = [open<void>(), open<void>()];
    const first = act.run(() => old.promise);
    act.reset();
    const second = act.run(() => next.promise);
    old.refuse(refusal());
    expect(await first, 'it is not done').toBe(false);
    expect([act.error, act.busy], 'the next one still runs, without its error').toEqual([null, true]);
    next.answer();
    expect(await second).toBe(true);
  });
});

describe('a form', () => {
  function shown(...invalid: string[]) {
    const form = document.createElement('form');
    for (const name of ['first', 'second', 'third']) {
      const input = document.createElement('input');
      input.id = name;
      input.setAttribute('aria-invalid', String(invalid.includes(name)));
      form.append(input);
    }
    document.body.append(form);
    return form;
  }

  test('puts the focus on the first field that is wrong, and is silent itself', async () => {
    const form = new Form();
    const off = form.here(shown('second', 'third'));
    await form.run(() => Promise.reject(refusal('third', 'second')));
    expect(document.activeElement?.id, 'by its place, not by the order of the answer').toBe('second');
    expect(form.note).toBeNull();
    expect([form.problem('second'), form.problem('first')].map(Boolean)).toEqual([true, false]);
    off?.();
  });

  test('says that something is wrong where no field of it is', async () => {
    const form = new Form();
    form.here(shown());
    await form.run(() => Promise.reject(refusal('proxy_url')));
    expect(form.note?.code, 'a refusal is never without a word').toBe('invalid');
    await form.run(() => Promise.reject({ ...refusal(), code: 'offline' }));
    expect(form.note?.code).toBe('offline');
  });

  test('is sent once, however often one presses', async () => {
    const form = new Form();
    const element = shown();
    const answer = open<void>();
    const work = vi.fn(() => answer.promise);
    const off = form.sends(work)(element);
    const press = () => element.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(press(), 'the browser does not send it itself').toBe(false);
    press();
    expect(work).toHaveBeenCalledTimes(1);
    answer.answer();
    off?.();
    press();
    expect(work, 'nor when it is gone').toHaveBeenCalledTimes(1);
  });
});

describe('something long', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function job(ask: () => Promise<JobProgress | null>, halt = vi.fn(() => Promise.resolve())) {
    let made: Job | undefined;
    const leave = $effect.root(() => void (made = new Job(ask, halt)));
    flushSync();
    return { job: made as unknown as Job, halt, leave };
  }

  test('is asked how far it has come, until it ends', async () => {
    let done = 0;
    const ask = vi.fn(() => Promise.resolve({ done: ++done, total: null }));
    const { job: long, halt } = job(ask);
    const work = open<void>();
    const running = long.run(() => work.promise);
    await vi.advanceTimersByTimeAsync(700);
    expect([long.busy, long.progress?.done]).toEqual([true, 2]);
    work.answer();
    await running;
    await vi.advanceTimersByTimeAsync(2000);
    expect([ask.mock.calls.length, long.progress], 'nobody is asked any more').toEqual([2, null]);
    long.stop();
    expect(halt, 'there is nothing to stop').not.toHaveBeenCalled();
  });

  test('does not believe an answer that comes after the end', async () => {
    const late = open<JobProgress>();
    const { job: long } = job(() => late.promise);
    const work = open<void>();
    const running = long.run(() => work.promise);
    await vi.advanceTimersByTimeAsync(300);
    work.answer();
    await running;
    late.answer({ done: 9, total: null });
    await vi.advanceTimersByTimeAsync(0);
    expect(long.progress).toBeNull();
  });

  test('ends with its component: it is stopped and asked no more', async () => {
    const ask = vi.fn(() => Promise.resolve(null));
    const { job: long, halt, leave } = job(ask);
    void long.run(() => open<void>().promise);
    await vi.advanceTimersByTimeAsync(300);
    leave();
    await vi.advanceTimersByTimeAsync(3000);
    expect([ask.mock.calls.length, halt.mock.calls.length]).toEqual([1, 1]);
  });

  test('goes on when the question how far it has come fails', async () => {
    const { job: long } = job(() => Promise.reject(refusal()));
    const work = open<void>();
    const running = long.run(() => work.promise);
    await vi.advanceTimersByTimeAsync(900);
    work.answer();
    expect([await running, long.error]).toEqual([true, null]);
  });
});

describe('rows chosen', () => {
  type Row = { id: number; name: string };
  const rows = (from: number): Row[] => [0, 1, 2, 3].map((i) => ({ id: from + i, name: `row ${from + i}` }));

  async function pages() {
    let shown = rows(1);
    const answer = (): Page<Row> => ({ rows: shown, next: 1, total: 40, at_least: false });
    const page = new Paged<Row>(() => Promise.resolve(answer()));
    await page.first();
    const turn = async (to: Row[]) => {
      shown = to;
      await page.again();
    };
    return { page, ticks: new Ticks(page), turn };
  }

  test('one by one, from one to another, and by the page', async () => {
    const { page, ticks } = await pages();
    const [first, second, , last] = page.rows as [Row, Row, Row, Row];
    ticks.toggle(second);
    ticks.toggleTo(last);
    expect([ticks.ids, ticks.wholePage], 'what lies between').toEqual([[2, 3, 4], false]);
    ticks.toggle(first);
    expect(ticks.wholePage).toBe(true);
    ticks.togglePage();
    expect(ticks.count, 'a whole page is given up').toBe(0);
    ticks.togglePage();
    expect(ticks.count).toBe(4);
  });

  test('stay chosen on other pages, as they are now', async () => {
    const { page, ticks, turn } = await pages();
    ticks.toggle(page.rows[0] as Row);
    await turn(rows(5));
    ticks.toggle(page.rows[0] as Row);
    expect(ticks.ids).toEqual([1, 5]);
    await turn([{ id: 1, name: 'renamed' }]);
    ticks.renew();
    expect(ticks.rows.map(({ name }) => name)).toEqual(['renamed', 'row 5']);
    ticks.drop(1);
    expect(ticks.ids).toEqual([5]);
  });

  test('all that the list finds, until one says something else', async () => {
    const { page, ticks } = await pages();
    ticks.togglePage();
    ticks.everyone = true;
    expect([ticks.count, ticks.has({ id: 99, name: '' })]).toEqual([40, true]);
    ticks.toggle(page.rows[0] as Row);
    expect([ticks.everyone, ticks.count], 'all but one is no longer all').toEqual([false, 3]);
    ticks.everyone = true;
    ticks.clear();
    expect(ticks.count).toBe(0);
  });
});

describe('a question that tells on the way', () => {
  test('shows what was told until it is answered, and nothing of an older one', async () => {
    const load = new Load<string[]>();
    const [old, now] = [open<string[]>(), open<string[]>()];
    let tell: ((value: string[]) => void)[] = [];
    void load.run((soFar) => ((tell = [...tell, soFar]), old.promise));
    tell[0]?.(['old']);
    expect(load.value).toEqual(['old']);
    const running = load.run((soFar) => ((tell = [...tell, soFar]), now.promise));
    tell[1]?.(['one']);
    tell[0]?.(['too', 'late']);
    expect(load.value).toEqual(['one']);
    now.answer(['one', 'two']);
    await running;
    tell[1]?.(['one']);
    expect(load.value, 'the answer holds it all').toEqual(['one', 'two']);
  });
});
