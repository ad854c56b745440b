// The hinge of the door: how a command gets to Rust and back. Tests hang another door in with `setBackend`.

import { Channel, invoke } from '@tauri-apps/api/core';

import { asUiError } from './errors';

/** Arguments of a command: named values, or the raw bytes of a file. */
export type Args = Record<string, unknown> | Uint8Array;

export interface Backend {
  /** `headers` go with raw bytes, which leave no room for named values. */
  invoke(command: string, args?: Args, headers?: Record<string, string>): Promise<unknown>;
  /** What is passed as an argument so that Rust can call back. */
  channel<T>(onMessage: (message: T) => void): unknown;
}

const tauri: Backend = {
  invoke: (command, args, headers) => invoke(command, args, headers && { headers }),
  channel: (onMessage) => new Channel(onMessage),
};

let backend: Backend = tauri;

/** Replaces the way to Rust, for tests and for looking at screens in a plain browser. */
export function setBackend(next: Backend): void {
  backend = next;
}

/** Runs a command; rejects with a `UiError` and nothing else. */
export async function call<T>(command: string, args?: Args, headers?: Record<string, string>): Promise<T> {
  try {
    return (await backend.invoke(command, args, headers)) as T;
  } catch (thrown) {
    throw asUiError(thrown);
  }
}

/** A callback as an argument of a command. */
export function channel<T>(onMessage: (message: T) => void): unknown {
  return backend.channel(onMessage);
}
