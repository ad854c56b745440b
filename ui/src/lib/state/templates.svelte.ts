// The templates and the one being written. An unsaved text survives leaving the place.

import {
  candidatesList,
  candidateFields,
  templatePreview,
  templateRemarks,
  templateRemove,
  templateRepair,
  templateReset,
  templateSave,
  templatesImport,
  templatesList,
  templateUnknown,
  type AccountId,
  type Candidate,
  type FieldInfo,
  type Page,
  type Preview,
  type Starter,
  type Template,
  type TemplateContent,
  type TemplateDraft,
  type TemplateRemark,
  type UnknownField,
} from '../backend';
import { emptyContent, isBlank, replaced, withText, type Kind } from '../content';
import { byName } from '../format';
import { Form } from './form.svelte';
import { Load } from './load.svelte';

const same = (a: TemplateContent, b: TemplateContent) => JSON.stringify(a) === JSON.stringify(b);

export class TemplatesView {
  load = new Load<Template[]>();
  fields = new Load<FieldInfo[]>();
  draft = $state<TemplateDraft | null>(null);
  form = new Form();
  /** The version that was saved last, until the text changes again. */
  savedVersion = $state<number | null>(null);

  /** Fields of the saved text that nobody in the list has. */
  unknown = $state.raw<UnknownField[]>([]);
  /** What of the text deserves a look, as it is written now. */
  remarks = $state.raw<TemplateRemark[]>([]);

  /** The first people of the list: one of them is whom the draft is shown as. */
  people = new Load<Page<Candidate>>();
  /** Position of that person among them. */
  person = $state(0);
  /** The draft as that person; while one types, the syntax is often broken, and the last preview stays. */
  preview = new Load<Preview>();
  /** What was written as another kind, in case it is chosen again. */
  private others: Partial<Record<Kind, TemplateContent>> = {};

  get list(): Template[] {
    return (this.load.value ?? []).toSorted(byName);
  }

  get current(): Template | undefined {
    return this.list.find((t) => t.id === this.draft?.id);
  }

  get dirty(): boolean {
    if (!this.draft) return false;
    const saved = this.current;
    if (!saved) return this.draft.name !== '' || !isBlank(this.draft.content);
    return this.draft.name !== saved.name || !same(this.draft.content, saved.content);
  }

  async refresh(): Promise<void> {
    const people = () => candidatesList({ search: null, tag: null, after: null, limit: 50 });
    await Promise.all([this.load.run(templatesList), this.fields.run(candidateFields), this.people.run(people)]);
    if (!this.draft && this.list[0]) this.open(this.list[0]);
  }

  open(template: Template): void {
    const { id, name, content, starter } = template;
    this.begin({ id, name, content: structuredClone(content), starter });
    void this.findUnknown();
  }

  create(): void {
    this.begin({ id: null, name: '', content: emptyContent('text'), starter: null });
  }

  createFrom(starter: Starter): void {
    const { key, name, content } = starter;
    this.begin({ id: null, name, content: structuredClone(content), starter: key });
  }

  private begin(draft: TemplateDraft): void {
    this.draft = draft;
    this.others = {};
    this.unknown = [];
    this.remarks = [];
    this.form.error = null;
    this.savedVersion = null;
  }

  /** Makes it another kind of message; a text goes along where there is one place for it. */
  become(kind: Kind): void {
    if (!this.draft) return;
    const now = $state.snapshot(this.draft.content) as TemplateContent;
    this.others[now.kind] = now;
    let next = this.others[kind] ?? emptyContent(kind);
    if (isBlank(next) && (now.kind === 'text' || now.kind === 'markdown')) {
      if (next.kind === 'text' || next.kind === 'markdown') next = { ...next, content: now.content };
      if (next.kind === 'textcard') next = { ...next, description: now.content };
      if (next.kind === 'text_notice') next = { ...next, sub_title_text: now.content };
    }
    this.draft.content = next;
  }

  /** A slip in a field's name is seen here, not only when a message is held back. */
  private async findUnknown(): Promise<void> {
    this.unknown = [];
    if (!this.draft) return;
    const content = $state.snapshot(this.draft.content) as TemplateContent;
    const found = await templateUnknown(content).catch(() => []);
    if (this.draft && same(this.draft.content, content)) this.unknown = found;
  }

  /** Shows the draft as one person of the list, or its lengths alone where there is nobody. */
  async look(account: AccountId): Promise<void> {
    if (!this.draft) return;
    const content = $state.snapshot(this.draft.content) as TemplateContent;
    const candidate = this.people.value?.rows[this.person]?.id ?? null;
    void this.lookForRemarks(content);
    await this.preview.run(() => templatePreview({ account, content, candidate }));
  }

  /** Text of other tools, braces that are meant as text: seen while one types. */
  private async lookForRemarks(content: TemplateContent): Promise<void> {
    const found = await templateRemarks(content).catch(() => []);
    if (this.draft && same(this.draft.content, content)) this.remarks = found;
  }

  /** Writes something else at a spot of the text. */
  replace(spot: { place: string; line: number; column: number }, text: string, by: string): void {
    if (!this.draft) return;
    const content = $state.snapshot(this.draft.content) as TemplateContent;
    this.draft.content = withText(content, spot.place, (old) => replaced(old, spot, text, by));
    this.form.error = null;
  }

  /** Repairs everything that has only one reading. */
  async repair(): Promise<void> {
    if (!this.draft) return;
    const content = $state.snapshot(this.draft.content) as TemplateContent;
    const repaired = await templateRepair(content);
    if (this.draft && same(this.draft.content, content)) this.draft.content = repaired.content;
    this.form.error = null;
  }

  /** Imports a file's templates; answers how many. */
  async take(file: Uint8Array): Promise<number> {
    const saved = await templatesImport(file);
    await this.refresh();
    if (saved[0] && !this.dirty) this.open(saved[0]);
    return saved.length;
  }

  /** Brings the open template back to the starter it was made from. */
  async reset(): Promise<void> {
    if (this.draft?.id == null) return;
    const saved = await templateReset(this.draft.id);
    await this.load.run(templatesList);
    this.open(saved);
    this.savedVersion = saved.version;
  }

  async save(): Promise<boolean> {
    const draft = this.draft;
    if (!draft) return false;
    return this.form.run(async () => {
      const saved = await templateSave($state.snapshot(draft) as TemplateDraft);
      await this.load.run(templatesList);
      this.draft = { id: saved.id, name: saved.name, content: saved.content, starter: saved.starter };
      this.savedVersion = saved.version;
      void this.findUnknown();
    });
  }

  async remove(): Promise<void> {
    const id = this.draft?.id;
    if (id == null) return;
    await templateRemove(id);
    this.draft = null;
    await this.refresh();
  }
}
