// The list of people: search, tags, ticks, details, and the import with its report.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { FILE_BYTES } from '../lib/backend';
import { expectAccessible, goTo, LANGUAGES, openWindow, secondRound, see, sent, text } from './window';

const EVIL = '<img src=x onerror="document.title=1">';
const CSV = `姓名,企业微信账号,面试时间\n陈一,chenyi,7月9日\n${EVIL},lisi,7月10日\n,wangwu,7月11日\n赵六,chenyi,x\n钱七,qianqi\n`;
const BOOK = sheets([
  ['姓名,userid,面试地点,', '甲,a,301,x', '~乙,b,302,', '合计,,2,'],
  ['姓名,userid', '丙,c'],
]);
const csv = (content: string, name = 'people.csv') => new File([content], name, { type: 'text/csv' });

/** A workbook in XML, by its sheets; a row that begins with ~ is a hidden one. */
function sheets(of: string[][]): string {
  const cell = (text: string) => `<Cell><Data ss:Type="String">${text}</Data></Cell>`;
  const row = (line: string) => {
    const hidden = line.startsWith('~');
    const cells = line.slice(hidden ? 1 : 0).split(',');
    return `<Row${hidden ? ' ss:Hidden="1"' : ''}>${cells.map(cell).join('')}</Row>`;
  };
  const ns = 'urn:schemas-microsoft-com:office:spreadsheet';
  const all = of.map(
    (rows, i) => `<Worksheet ss:Name="Sheet${i + 1}"><Table>${rows.map(row).join('')}</Table></Worksheet>`,
  );
  return `<?xml version="1.0"?><Workbook xmlns="${ns}" xmlns:ss="${ns}">${all.join('')}</Workbook>`;
}

async function openPeople(
  options: Parameters<typeof openWindow>[0] = { people: true },
  prepare?: Parameters<typeof openWindow>[1],
) {
  const opened = await openWindow(options, prepare);
  await goTo(opened.user, 'candidates');
  return opened;
}

describe.each(LANGUAGES)('the import in %s', (systemLocale) => {
  test('reports before anything is taken, then takes the good rows', async () => {
    const { fake, user } = await openPeople({ systemLocale });
    await user.click(await see('empty-import'));
    await expectAccessible();
    await user.upload(screen.getByTestId('import-file'), csv(CSV));
    await see('import-report');
    await expectAccessible();
    expect(['new', 'updates', 'refused'].map((id) => text(`import-${id}`))).toEqual(['3', '0', '2']);
    const problems = within(screen.getByTestId('import-problems')).getAllByRole('listitem');
    expect(
      problems.map((p) => /\d+/.exec(p.textContent ?? '')?.[0]),
      'each with its line',
    ).toEqual(['4']);
    expect(text('import-remarks'), 'a row with fewer cells comes in and is told').toMatch(/6/);
    expect(text('import-duplicate'), 'whose person is there already is no mistake').toContain('5');
    expect(fake.people, 'a look changes nothing').toHaveLength(0);
    expect(text('import-commit'), 'the button carries the number').toContain('3');

    await user.click(screen.getByTestId('import-commit'));
    await see('import-done');
    await user.click(screen.getByTestId('import-to-list'));
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(3));
  });

  test('says what became of every sheet, column and row', async () => {
    const { fake, user } = await openPeople({ systemLocale });
    await user.click(await see('empty-import'));
    await user.upload(screen.getByTestId('import-file'), csv(BOOK, 'people.xml'));
    await see('import-report');
    await expectAccessible();
    expect(
      ['new', 'refused'].map((id) => text(`import-${id}`)),
      'who comes in',
    ).toEqual(['1', '0']);
    expect(text('import-left-hidden'), 'a hidden row is counted and can be read').toMatch(/1.*乙/s);
    expect(text('import-left-footer'), 'so is a total').toMatch(/1.*合计/s);
    expect(text('import-columns'), 'a part of an interview without a start is kept').toContain('{{ 面试地点 }}');
    expect(text('import-columns'), 'so is a column without a header').toContain('{{ D }}');
    expect(text('import-sheets'), 'people on another sheet are told').toContain('Sheet2');
    await user.click(screen.getByTestId('import-hidden'));
    await waitFor(() => expect(text('import-new'), 'one switch takes the hidden').toBe('2'));
    expect(screen.queryByTestId('import-left-hidden')).toBeNull();
    await user.click(screen.getByTestId('import-commit'));
    await user.click(within(await see('import-more-sheets')).getByTestId('import-sheet-next'));
    await waitFor(() => expect(text('import-new'), 'the next sheet').toBe('1'));
    await user.click(screen.getByTestId('import-commit'));
    await see('import-done');
    expect(screen.queryByTestId('import-more-sheets'), 'no sheet is left').toBeNull();
    expect(fake.people, 'everybody of the file').toHaveLength(3);
  });
});

