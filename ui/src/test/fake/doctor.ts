// The fake company's doctor: everything is well, but for what a test plants.

import { DOCTOR_STEPS, type DoctorCode, type DoctorResult, type DoctorStep, type ExitIp } from '../../lib/backend';
import type { Fake } from '.';

/** What a step finds in place of the good. */
export type Finding = Partial<DoctorResult> & { step: DoctorStep; code: DoctorCode };

const GOOD: Record<DoctorStep, DoctorCode> = {
  values: 'values_good',
  keyring: 'keyring_good',
  resolve: 'host_found',
  connect: 'connected',
  proxy: 'no_proxy',
  tls: 'tls_good',
  answer: 'wecom_answers',
  clock: 'clock_good',
  token: 'token_good',
  app: 'app_good',
  trusted_ip: 'ip_trusted',
  api_ips: 'api_ips_reachable',
  contacts: 'contacts_good',
  upload: 'upload_good',
  message: 'message_to_whom',
};

const PARAMS = {
  app: '面试通知',
  host: 'qyapi.weixin.qq.com',
  ips: '203.0.113.80',
  ip: '203.0.113.7',
  count: '12',
  people: '212',
  users: '12',
  departments: '3',
  tags: '1',
  bytes: '44',
};

function good(step: DoctorStep): DoctorResult {
  const state = step === 'message' ? 'waiting' : 'pass';
  return { step, state, code: GOOD[step], params: PARAMS, depends_on: null, fix: null, page: null, detail: step };
}

export function doctorCommands(fake: Fake) {
  return {
    doctor_run: ({ onResult }: { onResult: (result: DoctorResult) => void }): DoctorResult[] => {
      let failed: DoctorStep | null = null;
      const results = DOCTOR_STEPS.map((step): DoctorResult => {
        const found = fake.findings.find((finding) => finding.step === step);
        if (failed && step !== 'trusted_ip')
          return { ...good(step), state: 'skipped', code: 'not_reached', depends_on: failed };
        if (!found) return good(step);
        const result = { ...good(step), state: 'failure' as const, ...found, params: { ...PARAMS, ...found.params } };
        if (result.state === 'failure') failed = step;
        return result;
      });
      results.forEach((result) => onResult(result));
      return results;
    },
    doctor_message: ({ userid }: { userid: string }): DoctorResult => ({
      ...good('message'),
      code: 'message_sent',
      params: { userid },
    }),
    exit_ips: (): ExitIp[] => [
      { ip: '203.0.113.7', first_at: Date.now(), last_at: Date.now() },
      { ip: '198.51.100.4', first_at: 1_772_000_000_000, last_at: 1_772_400_000_000 },
    ],
  };
}
