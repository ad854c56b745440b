// The candidate list as it is looked at: question, page, ticks, the person opened, the last change. Survives leaving
// the place.

import { SvelteMap } from 'svelte/reactivity';

import {
  asUiError,
  candidatesList,
  candidatesRemove,
  candidatesRoute,
  candidatesTag,
  candidatesUndo,
  candidateTags,
  type AccountId,
  type Candidate,
  type CandidateFilter,
  type CandidateId,
  type PeopleChanged,
  type ReachState,
  type Route,
  type Selection,
  type TagCount,
  type UiError,
} from '../backend';
import { Load } from './load.svelte';
import { Paged } from './paged.svelte';

/** What happened to people, and whether it can still be taken back. */
export type Told = {
  what: 'changed' | 'removed' | 'mapped' | 'undone';
  people: number;
  missing: number;
  undo: number | null;
};

export class CandidatesView {
  search = $state('');
  tag = $state<string | null>(null);
  route = $state<Route | null>(null);
  unmapped = $state(false);
  reach = $state<ReachState | null>(null);
  /** Whose checks count. */
  account = $state<AccountId | null>(null);
  openId = $state<CandidateId | null>(null);
  importing = $state(false);
  ticked = new SvelteMap<CandidateId, Candidate>();
  /** All that the filter finds are chosen, also those on other pages. */
  everyone = $state(false);
  told = $state.raw<Told | null>(null);
  undoError = $state.raw<UiError | null>(null);
  tags = new Load<TagCount[]>();
  page = new Paged<Candidate>((after) => candidatesList({ ...this.filter, after, limit: 0 }));
  #last: number | null = null;

  get filter(): CandidateFilter {
    const { tag, route, unmapped, reach, account } = this;
    return { search: this.search.trim() || null, tag, route, unmapped, reach, account };
  }

  get filtered(): boolean {
    const { search, tag, route, unmapped, reach } = this.filter;
    return Boolean(search || tag || route || unmapped || reach);
  }

  get opened(): Candidate | undefined {
    return this.page.rows.find((c) => c.id === this.openId);
  }

  get allTicked(): boolean {
    return this.page.rows.length > 0 && this.page.rows.every((c) => this.ticked.has(c.id));
  }

  /** How many are chosen. */
  get chosen(): number {
    return this.everyone ? this.page.total : this.ticked.size;
  }

  async refresh(): Promise<void> {
    await Promise.all([this.page.first(), this.tags.run(candidateTags)]);
  }

  /** The same page again, after a change to people. */
  async again(): Promise<void> {
    await Promise.all([this.page.again(), this.tags.run(candidateTags)]);
    for (const now of this.page.rows) if (this.ticked.has(now.id)) this.ticked.set(now.id, now);
  }

  /** A new question: what was chosen by the old one is chosen no more, single ticks are. */
  ask(change: Partial<Pick<CandidatesView, 'tag' | 'route' | 'unmapped' | 'reach'>> = {}): void {
    Object.assign(this, change);
    if (this.everyone) this.untick();
    void this.page.first();
  }

  clear(): void {
    this.search = '';
    this.ask({ tag: null, route: null, unmapped: false, reach: null });
  }

  /** Shows one person; the place asks for the rows. */
  look(name: string, id: CandidateId | null): void {
    Object.assign(this, { search: name, tag: null, route: null, unmapped: false, reach: null });
    this.openId = id;
    this.importing = false;
  }

  tick(person: Candidate): void {
    this.everyone = false;
    this.#last = person.id;
    if (!this.ticked.delete(person.id)) this.ticked.set(person.id, person);
  }

  /** Ticks from the one ticked last to this one. */
  tickTo(person: Candidate): void {
    const rows = this.page.rows;
    const [from, to] = [rows.findIndex((c) => c.id === this.#last), rows.indexOf(person)];
    if (from < 0) return this.tick(person);
    for (const each of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) this.ticked.set(each.id, each);
  }

  /** Ticks every row of the page, or none when all are ticked. */
  tickPage(): void {
    const all = this.allTicked;
    this.everyone = false;
    for (const person of this.page.rows) {
      if (all) this.ticked.delete(person.id);
      else this.ticked.set(person.id, person);
    }
  }

  untick(): void {
    this.everyone = false;
    this.ticked.clear();
  }

  /** The chosen, or else all whom the filter finds. */
  scope(): Selection {
    return this.chosen > 0 ? this.selection() : { kind: 'matching', filter: this.filter };
  }

  get inScope(): number {
    return this.chosen || this.page.total;
  }

  selection(): Selection {
    return this.everyone ? { kind: 'matching', filter: this.filter } : { kind: 'ids', ids: [...this.ticked.keys()] };
  }

  async changeTags(add: string[], remove: string[]): Promise<void> {
    await this.tell('changed', await candidatesTag(this.selection(), add, remove));
  }

  async setRoute(to: Selection, route: Route): Promise<void> {
    await this.tell('changed', await candidatesRoute(to, route));
  }

  async removeChosen(): Promise<void> {
    const removed = await candidatesRemove(this.selection());
    this.untick();
    this.openId = null;
    await this.tell('removed', removed);
  }

  /** Says what was changed, with the way back, and shows the list as it is now. */
  async tell(what: Told['what'], changed: PeopleChanged): Promise<void> {
    this.told = {
      what,
      people: changed.people,
      missing: changed.missing,
      undo: changed.people > 0 ? changed.undo : null,
    };
    this.undoError = null;
    await this.again();
  }

  async undo(): Promise<void> {
    const undo = this.told?.undo;
    if (undo == null) return;
    try {
      this.told = { what: 'undone', people: await candidatesUndo(undo), missing: 0, undo: null };
    } catch (thrown) {
      this.told = null;
      this.undoError = asUiError(thrown);
    }
    await this.again();
  }
}