describe('the import', () => {
  test('tells the interviews of the rows, in which zone, and which cannot be', async () => {
    const { fake, user } = await openPeople({});
    await user.click(await see('empty-import'));
    const rows = '甲,a,2099-11-25 14:00,301,王芳(wangfang)、李强\n乙,b,待定,302,\n丙,c,,,\n';
    await user.upload(screen.getByTestId('import-file'), csv(`姓名,企业微信账号,面试时间,面试地点,面试官\n${rows}`));
    await see('import-meetings');
    await expectAccessible();
    expect(text('import-meetings-made')).toBe('1');
    expect(text('import-meetings-problems'), 'told, but the person comes in').toBe('1');
    expect(text('import-new')).toBe('3');
    expect(text('import-without-id'), 'who will be in no calendar').toContain('李强');
    expect(text('import-without-id'), 'whose id stands beside the name').not.toContain('王芳、');
    expect(text('import-meetings-unmet'), 'with the reason').toContain('待定');
    await user.selectOptions(screen.getByTestId('import-zone'), 'Asia/Tokyo');
    const asked = () => fake.calls.filter((c) => c.command === 'candidates_recheck').at(-1)?.args;
    await waitFor(() => expect(asked()).toMatchObject({ choice: { zone: 'Asia/Tokyo' } }));
    await waitFor(() => expect(screen.getByTestId<HTMLSelectElement>('import-zone').value).toBe('Asia/Tokyo'));
    await user.click(screen.getByTestId('import-commit'));
    expect((await see('import-met')).textContent, 'how many were made').toContain('1');
    expect(text('import-without-id'), 'and again what is to be mended').toContain('李强');
    await user.click(screen.getByTestId('import-to-interviews'));
    await see('place-interviews');
  });

  test('refuses a file above the limit without reading it', async () => {
    const { fake, user } = await openPeople({});
    await user.click(await see('empty-import'));
    const huge = csv('x');
    Object.defineProperty(huge, 'size', { value: FILE_BYTES + 1 });
    await user.upload(screen.getByTestId('import-file'), huge);
    expect((await see('import-error')).dataset.code).toBe('file_too_large');
    expect(text('import-error'), 'the limit in words').toContain('64');
    expect(fake.calls.some((c) => c.command === 'candidates_check')).toBe(false);
  });

  test('lets a person say which column holds the names, and what is done with those who are there', async () => {
    const { fake, user } = await openPeople({});
    await user.click(await see('empty-import'));
    await user.upload(screen.getByTestId('import-file'), csv('电话,谁,userid\n1,陈一,a\n2,陈二,a\n'));
    await see('import-name-needed');
    expect(screen.getByTestId<HTMLButtonElement>('import-commit').disabled, 'nobody has a name yet').toBe(true);
    await user.selectOptions(screen.getByTestId('import-use-1'), 'name');
    await waitFor(() => expect(text('import-new')).toBe('1'));
    expect(screen.queryByTestId('import-name-needed')).toBeNull();
    await user.selectOptions(screen.getByTestId('import-then-3'), 'add');
    await waitFor(() => expect(text('import-new'), 'the second row is taken too').toBe('2'));
    await user.selectOptions(screen.getByTestId('import-all-twice'), 'skip');
    await waitFor(() => expect(text('import-new'), 'for all goes before each').toBe('1'));
    await expectAccessible();
    await user.click(screen.getByTestId('import-commit'));
    await see('import-done');
    expect(fake.people.map((p) => p.name)).toEqual(['陈一']);
    await user.click(screen.getByTestId('import-untaken-save'));
    expect((await see('import-untaken-path')).textContent).toContain('.csv');
  });

  test('says why a file cannot be read, and takes another one', async () => {
    const { user } = await openPeople({});
    await user.click(await see('empty-import'));
    await user.upload(screen.getByTestId('import-file'), csv('%PDF-1.4\n1 0 obj\n'));
    expect((await see('import-error')).dataset.code).toBe('file_unsupported');
    await user.upload(screen.getByTestId('import-file'), csv(CSV));
    await see('import-report');
    expect(screen.queryByTestId('import-error')).toBeNull();
  });

  test('reads the file anew when the encoding or the header is corrected', async () => {
    const { fake, user } = await openPeople({});
    await user.click(await see('empty-import'));
    await user.upload(screen.getByTestId('import-file'), csv(`名单,,\n${CSV}`));
    await user.selectOptions(await see('import-header'), '2');
    await waitFor(() => expect(text('import-new')).toBe('3'));
    await user.selectOptions(screen.getByTestId('import-encoding'), 'GB18030');
    const asked = () => fake.calls.filter((c) => c.command === 'candidates_recheck').at(-1)?.args;
    await waitFor(() => expect(asked()).toMatchObject({ choice: { encoding: 'GB18030', header_line: null } }));
  });

  test('shows names that look like HTML as the text they are', async () => {
    const { user } = await openPeople({});
    await user.click(await see('empty-import'));
    await user.upload(screen.getByTestId('import-file'), csv(CSV));
    await user.click(await see('import-commit'));
    await user.click(await see('import-to-list'));
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(3));
    await user.click(screen.getAllByTestId('person-row')[1] as HTMLElement);
    expect(text('person-detail')).toContain(EVIL);
    expect(document.querySelector('img'), 'no element was made of a name').toBeNull();
  });
});

