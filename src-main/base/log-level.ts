import type { LogLevelValue } from '../../src-contract/index.ts'

export type LogLevel = LogLevelValue

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

/** True for this level and graver ones. */
export function isAtLeast(level: LogLevel, threshold: LogLevel): boolean {
  return RANK[level] >= RANK[threshold]
}

export function isLogLevel(text: unknown): text is LogLevel {
  return typeof text === 'string' && Object.hasOwn(RANK, text)
}
