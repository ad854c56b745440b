// The team in the window: joined and set up, who sends now, the log of all laptops, claims given back, members, and a send
// through it.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, teamed, text } from './window';

const REAL = '0198-real';
const gone = (testid: string) => waitFor(() => expect(screen.queryByTestId(testid)).toBeNull());
const file = (name: string, content: string) => new File([content], name, { type: 'application/json' });

/** The fake team's page, or a part of it. */
async function team(role: 'recruiter' | 'lead' = 'lead', part = 'now', systemLocale = 'zh-CN') {
  const opened = await openWindow({ people: true, real: true, systemLocale }, (fake) => teamed(fake, role));
  await goTo(opened.user, 'team');
  if (part !== 'now') await opened.user.click(screen.getByTestId(`team-${part}`));
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('a team is joined with a file and a password, and its page appears', async () => {
    const { fake, user } = await openWindow({ real: true, systemLocale });
    expect(screen.queryByTestId('nav-team'), 'no page without a team').toBeNull();
    await goTo(user, 'accounts');
    await user.click(await see('team-open'));
    await see('team-join');
    await expectAccessible();
    await user.upload(screen.getByTestId('team-file'), file('beckon-team.json', '{"beckon_team":1}'));
    await see('team-join-form');
    await expectAccessible();
    await user.click(screen.getByTestId('team-join-go'));
    expect((await see('team-join-error')).dataset.code, 'the ledger says no').toBe('team');
    await user.type(screen.getByTestId('field-team-password'), 'the-password');
    await user.click(screen.getByTestId('team-join-go'));
    await see('team-open-page');
    expect(asked(fake, 'team_join').at(-1)?.args, 'as it was chosen and typed').toMatchObject({
      join: { file: '{"beckon_team":1}', password: 'the-password', vault: 'keyring' },
    });
    expect(document.body.innerHTML, 'a password goes inwards only').not.toContain('the-password');
    await expectAccessible();
    await user.click(screen.getByTestId('team-open-page'));
    await see('place-team');
    expect(screen.getByTestId('nav-team').getAttribute('aria-current')).toBe('page');
  });

  test('a team is set up with an administrator’s login', async () => {
    const { fake, user } = await openWindow({ real: true, systemLocale });
    await goTo(user, 'accounts');
    await user.click(await see('team-open'));
    await user.click(await see('team-set-up'));
    await user.click(await see('team-form-go'));
    expect((await see('team-form-error')).textContent, 'one sentence').toContain('postgres://');
    await expectAccessible();
    await user.type(screen.getByTestId('field-team-url'), 'postgres://admin@db.example.com:5432/recruiting');
    await user.type(screen.getByTestId('field-team-admin-password'), 'of-the-administrator');
    await user.type(screen.getByTestId('field-team-login'), 'wang');
    await user.upload(screen.getByTestId('team-ca-file'), file('ca.pem', 'PEM'));
    expect((await see('team-ca-name')).textContent).toBe('ca.pem');
    await user.click(screen.getByTestId('vault-session'));
    await user.click(screen.getByTestId('team-form-go'));
    expect((await see('team-shown-password')).textContent, 'nothing keeps it, so it is shown').toContain(
      'own-password',
    );
    expect(asked(fake, 'team_create').at(-1)?.args).toMatchObject({
      draft: { ca: 'PEM', login: 'wang', corp_id: null, vault: 'session' },
    });
    await expectAccessible();
  });

  test('the page shows who sends, what waits, the log, figures and members', async () => {
    const { user } = await team('lead', 'now', systemLocale);
    const [running, ended] = await screen.findAllByTestId('team-campaign');
    expect([running?.dataset.ended, ended?.dataset.ended], 'who sends now comes first').toEqual(['false', 'true']);
    expect(ended?.textContent, 'what for, by its name').toContain('wang · 校园宣讲');
    expect(within(running as HTMLElement).getByTestId('team-campaign-accepted').textContent).toContain('41');
    expect(await screen.findAllByTestId('team-waiting-row')).toHaveLength(2);
    await expectAccessible();
    await user.click(screen.getByTestId('team-log'));
    expect(await screen.findAllByTestId('team-row')).toHaveLength(4);
    await user.click(screen.getAllByTestId('team-row')[2] as HTMLElement);
    expect((await see('team-line-why')).textContent, 'why again').toContain('面试地点有变');
    await expectAccessible();
    await user.click(screen.getByTestId('team-figures'));
    expect(await screen.findAllByTestId('team-figure'), 'a line for each day and colleague').toHaveLength(2);
    const rejected = screen.getAllByTestId('team-figure-rejected').map(({ textContent }) => textContent);
    expect(rejected, 'a day without any has no number').toEqual(['2', '']);
    await expectAccessible();
    await user.click(screen.getByTestId('team-members'));
    const rows = await screen.findAllByTestId('team-member');
    expect(
      rows.map((row) => [row.dataset.login, row.dataset.removed]),
      'those who left come last',
    ).toEqual([
      ['lin', 'false'],
      ['wang', 'false'],
      ['chen', 'true'],
    ]);
    await expectAccessible();
  });
});

