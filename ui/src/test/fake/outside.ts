// The ways to candidates who are no members, of the fake company: its customers, and links.

import type {
  AnswerForm,
  FormAnswer,
  FormRequest,
  LinkBy,
  LinkRequest,
  LinkShown,
  LogRow,
  OutcomeSheet,
  OutsideEvent,
  Outsider,
  PersonChat,
  PersonOutside,
  TaskRow,
  Way,
  SheetRequest,
  WriteBack,
  WriteBackLeft,
  WriteBackState,
} from '../../lib/backend';
import { TASK_REMINDERS } from '../../lib/backend';
import type { Fake } from '.';
import { move } from './rows';

/** A person's customers, links and chats. */
export type OutsideOf = {
  customer?: Outsider;
  maybe?: Outsider[];
  links?: LinkShown[];
  chat?: PersonChat;
  chats?: PersonChat[];
};

export class OutsideWays {
  /** Tells the window what happened. */
  tell: (events: OutsideEvent[]) => void = () => undefined;
  /** By the ids of people. */
  readonly known = new Map<number, OutsideOf>();
  writeBack: WriteBackState = { set: { remark: false, tags: false }, last: null };
  sheet: OutcomeSheet = {
    account: 'practice',
    on: false,
    state: 'none',
    url: null,
    manager: null,
    asked_at: null,
    rows: 0,
    last: null,
  };
  /** WeCom makes the next sheet, and its answer is lost. */
  sheetLost = false;
  colleagues = ['wangfang', 'zhangwei'];
  readAt: number | null = null;
  /** Tasks that their colleagues have confirmed, as WeCom knows already. */
  readonly confirmed = new Set<number>();
  /** Reminders of the last 24 hours, by the ids of rows. */
  readonly reminders = new Map<number, number>();
  /** By the ids of interviews. */
  readonly forms = new Map<number, AnswerForm>();
  /** What the next reading of forms brings. */
  formAnswers: FormAnswer[] = [];
  /** Whoever an answer is given to has said something later. */
  saidLater = false;
  /** WeCom makes the next form, and its answer is lost. */
  formLost = false;

  of(id: number): OutsideOf {
    const known = this.known.get(id) ?? {};
    this.known.set(id, known);
    return known;
  }

  /** What Rust would say of a person. */
  shown(fake: Fake, id: number): PersonOutside {
    const { customer = null, maybe = [], links = [], chat = null, chats = [] } = this.of(id);
    const person = fake.people.find((p) => p.id === id);
    let way: Way = 'copy';
    if (person?.route === 'member' && person.userid) way = 'member';
    else if (customer && person?.route !== 'none') way = 'customer';
    else if (chat && person?.route !== 'none') way = 'service';
    const { readAt: read_at, colleagues } = this;
    const known = { way, customer, maybe, read_at, colleagues, links, chat, chats, missed: null };
    return { candidate: id, account: 'practice', ...known };
  }
}

export const outsider = (name: string, certainty: Outsider['certainty'], more: Partial<Outsider> = {}): Outsider => ({
  external_userid: `wm-${name}`,
  name,
  certainty,
  since: Date.UTC(2026, 10, 2, 8),
  followers: [{ userid: 'wangfang', remark: '', added_at: Date.UTC(2026, 10, 1) }],
  half: false,
  also: [],
  ...more,
});

export const chatOf = (external_userid: string, more: Partial<PersonChat> = {}): PersonChat => ({
  external_userid,
  entered_at: Date.UTC(2026, 10, 3),
  wrote_at: null,
  open_until: null,
  left: 5,
  colleague: null,
  last_words: null,
  also: [],
  ...more,
});

function linkOf(candidate: number, by: LinkBy): LinkShown {
  const id = `${by}of${candidate}`;
  return {
    id,
    candidate,
    account: 'practice',
    by,
    url: `https://work.weixin.qq.com/kfid/kfc1?scene_param=${id}`,
    state: 'made',
    made_at: Date.UTC(2026, 10, 3),
    copied_at: null,
    opened_at: null,
    added_at: null,
    wrote_at: null,
    qr: by === 'contact-way' ? null : { size: 29, path: 'M4 4h7v1h-7z' },
  };
}

let answers = 0;
export const formAnswer = (interview: number, more: Partial<FormAnswer> = {}): FormAnswer => ({
  id: (answers += 1),
  interview,
  starts_at: 0,
  candidate: null,
  given: false,
  name: 'Mo',
  phone: '13900000009',
  kind: 'accepted',
  wish: null,
  at: Date.UTC(2026, 10, 4, 8),
  outcome: 'nobody',
  ...more,
});

const taskOf = (row: LogRow, reminders: number): TaskRow => ({
  delivery: row.delivery,
  campaign: row.campaign,
  account: 'practice',
  candidate: row.candidate,
  name: row.name,
  colleague: row.colleague,
  template_name: row.template_name,
  task_state: row.task_state ?? 'unmade',
  reason: row.reason,
  errcode: row.errcode,
  made_at: row.at,
  looked_at: null,
  trouble: null,
  reminders,
  interview_at: null,
  can_cancel: row.state === 'handed',
  at: row.at,
});

