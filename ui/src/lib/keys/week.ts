// Where an arrow leads in the calendar: up and down among the stops of a day, to the sides to what is nearest in time.
// A day carries `data-day`, and what can have the focus in it `data-stop`, with `data-from` where it has a time.

export type Towards = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

export function towards(grid: HTMLElement, there: Towards): HTMLElement | undefined {
  const days = [...new Set([...grid.querySelectorAll<HTMLElement>('[data-day]')].map((day) => day.dataset.day ?? ''))];
  const stopsOf = (day: string | undefined) => [
    ...grid.querySelectorAll<HTMLElement>(`[data-day="${day}"] [data-stop]`),
  ];
  const day = days.findIndex((day) => stopsOf(day).some((stop) => stop === document.activeElement));
  if (day < 0) return undefined;
  const stops = stopsOf(days[day]);
  const here = stops.findIndex((stop) => stop === document.activeElement);
  if (there === 'first') return stops[0];
  if (there === 'last') return stops.at(-1);
  if (there === 'up' || there === 'down') return stops[here + (there === 'down' ? 1 : -1)];
  const beside = stopsOf(days[day + (there === 'right' ? 1 : -1)]);
  const from = stops[here]?.dataset.from;
  if (from === undefined) return beside[0];
  const distance = (stop: HTMLElement) => Math.abs(Number(stop.dataset.from) - Number(from));
  const timed = beside.filter((stop) => stop.dataset.from !== undefined);
  return timed.sort((a, b) => distance(a) - distance(b))[0] ?? beside[0];
}
