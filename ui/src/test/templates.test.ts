// Writing a template: fields by click, bytes, the spot of a mistake, versions, and nothing lost by accident.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

async function openTemplates(options: Parameters<typeof openWindow>[0] = { people: true }) {
  const opened = await openWindow(options);
  await goTo(opened.user, 'templates');
  return opened;
}

const body = () => screen.getByTestId<HTMLTextAreaElement>('tpl-body');

describe.each(LANGUAGES)('in %s, text of another tool', (systemLocale) => {
  test('is remarked while one writes, and becomes a field by a click', async () => {
    const { user } = await openTemplates({ people: true, systemLocale });
    await waitFor(() => expect(body().value).not.toBe(''));
    await user.clear(body());
    await user.type(body(), '{{姓名}您好，{{公司}见');
    const remarks = await screen.findAllByTestId('tpl-remark');
    expect(remarks[0]?.textContent, 'what it is and where').toMatch(/1.*1.*\{姓名\}/s);
    expect(screen.getAllByTestId('tpl-repair'), 'only where a field is meant').toHaveLength(1);
    await expectAccessible();
    screen.getByTestId('tpl-repair').focus();
    await user.keyboard('{Enter}');
    expect(body().value, 'by the keyboard as well').toBe('{{ name }}您好，{公司}见');
    await waitFor(() => expect(screen.getAllByTestId('tpl-remark'), 'and is no longer remarked').toHaveLength(1));
  });

  test('is repaired at once where there is much of it', async () => {
    const { user } = await openTemplates({ people: true, systemLocale });
    await waitFor(() => expect(body().value).not.toBe(''));
    await user.clear(body());
    await user.type(body(), '{{姓名}{enter}{{面试时间}');
    await user.click(await see('tpl-repair-all'));
    await waitFor(() => expect(body().value).toBe('{{ name }}\n{{ interview.starts }}'));
  });

  test('is told in the check before it leaves', async () => {
    const { user } = await openTemplates({ people: true, systemLocale });
    await waitFor(() => expect(body().value).not.toBe(''));
    await user.clear(body());
    await user.type(body(), '{{姓名}您好');
    await user.click(screen.getByTestId('tpl-save'));
    await goTo(user, 'send');
    await user.click(await see('send-next'));
    await user.click(await see('send-next'));
    expect((await see('plan-remarks')).textContent, 'the very text').toContain('{姓名}');
    await expectAccessible();
  });
});

describe('a template', () => {
  test('is written with fields by click and saved as version 1', async () => {
    const { fake, user } = await openTemplates({});
    await user.click(await see('empty-tpl-new'));
    await user.type(screen.getByTestId('tpl-name'), '通知');
    await user.type(body(), '您好 ');
    await user.click(screen.getByTestId('tpl-field-name'));
    await waitFor(() => expect(body().value).toBe('您好 {{ name }}'));
    expect(text('tpl-bytes'), '6 + 1 + 10 bytes').toMatch(/^17 /);
    await user.click(screen.getByTestId('tpl-save'));
    await waitFor(() => expect(text('tpl-version')).toContain('1'));
    expect(fake.templates).toMatchObject([
      { name: '通知', version: 1, content: { kind: 'text', content: '您好 {{ name }}' } },
    ]);
    await expectAccessible();
  });

  test('takes a field where the caret is', async () => {
    const { user } = await openTemplates();
    await waitFor(() => expect(body().value).not.toBe(''));
    await user.clear(body());
    await user.type(body(), 'AB');
    body().setSelectionRange(1, 1);
    await user.click(screen.getByTestId('tpl-field-room'));
    await waitFor(() => expect(body().value).toBe('A{{ room }}B'));
    expect(body().selectionStart, 'the caret stands behind it').toBe(11);
  });

  test('grows a version with Ctrl+S', async () => {
    const { fake, user } = await openTemplates();
    await waitFor(() => expect(body().value).not.toBe(''));
    await user.type(body(), '!');
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(fake.templates[0]?.version).toBe(2));
  });

  test('with a field that nobody has says so when it is saved', async () => {
    const { user } = await openTemplates();
    await waitFor(() => expect(body().value).not.toBe(''));
    expect(screen.queryByTestId('tpl-unknown'), 'known fields need no remark').toBeNull();
    await user.clear(body());
    await user.type(body(), '{{{{ nobody }}');
    await user.click(screen.getByTestId('tpl-save'));
    expect((await see('tpl-unknown')).textContent, 'the field and its place').toMatch(/1.*4.*nobody/s);
    await expectAccessible();
  });

  test('with a slip in a field becomes right by a click', async () => {
    const { user } = await openTemplates();
    await waitFor(() => expect(body().value).not.toBe(''));
    await user.clear(body());
    await user.type(body(), '{{{{ nobody }}');
    await user.click(screen.getByTestId('tpl-save'));
    await user.click(await see('tpl-suggestion'));
    expect(body().value, 'the field that is probably meant').toBe('{{ name }}');
  });

  test('with a mistake shows the spot and saves nothing', async () => {
    const { fake, user } = await openTemplates();
    await waitFor(() => expect(body().value).not.toBe(''));
    await user.clear(body());
    await user.type(body(), 'one{enter}two {{{{name');
    await user.click(screen.getByTestId('tpl-save'));
    expect((await see('tpl-error')).textContent).toMatch(/2.*5/s);
    await waitFor(() => expect(body().selectionStart, 'the caret is at the mistake').toBe('one\ntwo '.length));
    expect(fake.templates[0]?.version).toBe(1);
    await expectAccessible();
  });

  test('that is not saved is not thrown away by a click', async () => {
    const { user } = await openTemplates();
    await waitFor(() => expect(screen.getAllByTestId('tpl-item')).toHaveLength(2));
    await user.type(body(), ' more');
    await user.click(screen.getAllByTestId('tpl-item')[1] as HTMLElement);
    await see('unsaved-dialog');
    await user.click(screen.getByTestId('confirm-cancel'));
    await waitFor(() => expect(screen.queryByTestId('unsaved-dialog')).toBeNull());
    expect(body().value).toContain(' more');
    await goTo(user, 'log');
    await goTo(user, 'templates');
    expect(body().value, 'nor by going elsewhere').toContain(' more');
    await user.click(screen.getAllByTestId('tpl-item')[1] as HTMLElement);
    await user.click(await see('unsaved-discard'));
    await waitFor(() =>
      expect(screen.getByTestId('tpl-name')).toHaveProperty('value', 'Interview invitation (practice)'),
    );
  });

  test('warns above what WeCom keeps', async () => {
    const { user } = await openTemplates();
    await waitFor(() => expect(body().value).not.toBe(''));
    await user.clear(body());
    await user.click(body());
    await user.paste('面'.repeat(683));
    await waitFor(() => expect(text('tpl-bytes')).toContain('2,049'));
    expect(screen.getByTestId('tpl-bytes').parentElement?.textContent, 'by how much').toContain('1');
  });
});