describe('the list', () => {
  test('searches as one types and says when nothing is found', async () => {
    const { user } = await openPeople();
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(40));
    await user.type(screen.getByTestId('people-search'), 'Emma');
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(1));
    await user.type(screen.getByTestId('people-search'), 'zzz');
    await user.click(await see('clear-filter'));
    await waitFor(() => expect(screen.getAllByTestId('person-row'), 'all are back').toHaveLength(40));
  });

  test('filters by tag, on and off', async () => {
    const { user } = await openPeople({ people: true }, secondRound);
    await user.click(await see('tag-second round'));
    await waitFor(() => expect(text('people-count')).toContain('8'));
    await user.click(screen.getByTestId('tag-second round'));
    await waitFor(() => expect(text('people-count')).toContain('40'));
  });

  test('sends to those ticked, over any search', async () => {
    const { user } = await openPeople();
    await waitFor(() => expect(screen.getAllByTestId('tick-person')).toHaveLength(40));
    await user.click(screen.getAllByTestId('tick-person')[0] as HTMLElement);
    await user.type(screen.getByTestId('people-search'), 'Emma');
    await waitFor(() => expect(screen.getAllByTestId('tick-person')).toHaveLength(1));
    await user.click(screen.getByTestId('tick-person'));
    expect(text('send-ticked'), 'the button carries the number').toContain('2');
    await user.click(screen.getByTestId('send-ticked'));
    await waitFor(() => expect(text('whom-count')).toContain('2'));
  });

  test('removes only after the number was confirmed', async () => {
    const { fake, user } = await openPeople();
    await user.click(await see('tick-page'));
    await user.click(screen.getByTestId('remove-ticked'));
    expect((await see('remove-dialog')).textContent).toContain('40');
    expect(fake.people).toHaveLength(40);
    await user.click(screen.getByTestId('remove-confirm'));
    await see('empty-import');
    expect(fake.people).toHaveLength(0);
  });

  test('says why it could not be read, and tries again', async () => {
    const { fake, user } = await openWindow({ people: true });
    fake.failures.set('candidates_list', { code: 'database_busy', params: {}, fields: [], retryable: true });
    await goTo(user, 'candidates');
    const failed = await see('list-failed');
    await expectAccessible();
    fake.failures.clear();
    await user.click(within(failed).getByRole('button'));
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(40));
  });
});

