// Written by `cargo xtask types` from Rust. Do not edit.

import type { AnswerKind, ChangeKind, Colour, DoctorStep, ErrorCode, InterviewFormat, Limits, LinkBy, ReminderStarter } from './types';

/** Bytes of a file of people, at most. */
export const FILE_BYTES: number = 67108864;

/** Rows of a page. */
export const PAGE_ROWS: number = 200;

/** What a person types to begin with empty lists. */
export const EMPTY_WORD: string = "empty";

/** WeCom's own API host. */
export const WECOM_HOST: string = "https://qyapi.weixin.qq.com";

/** Fields of a person that are Beckon's own, but for the tags. */
export const STANDARD_FIELDS: string[] = ["name","userid","phone","email","position"];

/** The limits of an account that nobody has changed. */
export const LIMITS: Limits = {"parallel":8,"per_day":null,"per_member_hour":1000,"per_member_minute":30,"per_minute":10000};

/** Colours of an account. */
export const COLOURS: Colour[] = ["teal","blue","plum","brown","green","graphite"];

/** What candidates say about an interview. */
export const ANSWER_KINDS: AnswerKind[] = ["accepted","declined","other_time","none"];

/** With fewer additions left for acquisition links, more have to be bought. */
export const LOW_BALANCE: number = 20;

/** Kinds of links by which candidates get in touch. */
export const LINK_KINDS: LinkBy[] = ["service","contact-way","acquisition"];

/** How often a colleague can be reminded of a task in 24 hours. */
export const TASK_REMINDERS: number = 3;

/** Rules of reminders to begin with. */
export const REMINDER_STARTERS: ReminderStarter[] = [{"after":false,"key":"day-before","late_minutes":360,"minutes":1440,"skip_weekends":true,"whom":"candidates"},{"after":false,"key":"hour-before","late_minutes":30,"minutes":60,"skip_weekends":false,"whom":"candidates"},{"after":true,"key":"evaluation","late_minutes":1440,"minutes":60,"skip_weekends":true,"whom":"interviewers"}];

/** What somebody is told of a change. */
export const CHANGE_KINDS: ChangeKind[] = ["correction","invitation","cancellation"];

/** How an interview is held. */
export const INTERVIEW_FORMATS: InterviewFormat[] = ["onsite","video","phone","coding"];

/** The doctor's steps in the order in which they are done. */
export const DOCTOR_STEPS: DoctorStep[] = ["values","keyring","resolve","connect","proxy","tls","answer","clock","token","app","trusted_ip","api_ips","contacts","upload","customers","acquisition","service","schedule","meeting","meeting_rooms","message"];

/** WeCom's codes that say what about an account is wrong. */
export const ACCOUNT_CODES: Record<number, ErrorCode> = {"301002":"agent_of_another_app","40001":"secret_wrong","40013":"corp_id_wrong","40056":"agent_id_wrong","40091":"secret_wrong","41002":"corp_id_wrong","41004":"secret_wrong","41011":"agent_id_wrong","45031":"secret_wrong","50003":"app_disabled","60020":"ip_not_trusted"};

/** WeCom's codes that refuse the network or the address of a call. */
export const ADDRESS_CODES: number[] = [48010,60020,85007,90308,301042,840002];
