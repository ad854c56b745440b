// The ways to candidates who are no members, of the fake company: its customers, and links.

import type { LinkBy, LinkRequest, LinkShown, Outsider, PersonChat, PersonOutside, Way } from '../../lib/backend';
import type { Fake } from '.';

/** A person's customers, links and chats. */
export type OutsideOf = {
  customer?: Outsider;
  maybe?: Outsider[];
  links?: LinkShown[];
  chat?: PersonChat;
  chats?: PersonChat[];
};

export class OutsideWays {
  /** By the ids of people. */
  readonly known = new Map<number, OutsideOf>();
  colleagues = ['wangfang', 'zhangwei'];
  readAt: number | null = null;

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

export function outsideCommands(fake: Fake) {
  const { outside } = fake;
  return {
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
      known.maybe = [];
      return outside.shown(fake, candidate);
    },
    outside_match_reject: ({ candidate, customer }: { candidate: number; customer: string }) => {
      const known = outside.of(candidate);
      known.maybe = known.maybe?.filter((one) => one.external_userid !== customer);
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
  };
}
