// The calendar of interviews: days and weeks, by keyboard, with what is in the way and on paper.

import { screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { ConflictsFound, Interview } from '../lib/backend';
import { later, minuteIn, piecesOn, startOf, weekOf } from '../lib/week/days';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

/** Wed 2026-11-25, at ten. */
const TODAY = '2026-11-25';

beforeEach(() => void vi.useFakeTimers({ now: startOf(TODAY) + 10 * 3_600_000, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const at = (day: string, clock: string) => startOf(day) + (minuteIn(clock) ?? 0) * 60_000;

function interview(id: number, day: string, clock: string, more: Partial<Interview> = {}): Interview {
  return {
    ...{ id, candidates: [id], round: '', format: 'onsite', starts: `${day}T${clock}`, minutes: 60 },
    ...{ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, candidate_zone: null, place: 'Room 301', link: null },
    ...{ interviewers: [], contact: null, notes: null, starts_at: at(day, clock), called_off: false },
    ...{ uid: `${id}@beckon`, sequence: 0, updated_at: 0, people: [{ id, name: `Name ${id}`, answer: null }] },
    ...more,
  };
}

const MEETS: ConflictsFound = {
  conflicts: [
    {
      kind: 'interviewer',
      who: 'Wang',
      other: { id: 2, starts_at: at(TODAY, '14:30'), minutes: 60, zone: 'Asia/Shanghai', people: ['Name 2'] },
    },
  ],
  more: 0,
  unknown_year: null,
};

const WEEK = [
  interview(1, TODAY, '14:00'),
  interview(2, TODAY, '14:30', { people: [{ id: 2, name: 'Name 2', answer: null }] }),
  interview(3, '2026-11-26', '09:00', { called_off: true }),
  interview(4, '2026-12-01', '09:00'),
];

async function opened(view: 'week' | 'day' = 'week', rows = WEEK, systemLocale = 'en') {
  const opened = await openWindow({ people: true, systemLocale }, (fake) => {
    fake.settings = { ...fake.settings, interviews_view: view };
    fake.interviews.all = structuredClone(rows);
    fake.interviews.conflicts = { 1: MEETS };
    fake.interviews.days = { '2026-11-29': { of: { kind: 'made_up', holiday: 'national' }, worked: true } };
  });
  await goTo(opened.user, 'interviews');
  await see('week');
  if (rows.length > 0) await screen.findAllByTestId('week-entry');
  return opened;
}

const entries = () => screen.getAllByTestId('week-entry');
const focused = () => (document.activeElement as HTMLElement | null)?.dataset['stop'];

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('a week has its days, who comes and what is in the way', async () => {
    await opened('week', WEEK, systemLocale);
    expect(screen.getAllByTestId('week-day')).toHaveLength(7);
    expect(entries(), 'those of this week').toHaveLength(3);
    const [first] = entries();
    expect(first?.textContent).toContain('Name 1');
    expect(first?.textContent, 'when').toContain('14:00');
    expect(first?.textContent, 'where').toContain('Room 301');
    expect(within(first as HTMLElement).getByTestId('conflict-mark').title, 'with whom').toContain('Name 2');
    expect(within(first as HTMLElement).getByTestId('answer-mark').dataset['answer']).toBe('none');
    await see('week-now');
    const made = screen.getAllByTestId('week-day').find((day) => day.dataset['of'] === 'made_up');
    expect(made?.textContent, 'the Sunday that is worked').toMatch(/国庆节|National Day/);
    expect(text('week-told'), 'said to screen readers').toMatch(/3/);
    await expectAccessible();
  });
});

test('arrows go from one to the next, and Enter opens it', async () => {
  const { user } = await opened();
  entries()[0]?.focus();
  expect(focused()).toBe(`1 ${TODAY}`);
  await user.keyboard('{ArrowDown}');
  expect(focused(), 'the one beside it').toBe(`2 ${TODAY}`);
  await user.keyboard('{ArrowRight}');
  expect(focused(), 'the next day').toBe('3 2026-11-26');
  await user.keyboard('{ArrowRight}');
  expect(focused(), 'a day without any').toBe('2026-11-27');
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(focused(), 'back to Wednesday, past its head').toBe(TODAY);
  await user.keyboard('{End}{ArrowUp}');
  expect(focused()).toBe(`1 ${TODAY}`);
  expect(document.querySelectorAll('[data-stop][tabindex="0"]'), 'one is in the tab order').toHaveLength(1);
  await user.keyboard('{Enter}');
  await see('interview-form');
  expect(await see('answers'), 'with all that is known of it').toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('interview-form')).toBeNull());
});

test('PageUp, PageDown and T turn the pages, and the focus stays inside', async () => {
  const { user, fake } = await opened();
  entries()[0]?.focus();
  await user.keyboard('{PageDown}');
  await waitFor(() => expect(focused(), 'the one of the next week').toBe('4 2026-12-01'));
  await user.keyboard('{PageUp}{PageUp}');
  await waitFor(() => expect(screen.getByTestId('week-empty')).toBeTruthy());
  await waitFor(() => expect(focused(), 'no interview: the first day').toBe('2026-11-16'));
  await user.keyboard('t');
  await waitFor(() => expect(entries()).toHaveLength(3));
  const spans = asked(fake, 'interviews_week').map(({ args }) => args as { from: number; until: number });
  expect(spans.at(-1)).toEqual({ from: startOf('2026-11-23'), until: startOf('2026-11-30') });
});

