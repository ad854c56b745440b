// The fake company's doctor: everything is well, but for what a test plants.

import {
  DOCTOR_STEPS,
  type Diagnosis,
  type DoctorCode,
  type DoctorResult,
  type DoctorStep,
  type ExitIp,
} from '../../lib/backend';
import type { Fake } from '.';
import { golden } from './golden';

/** What a step finds in place of the good. */
export type Finding = Partial<DoctorResult> & { step: DoctorStep; code: DoctorCode };

function good(step: DoctorStep): DoctorResult {
  const found = golden.doctor.find((result) => result.step === step) as DoctorResult;
  return { ...found, params: { ...found.params } };
}

export function doctorCommands(fake: Fake) {
  return {
    doctor_run: ({ onResult }: { onResult: (result: DoctorResult) => void }): Diagnosis => {
      let failed: DoctorStep | null = null;
      const results = DOCTOR_STEPS.map((step): DoctorResult => {
        const found = fake.findings.find((finding) => finding.step === step);
        if (failed && step !== 'trusted_ip')
          return { ...good(step), state: 'skipped', code: 'not_reached', depends_on: failed };
        if (!found) return good(step);
        const result = {
          ...good(step),
          state: 'failure' as const,
          ...found,
          params: { ...good(step).params, ...found.params },
        };
        if (result.state === 'failure') failed = step;
        return result;
      });
      results.forEach((result) => onResult(result));
      return {
        results,
        findings: results
          .filter(({ state }) => state === 'failure' || state === 'warning')
          .map(({ code, state, step, fix, page, params }) => ({
            ...{ code, state, step, fix, page, params },
            certainty: 'likely' as const,
            who: 'recruiter' as const,
            evidence: [0],
          })),
        evidence: [{ step: 'token', at_ms: 1_772_000_000_000, saw: 'token', params: { seconds: '7200' } }],
      };
    },
    doctor_message: ({ userid }: { userid: string }): Diagnosis => ({
      results: [{ ...good('message'), code: 'message_sent', params: { userid } }],
      findings: [],
      evidence: [],
    }),
    doctor_calendars: (): DoctorResult[] =>
      (['schedule', 'meeting', 'meeting_rooms'] as const).map((step) => ({
        ...good(step),
        ...fake.findings.find((finding) => finding.step === step),
      })),
    exit_ips: (): ExitIp[] => [
      { ip: '203.0.113.7', first_at: Date.now(), last_at: Date.now() },
      { ip: '198.51.100.4', first_at: 1_772_000_000_000, last_at: 1_772_400_000_000 },
    ],
  };
}
