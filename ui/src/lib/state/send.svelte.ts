// A send from "whom" to its result. Every number shown comes from Rust's check, never from a count made here.

import {
  candidatesList,
  sendCheck,
  sendPreview,
  sendStart,
  type AccountId,
  type Campaign,
  type CampaignId,
  type Candidate,
  type ChangeKind,
  type Interview,
  type Invited,
  type Occasion,
  type Page,
  type Preview,
  type Selection,
  type SendPlan,
  type Template,
  type TemplateId,
} from '../backend';
import { said } from '../answers';
import { Form } from './form.svelte';
import { Load } from './load.svelte';

/** What the list of chosen people shows of a person. */
export type Chosen = Pick<Candidate, 'id' | 'name' | 'userid' | 'tags'>;
/** Somebody who gets a message about an interview. */
export type Listed = { name: string; userid: string | null; interview: Interview };
/** What people are told of a change of an interview, and who they are by name. */
export type Change = { kind: ChangeKind; whom: 'candidates' | 'interviewers'; names: string[] };
export type Whom = 'all' | 'tag' | 'search' | 'ticked' | 'invited' | 'unanswered' | 'interviewers' | 'changed';
export const STEPS = ['whom', 'message', 'check', 'send'] as const;
export type Step = (typeof STEPS)[number];

/** Which starters tell of a change. */
const STARTERS: Record<Change['whom'], Record<ChangeKind, string>> = {
  candidates: { correction: 'change', invitation: 'invitation', cancellation: 'cancellation' },
  interviewers: {
    correction: 'interviewer_change',
    invitation: 'interviewer',
    cancellation: 'interviewer_cancellation',
  },
};

export class SendFlow {
  step = $state<Step>('whom');
  whom = $state<Whom>('all');
  tag = $state('');
  search = $state('');
  ticked = $state.raw<Chosen[]>([]);
  /** Those whose candidates or interviewers are meant. */
  interviews = $state.raw<Interview[]>([]);
  /** Which change of them is told, if one is. */
  change = $state.raw<Change | null>(null);
  template = $state<TemplateId | null>(null);
  /** What a team's account invites to; null: the interview, else the position. */
  occasion = $state.raw<Occasion | null>(null);
  /** Why people are invited again who have been invited to it. */
  again = $state<string | null>(null);

  people = new Load<Page<Candidate>>();
  plan = new Load<SendPlan>();
  preview = new Load<Preview>();
  index = $state(0);
  starting = new Form();
  /** The campaign of the last step. */
  campaign = $state<CampaignId | null>(null);

  get to(): Selection {
    switch (this.whom) {
      case 'tag':
        return { kind: 'tag', tag: this.tag };
      case 'search':
        return { kind: 'search', text: this.search.trim() };
      case 'ticked':
        return { kind: 'ids', ids: this.ticked.map((c) => c.id) };
      case 'invited':
      case 'unanswered':
      case 'interviewers':
        return { kind: this.whom, interviews: this.interviews.map((interview) => interview.id) };
      case 'changed':
        return {
          kind: 'changed',
          interviews: this.interviews.map((interview) => interview.id),
          change: this.change?.kind ?? 'correction',
          interviewers: this.change?.whom === 'interviewers',
        };
      default:
        return { kind: 'all' };
    }
  }

  /** Whether the choice of people is complete enough to go on. */
  get chosen(): boolean {
    if (this.whom === 'tag' && !this.tag) return false;
    if (this.whom === 'search' && !this.search.trim()) return false;
    return this.count > 0;
  }

  get count(): number {
    if (this.listed) return this.listed.length;
    return this.whom === 'ticked' ? this.ticked.length : (this.people.value?.total ?? 0);
  }

  /** One line for each message about the interviews chosen. */
  get listed(): Listed[] | null {
    const of = (interview: Interview, people: { name: string; userid: string | null }[]) =>
      people.map((person) => ({ ...person, interview }));
    const names = this.change?.names.map((name) => ({ name, userid: null })) ?? [];
    if (this.whom === 'changed') return this.interviews.flatMap((i) => of(i, names));
    if (this.whom === 'interviewers') return this.interviews.flatMap((i) => of(i, i.interviewers));
    // Their ids are in the list of candidates and are looked at by the check.
    const named = (people: Invited[]) => people.map(({ name }) => ({ name, userid: null }));
    if (this.whom === 'invited') return this.interviews.flatMap((i) => of(i, named(i.people)));
    const silent = (i: Interview) => named(i.people.filter((person) => said(person.answer) === 'none'));
    return this.whom === 'unanswered' ? this.interviews.flatMap((i) => of(i, silent(i))) : null;
  }

  /** Starts over with these people. */
  begin(whom: Whom, choice: { tag?: string; ticked?: Chosen[]; interviews?: Interview[] } = {}): void {
    this.step = 'whom';
    this.whom = whom;
    this.tag = choice.tag ?? '';
    this.search = '';
    this.ticked = choice.ticked ?? [];
    this.interviews = choice.interviews ?? [];
    this.change = null;
    this.occasion = null;
    this.again = null;
    this.campaign = null;
    this.plan.reset();
    this.preview.reset();
  }

  /** Starts over with those who are to be told of a change. */
  tell(interview: Interview, change: Change): void {
    this.begin('changed', { interviews: [interview] });
    this.change = change;
    this.template = null;
  }

  /** Chooses a template where none is chosen: the first, or for a change the one that is made for it. */
  settle(templates: Template[]): void {
    if (templates.some(({ id }) => id === this.template)) return;
    const key = this.change && STARTERS[this.change.whom][this.change.kind];
    const fitting = key ? templates.find(({ starter }) => starter?.split('.')[0] === key) : templates[0];
    this.template = fitting?.id ?? null;
  }

  /** Shows a send that runs already. */
  watch(campaign: CampaignId): void {
    this.campaign = campaign;
    this.step = 'send';
  }

  /** Asks who is meant, for the list beside the choice. */
  async lookUp(): Promise<void> {
    if (this.whom === 'ticked' || this.listed) return;
    const tag = this.whom === 'tag' ? this.tag : null;
    const search = this.whom === 'search' ? this.search.trim() : null;
    if (tag === '' || search === '') return this.people.reset();
    await this.people.run(() => candidatesList({ search, tag, after: null, limit: 0 }));
  }

  async check(account: AccountId): Promise<void> {
    const request = this.request(account);
    if (!request) return;
    this.index = 0;
    this.preview.reset();
    const plan = await this.plan.run(() => sendCheck(request));
    if (plan && plan.total > 0) await this.show(account, 0);
  }

  /** Shows the message of the person at `index`. */
  async show(account: AccountId, index: number): Promise<void> {
    const request = this.request(account);
    const total = this.plan.value?.total ?? 0;
    if (!request || index < 0 || index >= total) return;
    this.index = index;
    await this.preview.run(() => sendPreview(request, index));
  }

  /** Sends what was checked, now or at that time. When something changed since, checks again and answers undefined. */
  async start(account: AccountId, startsAt: number | null = null): Promise<Campaign | undefined> {
    const request = this.request(account);
    const approval = this.plan.value?.approval;
    if (!request || !approval) return undefined;
    let campaign: Campaign | undefined;
    await this.starting.run(async () => {
      campaign = await sendStart({ send: request, approval, starts_at: startsAt });
      this.campaign = campaign.id;
      this.step = 'send';
    });
    if (this.starting.error?.code === 'approval_changed') await this.check(account);
    return campaign;
  }

  request(account: AccountId) {
    const { template, to, occasion, again } = this;
    return template === null ? null : { account, template, to, team: { occasion, again } };
  }
}