test('keys that belong to a text stay there', async () => {
  const { user } = await opened();
  await user.click(entries()[0] as HTMLElement);
  await user.type(await see('field-notes'), 'tea');
  expect(screen.getByTestId('field-notes'), 't is no order here').toHaveProperty('value', 'tea');
  expect(entries(), 'the same week').toHaveLength(3);
});

test('the choice is kept, and a day opens from its head', async () => {
  const { user, fake } = await opened();
  await user.click(within(screen.getAllByTestId('week-day')[3] as HTMLElement).getByRole('button'));
  await waitFor(() => expect(screen.getAllByTestId('week-day')).toHaveLength(1));
  expect(fake.settings.interviews_view, 'as settings are kept').toBe('day');
  expect(entries(), 'Thursday').toHaveLength(1);
  await user.keyboard('{PageDown}');
  await waitFor(() => expect(screen.queryAllByTestId('week-entry'), 'Friday has none').toHaveLength(0));
  await user.click(screen.getByTestId('interviews-as-list'));
  await waitFor(() => expect(screen.queryByTestId('week')).toBeNull());
  await waitFor(() => expect(screen.getAllByTestId('interview-row').length).toBeGreaterThan(0));
  expect(screen.getAllByTestId('conflict-mark'), 'the list marks it too').toHaveLength(1);
});

test('a hundred in a week are drawn or counted', async () => {
  const many = Array.from({ length: 100 }, (_, i) => interview(i + 1, later('2026-11-23', i % 5), '10:00'));
  const { user } = await opened('week', many);
  expect(entries(), 'two of each day').toHaveLength(10);
  const more = screen.getAllByTestId('week-gathered');
  expect(
    more.map((button) => button.textContent),
    'and the others',
  ).toEqual(Array(5).fill(expect.stringContaining('18')));
  await expectAccessible();
  await user.click(more[0] as HTMLElement);
  await waitFor(() => expect(screen.getAllByTestId('week-day')).toHaveLength(1));
  expect(entries().length, 'a day alone has room for more').toBeGreaterThan(2);
});

test('on paper stands everything, and Print asks for it', async () => {
  const { user, fake } = await opened();
  const paper = screen.getByTestId('week-printed');
  expect(paper.parentElement, 'beside the window').toBe(document.body);
  for (const part of ['Name 1', 'Name 2', 'Name 3', 'Room 301', '14:30'])
    expect(paper.textContent, 'all of the text').toContain(part);
  expect(paper.querySelectorAll('button'), 'no controls').toHaveLength(0);
  await user.click(screen.getByTestId('week-print'));
  await waitFor(() => expect(asked(fake, 'window_print')).toHaveLength(1));
  await goTo(user, 'start');
  expect(screen.queryByTestId('week-printed'), 'gone with the page').toBeNull();
});

test('what is in the way is said while one types, and forbids nothing', async () => {
  const { user, fake } = await opened();
  fake.interviews.conflicts[0] = {
    conflicts: [
      ...MEETS.conflicts,
      { kind: 'holiday', holiday: 'national' },
      { kind: 'hours', from: 540, until: 1080 },
    ],
    more: 2,
    unknown_year: 2027,
  };
  await user.click(screen.getByTestId('interview-new'));
  await user.type(await see('field-starts'), '2026-12-25 14:00');
  const told = await see('conflicts');
  for (const part of ['Wang also interviews Name 2', 'National Day', '09:00–18:00', '5 conflicts', 'outside Beckon'])
    expect(told.textContent).toContain(part);
  expect(text('holidays-unknown')).toContain('2027');
  expect(screen.getByTestId('interview-save'), 'it can be saved').toHaveProperty('disabled', false);
});

test('working hours are set, and refused without time in them', async () => {
  const { user, fake } = await opened();
  await user.click(screen.getByTestId('working-hours'));
  const until = await see('working-until');
  await user.clear(until);
  await user.type(until, '08:00');
  await user.click(screen.getByTestId('working-hours-save'));
  await see('problem-working-from');
  await user.clear(until);
  await user.type(until, '20:30');
  await user.click(screen.getByTestId('working-day-5'));
  await user.click(screen.getByTestId('working-hours-save'));
  await waitFor(() => expect(fake.settings.working_hours.until).toBe(20 * 60 + 30));
  expect(fake.settings.working_hours.days, 'Saturdays too').toEqual([true, true, true, true, true, true, false]);
});

test('days are those of this computer’s clock', () => {
  expect(weekOf('2026-11-29'), 'a Sunday ends its week').toEqual(weekOf('2026-11-23'));
  expect(weekOf('2027-01-01')[0]).toBe('2026-12-28');
  const night = interview(1, '2026-11-25', '23:30', { minutes: 90 });
  const pieces = ['2026-11-24', '2026-11-25', '2026-11-26'].map((day) => piecesOn(day, [night]));
  expect(pieces.map((found) => found.map(({ from, until }) => [from, until]))).toEqual([[], [[1410, 1440]], [[0, 60]]]);
  expect([minuteIn('9:30'), minuteIn('24:00'), minuteIn('soon'), minuteIn('12:75'), minuteIn('25:00')]).toEqual([
    570,
    1440,
    undefined,
    undefined,
    undefined,
  ]);
});
