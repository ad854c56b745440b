// WeCom's error codes as one looks them up: what was typed, what was found, the one that is open.

import { codesFind, type CodeMeaning, type CodesFound } from '../backend';
import { Load } from './load.svelte';

export class CodesView {
  text = $state('');
  found = new Load<CodesFound>();
  open = $state.raw<CodeMeaning | null>(null);

  get codes(): CodeMeaning[] {
    return this.found.value?.codes ?? [];
  }

  /** Looks for what was typed. The only one that is found needs no click. */
  async find(): Promise<void> {
    const found = await this.found.run(() => codesFind(this.text));
    if (!found) return;
    const same = found.codes.find((code) => code.errcode === this.open?.errcode);
    const exact = found.codes.find((code) => String(code.errcode) === this.text.trim());
    this.open = exact ?? same ?? (found.codes.length === 1 ? (found.codes[0] ?? null) : null);
  }

  /** Begins with one code; the place asks for it. */
  show(errcode: number): void {
    this.text = String(errcode);
    this.open = null;
    this.found.reset();
  }
}
