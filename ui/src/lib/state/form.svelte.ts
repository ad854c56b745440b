// A form: sent once at a time, what is wrong with each field, and the focus on the first wrong one.

import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';

import { fieldProblem, type UiError } from '../backend';
import { fieldWords } from '../words';
import { Act } from './act.svelte';

export class Form extends Act {
  #at: HTMLElement | null = null;
  /** Fields are refused and none that is shown is one of them. */
  #unseen = $state(false);

  /** The error for the reader of the whole form: nothing where the fields say it all. */
  get note(): UiError | null {
    return this.error && (this.error.code !== 'invalid' || this.#unseen) ? this.error : null;
  }

  /** What is wrong with a field, in words. */
  problem(field: string): string | undefined {
    return fieldWords(fieldProblem(this.error, field));
  }

  /** For the element that holds the fields. */
  here: Attachment<HTMLElement> = (element) => {
    this.#at = element;
    return () => {
      if (this.#at === element) this.#at = null;
    };
  };

  /** For a `<form>`: does the work when it is sent. */
  sends(work: () => Promise<unknown>): Attachment<HTMLFormElement> {
    return (form) => {
      form.noValidate = true;
      const leave = this.here(form);
      const off = on(form, 'submit', (event) => {
        event.preventDefault();
        void this.run(work);
      });
      return () => {
        off();
        leave?.();
      };
    };
  }

  override async run(work: () => Promise<unknown>): Promise<boolean> {
    const done = await super.run(work);
    if (this.error) await this.#point();
    return done;
  }

  async #point(): Promise<void> {
    this.#unseen = false;
    await tick();
    const wrong = this.#at?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
    this.#unseen = this.#at !== null && !wrong;
  }
}
