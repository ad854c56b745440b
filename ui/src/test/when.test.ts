// The start of a later send, by this computer's clock.

import { describe, expect, test } from 'vitest';

import { congested, daysFrom, inAnHour, isOnce, momentOf } from '../places/send/when';

const at = (hour: number, minute: number) => new Date(2026, 6, 9, hour, minute, 41).getTime();

describe('the time that is offered', () => {
  test.each([
    [at(13, 2), '14:05'],
    [at(13, 0), '14:05'],
    [at(13, 27), '14:35'],
    [at(13, 58), '15:05'],
    [at(23, 12), '00:15'],
  ])('%s', (now, expected) => {
    const when = inAnHour(now);
    const told = new Date(momentOf(when));
    expect(told.toTimeString().slice(0, 5)).toBe(expected);
    expect(congested(when), 'never one that WeCom advises against').toBe(false);
    expect(told.getTime() - now, 'about an hour away').toBeGreaterThan(3_500_000);
  });
});

test('days follow each other, whatever the clocks do', () => {
  const days = daysFrom(at(23, 59)).map((ms) => new Date(ms));
  expect(days).toHaveLength(60);
  expect(days.every((day) => day.getHours() === 0 && day.getMinutes() === 0)).toBe(true);
  expect(new Set(days.map((day) => day.toDateString())).size, 'none twice, none left out').toBe(60);
});

test('a time that the clocks skip or repeat is no start', () => {
  const zone = process.env.TZ;
  process.env.TZ = 'Europe/Berlin';
  const on = (month: number, day: number, hour: number) =>
    isOnce({ day: new Date(2027, month, day).getTime(), hour, minute: 30 });
  try {
    expect([on(2, 28, 1), on(2, 28, 2), on(2, 28, 3)], 'spring skips 2:30').toEqual([true, false, true]);
    expect([on(9, 31, 1), on(9, 31, 2), on(9, 31, 3)], 'autumn repeats 2:30').toEqual([true, false, true]);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
