// By which ways a send goes: told before it starts, and silent where all are members.

import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import type { SendPlan, WayCount } from '../lib/backend';
import { setLanguage } from '../lib/i18n.svelte';
import Ways from '../places/send/Ways.svelte';

afterEach(cleanup);

const MEMBERS: WayCount = { way: 'member', count: 3, waits: 0, colleagues: [] };
const shown = (ways: WayCount[]) => render(Ways, { plan: { ways } as SendPlan });

test('members alone are not worth a word', () => {
  shown([MEMBERS]);
  expect(screen.queryByTestId('plan-ways')).toBeNull();
});

test('each way says what it means, and who has to confirm', () => {
  setLanguage('zh-CN');
  const service: WayCount = { way: 'service', count: 5, waits: 2, colleagues: [] };
  const customer: WayCount = { way: 'customer', count: 1, waits: 0, colleagues: ['li.na'] };
  shown([MEMBERS, service, customer]);
  const told = screen.getByTestId('plan-ways').textContent;
  expect(told, 'who has to wait').toContain('5 人中有 2 人要等对方先写消息');
  expect(told, 'nothing is called sent that only waits').toContain(
    '请 li.na 在企业微信「群发助手」里确认，确认前不会发出',
  );
  expect(screen.getByTestId('way-member').textContent).toContain('3');
});