const NOTHING_WRITTEN = {
  at: 0,
  added: 0,
  added_again: 0,
  updated: 0,
  right: 0,
  left: 0,
  missing: [] as string[],
  no_key: false,
  stopped: null,
  held: false,
};

const problem = (code: string, more = {}) => ({ code, params: {}, fields: [], retryable: false, ...more });

/** As Rust has it, the form of an interview: `earlier` once the interview has another start. */
function formOf(fake: Fake, interview: number): AnswerForm | null {
  const form = fake.outside.forms.get(interview);
  const starts_at = fake.interviews.all.find(({ id }) => id === interview)?.starts_at;
  return form ? { ...form, earlier: form.starts_at !== starts_at } : null;
}

function formMake(fake: Fake, { interview, manager, again }: FormRequest): AnswerForm {
  const { outside, interviews } = fake;
  const known = formOf(fake, interview);
  if (known && !known.earlier && (known.state === 'made' || !again)) return known;
  if (!manager) throw problem('invalid', { fields: [{ field: 'userid', problem: 'required' }] });
  const lost = outside.formLost;
  outside.formLost = false;
  const people = interviews.all.find(({ id }) => id === interview);
  const form: AnswerForm = {
    interview,
    account: 'practice',
    state: lost ? 'unsure' : 'made',
    url: lost ? null : `https://doc.weixin.qq.com/forms/F${people?.starts_at ?? 0}`,
    manager,
    starts_at: people?.starts_at ?? 0,
    earlier: false,
    asked_at: Date.UTC(2026, 10, 4, 7),
    read_at: null,
    open: [],
    given: [],
    unconverted: null,
    without_phone: [],
  };
  outside.forms.set(interview, form);
  if (lost) throw problem('reply_lost');
  return form;
}

