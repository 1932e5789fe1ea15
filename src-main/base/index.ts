export { BoundedMap } from './bounded-map.ts'
export { type Clock, ManualClock, SystemClock, type TimeMs, timeMs, timeText } from './clock.ts'
export { contentSecurityPolicy } from './content-security-policy.ts'
export { accountLockFolder, dataFolder } from './data-folder.ts'
export { Decimal, ZERO } from './decimal.ts'
export { compareDecimals, differenceOf, productOf, sumOf, wholeQuotient } from './decimal-arithmetic.ts'
export { floorToStep, isMultipleOf, nearestStep, roundToStep } from './decimal-steps.ts'
export { compactDecimal, decimalOf, keptDecimal, toFloat } from './decimal-words.ts'
export { earlierLogLines } from './earlier-log.ts'
export {
  EngineError,
  ensureDefined,
  ensureNever,
  errorText,
  FatalError,
  invariant,
  InvariantError,
  UnreachableError,
} from './errors.ts'
export { Emitter, type Event } from './event.ts'
export { issueText, type SchemaIssue } from './issue-text.ts'
export { KeyedCalls } from './keyed-calls.ts'
export { type Disposable, DisposableStore, toDisposable } from './lifecycle.ts'
export { endsInsideLine, linesBackwards } from './lines-backwards.ts'
export { isAtLeast, type LogLevel } from './log-level.ts'
export { LOG_MEMORY_LINES, LogMemory } from './log-memory.ts'
export { type LogFields, type Logger, silentLogger } from './logger.ts'
export type { Nominal } from './nominal.ts'
export { programVersion } from './program-version.ts'
export { freshRandom, hashUnit, mix32, type Random, secretBytes, secretToken, SeededRandom } from './random.ts'
export { RingBuffer } from './ring-buffer.ts'
