// The candidate list as it is looked at: question, page, ticks, the person opened. Survives leaving the place.

import { SvelteMap } from 'svelte/reactivity';

import {
  candidatesList,
  candidatesRemove,
  candidateTags,
  type Candidate,
  type CandidateId,
  type Selection,
  type TagCount,
} from '../backend';
import { Load } from './load.svelte';
import { Paged } from './paged.svelte';

export class CandidatesView {
  search = $state('');
  tag = $state<string | null>(null);
  openId = $state<CandidateId | null>(null);
  importing = $state(false);
  ticked = new SvelteMap<CandidateId, Candidate>();
  tags = new Load<TagCount[]>();
  page = new Paged<Candidate>((after) =>
    candidatesList({ search: this.search.trim() || null, tag: this.tag, after, limit: 0 }),
  );

  get filtered(): boolean {
    return this.search.trim() !== '' || this.tag !== null;
  }

  get opened(): Candidate | undefined {
    return this.page.rows.find((c) => c.id === this.openId);
  }

  get allTicked(): boolean {
    return this.page.rows.length > 0 && this.page.rows.every((c) => this.ticked.has(c.id));
  }

  async refresh(): Promise<void> {
    await Promise.all([this.page.first(), this.tags.run(candidateTags)]);
  }

  clear(): void {
    this.search = '';
    this.tag = null;
    void this.page.first();
  }

  /** Shows one person; the place asks for the rows. */
  look(name: string, id: CandidateId | null): void {
    this.search = name;
    this.tag = null;
    this.openId = id;
    this.importing = false;
  }

  filterBy(tag: string | null): void {
    this.tag = tag;
    void this.page.first();
  }

  tick(person: Candidate): void {
    if (!this.ticked.delete(person.id)) this.ticked.set(person.id, person);
  }

  /** Ticks every row of the page, or none when all are ticked. */
  tickPage(): void {
    const all = this.allTicked;
    for (const person of this.page.rows) {
      if (all) this.ticked.delete(person.id);
      else this.ticked.set(person.id, person);
    }
  }

  selection(): Selection {
    return { kind: 'ids', ids: [...this.ticked.keys()] };
  }

  async removeTicked(): Promise<number> {
    const removed = await candidatesRemove([...this.ticked.keys()]);
    this.ticked.clear();
    this.openId = null;
    await this.refresh();
    return removed;
  }
}