test('the page hears of changes while it is looked at, and no longer', async () => {
  const { fake, user } = await team();
  await screen.findAllByTestId('team-waiting-row');
  fake.team.line('sunli', 'claimed');
  fake.team.news?.();
  await waitFor(() => expect(screen.getAllByTestId('team-waiting-row')).toHaveLength(3));
  await goTo(user, 'start');
  await waitFor(() => expect(fake.team.news, 'nobody looks').toBeNull());
});

test('a claim is given back with a reason; one that was asked is not offered while it is fresh', async () => {
  const { fake, user } = await team();
  fake.team.line('sunli', 'asked', 'lin', { at: Date.now() });
  fake.team.news?.();
  await waitFor(() => expect(screen.getAllByTestId('team-waiting-row')).toHaveLength(3));
  expect(screen.getAllByTestId('give-back'), 'the claimed one and the one without news').toHaveLength(2);
  await user.click(screen.getAllByTestId('give-back')[0] as HTMLElement);
  await user.click(await see('give-back-confirm'));
  expect((await see('give-back-error')).dataset.code, 'a reason is asked for').toBe('team');
  await expectAccessible();
  await user.type(screen.getByTestId('give-back-why'), 'lin is ill');
  await user.click(screen.getByTestId('give-back-confirm'));
  await gone('give-back-dialog');
  expect(fake.team.lines[0]).toMatchObject({ state: 'given_back', given_back_why: 'lin is ill' });
  await waitFor(() => expect(screen.getAllByTestId('team-waiting-row')).toHaveLength(2));
});

test('a recruiter gives back only their own, and sees no figures', async () => {
  await team('recruiter');
  await screen.findAllByTestId('team-waiting-row');
  expect(screen.queryByTestId('give-back'), 'those of lin').toBeNull();
  expect(screen.queryByTestId('team-figures')).toBeNull();
});

test('the log is narrowed by person, colleague, state, time and occasion, by the page, and exported', async () => {
  const { fake, user } = await team('lead', 'log');
  for (let n = 0; n < 200; n++) fake.team.line(`person${n}`, 'accepted');
  fake.team.news?.();
  await waitFor(() => expect(screen.getAllByTestId('team-row')).toHaveLength(200));
  await user.click(screen.getByTestId('page-next'));
  await waitFor(() => expect(screen.getAllByTestId('team-row')).toHaveLength(4));
  await user.click(screen.getByTestId('page-previous'));
  await user.click(screen.getByTestId('team-state-rejected'));
  await waitFor(() => expect(screen.getAllByTestId('team-row')).toHaveLength(1));
  await user.selectOptions(screen.getByTestId('team-by'), 'lin');
  await see('list-filtered');
  await user.click(screen.getByTestId('clear-filter'));
  await waitFor(() => expect(screen.getAllByTestId('team-row')).toHaveLength(200));
  await user.type(screen.getByTestId('team-search'), 'zhaomin');
  await waitFor(() => expect(screen.getAllByTestId('team-row')).toHaveLength(1));
  await user.click(screen.getByTestId('team-row'));
  await user.click(await see('team-same-occasion'));
  expect((await see('team-occasion')).textContent, 'without its kind').toContain('campus talk');
  await user.selectOptions(screen.getByTestId('team-days'), '7');
  await user.click(screen.getByTestId('team-export'));
  expect((await see('team-exported')).textContent).toContain('.csv');
  expect(asked(fake, 'team_export').at(-1)?.args, 'what is on sight').toMatchObject({
    filter: { occasion: 'name:campus talk', userid: null, states: [], behind: null },
  });
});