describe('many at once', () => {
  test('are chosen with Shift, tagged, and the change is taken back', async () => {
    const { fake, user } = await openPeople();
    await waitFor(() => expect(screen.getAllByTestId('tick-person')).toHaveLength(40));
    await user.click(screen.getAllByTestId('tick-person')[1] as HTMLElement);
    await user.keyboard('{Shift>}');
    await user.click(screen.getAllByTestId('tick-person')[4] as HTMLElement);
    await user.keyboard('{/Shift}');
    expect(text('send-ticked'), 'the one ticked before, to this one').toContain('4');
    await user.click(screen.getByTestId('tags-open'));
    await user.type(await see('tags-add'), 'spring, onsite');
    await expectAccessible();
    await user.click(screen.getByTestId('tags-save'));
    await see('people-told');
    expect(fake.people.filter((p) => p.tags.includes('spring') && p.tags.includes('onsite'))).toHaveLength(4);
    await user.click(screen.getByTestId('people-undo'));
    await waitFor(() => expect(fake.people.filter((p) => p.tags.includes('spring'))).toHaveLength(0));
    expect(screen.queryByTestId('people-undo'), 'only once').toBeNull();
  });

  test('can be all that a filter finds', async () => {
    const { fake, user } = await openPeople({});
    for (let i = 0; i < 450; i++)
      fake.add({ name: `p${i}`, userid: null, phone: null, email: null, position: null, tags: [], fields: {} });
    await goTo(user, 'start');
    await goTo(user, 'candidates');
    await user.click(await see('filter-unmapped'));
    await waitFor(() => expect(text('people-count')).toContain('450'));
    await user.click(screen.getByTestId('tick-page'));
    await user.click(await see('choose-everyone'));
    await user.click(screen.getByTestId('route-open'));
    await user.click(await see('route-none'));
    await expectAccessible();
    await user.click(screen.getByTestId('route-save'));
    await waitFor(() => expect(fake.people.every((p) => p.route === 'none')).toBe(true));
  });

  test('are looked up, and a look-up that stopped says why', async () => {
    const { user } = await openPeople({ people: true }, (fake) =>
      fake.people.slice(0, 4).forEach((person) => (person.userid = null)),
    );
    await user.click(await see('filter-unmapped'));
    await user.click(await see('tick-page'));
    await user.click(screen.getByTestId('lookup-open'));
    await user.click(await see('lookup-go'));
    const result = await see('lookup-result');
    await expectAccessible();
    expect(result.textContent, 'how many were wrong').toContain('3');
    expect(screen.getByTestId('lookup-rows').querySelectorAll('li').length).toBeGreaterThan(1);
  });
});

describe('a person', () => {
  test('is edited in place, and what cannot be is said at the field', async () => {
    const { fake, user } = await openPeople();
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(40));
    await user.click(screen.getAllByTestId('person-row')[0] as HTMLElement);
    await user.click(await see('person-edit'));
    await expectAccessible();
    await user.clear(screen.getByTestId('edit-userid'));
    await user.type(screen.getByTestId('edit-userid'), 'no id');
    await user.click(screen.getByTestId('edit-save'));
    await see('problem-edit-userid');
    await user.clear(screen.getByTestId('edit-userid'));
    await user.type(screen.getByTestId('edit-userid'), 'by.hand');
    await user.click(screen.getByTestId('edit-save'));
    await waitFor(() => expect(fake.people[0]?.userid).toBe('by.hand'));
    expect(text('person-detail'), 'the panel shows it').toContain('by.hand');
  });

  test('gets a member of the address book', async () => {
    const { fake, user } = await openPeople();
    await user.click(await see('filter-unmapped'));
    await waitFor(() => expect(screen.getAllByTestId('person-row').length).toBeLessThan(40));
    await user.click(screen.getAllByTestId('person-row')[0] as HTMLElement);
    await user.click(await see('pick-open'));
    await waitFor(() => expect(screen.getByTestId('pick-place')).toHaveProperty('disabled', false));
    await user.selectOptions(screen.getByTestId('pick-place'), 'department:2');
    await user.click(await see('pick-lina'));
    await expectAccessible();
    await user.click(screen.getByTestId('pick-go'));
    await waitFor(() => expect(fake.people.filter((p) => p.userid === 'lina')).toHaveLength(1));
  });

  test('shows what was sent, and leads to it', async () => {
    const { user } = await openWindow({ people: true }, sent);
    await goTo(user, 'candidates');
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(40));
    await user.click(screen.getAllByTestId('person-row')[0] as HTMLElement);
    await user.click(await see('sent-row'));
    await see('log-inspector');
  });
});
