// The fake company's templates, their versions, starters and pictures.

import type { Candidate, DraftPreview, Template, TemplateContent, TemplateDraft } from '../../lib/backend';
import { replaced, textsOf, withText } from '../../lib/content';
import type { Fake } from '.';
import { checkSyntax, previews, problem, remarksOf } from './render';

export function saveTemplate(fake: Fake, draft: TemplateDraft): Template {
  if (!draft.name.trim()) throw { ...problem('invalid'), fields: [{ field: 'name', problem: 'required' }] };
  checkSyntax(draft.content);
  const old = fake.templates.find((t) => t.id === draft.id);
  const saved = { ...draft, id: old?.id ?? fake.newId(), version: (old?.version ?? 0) + 1, updated_at: Date.now() };
  fake.templates = old ? fake.templates.map((t) => (t === old ? saved : t)) : [...fake.templates, saved];
  fake.versions.push({ id: saved.id, version: saved.version, content: saved.content, saved_at: saved.updated_at });
  return saved;
}

export function templateCommands(fake: Fake) {
  return {
    templates_list: () => fake.templates,
    template_save: ({ draft }: { draft: TemplateDraft }) => saveTemplate(fake, draft),
    template_unknown: ({ content }: { content: TemplateContent }) => {
      const found = textsOf(content).find(({ text }) => text.includes('{{ nobody'));
      const unknown = { field: 'nobody', line: 1, column: 4, needed: true, suggestion: 'name' };
      return found ? [{ ...unknown, place: found.place }] : [];
    },
    template_remarks: ({ content }: { content: TemplateContent }) => remarksOf(content),
    template_repair: ({ content }: { content: TemplateContent }) => {
      const repaired = remarksOf(content).filter((remark) => remark.repair !== null);
      const mended = repaired.toReversed().reduce((now, remark) => {
        const change = (text: string) => replaced(text, remark, remark.text, remark.repair ?? remark.text);
        return withText(now, remark.place, change);
      }, content);
      return { content: mended, repaired };
    },
    template_versions: ({ id }: { id: number }) => fake.versions.filter((v) => v.id === id).toReversed(),
    template_preview: ({ draft }: { draft: DraftPreview }) => {
      checkSyntax(draft.content);
      const nobody = { ...fake.people[0], id: 0, name: '', userid: null, fields: {} } as Candidate;
      const person = fake.people.find((p) => p.id === draft.candidate) ?? nobody;
      return previews(draft.content, [person], 1000001, false)[0];
    },
    starters_list: () => fake.starters,
    template_reset: ({ id }: { id: number }) => {
      const template = fake.templates.find((t) => t.id === id);
      const starter = fake.starters.find((s) => s.key === template?.starter);
      if (!template || !starter) throw problem('not_found');
      return saveTemplate(fake, { ...template, content: starter.content });
    },
    templates_import: (bytes: Uint8Array) => {
      const text = new TextDecoder().decode(bytes);
      if (!text.includes('beckon_templates')) throw problem('template_file', { detail: 'expected value' });
      const { templates } = JSON.parse(text) as { templates: TemplateDraft[] };
      return templates.map((t) => saveTemplate(fake, { ...t, id: null, starter: null }));
    },
    templates_export: () => '/home/li/Downloads/beckon-templates.json',
    media_add: (bytes: Uint8Array, headers: Record<string, string>) => {
      const name = decodeURIComponent(headers['x-name'] ?? '');
      if (headers['x-use'] === 'image' && bytes[0] !== 0x89)
        throw { ...problem('invalid'), fields: [{ field: 'media', problem: 'not_a_picture' }] };
      return { sha256: `sha-${name}`, name, size: bytes.length };
    },
    media_get: () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer,
    template_remove: ({ id }: { id: number }) => void (fake.templates = fake.templates.filter((t) => t.id !== id)),
  };
}
