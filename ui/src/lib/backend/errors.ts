// What a refused command looks like to the rest of the window: always a UiError, whatever was thrown.

import type { FieldError, UiError } from './types';

/** Makes a `UiError` of anything that was thrown; what is not one already becomes `internal`. */
export function asUiError(thrown: unknown): UiError {
  if (isUiError(thrown)) return { ...thrown, params: thrown.params ?? {}, fields: thrown.fields ?? [] };
  const detail =
    thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : JSON.stringify(thrown);
  return { code: 'internal', params: { detail: detail ?? '' }, fields: [], retryable: false };
}

function isUiError(value: unknown): value is UiError {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

/** The problem of one field of a refused form, if it has one. */
export function fieldProblem(error: UiError | null, field: string): FieldError | undefined {
  return error?.fields.find((f) => f.field === field);
}
