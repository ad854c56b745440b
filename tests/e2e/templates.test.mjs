// Templates of every kind: from a starter, with fields by click, seen as a person gets them, checked, sent, and in the
// log byte for byte what the preview showed.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Beckon, byteCounter, id, newDataDir, story, until } from './beckon.mjs';

const home = process.env.BECKON_E2E_HOME;
// A road over fields, 96 x 64: large enough to be seen in the pictures of the windows.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAIAAABqVuVZAAABbklEQVR42u3cyw2DQAyE4e0nraW49JJTOog45JIGgkSuWRZ7WNszkfaM' +
    '0CceP2DRXu9ldz2e991VejuX6+3Xan+gjo46UJ9GHWhERxRokEYU6JCOFtBRmnWt21EBMtBsix/IduCoAHloyIGcBw45EITmC6TcONvq' +
    '709TbpyR/WnKjaMCZL7i8AM5b1XkQP5bFS0QqnE4gYCNwwaEOnA4gbA0VEC2OFYBMscxDEi5cUb2pyk3TkmgmY1TD2hy41QCCmmcMkBR' +
    'jVMAKLZxsgOFN05eIOebY3Ig/5tjWiDUJwdOIOAnh6lAyo2T4mk+c+MEA+VvnEigEo0TA1SocQKAajXOVKCKjTMPqGjjzACCz+NQAZ0x' +
    'j0MCdN48DgPQqfM46YCUGwf8NM/XODAg1sbBABE3jheIvnFcQAqNYwTSaRwLkFTjHANKMo+TFCjPPE46oGzzOLWBWH9NgQHS/DtDU24c' +
    'DBDx6eMFor++jGznA8pQ8Q7z33sPAAAAAElFTkSuQmCC',
  'base64',
);
const URL = 'https://example.com/interviews/{{ userid }}';
const rows = [
  { keyname: '时间', value: '{{ time }}', url: '' },
  {
    keyname: '地点',
    value: '{{ room }} 号会议室',
    url: 'https://example.com/map',
  },
];
const jumps = [{ title: '查看地图', url: 'https://example.com/map' }];
const notice = {
  source: '招聘组',
  title: '{{ name }}，您好',
  desc: '面试安排',
  quote_title: '',
  quote_text: '',
  rows,
  jumps,
  url: URL,
};
const CONTENTS = {
  markdown: {
    content:
      '# 面试通知\n> 候选人：**{{ name }}**\n> 时间：<font color="warning">{{ time }}</font>\n\n[查看详情](https://example.com)',
  },
  textcard: {
    title: '面试邀请：{{ name }}',
    description:
      '<div class="gray">{{ time }}</div><div class="normal">{{ position or "面试" }}</div><div class="highlight">请携带身份证</div>',
    url: URL,
    btntxt: '确认',
  },
  news: {
    articles: [
      {
        title: '{{ name }}，面试须知',
        description: '请提前 10 分钟到达',
        url: URL,
        picurl: 'https://example.com/a.png',
      },
      {
        title: '路线',
        description: '',
        url: 'https://example.com/map',
        picurl: 'https://example.com/b.png',
      },
    ],
  },
  text_notice: {
    ...notice,
    emphasis_title: '{{ time }}',
    emphasis_desc: '北京时间',
    sub_title_text: '请回复“确认”。',
  },
  news_notice: {
    ...notice,
    image_url: 'https://example.com/a.png',
    paragraphs: [{ title: '请准备', desc: '作品集' }],
  },
};

const drawn = (kind) => `${id('drawn')}[data-kind="${kind}"]`;

