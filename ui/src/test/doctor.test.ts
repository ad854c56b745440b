// The doctor's results come on two ways, a channel and the answer, and nothing orders the two.

import { describe, expect, it } from 'vitest';

import { setBackend } from '../lib/backend/door';
import { Doctor } from '../lib/state/doctor.svelte';
import { DOCTOR_STEPS, type DoctorResult } from '../lib/backend';
import { Fake } from './fake';
import { doctorCommands } from './fake/doctor';

const OPTIONS = { skip_message: false, ask_again: false };

/** All results of an account that works. */
const DIAGNOSIS = doctorCommands(new Fake()).doctor_run({ onResult: () => undefined });
const RESULTS = DIAGNOSIS.results;

type Tell = (result: DoctorResult) => void;

/** A door that answers with all results, and tells what `tells` says before its answer and after it. */
function door(before: DoctorResult[], after: DoctorResult[]) {
  const late: (() => void)[] = [];
  setBackend({
    invoke: async (_command, args) => {
      const tell = (args as { onResult: Tell }).onResult;
      before.forEach(tell);
      late.push(() => after.forEach(tell));
      return DIAGNOSIS;
    },
    channel: (onMessage) => onMessage,
  });
  return () => late.forEach((tell) => tell());
}

describe('Doctor', () => {
  it('is not put off by results that come after the answer', async () => {
    for (const told of [RESULTS.length - 1, 0]) {
      const tellLate = door(RESULTS.slice(0, told), RESULTS.slice(told));
      const doctor = new Doctor();
      await doctor.run('a', OPTIONS);
      tellLate();
      expect(doctor.results, 'the answer holds every result; one that is told late is in it already').toEqual(RESULTS);
      expect(doctor.works, 'an account that works is said to work, whatever came first').toBe(true);
    }
  });

  it('shows each result as it comes, before the answer', async () => {
    const seen: number[] = [];
    const doctor = new Doctor();
    setBackend({
      invoke: async (_command, args) => {
        for (const result of RESULTS) {
          (args as { onResult: Tell }).onResult(result);
          seen.push(doctor.results.length);
        }
        return DIAGNOSIS;
      },
      channel: (onMessage) => onMessage,
    });
    await doctor.run('a', OPTIONS);
    expect(seen, 'one more with each').toEqual(DOCTOR_STEPS.map((_, i) => i + 1));
  });
});
