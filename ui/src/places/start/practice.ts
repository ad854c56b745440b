// The short way to a first practice message: sample people in, practice account on, all of them chosen.

import { candidateTags, practicePeople, type CandidateDraft } from '$lib/backend';
import { PRACTICE, type Session } from '$lib/state/session.svelte';

export async function startPractice(session: Session): Promise<void> {
  const report = await practicePeople();
  const tag = await sharedTag(report.sample);
  session.use(PRACTICE);
  session.send.begin(tag ? 'tag' : 'all', { tag: tag ?? '' });
  session.go('send');
  await session.refresh();
}

/** The tag that all sample people carry and that names the most people. */
async function sharedTag(sample: CandidateDraft[]): Promise<string | undefined> {
  const shared = sample[0]?.tags.filter((tag) => sample.every((person) => person.tags.includes(tag))) ?? [];
  if (shared.length < 2) return shared[0];
  const tags = await candidateTags();
  return tags.filter((t) => shared.includes(t.tag)).sort((a, b) => b.count - a.count)[0]?.tag ?? shared[0];
}
