import type { ErrorCode } from '../../src-contract/index.ts'

/** A failure that the caller can name: its code is an entry of the contract's error table. */
export class EngineError extends Error {
  readonly code: ErrorCode
  /** Facts that belong to the code, for example the known names beside the unknown one. */
  readonly data: unknown

  constructor(code: ErrorCode, message: string, options: { data?: unknown; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'EngineError'
    this.code = code
    this.data = options.data
  }
}

/** A failure to start or run a command that a person can mend; the process ends with `exitCode`. */
export class FatalError extends Error {
  readonly exitCode: number

  constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'FatalError'
    this.exitCode = options.exitCode ?? 1
  }
}

/**
 * What a part needs to start cannot be reached for now. Nothing has gone wrong that a person would have to look at, so that
 * it is tried again for as long as it takes.
 */
export class UnreachableError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'UnreachableError'
  }
}

/** A broken promise inside the program: never the user's fault. */
export class InvariantError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InvariantError'
  }
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}

/** The value, or an {@link InvariantError} where it is missing. */
export function ensureDefined<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new InvariantError(`${what} is missing`)
  return value
}

/** Makes the compiler prove that a union was matched to the end. */
export function ensureNever(value: never, what: string): never {
  throw new InvariantError(`${what} has no branch for ${JSON.stringify(value)}`)
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