test('a colleague is invited, the password shown once, and removed after a question', async () => {
  const { user } = await team('lead', 'members');
  await user.click(await see('team-invite'));
  await user.type(await see('field-team-user'), 'Zhao Min');
  await user.click(screen.getByTestId('team-invite-go'));
  await see('team-invite-error');
  await user.clear(screen.getByTestId('field-team-user'));
  await user.type(screen.getByTestId('field-team-user'), 'zhaomin');
  await user.click(screen.getByTestId('team-role-lead'));
  await user.click(screen.getByTestId('team-invite-go'));
  await waitFor(() => expect(text('team-invited-password')).toBe('shown-once-7Jq2'));
  expect(text('team-invited-file'), 'where the file is').toContain('beckon-team');
  await expectAccessible();
  await user.click(screen.getByTestId('team-invited-done'));
  await gone('team-invite-dialog');
  expect(document.body.innerHTML, 'and gone').not.toContain('shown-once');
  const row = await waitFor(() => {
    const found = screen.getAllByTestId('team-member').find(({ dataset }) => dataset.login === 'zhaomin');
    expect(found).toBeDefined();
    return found as HTMLElement;
  });
  await user.click(within(row).getByTestId('team-remove'));
  await user.click(await see('team-remove-confirm'));
  await gone('team-remove-dialog');
  await waitFor(() =>
    expect(screen.getAllByTestId('team-member').find((one) => one.dataset.login === 'zhaomin')?.dataset.removed).toBe(
      'true',
    ),
  );
});

test('leaving says why it cannot be, and takes the page away once it can', async () => {
  const { fake, user } = await team('lead', 'members');
  const refused = {
    code: 'team',
    params: { problem: 'sends_open', campaigns: '1' },
    fields: [],
    retryable: false,
  } as const;
  fake.failures.set('team_leave', { ...refused, fields: [] });
  await user.click(await see('team-leave'));
  await user.click(await see('team-leave-confirm'));
  expect((await see('error')).dataset.code).toBe('team');
  fake.failures.clear();
  fake.team.stillOpen = { kind: 'last_lead' };
  await user.click(screen.getByTestId('team-leave-confirm'));
  await see('place-accounts');
  await user.click(await see('team-open'));
  await see('team-still-open');
  await waitFor(() => expect(screen.queryByTestId('nav-team')).toBeNull());
});

test('a ledger that cannot be asked is told', async () => {
  const { fake } = await team();
  fake.team.closed = { kind: 'unreachable', at: 'db.example.com:5432' };
  fake.team.news?.();
  expect((await see('team-error')).textContent, 'where it was looked for').toContain('db.example.com:5432');
});

test('a password that was for one session is asked for again', async () => {
  const { fake, user } = await openWindow({ real: true }, (fake) => {
    teamed(fake);
    Object.assign(fake.team.joined ?? {}, { password_ready: false });
  });
  await goTo(user, 'team');
  await user.type(await see('field-team-password-again'), 'the-password');
  await expectAccessible();
  await user.click(screen.getByTestId('team-password-save'));
  await gone('team-password-form');
  await screen.findAllByTestId('team-campaign');
  expect(asked(fake, 'team_lend_password').at(-1)?.args).toEqual({ password: 'the-password' });
});

test('an account goes through the team by its switch, or says why it cannot', async () => {
  const { fake, user } = await openWindow({ real: true });
  await goTo(user, 'accounts');
  await user.click(screen.getByTestId(`account-${REAL}`));
  expect(await see('team-switch-box'), 'no team, no switch').toHaveProperty('disabled', true);
  fake.team.join();
  await user.click(screen.getByTestId('team-open'));
  await user.upload(await see('team-file'), file('beckon-team.json', '{"beckon_team":1}'));
  await user.type(await see('field-team-password'), 'x');
  await user.click(screen.getByTestId('team-join-go'));
  await see('team-open-page');
  await user.click(screen.getByTestId(`account-${REAL}`));
  const box = await see('team-switch-box');
  await waitFor(() => expect(box).toHaveProperty('disabled', false));
  await user.click(box);
  await waitFor(() => expect(screen.getByTestId('team-switch').dataset.on).toBe('true'));
  expect(asked(fake, 'account_edit').at(-1)?.args, 'everything else stays').toMatchObject({
    id: REAL,
    edit: { name: '青禾科技 招聘', team: true },
  });
  expect(screen.getAllByTestId('team-mark').length, 'marked in the list and above its values').toBeGreaterThan(1);
  await expectAccessible();
});