story('Templates of every kind', async () => Beckon.start(await newDataDir()), {
  'a starter is chosen, and shown as a person gets it': async (beckon) => {
    await beckon.go('templates');
    await beckon.find(id('empty-tpl-new'));
    await beckon.pictures('templates-empty');
    const open = async () => {
      await beckon.click(id('empty-tpl-starters'));
      await beckon.find(id('starter-invitation_card.zh'));
    };
    const close = async () => {
      await beckon.press('\uE00C');
      await beckon.gone(id('starters-dialog'));
    };
    await beckon.pictures('templates-starters', { open, close });
    await beckon.go('start');
    await beckon.click(id('start-practice'));
    await beckon.find(id('send-next'));
    await beckon.go('templates');
    await beckon.click(id('tpl-starters'));
    await beckon.click(id('starter-invitation_card.zh'));
    await beckon.find(drawn('text_notice'));
    await beckon.click(id('tpl-save'));
    await beckon.read(id('tpl-unknown'), /准备事项/);
    await beckon.pictures('templates-starter');
  },

  'a field goes into the text that has the focus, and the preview follows': async (beckon) => {
    await beckon.click(id('tpl-new'));
    await beckon.type(id('tpl-name'), '卡片');
    await beckon.script(`
      const select = document.querySelector('${id('tpl-kind')}');
      select.value = 'textcard';
      select.dispatchEvent(new Event('change', { bubbles: true }));`);
    const title = id('tpl-part-textcard.title');
    await beckon.type(title, '面试：');
    await beckon.click(title);
    await beckon.click(id('tpl-field-name'));
    await until('the name in the preview', async () => {
      const name = (await beckon.texts(id('tpl-preview-name')))[0];
      const shown = (await beckon.texts(drawn('textcard')))[0] ?? '';
      return name && shown.includes(`面试：${name}`);
    });
    await beckon.paste(id('tpl-part-textcard.description'), `{{ time }} ${'长'.repeat(200)}`);
    await beckon.paste(id('tpl-part-textcard.url'), 'https://example.com');
    await beckon.read(id('cut'), /长/);
    const [bytes, limit] = await byteCounter(beckon, 'length-textcard.description');
    assert.ok(limit === 512 && bytes > 600, `the counter says how much too long it is: ${bytes} / ${limit}`);
    await beckon.pictures('templates-cut');
  },

  'versions are kept, readable and can be used again; a starter comes back': async (beckon) => {
    await beckon.click(id('tpl-save'));
    await until('version 1', async () => (await beckon.invoke('templates_list')).some((t) => t.name === '卡片'));
    await beckon.type(id('tpl-part-textcard.description'), '{{ time }}');
    await beckon.click(id('tpl-save'));
    await beckon.read(id('tpl-version'), /2/);
    const open = async () => {
      await beckon.click(id('tpl-versions'));
      await beckon.find(id('version-row'));
    };
    const close = async () => {
      await beckon.press('\uE00C');
      await beckon.gone(id('versions-dialog'));
    };
    await beckon.pictures('templates-versions', { open, close });
    await open();
    assert.equal(
      await beckon.script(`return document.querySelector('${id('version-use')}').disabled`),
      true,
      'the current version is not offered for use',
    );
    await beckon.click(`${id('version-row')}:not([data-first])`);
    await beckon.click(id('version-use'));
    await beckon.gone(id('versions-dialog'));
    await until('the first version in the draft', async () =>
      (await beckon.script(`return document.querySelector('${id('tpl-part-textcard.description')}').value`)).includes(
        '长长',
      ),
    );
    await beckon.click(id('tpl-save'));
    await beckon.read(id('tpl-version'), /3/);

    const starter = (await beckon.invoke('templates_list')).find((t) => t.starter);
    await beckon.script(`
      [...document.querySelectorAll('${id('tpl-item')}')].find((e) => e.innerText.includes('${starter.name}')).click()`);
    await beckon.type(id('tpl-part-template_card.source.desc'), '另一组');
    await beckon.click(id('tpl-save'));
    await beckon.read(id('tpl-version'), /2/);
    await beckon.click(id('tpl-reset'));
    await beckon.click(id('tpl-reset-confirm'));
    await beckon.gone(id('tpl-reset-dialog'));
    await until('the words of the starter', async () => {
      const now = (await beckon.invoke('templates_list')).find(({ id: same }) => same === starter.id);
      return now.version === 3 && now.content.source === starter.content.source;
    });
  },

  'every kind is checked, drawn, sent, and in the log as it was shown': async (beckon) => {
    const image = join(home, '路线图.png');
    await writeFile(image, PNG);
    for (const kind of ['image', 'file']) {
      await beckon.click(id('tpl-new'));
      if ((await beckon.all(id('unsaved-discard'))).length > 0) await beckon.click(id('unsaved-discard'));
      await beckon.type(id('tpl-name'), kind);
      await beckon.script(`
        const select = document.querySelector('${id('tpl-kind')}');
        select.value = '${kind}';
        select.dispatchEvent(new Event('change', { bubbles: true }));`);
      await beckon.choose(id('media-file'), image);
      await beckon.read(id('media-name'), /路线图/);
      await beckon.click(id('tpl-save'));
      await until(`${kind} to be kept`, async () =>
        (await beckon.invoke('templates_list')).some((t) => t.name === kind),
      );
      if (kind === 'image') await beckon.find(id('drawn-image'));
      await beckon.pictures(`templates-${kind}`);
    }
    for (const [kind, content] of Object.entries(CONTENTS))
      await beckon.invoke('template_save', {
        draft: {
          id: null,
          name: kind,
          content: { kind, ...content },
          starter: null,
        },
      });
    await beckon.go('start');
    for (const kind of [...Object.keys(CONTENTS), 'image', 'file']) {
      await beckon.go('templates');
      await beckon.go('send');
      await beckon.click(id('step-whom'));
      await beckon.click(id('whom-all'));
      await beckon.click(id('send-next'));
      const { id: template } = (await beckon.invoke('templates_list')).find(({ name }) => name === kind);
      await beckon.click(id(`template-${template}`));
      await beckon.find(drawn(kind));
      await beckon.click(id('send-next'));
      await beckon.read(id('preview-at'), /^1\b/);
      await beckon.find(drawn(kind));
      await beckon.pictures(`send-check-${kind}`);
      await beckon.click(id('preview-json'));
      const shown = JSON.parse((await beckon.texts(id('json')))[0]);
      await beckon.click(id('send-open-confirm'));
      await beckon.click(id('confirm-send'));
      await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
      const [campaign] = await beckon.invoke('campaigns_list');
      const [first] = shown.touser.split('|');
      const query = { campaign: campaign.id, state: null, search: first, after: null, limit: 0 };
      const { rows: log } = await beckon.invoke('log_list', { query });
      const { delivery } = log.find(({ userid }) => userid === first);
      const { request } = await beckon.invoke('log_detail', { delivery });
      const own = JSON.parse(request);
      assert.deepEqual({ ...own, touser: shown.touser }, shown, `${kind}: the log keeps what the preview showed`);
      assert.ok(own.touser === shown.touser || own.touser === first, `${kind}: to the person in view`);
      await beckon.click(id('send-again'));
    }
  },

  'templates go into a file and come back': async (beckon) => {
    await beckon.go('templates');
    await beckon.click(id('tpl-export'));
    const told = await beckon.read(id('tpl-exchanged'), /json/);
    const path = told.match(/\/\S+\.json/)[0];
    const file = JSON.parse(await readFile(path, 'utf8'));
    const before = (await beckon.invoke('templates_list')).length;
    assert.equal(file.templates.length, before, 'all of them are in the file');
    await beckon.choose(id('tpl-import'), path);
    await until('as many again', async () => (await beckon.invoke('templates_list')).length === 2 * before);
    const wrong = join(home, 'wrong.json');
    await writeFile(wrong, '{"templates": []}');
    await beckon.choose(id('tpl-import'), wrong);
    await beckon.find(`${id('tpl-exchange-error')}[data-code="template_file"]`);
    assert.equal((await beckon.invoke('templates_list')).length, 2 * before, 'a wrong file changes nothing');
  },
});
