// The templates and the one being written. An unsaved text survives leaving the place.

import {
  asUiError,
  fieldsList,
  templateRemove,
  templateSave,
  templatesList,
  templateUnknown,
  type FieldInfo,
  type Template,
  type TemplateDraft,
  type UiError,
  type UnknownField,
} from '../backend';
import { byName } from '../format';
import { Load } from './load.svelte';

export class TemplatesView {
  load = new Load<Template[]>();
  fields = new Load<FieldInfo[]>();
  draft = $state<TemplateDraft | null>(null);
  error = $state.raw<UiError | null>(null);
  saving = $state(false);
  /** The version that was saved last, until the text changes again. */
  savedVersion = $state<number | null>(null);

  /** Fields of the saved text that nobody in the list has. */
  unknown = $state.raw<UnknownField[]>([]);

  get list(): Template[] {
    return (this.load.value ?? []).toSorted(byName);
  }

  get current(): Template | undefined {
    return this.list.find((t) => t.id === this.draft?.id);
  }

  get dirty(): boolean {
    if (!this.draft) return false;
    const saved = this.current;
    if (!saved) return this.draft.name !== '' || this.draft.body !== '';
    return this.draft.name !== saved.name || this.draft.body !== saved.body;
  }

  async refresh(): Promise<void> {
    await Promise.all([this.load.run(templatesList), this.fields.run(fieldsList)]);
    if (!this.draft && this.list[0]) this.open(this.list[0]);
  }

  open(template: Template): void {
    this.draft = { id: template.id, name: template.name, body: template.body };
    this.error = null;
    this.savedVersion = null;
    void this.findUnknown();
  }

  /** A slip in a field's name is seen here, not only when a message is held back. */
  private async findUnknown(): Promise<void> {
    this.unknown = [];
    const body = this.draft?.body ?? '';
    const found = await templateUnknown(body).catch(() => []);
    if (this.draft?.body === body) this.unknown = found;
  }

  create(): void {
    this.draft = { id: null, name: '', body: '' };
    this.unknown = [];
    this.error = null;
    this.savedVersion = null;
  }

  async save(): Promise<boolean> {
    if (!this.draft || this.saving) return false;
    this.saving = true;
    try {
      const saved = await templateSave($state.snapshot(this.draft));
      this.error = null;
      await this.load.run(templatesList);
      this.draft = { id: saved.id, name: saved.name, body: saved.body };
      this.savedVersion = saved.version;
      void this.findUnknown();
      return true;
    } catch (thrown) {
      this.error = asUiError(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }

  async remove(): Promise<void> {
    const id = this.draft?.id;
    if (id == null) return;
    await templateRemove(id);
    this.draft = null;
    await this.refresh();
  }
}
