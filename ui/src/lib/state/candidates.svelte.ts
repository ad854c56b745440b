// The candidate list as it is looked at: question, page, ticks, the person opened, the last change. Survives leaving
// the place.

import {
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
} from '../backend';
import { Act } from './act.svelte';
import { Load } from './load.svelte';
import { Paged } from './paged.svelte';
import { Ticks } from './ticks.svelte';

/** What happened to people, and whether it can still be taken back. */
export type Told = {
  what: 'changed' | 'removed' | 'mapped' | 'undone';
  people: number;
  missing: number;
  undo: number | null;
};

const NO_FILTER = { tag: null, route: null, unmapped: false, optedOut: false, reach: null };

export class CandidatesView {
  search = $state('');
  tag = $state<string | null>(null);
  route = $state<Route | null>(null);
  unmapped = $state(false);
  optedOut = $state(false);
  reach = $state<ReachState | null>(null);
  /** Whose checks count. */
  account = $state<AccountId | null>(null);
  openId = $state<CandidateId | null>(null);
  importing = $state(false);
  told = $state.raw<Told | null>(null);
  undoing = new Act();
  tags = new Load<TagCount[]>();
  page = new Paged<Candidate>((after) => candidatesList({ ...this.filter, after, limit: 0 }));
  ticks = new Ticks<Candidate>(this.page);

  get filter(): CandidateFilter {
    const { tag, route, unmapped, optedOut: opted_out, reach, account } = this;
    return { search: this.search.trim() || null, tag, route, unmapped, opted_out, reach, account };
  }

  get filtered(): boolean {
    const { search, tag, route, unmapped, opted_out, reach } = this.filter;
    return Boolean(search || tag || route || unmapped || opted_out || reach);
  }

  get opened(): Candidate | undefined {
    return this.page.rows.find((c) => c.id === this.openId);
  }

  async refresh(): Promise<void> {
    await Promise.all([this.page.first(), this.tags.run(candidateTags)]);
  }

  /** The same page again, after a change to people. */
  async again(): Promise<void> {
    await Promise.all([this.page.again(), this.tags.run(candidateTags)]);
    this.ticks.renew();
  }

  /** A new question: what was chosen by the old one is chosen no more, single ticks are. */
  ask(change: Partial<Pick<CandidatesView, 'tag' | 'route' | 'unmapped' | 'optedOut' | 'reach'>> = {}): void {
    Object.assign(this, change);
    if (this.ticks.everyone) this.ticks.clear();
    void this.page.first();
  }

  clear(): void {
    this.search = '';
    this.ask(NO_FILTER);
  }

  /** Shows one person; the place asks for the rows. */
  look(name: string, id: CandidateId | null): void {
    Object.assign(this, { search: name, ...NO_FILTER });
    this.openId = id;
    this.importing = false;
  }

  /** The chosen, or else all whom the filter finds. */
  scope(): Selection {
    return this.ticks.count > 0 ? this.selection() : { kind: 'matching', filter: this.filter };
  }

  get inScope(): number {
    return this.ticks.count || this.page.total;
  }

  selection(): Selection {
    const { everyone, ids } = this.ticks;
    return everyone ? { kind: 'matching', filter: this.filter } : { kind: 'ids', ids };
  }

  async changeTags(add: string[], remove: string[]): Promise<void> {
    await this.tell('changed', await candidatesTag(this.selection(), add, remove));
  }

  async setRoute(to: Selection, route: Route): Promise<void> {
    await this.tell('changed', await candidatesRoute(to, route));
  }

  async removeChosen(): Promise<void> {
    const removed = await candidatesRemove(this.selection());
    this.ticks.clear();
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
    this.undoing.error = null;
    await this.again();
  }

  async undo(): Promise<void> {
    const undo = this.told?.undo;
    if (undo == null) return;
    const done = await this.undoing.run(async () => {
      this.told = { what: 'undone', people: await candidatesUndo(undo), missing: 0, undo: null };
    });
    if (!done) this.told = null;
    await this.again();
  }
}