export function outsideCommands(fake: Fake) {
  const { outside } = fake;
  const task = (row: LogRow) => taskOf(row, outside.reminders.get(row.delivery) ?? 0);
  const rowOf = (delivery: number) => {
    const found = fake.sending.details.find(({ row }) => row.delivery === delivery);
    if (!found) throw problem('not_found', { params: { what: 'row' } });
    return found;
  };
  return {
    outside_watch: ({ onChange }: { onChange: (events: OutsideEvent[]) => void }) => void (outside.tell = onChange),
    outside_write_back_state: () => outside.writeBack,
    outside_write_back_set: ({ set }: { set: WriteBack }) => (outside.writeBack = { set, last: null }),
    outside_write_back: () => {
      const [at, left] = [Date.UTC(2026, 10, 4, 9), [[{ kind: 'own_remark' }, 2]] as [WriteBackLeft, number][]];
      const report = { at, written: 3, right: 1, left, stopped: null, held: false, after: null };
      outside.writeBack = { ...outside.writeBack, last: report };
      return { set: outside.writeBack.set, report, people: [] };
    },
    outside_sheet: () => outside.sheet,
    outside_sheet_make: ({ request: { manager, again } }: { request: SheetRequest }) => {
      const { state } = outside.sheet;
      if (state === 'unsure' && !again) return outside.sheet;
      if (!manager) throw problem('invalid', { fields: [{ field: 'userid', problem: 'required' }] });
      const asked_at = Date.UTC(2026, 10, 4, 7);
      if (outside.sheetLost) {
        outside.sheetLost = false;
        outside.sheet = { ...outside.sheet, on: true, state: 'unsure', manager, asked_at };
        throw problem('reply_lost');
      }
      const url = 'https://doc.weixin.qq.com/smartsheet/S1';
      const last = { ...NOTHING_WRITTEN, at: asked_at, added: 2 };
      outside.sheet = { ...outside.sheet, on: true, state: 'made', url, manager, asked_at, rows: 2, last };
      return outside.sheet;
    },
    outside_sheet_off: () => (outside.sheet = { ...outside.sheet, on: false }),
    outside_sheet_write: () => {
      const last = { ...NOTHING_WRITTEN, at: Date.UTC(2026, 10, 4, 9), added: 1, added_again: 1, missing: ['Round'] };
      return (outside.sheet = { ...outside.sheet, last });
    },
    outside_person: ({ candidate }: { candidate: number }) => outside.shown(fake, candidate),
    outside_sync: () => {
      outside.readAt = Date.UTC(2026, 10, 4, 9);
      const counts = { exact: 0, phone: 0, confirmed: 0, suggested: 0, doubts: [] };
      return { read_at: outside.readAt, colleagues: outside.colleagues, unlicensed: [], customers: 16, ...counts };
    },
    outside_match_confirm: ({ candidate, customer }: { candidate: number; customer: string }) => {
      const known = outside.of(candidate);
      const said = known.maybe?.find((one) => one.external_userid === customer);
      if (said) known.customer = { ...said, certainty: 'confirmed' };
      const chat = known.chats?.find((one) => one.external_userid === customer);
      if (chat) known.chat = { ...chat, also: [] };
      known.maybe = known.chats = [];
      return outside.shown(fake, candidate);
    },
    outside_match_reject: ({ candidate, customer }: { candidate: number; customer: string }) => {
      const known = outside.of(candidate);
      known.maybe = known.maybe?.filter((one) => one.external_userid !== customer);
      known.chats = known.chats?.filter((one) => one.external_userid !== customer);
      if (known.customer?.external_userid === customer) delete known.customer;
      return outside.shown(fake, candidate);
    },
    outside_link_make: ({ request: { candidate, by } }: { request: LinkRequest }) => {
      const known = outside.of(candidate);
      const link = known.links?.find((one) => one.by === by) ?? linkOf(candidate, by);
      known.links = [...(known.links ?? []).filter((one) => one !== link), link];
      return { ...link, balance: by === 'acquisition' ? 12 : null };
    },
    outside_link_copied: ({ id }: { id: string }) => {
      for (const known of outside.known.values())
        known.links = known.links?.map((link) =>
          link.id === id ? { ...link, state: 'copied', copied_at: Date.UTC(2026, 10, 4) } : link,
        );
    },
    outside_sms_count: ({ text }: { text: string }) => ({
      alphabet: 'ucs2',
      units: text.length,
      limit: text.length > 70 ? 67 : 70,
      parts: text.length > 70 ? Math.ceil(text.length / 67) : 1,
    }),
    outside_message_open: () => undefined,
    outside_tasks: () => fake.sending.details.filter(({ row }) => row.route === 'customer').map(({ row }) => task(row)),
    outside_tasks_refresh: () => {
      const found = fake.sending.details.filter(({ row }) => row.state === 'handed');
      const confirmed = found.filter(({ row }) => outside.confirmed.has(row.delivery));
      for (const detail of confirmed) {
        move(detail, 'accepted', null);
        detail.row.task_state = 'sent';
        fake.sending.told(fake.sending.find(detail.row.campaign));
      }
      const moved = confirmed.map(({ row }) => ({ delivery: row.delivery, task_state: row.task_state ?? 'sent' }));
      return { looked_at: found.length, moved, left: 0, stopped: null };
    },
    outside_task_remind: ({ delivery }: { delivery: number }) => {
      const used = outside.reminders.get(delivery) ?? 0;
      if (used >= TASK_REMINDERS) throw problem('reminders_used', { params: { at: '' } });
      outside.reminders.set(delivery, used + 1);
      return task(rowOf(delivery).row);
    },
    outside_task_cancel: ({ delivery }: { delivery: number }) => {
      const detail = rowOf(delivery);
      if (outside.confirmed.has(delivery)) throw problem('no_task', { params: { state: 'sent' } });
      move(detail, 'cancelled', null);
      fake.sending.told(fake.sending.find(detail.row.campaign));
      return detail.row;
    },
    outside_sent_by_hand: ({ delivery }: { delivery: number }) => fake.sending.byHand(delivery),
    outside_form: ({ interview }: { interview: number }) => formOf(fake, interview),
    outside_form_make: ({ request }: { request: FormRequest }) => formMake(fake, request),
    outside_forms_read: () => {
      const read_at = Date.UTC(2026, 10, 4, 9);
      const answers = outside.formAnswers;
      outside.formAnswers = [];
      for (const [id, form] of outside.forms) {
        const open = answers.filter(({ interview, outcome }) => interview === id && outcome !== 'noted');
        outside.forms.set(id, { ...form, read_at, open: [...form.open, ...open] });
      }
      return { read_at, forms: outside.forms.size, answers, opted_out: [], unread: [], unconverted: null };
    },
    outside_form_answer_give: ({ answer: id, candidate }: { answer: number; candidate: number | null }) => {
      for (const [interview, form] of outside.forms) {
        const known = [...form.open, ...form.given].find((one) => one.id === id);
        if (!known) continue;
        const answer: FormAnswer =
          candidate === null
            ? { ...known, candidate, given: false, outcome: 'nobody' }
            : { ...known, candidate, given: true, outcome: outside.saidLater ? 'later' : 'noted' };
        const others = (list: FormAnswer[]) => list.filter((one) => one.id !== id);
        const [open, given] = [others(form.open), others(form.given)];
        (answer.given ? given : open).push(answer);
        outside.forms.set(interview, { ...form, open, given });
        return { answer, counts: null, opted_out: known.wish === 'stop' };
      }
      throw problem('not_found', { params: { what: 'answer' } });
    },
    outside_form_answers_seen: ({ interview }: { interview: number }) => {
      const form = outside.forms.get(interview);
      if (form) outside.forms.set(interview, { ...form, open: [] });
      return formOf(fake, interview);
    },
  };
}
